#pragma once

#include <set>
#include <string>
#include <vector>

#include "docgen/html/css.hpp"
#include "docgen/model/look.hpp"
#include "docgen/model/notes.hpp"

namespace kontor::docgen::html {

/// Blocks as HTML, one behind the other.
class Body {
 public:
  explicit Body(const Look& look) : look_(look) {}

  /// Of a section whose text is that wide, in points.
  void blocks(const Blocks& list, double text_width);
  /// The same without labels of pages.
  void furniture(const Blocks& list, double text_width);
  /// All notes whose marks have been written, each with a way back to its mark.
  void notes(double text_width);
  void append(std::string_view html) { out_ += html; }
  std::string take() { return std::move(out_); }

 private:
  // blocks.cpp
  void blocks(const Blocks& list);
  void write(const Paragraph& block);
  void write(const Heading& block);
  void write(const ListBlock& block);
  void write(const Details& block);
  void write(const Split& block);
  void write(const Columns& block);
  void write(const SignatureLine& block);
  void write(const Letterhead& block);
  void write(const Quote& block);
  void write(const Together& block) { blocks(block.blocks); }
  void write(const Rule&) { out_ += "<hr>\n"; }
  void write(const PageBreak&) { out_ += "<div class=\"page-break\"></div>\n"; }
  void write(const ColumnBreak&) { out_ += "<div class=\"column-break\"></div>\n"; }
  void formatted(const Paragraph& block);
  void label(const ParagraphFormat& format);
  /// What stands between the tabs, spread over the line; false where the tabs do not reach to its right edge.
  bool spread(const Runs& list, const ParagraphFormat& format, std::string_view attributes);

  // tables.cpp
  void write(const Table& block);
  void write(const Totals& block);
  void row(const Table& block, const Row& row, bool header, std::vector<int>& covered);
  void cell(const Table& block, const Cell& cell, std::size_t column, bool header);

  // inlines.cpp
  void runs(const Runs& list, const ParagraphFormat* format = nullptr);
  void text(const Run& run, const ParagraphFormat* format);
  void characters(const Run& run, const ParagraphFormat* format);
  void note(const Run& run);
  void figure(const Figure& figure, std::string_view size);
  /// What is anchored in the runs, before the element that they stand in.
  void floats(const Runs& list);
  void floating(const Float& place);
  void element(std::string_view tag, std::string_view attributes, const Runs& list);

  const Look& look_;
  Notes notes_;
  std::set<std::string> anchors_;  ///< those that stand somewhere
  std::string out_;
  std::string lead_;  ///< stands before the text of the next paragraph
  double text_width_ = 0;
  std::size_t tab_ = 0;  ///< tabs of the paragraph so far
  bool furniture_ = false;
  Neighbours neighbours_;
};

/// ` class="right small"`, or nothing.
std::string classes(Align align, std::string_view more = "");
/// ` style="…"`, or nothing.
std::string styled(std::string_view css);

}  // namespace kontor::docgen::html
