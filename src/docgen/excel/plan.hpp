#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docgen/excel/sheet.hpp"

namespace kontor::docgen::excel {

/// What comes into a cell: the content between the signs of landing.hpp.
struct CellValue {
  int tagged = 0;  ///< of Sheet::tagged
  std::string_view content;
};

/// Rows of the template that stand one after another in the filled sheet, too.
struct Stretch {
  int first = 0, last = 0;  ///< in the template
  int at = 0;               ///< where the first one stands now
  int turn = 0;
  bool blank = false;  ///< the formats of the row without its content
  std::vector<CellValue> values;
};

/// An area at its new place, and the turn of the loop that it stands in there.
struct Placed {
  int first = 0, last = 0;
  int turn = 0;
};

/// Where each row of a sheet comes to stand. Rows are counted from 1; those behind the last row of the template follow
/// the last one of the filled sheet.
class Plan {
 public:
  /// The rows stay where they are.
  Plan(const Sheet& sheet);
  /// As the stream says that was made from the sheet's source. It outlives the plan.
  static Result<Plan> read(const Sheet& sheet, std::string_view stream);

  const std::vector<Stretch>& stretches() const { return stretches_; }
  bool moves() const { return moves_; }
  int last_row() const { return last_; }
  /// The first and the last place of the rows `first` to `last`, as they are seen from a turn: a row of that turn, or
  /// of one around it, rather than all. `fixed` corners are seen from the whole sheet. Nothing when none is left.
  std::optional<std::pair<int, int>> seen(int turn, int first, int last, bool first_fixed, bool last_fixed) const;
  /// One for each turn of the innermost loop that holds all of these rows; else one for all, or none.
  std::vector<Placed> placed(int first, int last) const;
  /// All places of these rows, neighbours together.
  std::vector<std::pair<int, int>> runs(int first, int last) const;
  /// Where the row stands first, or would if it were still there.
  int position(int row) const;
  /// The row is in the loop of that turn.
  bool in_turn(int turn, int row) const;
  /// No row between these two is left.
  bool nothing_between(int row, int other) const;

 private:
  struct Turn {
    int loop = -1;
    int parent = -1;
    std::size_t begin = 0, end = 0;  ///< stretches
  };
  class Reader;

  std::optional<std::pair<int, int>> image(int turn, int first, int last) const;
  int scope(int turn, int row, bool fixed) const;

  const Sheet* sheet_;
  std::vector<Stretch> stretches_;
  std::vector<Turn> turns_;                ///< the first one is the sheet
  std::vector<std::pair<int, int>> rows_;  ///< of each row of the template, the first and the last place; 0: gone
  bool moves_ = false;
  int last_ = 0;
  mutable std::map<std::tuple<int, int, int>, std::optional<std::pair<int, int>>> known_;
};

}  // namespace kontor::docgen::excel
