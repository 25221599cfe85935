#pragma once

#include <set>
#include <string>
#include <vector>

#include "docgen/excel/program.hpp"
#include "docgen/excel/rich_text.hpp"

namespace kontor::docgen::excel {

/// Turns the rows of one sheet into source: finds the tags in its cells and the blocks that they make (blocks.cpp), and
/// writes the rows down with what stands between and in them (program.cpp).
class Programmer {
 public:
  Programmer(Sheet& sheet, Formats& formats, const std::vector<Area>& tables, std::vector<bool>& emptied)
      : sheet_(sheet), formats_(formats), tables_(tables), emptied_(emptied) {}
  Program run(Offset offset);

 private:
  /// The text of a cell with tags in it.
  struct Text {
    std::size_t row = 0, cell = 0;  ///< indexes in the sheet
    std::string place;              ///< "sheet “Offer”, cell B7"
    RichText rich;
    std::vector<office::Tag> tags;
    std::vector<bool> for_rows;  ///< which of the tags stand for rows, not in the text
    std::vector<std::size_t> dropped;
  };
  struct Statement {
    std::size_t text, tag;
  };
  /// A statement between rows.
  struct Between {
    std::size_t row;  ///< index in the sheet
    bool behind;
    Statement statement;
  };

  const office::Tag& tag(const Statement& at) const { return texts_[at.text].tags[at.tag]; }
  std::size_t row(const Statement& at) const { return texts_[at.text].row; }
  std::string place_of(std::size_t row, std::size_t cell) const;
  void find(const Text& text, std::size_t at, std::string message, bool error);

  void collect();
  void read(std::size_t row, std::size_t cell, bool& raw);
  void check_level(const Text& text, const office::Tag& tag);

  // Blocks.
  void match_blocks();
  bool opens(const office::Tag& tag) const;
  void close_block(const std::vector<Statement>& block);
  void decide_rows();
  bool holds_more(std::size_t row) const;
  void put_between();

  // The source.
  void write();
  void write_rows(int first, int last);
  void write_row(std::size_t row);
  void write_cell(std::size_t text);
  void write_statement(const Between& each);
  void write_tag(const Text& text, const office::Tag& tag);
  bool is_alone(const Text& text, std::size_t& output) const;
  office::Insert insert_of(const Text& text, const office::Tag& tag) const;

  Sheet& sheet_;
  Formats& formats_;
  const std::vector<Area>& tables_;
  std::vector<bool>& emptied_;
  Program out_;
  Offset offset_ = 0;
  std::vector<Text> texts_;
  std::set<std::string> closed_words_;
  std::vector<Statement> statements_;
  std::vector<bool> gone_;  ///< rows of tags alone
  std::vector<Between> between_;
  struct Open {
    std::string word;
    int loop = -1;
    bool in_turn = false;
  };
  std::vector<Open> open_;
};

}  // namespace kontor::docgen::excel
