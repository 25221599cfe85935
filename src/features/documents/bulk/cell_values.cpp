#include "features/documents/bulk/cell_values.hpp"

#include <boost/json/array.hpp>
#include <charconv>

#include "base/decimal.hpp"
#include "base/text.hpp"
#include "docgen/schema/check.hpp"
#include "docgen/schema/shape.hpp"
#include "docgen/words/dates.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::documents::bulk {
namespace {

using boost::json::value;
using Found = std::expected<value, std::string>;

constexpr std::string_view kYes[] = {"true", "yes", "y", "1", "+", "x", "✓", "да", "д", "истина", "х"};
constexpr std::string_view kNo[] = {"false", "no", "n", "0", "-", "–", "—", "нет", "н", "ложь"};
/// What stands behind an amount in a cell that was formatted as one.
constexpr std::string_view kSigns[] = {"₽", "$", "€", "£", "%", "руб.", "руб", "р.", "rub", "usd", "eur", "gbp"};
constexpr std::string_view kMonths[][2] = {{"jan", "янв"}, {"feb", "фев"}, {"mar", "мар"}, {"apr", "апр"},
                                           {"may", "ма"},  {"jun", "июн"}, {"jul", "июл"}, {"aug", "авг"},
                                           {"sep", "сен"}, {"oct", "окт"}, {"nov", "ноя"}, {"dec", "дек"}};

Found unusable(std::string_view cell, std::string_view what) {
  return std::unexpected(fmt::format("\"{}\" is not {}", cell, what));
}

bool is_one_of(std::string_view small, std::span<const std::string_view> all) {
  return std::ranges::find(all, small) != all.end();
}

Found yes_or_no(std::string_view cell) {
  const std::string small = lowercase(cell);
  if (is_one_of(small, kYes)) return value(true);
  if (is_one_of(small, kNo)) return value(false);
  return unusable(cell, "yes or no");
}

std::string_view without_sign(std::string_view cell) {
  const std::string small = lowercase(cell);
  for (const std::string_view sign : kSigns) {
    if (small.size() != cell.size()) break;  // a letter whose small form is longer: no amount
    if (small.ends_with(sign)) return trimmed(cell.substr(0, cell.size() - sign.size()));
    if (small.starts_with(sign)) return trimmed(cell.substr(sign.size()));
  }
  return cell;
}

std::optional<Decimal> number_of(std::string_view cell, Locale locale) {
  std::string text(without_sign(cell));
  const std::size_t comma = text.find(',');
  const bool alone = comma != std::string::npos && comma == text.rfind(',') && text.find('.') == std::string::npos;
  // Where the comma is the decimal sign, 1,234 is little more than one.
  if (alone && locale == Locale::ru) text[comma] = '.';
  if (auto number = Decimal::parse_typed(text)) return number;
  return Decimal::parse(text);  // 1E+05, as spreadsheets write it
}

Found number(std::string_view cell, const docgen::Shape& shape, Locale locale) {
  const std::optional<Decimal> found = number_of(cell, locale);
  const std::string_view what = shape.money ? "an amount" : shape.whole ? "a whole number" : "a number";
  if (!found) return std::unexpected(fmt::format("\"{}\" is not {}{}", cell, what, docgen::slip_in_number(cell)));
  if (const auto whole = found->whole(); whole && found->scale() == 0) return value(*whole);
  return value(found->str());
}

std::optional<int> int_of(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

std::optional<int> month_of(std::string_view word) {
  if (const auto number = int_of(word)) return number;
  const std::string small = lowercase(word);
  for (std::size_t i = 0; i < std::size(kMonths); ++i)
    for (const std::string_view begin : kMonths[i])
      if (small.starts_with(begin) && (begin != "ма" || !small.starts_with("март"))) return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::vector<std::string_view> pieces_of(std::string_view cell) {
  std::vector<std::string_view> pieces;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find_first_of(" ./-,"), cell.size());
    if (end > 0) pieces.push_back(cell.substr(0, end));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return pieces;
}

/// The day first, but in English with slashes, where it is the month; a year of two digits is one of this century.
std::optional<docgen::Day> day_of(std::string_view cell, Locale locale) {
  if (const auto iso = docgen::parse_date(cell)) return iso;
  std::vector<std::string_view> pieces = pieces_of(cell);
  if (pieces.size() > 3 && (pieces[3].starts_with("г") || pieces[3].find(':') != std::string_view::npos))
    pieces.resize(3);  // "2026 г.", or a time of day
  if (pieces.size() != 3) return std::nullopt;
  const bool month_first =
      (locale == Locale::en && cell.find('/') != std::string_view::npos) || !int_of(pieces[0]).has_value();
  const auto day = int_of(pieces[month_first ? 1 : 0]);
  const auto month = month_of(pieces[month_first ? 0 : 1]);
  auto year = int_of(pieces[2]);
  if (!day || !month || !year) return std::nullopt;
  if (pieces[2].size() == 2) year = 2000 + *year;
  const docgen::Day found{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                          std::chrono::day(static_cast<unsigned>(*day))};
  const bool sound = found.ok() && *year >= 1000 && *year <= 9999;
  return sound ? std::optional(found) : std::nullopt;
}

Found date(std::string_view cell, Locale locale) {
  const auto found = day_of(cell, locale);
  if (!found) return unusable(cell, locale == Locale::ru ? "a date such as 23.11.2026" : "a date such as 2026-11-23");
  return value(docgen::iso_date(*found));
}

/// The choice that the cell means; what means none is for the check to refuse.
value choice(std::string_view cell, const boost::json::array& allowed) {
  const std::string small = lowercase(cell);
  for (const value& each : allowed)
    if (lowercase(each.is_string() ? std::string_view(each.get_string()) : reflect::to_text(each)) == small)
      return each;
  return value(cell);
}

}  // namespace

Found cell_value(std::string_view cell, const boost::json::object& schema, Locale locale) {
  const docgen::Shape shape(schema);
  if (shape.allowed) return choice(cell, *shape.allowed);
  switch (shape.kind) {
    case docgen::Shape::Kind::yes_or_no:
      return yes_or_no(cell);
    case docgen::Shape::Kind::number:
      return number(cell, shape, locale);
    case docgen::Shape::Kind::text:
      return shape.date ? date(cell, locale) : Found(value(cell));
    case docgen::Shape::Kind::object:
    case docgen::Shape::Kind::list:
      break;
  }
  return Found(value(cell));
}

}  // namespace kontor::documents::bulk
