#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen::excel {

/// A corner of a reference. 0 for what it does not say: the rows of A:B, the columns of 3:5.
struct Corner {
  int row = 0, column = 0;
  bool fixed_row = false, fixed_column = false;  ///< with a $
};

/// A reference as it stands in a formula.
struct Reference {
  std::string sheet = {};  ///< as a person reads it; "" for the formula's own
  bool foreign = false;    ///< into another workbook, or through several sheets
  bool range = false;      ///< B5:B7, also B5:B5
  Corner first, last;      ///< equal when it is no range
};

/// What becomes of the references of a formula.
struct Moves {
  /// The reference at its new place; nothing when nothing is left of it.
  std::function<std::optional<Reference>(const Reference&)> move;
  /// The new name of a sheet; the same for one that keeps it.
  std::function<std::string(std::string_view)> rename;
};

/// The formula (without its =) with its references moved. What is no reference stays byte for byte; a reference of
/// which nothing is left becomes one to a cell that is always empty, so that a sum goes on without it.
std::string moved_formula(std::string_view formula, const Moves& moves);

/// The formula as it reads `rows` below and `columns` to the right: what a shared formula is there.
std::string shifted_formula(std::string_view formula, int rows, int columns);

/// The formula asks for more than the cells of its own sheet: other sheets, names, tables.
bool looks_beyond(std::string_view formula);

}  // namespace kontor::docgen::excel
