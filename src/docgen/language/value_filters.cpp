#include "base/text.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/letters.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

Result<Value> decimal(Given call) {
  TRY(const Decimal number, call.number());
  TRY(const int digits, call.whole(0, -1));
  const auto rounded = digits < 0 ? std::optional(number.normalized()) : number.rounded(digits);
  if (!rounded) return call.error("more than 18 digits after the point, or too large a number");
  return Value(format(*rounded, call.around.locale()));
}

Result<Value> round(Given call) {
  TRY(const Decimal number, call.number());
  TRY(const int digits, call.whole(0, 0));
  const std::string method = call.has(1) ? call.arguments[1].str() : "common";
  static constexpr std::pair<std::string_view, Rounding> kMethods[] = {
      {"common", Rounding::half_up}, {"even", Rounding::half_even}, {"down", Rounding::down}};
  const auto* found = std::ranges::find(kMethods, method, &std::pair<std::string_view, Rounding>::first);
  std::optional<Decimal> rounded;
  if (found != std::end(kMethods)) {
    rounded = number.rounded(digits, found->second);
  } else if (method == "floor" || method == "ceil") {
    const auto cut = number.rounded(digits, Rounding::down);
    const bool past = cut && *cut != number && number.is_negative() == (method == "floor");
    const Decimal step = Decimal::of_minor(number.is_negative() ? -1 : 1, digits > Decimal::kMaxScale ? 0 : digits);
    rounded = past ? Decimal::add(*cut, step) : cut;
  } else {
    return call.error("the methods of round are common, even, down, floor and ceil");
  }
  if (!rounded) return call.error("more than 18 digits after the point, or too large a number");
  return Value(*rounded);
}

Result<Value> absolute(Given call) {
  TRY(const Decimal number, call.number());
  return Value(number.absolute());
}

Result<Value> fallback(Given call) {
  const bool also_empty = call.has(1) && call.arguments[1].truthy();
  const bool use = call.input.is_missing() || call.input.is_none() || (also_empty && !call.input.truthy());
  return use ? (call.has(0) ? Value(call.arguments[0]) : Value(std::string())) : Value(call.input);
}

template <std::string (*Change)(std::string_view)>
Result<Value> changed(Given call) {
  TRY(const std::string text, call.text());
  return Value(Change(text));
}

Result<Value> trim(Given call) {
  TRY(const std::string text, call.text());
  return Value(std::string(trimmed(text)));
}

Result<Value> replace(Given call) {
  TRY(const std::string text, call.text());
  const std::string from = call.arguments[0].str();
  const std::string to = call.arguments[1].str();
  if (from.empty()) return Value(text);
  std::string out;
  std::size_t at = 0;
  for (std::size_t next; (next = text.find(from, at)) != std::string::npos; at = next + from.size()) {
    out += text.substr(at, next - at);
    out += to;
    if (out.size() > (std::size_t{8} << 20)) return call.error("the text becomes too long");
  }
  return Value(out + text.substr(at));
}

Result<Value> string(Given call) {
  TRY(std::string text, call.text());
  return Value(std::move(text));
}

/// Empty lines part paragraphs; a line that begins with -, • or a number and a point is an item of a list.
Result<Value> paragraphs(Given call) {
  TRY(const std::string text, call.text());
  std::string out;
  std::string_view rest = text;
  bool in_list = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) {
      in_list = false;
      continue;
    }
    std::string mark;
    for (const std::string_view bullet : {"- ", "* ", "• ", "– ", "— "})
      if (line.starts_with(bullet)) {
        mark = "- ";
        line.remove_prefix(bullet.size());
      }
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const std::string_view behind = line.substr(digits);
    if (digits > 0 && digits <= 3 && (behind.starts_with(". ") || behind.starts_with(") "))) {
      mark = std::string(line.substr(0, digits)) + ". ";
      line = behind.substr(2);
    }
    if (!out.empty()) out += in_list && !mark.empty() ? "\n" : "\n\n";
    out += mark + call.around.landed(trimmed(line));
    in_list = !mark.empty();
  }
  return Value(Markup{std::move(out)});
}

constexpr Filter kFilters[] = {
    {"decimal", "decimal or decimal(digits)", Takes::number, 0, {"digits"}, decimal},
    {"number", "number or number(digits)", Takes::number, 0, {"digits"}, decimal},
    {"round", "round(digits) or round(digits, \"even\")", Takes::number, 0, {"precision", "method"}, round},
    {"abs", "abs", Takes::number, 0, {}, absolute},
    {"default", "default(value)", Takes::fallback, 0, {"default_value", "boolean"}, fallback},
    {"d", "d(value)", Takes::fallback, 0, {"default_value", "boolean"}, fallback},
    {"upper", "upper", Takes::text, 0, {}, changed<upper>},
    {"lower", "lower", Takes::text, 0, {}, changed<lower>},
    {"title", "title", Takes::text, 0, {}, changed<titled>},
    {"capitalize", "capitalize", Takes::text, 0, {}, changed<capitalized>},
    {"first_upper", "first_upper", Takes::text, 0, {}, changed<first_upper>},
    {"trim", "trim", Takes::text, 0, {}, trim},
    {"replace", "replace(old, new)", Takes::text, 2, {"old", "new"}, replace},
    {"string", "string", Takes::anything, 0, {}, string},
    {"paragraphs", "paragraphs", Takes::long_text, 0, {}, paragraphs},
};

}  // namespace

std::span<const Filter> value_filters() { return kFilters; }

}  // namespace kontor::docgen
