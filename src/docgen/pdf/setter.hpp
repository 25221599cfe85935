#pragma once

#include "docgen/pdf/flow.hpp"

namespace kontor::docgen::pdf {

/// Where blocks are set: from `x`, `width` wide, `space` above the next box.
struct Place {
  double x = 0;
  double width = 0;
};

/// Sets blocks into boxes. One for each document.
class Setter {
 public:
  Setter(const Document& document, const Look& look, Flow& flow) : document_(document), look_(look), flow_(flow) {}

  void blocks(const Blocks& blocks, Place place, std::vector<Box>& out);

 private:
  Style body() const;
  Style scaled(double factor) const;
  Style heading_style(int level) const;

  Text& text(const Runs& runs, const Style& style) { return flow_.texts.emplace_back(runs, style); }
  /// The set text as marks of one box.
  void mark(Box& box, const Text& text, double x, double y) const;
  void mark_line(Box& box, const Text& text, std::size_t line, double x, double y) const;
  /// A box for each line, with two lines at least on either side of a page's end.
  void put_lines(const Text& text, double x, double before, bool keep_with_next, std::vector<Box>& out) const;
  /// Boxes one below the other as one.
  static Box stacked(std::vector<Box> boxes);

  void paragraph(const Paragraph& block, Place place, std::vector<Box>& out);
  void heading(const Heading& block, Place place, std::vector<Box>& out);
  void list(const ListBlock& block, Place place, std::vector<Box>& out);
  void details(const Details& block, Place place, std::vector<Box>& out);
  void totals(const Totals& block, Place place, std::vector<Box>& out);
  void split(const Split& block, Place place, std::vector<Box>& out);
  void columns(const Columns& block, Place place, std::vector<Box>& out);
  void signature(const SignatureLine& block, Place place, std::vector<Box>& out);
  void letterhead(const Letterhead& block, Place place, std::vector<Box>& out);
  void quote(const Quote& block, Place place, std::vector<Box>& out);
  void rule(Place place, std::vector<Box>& out) const;
  void table(const Table& block, Place place, std::vector<Box>& out);

  const Document& document_;
  const Look& look_;
  Flow& flow_;
  bool in_columns_ = false;
};

}  // namespace kontor::docgen::pdf
