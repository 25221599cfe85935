#include "features/documents/bulk/report.hpp"

#include "docgen/schema/check.hpp"
#include "reflect/json_read.hpp"

namespace kontor::documents::bulk {
namespace {

using docgen::sheet::Cell;
using docgen::sheet::Type;

/// How the checks' messages end, and what that is in Russian.
constexpr std::pair<std::string_view, std::string_view> kRussian[] = {
    {docgen::kMissingField, "не заполнено"},
    {" is not an amount", " — не сумма"},
    {" is not a number", " — не число"},
    {" is not a whole number", " — не целое число"},
    {" is not yes or no", " — не «да» и не «нет»"},
    {" is not an e-mail address", " — не адрес электронной почты"},
    {" is not a date such as 23.11.2026", " — не дата (нужно как 23.11.2026)"},
    {" is not a date such as 2026-11-23", " — не дата (нужно как 23.11.2026)"},
    {"needs at least one entry", "нужна хотя бы одна запись"},
};

std::string in_language(std::string message, Locale locale) {
  if (locale != Locale::ru) return message;
  for (const auto& [english, russian] : kRussian)
    if (message.ends_with(english)) return message.substr(0, message.size() - english.size()) + std::string(russian);
  if (const std::size_t at = message.find(" is not one of "); at != std::string::npos)
    return message.replace(at, std::string_view(" is not one of ").size(), " — не из списка: ");
  return message;
}

std::string text_of(const BulkProblem& problem, Locale locale) {
  const std::string message = in_language(problem.message, locale);
  const std::string name = problem.title.value_or(problem.field);
  if (problem.column)
    return fmt::format("{} {} ({}): {}", locale == Locale::ru ? "столбец" : "column", *problem.column, name, message);
  return name.empty() ? message : fmt::format("{}: {}", name, message);
}

}  // namespace

docgen::sheet::Table report_of(const std::vector<std::string>& head, std::span<const FailedRow> rows, Locale locale) {
  const bool russian = locale == Locale::ru;
  docgen::sheet::Table table{.name = russian ? "Ошибки" : "Failed rows", .columns = {}, .rows = {}};
  table.columns.push_back({.title = russian ? "№ строки" : "Row no.", .type = Type::number});
  table.columns.push_back({.title = russian ? "Что не так" : "What is wrong"});
  for (const std::string& title : head) table.columns.push_back({.title = title});
  for (const FailedRow& row : rows) {
    std::string problems;
    for (const BulkProblem& problem : reflect::from_json<std::vector<BulkProblem>>(row.problems.text).value())
      problems += fmt::format("{}{}", problems.empty() ? "" : "; ", text_of(problem, locale));
    std::vector<Cell>& cells = table.rows.emplace_back();
    cells.emplace_back(Decimal(row.row));
    cells.emplace_back(std::move(problems));
    for (std::string& cell : reflect::from_json<std::vector<std::string>>(row.cells.text).value())
      cells.push_back(cell.empty() ? Cell() : Cell(std::move(cell)));
    cells.resize(table.columns.size());
  }
  return table;
}

std::string_view report_name(Locale locale) { return locale == Locale::ru ? "Ошибки" : "Failed rows"; }

}  // namespace kontor::documents::bulk
