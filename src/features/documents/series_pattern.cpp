#include "features/documents/series_pattern.hpp"

namespace kontor::documents {
namespace {

constexpr std::string_view kPlaceholders = "{year}, {yy}, {month}, {day}, {kind} and {seq}";

Failure wrong(std::string message) { return fail(Error::invalid("", std::move(message))); }

/// What stands before the number in everyday papers.
std::string_view kind_code(Kind kind, Locale locale) {
  const bool ru = locale == Locale::ru;
  switch (kind) {
    case Kind::proposal:
      return ru ? "КП" : "Q";
    case Kind::contract:
      return ru ? "Д" : "C";
    case Kind::invoice:
      return ru ? "СЧ" : "INV";
    case Kind::act:
      return ru ? "АКТ" : "S";
    case Kind::delivery_note:
      return ru ? "Н" : "DN";
    case Kind::letter:
      return ru ? "ИСХ" : "L";
    case Kind::power_of_attorney:
      return ru ? "ДОВ" : "POA";
    case Kind::other:
      break;
  }
  return ru ? "ДОК" : "DOC";
}

}  // namespace

Result<SeriesPattern> SeriesPattern::parse(std::string_view text) {
  SeriesPattern pattern;
  std::string plain;
  const auto end_text = [&] {
    if (!plain.empty()) pattern.pieces_.push_back({.part = Part::text, .text = std::exchange(plain, {})});
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '\t') return wrong("must be one line without tabs");
    if (c == '}')
      return wrong(
          fmt::format("has a }} without its {{ after \"{}\": placeholders are {}", text.substr(0, at), kPlaceholders));
    if (c != '{') {
      plain += c;
      continue;
    }
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos)
      return wrong(
          fmt::format("has a {{ without its }} at \"{}\": placeholders are {}", text.substr(at), kPlaceholders));
    TRY(Piece piece, placeholder(text.substr(at + 1, end - at - 1)));
    if (piece.part == Part::seq && pattern.has(Part::seq)) return wrong("has {seq} twice: once is enough");
    end_text();
    pattern.pieces_.push_back(std::move(piece));
    at = end;
  }
  end_text();
  if (!pattern.has(Part::seq)) return wrong("needs {seq}, the counted part, or {seq:04} for at least four digits");
  const std::string longest = pattern.number("2026-11-23", kLargestSeq, Kind::invoice, Locale::en);
  if (length(longest) > kLongestNumber)
    return wrong(fmt::format("gives numbers of up to {} characters, as \"{}\": at most {} fit", length(longest),
                             longest, kLongestNumber));
  return pattern;
}

Result<SeriesPattern::Piece> SeriesPattern::placeholder(std::string_view inside) {
  static const std::vector<std::string> names{"year", "yy", "month", "day", "kind", "seq"};
  constexpr std::array parts{Part::year, Part::yy, Part::month, Part::day, Part::kind, Part::seq};
  const std::size_t colon = inside.find(':');
  const std::string name(inside.substr(0, colon));
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    const std::string_view near = nearest(lowercase(name), names);
    return wrong(near.empty() ? fmt::format("has an unknown placeholder {{{}}}: there are {}", inside, kPlaceholders)
                              : fmt::format("has an unknown placeholder {{{}}}: did you mean {{{}}}?", inside, near));
  }
  Piece piece{.part = parts.at(static_cast<std::size_t>(found - names.begin()))};
  if (colon == std::string_view::npos) return piece;
  const std::string_view digits = inside.substr(colon + 1);
  if (piece.part != Part::seq)
    return wrong(fmt::format("has {{{}}}: write {{{}}}; only {{seq}} takes a length", inside, name));
  if (digits.size() != 2 || digits[0] != '0' || digits[1] < '1' || digits[1] > '9')
    return wrong(fmt::format("has {{{}}}: the length of {{seq}} is written 01 to 09, such as {{seq:04}}", inside));
  piece.digits = digits[1] - '0';
  return piece;
}

bool SeriesPattern::has(Part part) const {
  return std::ranges::any_of(pieces_, [&](const Piece& piece) { return piece.part == part; });
}

Reset SeriesPattern::implied_reset() const {
  if (!has(Part::year) && !has(Part::yy)) return Reset::never;
  return has(Part::month) ? Reset::monthly : Reset::yearly;
}

Result<> SeriesPattern::check(Reset reset) const {
  const bool year = has(Part::year) || has(Part::yy);
  if (reset == Reset::yearly && !year)
    return wrong(
        "would give the same numbers again each year: add {year} or {yy}, or let the series never begin again");
  if (reset == Reset::monthly && !(year && has(Part::month)))
    return wrong(
        "would give the same numbers again each month: add {month} and {year} or {yy}, or let the series begin again "
        "less "
        "often");
  return {};
}

std::string SeriesPattern::number(std::string_view day, int seq, Kind kind, Locale locale) const {
  std::string number;
  for (const Piece& piece : pieces_) {
    switch (piece.part) {
      case Part::text:
        number += piece.text;
        break;
      case Part::year:
        number += day.substr(0, 4);
        break;
      case Part::yy:
        number += day.substr(2, 2);
        break;
      case Part::month:
        number += day.substr(5, 2);
        break;
      case Part::day:
        number += day.substr(8, 2);
        break;
      case Part::kind:
        number += kind_code(kind, locale);
        break;
      case Part::seq:
        number += fmt::format("{:0{}}", seq, piece.digits);
        break;
    }
  }
  return number;
}

}  // namespace kontor::documents
