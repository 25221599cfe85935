#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Tables as people send them. Pure; any thread; whoever made the bytes.
namespace kontor::docgen::sheet {

struct FilledRow {
  int number = 0;                  ///< as the spreadsheet counts, the head included
  std::vector<std::string> cells;  ///< as many as the head has
};

/// The first row with anything in it is the head; rows without anything are left out. Cells are trimmed text: numbers
/// of a workbook with a point (`1234.5`), its dates as `2026-11-23` (with `T14:30:00` behind it when there is a time
/// of day), its booleans `true` and `false`; in a CSV file as they were typed.
struct FilledTable {
  int head_row = 1;
  std::vector<std::string> head;
  std::vector<FilledRow> rows;
};

struct ReadingLimits {
  std::size_t rows;     ///< below the head
  std::size_t columns;  ///< of the head, and no cell stands beyond it
};

/// Parted by `;`, `,` or a tab, whichever the head has most of (or as a first line `sep=;` says); in UTF-8, UTF-16 (as
/// Excel's "Unicode text") or, when it is neither, Windows-1251. Errors are told at `body`, Error{too_large} for what
/// is over a limit.
Result<FilledTable> read_csv(std::string_view bytes, const ReadingLimits& limits);
/// The first sheet of an Excel workbook that has cells; of formulas the values that Excel has kept.
Result<FilledTable> read_xlsx(std::string bytes, const ReadingLimits& limits);

/// The letters that a spreadsheet has for a column, counted from 0: 27 is "AB".
std::string column_name(std::size_t column);

}  // namespace kontor::docgen::sheet
