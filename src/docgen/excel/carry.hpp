#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docgen/excel/formula.hpp"
#include "docgen/excel/plan.hpp"

namespace kontor::docgen::excel {

/// A sheet of the filled workbook.
struct FilledSheet {
  const Sheet* sheet = nullptr;
  std::string name;  ///< its new one
  Plan plan;
};

/// The whole workbook with the new places of its rows; what refers to cells is carried along by it. Used by one thread.
class Book {
 public:
  explicit Book(std::vector<FilledSheet> sheets);

  const std::vector<FilledSheet>& sheets() const { return sheets_; }
  /// A row moves, or a sheet has a new name.
  bool moves() const { return moves_; }
  /// The formula of a cell: `home` is the sheet that it stands on (-1: on none), `row` its row in the template, `turn`
  /// the turn that it stands in, `at` its new row.
  struct Home {
    int sheet = -1;
    int turn = 0;
    int row = 0;
    int at = 0;
    int column = 0;
  };
  std::string formula(std::string_view formula, const Home& home) const;
  /// A part, or what stands before or behind the rows of a sheet, with its references carried: `sheet` is the one that
  /// they are on, or -1.
  Result<std::string> carried(std::string_view xml, int sheet) const;
  /// The same for the old drawings that comments stand in.
  std::string carried_vml(std::string_view vml, int sheet) const;

 private:
  int find(std::string_view name) const;

  std::vector<FilledSheet> sheets_;
  bool moves_ = false;
};

}  // namespace kontor::docgen::excel
