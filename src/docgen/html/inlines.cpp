#include "docgen/html/body.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::html {

void Body::element(std::string_view tag, std::string_view attributes, const Runs& list) {
  const bool only_text = tag == "p" || tag == "span" || tag.starts_with('h');  // may not hold blocks
  if (only_text) floats(list);
  out_ += fmt::format("<{}{}>", tag, attributes);
  if (!only_text) floats(list);
  if (tag == "p") out_ += std::exchange(lead_, {});
  runs(list);
  out_ += fmt::format("</{}>\n", tag);
}

void Body::runs(const Runs& list, const ParagraphFormat* format) {
  for (const Run& run : list) {
    if (!run.anchor.empty() && anchors_.insert(run.anchor).second)
      out_ += fmt::format("<span id=\"{}\"></span>", escaped(run.anchor));
    if (run.figure)
      figure(*run.figure, fmt::format("width:{:.1f}mm;", run.figure->width_mm));
    else if (run.note)
      note(run);
    else if (!run.floating)
      text(run, format);
  }
}

void Body::text(const Run& run, const ParagraphFormat* format) {
  if (run.text.empty()) return;
  if (!run.link.empty()) out_ += fmt::format("<a href=\"{}\">", escaped(run.link));
  if (run.bold) out_ += "<strong>";
  if (run.italic) out_ += "<em>";
  if (run.strike) out_ += "<s>";
  if (run.code) out_ += "<code>";
  std::string attributes;
  if (run.dress) {
    attributes = styled(format ? css_of(*run.dress, format->font, format->size) : css_of(*run.dress));
    if (!run.dress->language.empty()) attributes += fmt::format(" lang=\"{}\"", escaped(run.dress->language));
  }
  if (!attributes.empty()) out_ += fmt::format("<span{}>", attributes);
  characters(run, format);
  if (!attributes.empty()) out_ += "</span>";
  if (run.code) out_ += "</code>";
  if (run.strike) out_ += "</s>";
  if (run.italic) out_ += "</em>";
  if (run.bold) out_ += "</strong>";
  if (!run.link.empty()) out_ += "</a>";
}

void Body::characters(const Run& run, const ParagraphFormat* format) {
  const std::string text = escaped(run.text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = run.code ? text.size() : std::min(text.find_first_of("\n\t", at), text.size());
    out_.append(text, at, end - at);
    at = end + 1;
    if (end == text.size()) break;
    if (text[end] == '\n') {
      out_ += "<br>";
    } else if (!format) {
      out_ += ' ';
    } else {
      const std::size_t stop = tab_++;
      const bool line = stop < format->tabs.size() && format->tabs[stop].leader == "_";
      out_ += line ? "<span class=\"blank\"> </span>" : "<span class=\"tab\"> </span>";
    }
  }
}

void Body::note(const Run& run) {
  const std::size_t at = notes_.add(run);
  out_ += fmt::format(
      "<sup class=\"note-mark\" id=\"note-{0}-mark\"><a href=\"#note-{0}\" role=\"doc-noteref\">{1}</a></sup>", at + 1,
      escaped(notes_.list()[at].mark));
}

void Body::figure(const Figure& figure, std::string_view size) {
  out_ +=
      fmt::format("<img alt=\"{}\" style=\"{}max-width:100%;aspect-ratio:{:.4f}{}\" src=\"data:image/{};base64,{}\">",
                  escaped(figure.alt), size, figure.width_mm / figure.height_mm,
                  figure.crisp ? ";image-rendering:pixelated" : "", figure.extension(), to_base64(figure.bytes));
}

void Body::floats(const Runs& list) {
  for (const Run& run : list)
    if (run.floating) floating(*run.floating);
}

void Body::floating(const Float& place) {
  using Side = Float::Side;
  std::string names = "float", style = css_of(place);
  const Float::Axis& across = place.across;
  const bool right = across.side == Side::right ||
                     (across.side == Side::at && across.offset + place.width / 2 > text_width_ / 2 && text_width_ > 0);
  const bool over = place.wrap == Float::Wrap::none && across.side == Side::at && across.from != Float::From::page &&
                    place.down.from == Float::From::text && place.down.side == Side::at;
  if (over)
    style += fmt::format("left:{};top:{};", pt(across.offset), pt(place.down.offset));
  else if (across.side == Side::center)
    names += " at-middle";
  else if (place.wrap == Float::Wrap::square)
    names += right ? " at-right" : " at-left";
  else if (right)
    names += " at-end";
  if (place.behind && over) names += " behind";
  if (over) out_ += "<div class=\"over\">";
  out_ += fmt::format("<div class=\"{}\" style=\"{}\">", names, style);
  if (place.figure) figure(*place.figure, "");
  const Neighbours outer = std::exchange(neighbours_, {});
  const std::string lead = std::exchange(lead_, {});
  const std::size_t tab = tab_;
  blocks(place.blocks);
  tab_ = tab;
  lead_ = lead;
  neighbours_ = outer;
  out_ += over ? "</div></div>\n" : "</div>\n";
}

}  // namespace kontor::docgen::html
