#include "docgen/wordml/drawings.hpp"
#include "docgen/wordml/placing.hpp"

/// Drawings of older versions of Word, and the watermarks of all.
namespace kontor::docgen::wordml {
namespace {

bool is_shape(std::string_view name) {
  return name == "v:shape" || name == "v:rect" || name == "v:roundrect" || name == "v:line" || name == "v:oval";
}

bool is_off(std::string_view word) { return word == "f" || word == "false"; }

/// "#c00000 [3204]", "red".
std::string vml_color(std::string_view text) {
  const std::string_view word = text.substr(0, text.find(' '));
  if (word == "black") return "000000";
  if (word == "white") return "ffffff";
  if (word == "red") return "ff0000";
  if (word == "silver") return "c0c0c0";
  if (word == "gray") return "808080";
  return color_from(word);
}

}  // namespace

void DrawingReader::vml(Xml container) {
  for (const Xml node : container) {
    if (is_shape(name_of(node))) vml_shape(node);
    if (name_of(node) == "v:group") {
      story_.reading().leave_out("a group of shapes");
      for (const Xml child : node)
        if (const Xml box = child.child("v:textbox")) vml_shape(child);
    }
  }
}

void DrawingReader::vml_shape(Xml shape) {
  Reading& reading = story_.reading();
  if (const Xml path = shape.child("v:textpath")) return text_path(text_in(path, "string"));
  const VmlStyle style = vml_style(text_in(shape, "style"));
  if (const auto hidden = style.find("visibility"); hidden != style.end() && hidden->second == "hidden") return;
  const auto position = style.find("position");
  const bool in_line = position == style.end() || position->second != "absolute";
  Float place = placed_vml(style, shape.child("w10:wrap"));
  if (const Xml data = shape.child("v:imagedata")) {
    const Part::Relation* relation = story_.part().relation(text_in(data, "r:id"));
    if (!relation || relation->external) return reading.leave_out("a picture that is kept outside of the file");
    place.figure = reading.figure(relation->target, place.width, place.height, text_in(shape, "alt"));
    return put(std::move(place), in_line);
  }
  if (const std::string_view rule = text_in(shape, "o:hr"); !rule.empty() && !is_off(rule)) {
    place.width = setting_.width;
    place.borders.top = {.line = Border::Line::single, .width = 1, .color = "a0a0a0"};
    return put(std::move(place), true);
  }
  Border outline{.line = Border::Line::single, .width = 0.75, .color = "000000"};
  if (const std::string_view color = text_in(shape, "strokecolor"); !color.empty()) outline.color = vml_color(color);
  if (const auto width = length_from(text_in(shape, "strokeweight"))) outline.width = *width;
  if (is_off(text_in(shape, "stroked"))) outline = {};
  if (name_of(shape) == "v:line") {
    reading.leave_out("a line of an older version of Word");
    return;
  }
  place.borders = {.top = outline, .bottom = outline, .left = outline, .right = outline};
  if (!is_off(text_in(shape, "filled"))) {
    const std::string_view fill = text_in(shape, "fillcolor");
    place.shade = fill.empty() ? "ffffff" : vml_color(fill);
  }
  if (const Xml box = shape.child("v:textbox")) {
    const Descent descent(reading, story_.depth());
    if (!descent) return;
    if (const VmlStyle own = vml_style(text_in(box, "style")); own.contains("mso-fit-shape-to-text")) place.height = 0;
    Story story(reading, story_.looks(), story_.part(), Story::Kind::box, story_.depth());
    place.blocks = story.read(box.child("w:txbxContent"), {.width = std::max(place.width - 2 * place.inner_x, 1.0)});
  } else if (name_of(shape) == "v:oval" || name_of(shape) == "v:shape") {
    return reading.leave_out("a shape of an older version of Word");
  }
  put(std::move(place), in_line);
}

/// Letters drawn along a path: in heads that is what Word makes watermarks of.
void DrawingReader::text_path(std::string_view text) {
  Reading& reading = story_.reading();
  if (furniture_ && !text.empty())
    reading.document().watermark = text;
  else
    reading.leave_out("WordArt");
}

}  // namespace kontor::docgen::wordml
