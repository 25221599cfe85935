#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

/// A list as a table for a spreadsheet. Pure: equal tables give equal bytes; any thread.
namespace kontor::docgen::sheet {

enum class Type { text, number, money, date, time, yes_or_no };

struct Column {
  std::string title;
  Type type = Type::text;
  std::string currency = {};  ///< of money: "RUB"; stands behind the title
};

/// Nothing is an empty cell. A day is a point of time at midnight, in UTC as all times are.
using Cell = std::variant<std::monostate, std::string, Decimal, bool, std::chrono::sys_seconds>;

struct Table {
  std::string name;  ///< of the sheet
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< each with a cell for each column
};

/// As many rows as an export has: 50,000 rows of ten columns take about 60 MB while they are written.
inline constexpr std::size_t kMaxRows = 50'000;

/// RFC 4180 in UTF-8 with the mark by which Excel knows it, parted by `;` in Russian, where the comma is the decimal
/// sign, else by `,`. A text that a spreadsheet would take for a formula has an apostrophe before it.
Result<std::string> csv(const Table& table, Locale locale);

/// An Excel workbook of one sheet: the first row stays in sight and filters; numbers, dates and booleans are such; a
/// text is never a formula.
Result<std::string> xlsx(const Table& table);

}  // namespace kontor::docgen::sheet
