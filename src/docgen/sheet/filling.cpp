#include "docgen/sheet/filling.hpp"

#include "base/text.hpp"
#include "docgen/excel/reference.hpp"

namespace kontor::docgen::sheet {
namespace {

Failure too_large(std::string message) { return fail({.code = Code::too_large, .public_message = std::move(message)}); }

void drop_empty_end(std::vector<std::string>& cells) {
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
}

}  // namespace

Result<> Filling::add(int number, std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = std::string(trimmed(cell));
  drop_empty_end(cells);
  if (cells.empty()) return {};
  if (number <= last_)
    return fail(
        Error::invalid("body", fmt::format("its rows are out of order: row {} stands behind row {}", number, last_)));
  last_ = number;
  if (table_.head.empty()) return add_head(number, std::move(cells));
  if (cells.size() > table_.head.size())
    return fail(Error::invalid("body", fmt::format("has a value in row {}, column {}, where the first row has no name "
                                                   "of a field",
                                                   number, column_name(cells.size() - 1))));
  if (table_.rows.size() == limits_.rows)
    return too_large(
        fmt::format("A table may have at most {} rows below its head. Part it into several.", limits_.rows));
  cells.resize(table_.head.size());
  table_.rows.push_back({number, std::move(cells)});
  return {};
}

Result<> Filling::add_head(int number, std::vector<std::string> cells) {
  if (cells.size() > limits_.columns)
    return too_large(
        fmt::format("A table may have at most {} columns; this one has {}.", limits_.columns, cells.size()));
  table_.head_row = number;
  table_.head = std::move(cells);
  return {};
}

Result<FilledTable> Filling::finish() {
  if (table_.head.empty()) return fail(Error::invalid("body", "is a table without anything in it"));
  if (table_.rows.empty())
    return fail(
        Error::invalid("body", "has only one row: the first one names the fields, the others are the documents"));
  return std::move(table_);
}

std::string column_name(std::size_t column) { return excel::column_letters(static_cast<int>(column) + 1); }

}  // namespace kontor::docgen::sheet
