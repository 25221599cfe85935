#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"
#include "docgen/layout/text/glyph_run.hpp"
#include "docgen/layout/text/line_style.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/model/look.hpp"

/// Laid-out pages: what the layout makes and what painters (PDF, SVG) read. All lengths are points, all places absolute
/// from the upper left corner of the sheet, y downwards.
namespace kontor::docgen::layout {

/// What a mark belongs to in the tagged structure, as an index of Pages::structure; kArtifact for what is not content:
/// page numbers, repeated headers, lines, backgrounds.
using Node = std::int32_t;
inline constexpr Node kArtifact = -1;

struct TextMark {
  double x = 0, baseline = 0;
  std::shared_ptr<const GlyphRun> run;
  Color color;
  Node node = kArtifact;
  int turned = 0;  ///< quarter turns counter-clockwise around (x, baseline): text that runs upwards has 1
  double opacity = 1;
  double angle = 0;  ///< degrees counter-clockwise, added to the quarter turns: a watermark
};
struct FillMark {
  double x = 0, y = 0, width = 0, height = 0;
  Color color;
};
struct LineMark {
  using Style = LineStyle;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0, width = 0.5;
  Color color;
  Style style = Style::solid;
};
struct PictureMark {
  double x = 0, y = 0, width = 0, height = 0;
  std::shared_ptr<const Figure> figure;
  Node node = kArtifact;
  double opacity = 1;
};
struct LinkMark {
  double x = 0, y = 0, width = 0, height = 0;
  std::string address;  ///< or "#name" of an anchor
  Node node = kArtifact;
};
using Mark = std::variant<FillMark, LineMark, PictureMark, TextMark, LinkMark>;

struct Page {
  double width = 0, height = 0;
  std::vector<Mark> marks;  ///< in the order in which they are painted
};

/// The document's parts for readers who do not see it, by the standard types of PDF.
struct StructureNode {
  enum class Role {
    document,
    part,
    heading,
    paragraph,
    list,
    item,
    label,
    item_body,
    table,
    table_head,
    table_body,
    row,
    header_cell,
    cell,
    figure,
    quote,
    note,
    link,
    caption,
    span
  };
  Role role = Role::paragraph;
  Node parent = kArtifact;    ///< below its own index; kArtifact for the document itself
  int level = 0;              ///< of a heading
  int columns = 1, rows = 1;  ///< that a cell covers
  std::string alt = {};       ///< of a figure
  std::string language = {};  ///< when it is another than the document's
};

struct OutlineEntry {
  int level = 1;
  std::string title;
  std::size_t page = 0;
  double y = 0;
};

struct Anchor {
  std::string name;
  std::size_t page = 0;
  double x = 0, y = 0;
};

struct Pages {
  std::vector<Page> pages;  ///< never empty
  std::vector<StructureNode> structure;
  std::vector<OutlineEntry> outline;
  std::vector<Anchor> anchors;
  std::string title;
  Locale locale = Locale::en;
};

}  // namespace kontor::docgen::layout
