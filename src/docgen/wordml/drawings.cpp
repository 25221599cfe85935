#include "docgen/wordml/drawings.hpp"

#include "docgen/wordml/placing.hpp"

namespace kontor::docgen::wordml {
namespace {

std::string scheme_color(Xml node, const Theme& theme) {
  std::string color = color_from(text_in(node.child("a:srgbClr"), "val"));
  if (color.empty()) color = theme.color(text_in(node.child("a:schemeClr"), "val"));
  if (color.empty()) color = color_from(text_in(node.child("a:sysClr"), "lastClr"));
  if (color.empty() && text_in(node.child("a:prstClr"), "val") == "black") color = "000000";
  if (color.empty() && text_in(node.child("a:prstClr"), "val") == "white") color = "ffffff";
  return color;
}

bool is_straight(std::string_view form) { return form == "line" || form.starts_with("straightConnector"); }

Borders all_round(const Border& border) { return {.top = border, .bottom = border, .left = border, .right = border}; }

Border outline_of(Xml properties, Xml style, const Theme& theme) {
  const Xml line = properties.child("a:ln");
  Border out;
  if (line.child("a:noFill")) return out;
  std::string color = scheme_color(line.child("a:solidFill"), theme);
  if (color.empty()) {
    const Xml reference = style.child("a:lnRef");
    if (!reference || text_in(reference, "idx") == "0") return out;
    color = scheme_color(reference, theme);
  }
  out.line = Border::Line::single;
  const std::string_view dash = text_in(line.child("a:prstDash"), "val");
  if (dash.contains("ash")) out.line = Border::Line::dashed;
  if (dash == "dot" || dash == "sysDot") out.line = Border::Line::dotted;
  constexpr double kUsual = 0.75;
  out.width = line.attribute("w") ? std::max(0.25, emu(line, "w")) : kUsual;
  out.color = std::move(color);
  return out;
}

constexpr double kInnerX = 7.2, kInnerY = 3.6;

}  // namespace

std::string fill_of(Xml properties, const Theme& theme) { return scheme_color(properties.child("a:solidFill"), theme); }

Runs DrawingReader::read(Xml node) {
  if (name_of(node) == "w:drawing") {
    for (const Xml place : node) drawing(place);
  } else {
    vml(node);
  }
  return std::move(out_);
}

void DrawingReader::drawing(Xml place) {
  const bool in_line = name_of(place) == "wp:inline";
  if (!in_line && name_of(place) != "wp:anchor") return;
  const Xml about = place.child("wp:docPr");
  if (const std::string_view hidden = text_in(about, "hidden"); !hidden.empty() && is_on(hidden)) return;
  Float where;
  if (in_line) {
    where.width = emu(place.child("wp:extent"), "cx");
    where.height = emu(place.child("wp:extent"), "cy");
  } else {
    where = placed_drawing(place);
  }
  graphic(place.child("a:graphic").child("a:graphicData"), std::move(where), in_line, text_in(about, "descr"));
}

void DrawingReader::graphic(Xml data, Float place, bool in_line, std::string_view alt) {
  if (const Xml found = data.child("pic:pic")) return picture(found, std::move(place), in_line, alt);
  if (const Xml found = data.child("wps:wsp")) return shape(found, std::move(place), in_line);
  if (const Xml found = data.child("wpg:wgp")) return group(found, place, 0);
  const std::string_view uri = text_in(data, "uri");
  Reading& reading = story_.reading();
  reading.leave_out(uri.ends_with("/chart") || uri.contains("chartex") ? "a chart"
                    : uri.ends_with("/diagram")                        ? "SmartArt"
                    : uri.ends_with("/wordprocessingCanvas")           ? "a drawing canvas"
                                                                       : "a drawing");
}

void DrawingReader::picture(Xml picture, Float place, bool in_line, std::string_view alt) {
  const Xml fill = picture.child("pic:blipFill");
  const Xml blip = fill.child("a:blip");
  const Part::Relation* relation = story_.part().relation(text_in(blip, "r:embed"));
  Reading& reading = story_.reading();
  // A drawing in lines stands beside the picture for older programs.
  for (const Xml extension : blip.child("a:extLst"))
    if (const Xml svg = extension.child("asvg:svgBlip"))
      if (const Part::Relation* drawn = story_.part().relation(text_in(svg, "r:embed")); drawn && !relation)
        relation = drawn;
  if (!relation || relation->external) return reading.leave_out("a picture that is kept outside of the file");
  const Xml crop = fill.child("a:srcRect");
  for (const char* side : {"l", "t", "r", "b"})
    if (std::abs(number(text_in(crop, side)).value_or(0)) >= 500) reading.leave_out("the cropping of a picture");
  if (const auto turn = number(text_in(picture.child("pic:spPr").child("a:xfrm"), "rot")); turn && *turn != 0)
    reading.leave_out("the turning of a picture");
  place.figure = reading.figure(relation->target, place.width, place.height, alt);
  if (!in_line) place.borders = all_round(outline_of(picture.child("pic:spPr"), Xml(), reading.theme()));
  put(std::move(place), in_line);
}

void DrawingReader::shape(Xml shape, Float place, bool in_line) {
  Reading& reading = story_.reading();
  const Xml properties = shape.child("wps:spPr"), style = shape.child("wps:style");
  const std::string_view form = text_in(properties.child("a:prstGeom"), "prst");
  const Border outline = outline_of(properties, style, reading.theme());
  if (is_straight(form)) {
    (place.width >= place.height ? place.borders.top : place.borders.left) = outline;
    if (place.width > 1 && place.height > 1) reading.leave_out("a slanting line");
    return put(std::move(place), in_line);
  }
  place.borders = all_round(outline);
  place.shade = fill_of(properties, reading.theme());
  if (place.shade.empty() && !properties.child("a:noFill"))
    if (const Xml reference = style.child("a:fillRef"); reference && text_in(reference, "idx") != "0")
      place.shade = scheme_color(reference, reading.theme());
  const Xml body = shape.child("wps:bodyPr");
  const auto inner = [&](const char* side, double usual) { return body.attribute(side) ? emu(body, side) : usual; };
  place.inner_x = (inner("lIns", kInnerX) + inner("rIns", kInnerX)) / 2;
  place.inner_y = inner("tIns", kInnerY);
  if (form != "rect" && form != "roundRect" && form != "flowChartProcess" && !form.empty()) {
    reading.leave_out("the outline of a shape, drawn as a rectangle");
  }
  if (const Xml content = shape.child("wps:txbx").child("w:txbxContent")) {
    if (body.child("a:spAutoFit")) place.height = 0;
    const Descent descent(reading, story_.depth());
    if (!descent) return;
    Story story(reading, story_.looks(), story_.part(), Story::Kind::box, story_.depth());
    place.blocks = story.read(content, {.width = std::max(place.width - 2 * place.inner_x, 1.0)});
  }
  put(std::move(place), in_line);
}

/// Each of the group stands for itself, moved and scaled as the group says.
void DrawingReader::group(Xml group, const Float& place, int depth) {
  constexpr int kDeepestGroup = 8;
  Reading& reading = story_.reading();
  if (depth > kDeepestGroup) return reading.leave_out("a group of shapes");
  const Xml frame = group.child("wpg:grpSpPr").child("a:xfrm");
  const double from_x = emu(frame.child("a:chOff"), "x"), from_y = emu(frame.child("a:chOff"), "y");
  const double width = emu(frame.child("a:chExt"), "cx"), height = emu(frame.child("a:chExt"), "cy");
  const double scale_x = width > 0 ? place.width / width : 1, scale_y = height > 0 ? place.height / height : 1;
  if (place.across.side != Float::Side::at || place.down.side != Float::Side::at)
    reading.leave_out("the place of a group of shapes");
  for (const Xml child : group) {
    const std::string_view name = name_of(child);
    const Xml properties = name == "wps:wsp"   ? child.child("wps:spPr")
                           : name == "pic:pic" ? child.child("pic:spPr")
                                               : child.child("wpg:grpSpPr");
    if (!properties) continue;
    const Xml own = properties.child("a:xfrm");
    Float part = place;
    part.across.side = part.down.side = Float::Side::at;
    part.across.offset += (emu(own.child("a:off"), "x") - from_x) * scale_x;
    part.down.offset += (emu(own.child("a:off"), "y") - from_y) * scale_y;
    part.width = emu(own.child("a:ext"), "cx") * scale_x;
    part.height = emu(own.child("a:ext"), "cy") * scale_y;
    if (name == "wps:wsp")
      shape(child, std::move(part), false);
    else if (name == "pic:pic")
      picture(child, std::move(part), false, {});
    else
      this->group(child, part, depth + 1);
  }
}

void DrawingReader::put(Float place, bool in_line) {
  Run run;
  if (in_line && place.figure) {
    run.figure = std::move(place.figure);
  } else {
    if (in_line) {  // a box in the line: as near as floats come
      place.wrap = Float::Wrap::top_and_bottom;
      place.across = {};
      place.down = {.from = Float::From::text};
    }
    run.floating = std::make_shared<const Float>(std::move(place));
  }
  out_.push_back(std::move(run));
}

}  // namespace kontor::docgen::wordml
