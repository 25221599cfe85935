#include "docgen/wordml/placing.hpp"

#include <charconv>

#include "base/text.hpp"

namespace kontor::docgen::wordml {
namespace {

using From = Float::From;
using Side = Float::Side;

/// relativeFrom of DrawingML, the anchors of tables, and VML's words in one.
From from_of(std::string_view word) {
  if (word == "page") return From::page;
  if (word.ends_with("argin") || word.ends_with("-area") || word == "leftMargin" || word == "rightMargin")
    return From::margin;
  if (word == "column") return From::column;
  return From::text;
}

Side side_of(std::string_view word) {
  if (word == "left" || word == "top" || word == "inside") return Side::left;
  if (word == "center") return Side::center;
  if (word == "right" || word == "bottom" || word == "outside") return Side::right;
  return Side::at;
}

Float::Axis axis_of(Xml position, From otherwise) {
  Float::Axis out{.from = otherwise};
  if (!position) return out;
  out.from = from_of(text_in(position, "relativeFrom"));
  if (otherwise == From::column && out.from == From::text) out.from = From::column;  // "character" begins there mostly
  out.side = side_of(position.child("wp:align").text().get());
  constexpr double kEmu = 12700;
  out.offset = number(position.child("wp:posOffset").text().get()).value_or(0) / kEmu;
  return out;
}

}  // namespace

Float placed_drawing(Xml anchor) {
  Float out;
  out.width = emu(anchor.child("wp:extent"), "cx");
  out.height = emu(anchor.child("wp:extent"), "cy");
  if (is_on(text_in(anchor, "simplePos")) && !text_in(anchor, "simplePos").empty()) {
    out.across = {.from = From::page, .offset = emu(anchor.child("wp:simplePos"), "x")};
    out.down = {.from = From::page, .offset = emu(anchor.child("wp:simplePos"), "y")};
  } else {
    out.across = axis_of(anchor.child("wp:positionH"), From::column);
    out.down = axis_of(anchor.child("wp:positionV"), From::text);
  }
  out.top = emu(anchor, "distT");
  out.bottom = emu(anchor, "distB");
  out.left = emu(anchor, "distL");
  out.right = emu(anchor, "distR");
  out.wrap = Float::Wrap::none;
  for (const char* kind : {"wp:wrapSquare", "wp:wrapTight", "wp:wrapThrough"})
    if (anchor.child(kind)) out.wrap = Float::Wrap::square;
  if (anchor.child("wp:wrapTopAndBottom")) out.wrap = Float::Wrap::top_and_bottom;
  const std::string_view behind = text_in(anchor, "behindDoc");
  out.behind = out.wrap == Float::Wrap::none && !behind.empty() && is_on(behind);
  return out;
}

Float placed_table(Xml position) {
  Float out;
  out.inner_x = out.inner_y = 0;
  out.wrap = Float::Wrap::square;
  const auto from = [](std::string_view word, From otherwise) {
    return word == "page" ? From::page : word == "margin" ? From::margin : word == "text" ? otherwise : otherwise;
  };
  out.across = {.from = from(text_in(position, "w:horzAnchor"), From::column),
                .side = side_of(text_in(position, "w:tblpXSpec")),
                .offset = length(position, "w:tblpX").value_or(0)};
  const std::string_view down = text_in(position, "w:vertAnchor");
  out.down = {.from = from(down.empty() ? "margin" : down, From::text),
              .side = side_of(text_in(position, "w:tblpYSpec")),
              .offset = length(position, "w:tblpY").value_or(0)};
  out.left = length(position, "w:leftFromText").value_or(0);
  out.right = length(position, "w:rightFromText").value_or(0);
  out.top = length(position, "w:topFromText").value_or(0);
  out.bottom = length(position, "w:bottomFromText").value_or(0);
  return out;
}

VmlStyle vml_style(std::string_view style) {
  VmlStyle out;
  while (!style.empty()) {
    const std::string_view one = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(one.size() + 1, style.size()));
    if (const std::size_t colon = one.find(':'); colon != std::string_view::npos)
      out.emplace(trimmed(one.substr(0, colon)), trimmed(one.substr(colon + 1)));
  }
  return out;
}

double vml_length(const VmlStyle& style, std::string_view name) {
  const auto found = style.find(name);
  if (found == style.end()) return 0;
  if (const auto plain = number(found->second)) {
    constexpr double kPixel = 0.75;
    return *plain * kPixel;
  }
  return length_from(found->second).value_or(0);
}

Float placed_vml(const VmlStyle& style, Xml wrap) {
  const auto said = [&](std::string_view name) -> std::string_view {
    const auto found = style.find(name);
    return found == style.end() ? std::string_view() : found->second;
  };
  Float out;
  out.width = vml_length(style, "width");
  out.height = vml_length(style, "height");
  const std::string_view across = said("mso-position-horizontal-relative"),
                         down = said("mso-position-vertical-relative");
  out.across = {.from = across.empty() || across == "text" ? From::column : from_of(across),
                .side = side_of(said("mso-position-horizontal")),
                .offset = vml_length(style, "margin-left") + vml_length(style, "left")};
  out.down = {.from = from_of(down),
              .side = side_of(said("mso-position-vertical")),
              .offset = vml_length(style, "margin-top") + vml_length(style, "top")};
  const std::string_view kind = text_in(wrap, "type");
  out.wrap = kind == "topAndBottom"                                     ? Float::Wrap::top_and_bottom
             : kind == "square" || kind == "tight" || kind == "through" ? Float::Wrap::square
                                                                        : Float::Wrap::none;
  int order = 0;
  const std::string_view index = said("z-index");
  std::from_chars(index.data(), index.data() + index.size(), order);
  out.behind = out.wrap == Float::Wrap::none && order < 0;
  out.left = vml_length(style, "mso-wrap-distance-left");
  out.right = vml_length(style, "mso-wrap-distance-right");
  out.top = vml_length(style, "mso-wrap-distance-top");
  out.bottom = vml_length(style, "mso-wrap-distance-bottom");
  return out;
}

}  // namespace kontor::docgen::wordml
