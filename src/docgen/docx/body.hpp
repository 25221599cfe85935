#pragma once

#include <map>
#include <string>
#include <vector>

#include "docgen/model/figure.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen::docx {

/// Blocks as WordprocessingML, and what the other parts must know of them.
class Body {
 public:
  Body(const Document& document, const Look& look) : document_(document), look_(look) {}

  std::string blocks(const Blocks& list, double width);
  /// The runs of a header or a footer without `links`: those parts have no relations, so links come out as plain text
  /// and pictures as their descriptions.
  std::string runs(const Runs& list, bool links = true);

  const std::vector<std::string>& links() const {
    return links_;
  }  ///< addresses; the relation of the first is rIdLink0
  /// Pictures, each file once; the relation of the first is rIdPicture0.
  const std::vector<const Figure*>& pictures() const { return pictures_; }
  const std::vector<std::pair<bool, int>>& lists() const { return lists_; }  ///< ordered, start; the first has number 1

 private:
  struct CellLook {
    std::string style = "TableText";
    Align align = Align::automatic;
    std::string borders = {};
    std::string fill = {};
    bool keep_next = false;
  };

  static std::string paragraph(std::string_view style, Align align, std::string_view content,
                               std::string_view properties = "");
  std::string cell(double width, const CellLook& look, std::string_view content,
                   std::string_view properties = "") const;
  std::string table(std::string_view style, const std::vector<double>& widths, std::string_view rows, double margin = 0,
                    std::string_view justification = "") const;
  std::vector<double> column_widths(const Table& block, double width) const;
  std::string logo() const;
  std::string picture(const Figure& figure);

  void write(const Paragraph& block, double width);
  void write(const Heading& block, double width);
  void write(const ListBlock& block, double width);
  void write(const Table& block, double width);
  void write(const Details& block, double width);
  void write(const Totals& block, double width);
  void write(const Split& block, double width);
  void write(const Columns& block, double width);
  void write(const SignatureLine& block, double width);
  void write(const Letterhead& block, double width);
  void write(const Quote& block, double width);
  void write(const Together& block, double width);
  void write(const ColumnBreak& block, double width);
  void write(const Rule& block, double width);
  void write(const PageBreak& block, double width);

  const Document& document_;
  const Look& look_;
  std::string out_;
  std::vector<std::string> links_;
  std::vector<const Figure*> pictures_;
  std::uint32_t drawings_ = 1;  ///< the logo is the first
  std::vector<std::pair<bool, int>> lists_;
  std::string paragraph_style_;  ///< instead of Normal, inside columns and quotes
  bool keep_next_ = false;       ///< paragraphs stay on the page of what follows
  int list_level_ = -1;
  bool ends_with_table_ = false;
};

}  // namespace kontor::docgen::docx
