#pragma once

#include "docgen/plain/text.hpp"

namespace kontor::docgen::plain {

/// Blocks as lines of text, an empty line behind each.
class Writer {
 public:
  explicit Writer(Notes& notes) : notes_(notes), characters_(notes) {}

  std::string text(const Blocks& list);
  /// Of a head or a foot: without labels of pages.
  std::string furniture(const Blocks& list);
  /// All notes whose marks have been written.
  std::string notes();

 private:
  /// A row of a table, as it is printed.
  struct Printed {
    struct Cell {
      std::size_t column, columns;
      Align align;
      std::string text;
    };
    std::vector<Cell> cells;
  };

  void blocks(const Blocks& list);
  void line(std::string_view text);
  void lines(std::string_view text);
  void gap() { out_ += '\n'; }
  std::string cell(const Cell& cell);
  std::vector<Printed> rows(const Table& block);
  void label_lines(const std::vector<Line>& list, bool values_at_right);
  /// What stands beside the text: behind the block that it is anchored in.
  void floats(const Runs& runs);

  void write(const Paragraph& block);
  void write(const Heading& block);
  void write(const ListBlock& block);
  void write(const Table& block);
  void write(const Details& block) { label_lines(block.lines, false); }
  void write(const Totals& block) { label_lines(block.lines, true); }
  void write(const Split& block);
  void write(const Columns& block);
  void write(const SignatureLine& block);
  void write(const Letterhead& block) { blocks(block.blocks); }
  void write(const Together& block) { blocks(block.blocks); }
  void write(const Quote& block);
  void write(const Rule&);
  void write(const PageBreak&) { out_ += '\f'; }
  void write(const ColumnBreak&) {}

  Notes& notes_;
  Characters characters_;
  std::string out_;
  std::string indent_;
  bool furniture_ = false;
};

}  // namespace kontor::docgen::plain
