#include <algorithm>

#include "base/text.hpp"
#include "docgen/sheet/table.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen::sheet {
namespace {

/// The signs by which a spreadsheet takes a text for a formula.
bool looks_like_a_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
         !Decimal::parse(text);
}

void write_text(std::string text, char separator, std::string& out) {
  if (looks_like_a_formula(text)) text.insert(text.begin(), '\'');
  if (text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos) return void(out += text);
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

std::string time_text(std::chrono::sys_seconds at, Type type) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  std::string out = iso_date(std::chrono::year_month_day(day));
  if (type == Type::date) return out;
  const std::chrono::hh_mm_ss time(at - day);
  return out + fmt::format(" {:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
}

void write(const Cell& cell, Type type, Locale locale, std::string& out) {
  const char separator = locale == Locale::ru ? ';' : ',';
  if (const auto* text = std::get_if<std::string>(&cell)) {
    write_text(*text, separator, out);
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    std::string digits = number->str();
    if (locale == Locale::ru) std::ranges::replace(digits, '.', ',');
    out += digits;
  } else if (const auto* flag = std::get_if<bool>(&cell)) {
    out += *flag ? "TRUE" : "FALSE";
  } else if (const auto* at = std::get_if<std::chrono::sys_seconds>(&cell)) {
    out += time_text(*at, type);
  }
}

}  // namespace

Result<std::string> csv(const Table& table, Locale locale) {
  if (table.rows.size() > kMaxRows)
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("An export has at most {} rows: choose fewer.", kMaxRows)});
  const char separator = locale == Locale::ru ? ';' : ',';
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    if (i > 0) out += separator;
    write_text(column.currency.empty() ? column.title : column.title + ", " + column.currency, separator, out);
  }
  out += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) out += separator;
      if (i < row.size()) write(row[i], table.columns[i].type, locale, out);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace kontor::docgen::sheet
