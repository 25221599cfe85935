#include <charconv>

#include "docgen/language/filters.hpp"

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
  // A whole number stays one, except that floor and ceil make fractions of all, as in Jinja.
  const bool whole = number.scale() == 0 && found != std::end(kMethods);
  return Value(whole ? rounded->normalized() : shortest_fraction(*rounded));
}

Result<Value> absolute(Given call) {
  TRY(const Decimal number, call.number());
  return Value(number.absolute());
}

Result<Value> fallback(Given call) {
  const bool also_empty = call.has(1) && call.arguments[1].truthy();
  const bool use = call.input.is_missing() || call.input.is_none() || (also_empty && !call.input.truthy());
  if (!use) return call.input;
  const Missing* absent = call.arguments.empty() ? nullptr : call.arguments[0].as<Missing>();
  const bool given = !call.arguments.empty() && (!absent || absent->expr);  // what is given may be missing in its turn
  return given ? Value(call.arguments[0]) : Value(std::string());
}

/// The number that a value is, or that a text spells; nothing otherwise.
std::optional<Decimal> read_number(const Value& value) {
  if (value.as<bool>()) return Decimal(value.truthy() ? 1 : 0);
  return number_in(value);
}

Result<Value> whole_number(Given call) {
  const Value otherwise = call.has(0) ? call.arguments[0] : Value(Decimal(0));
  TRY(const int base, call.columns(1, 10));
  if (base != 10 && call.input.text()) {
    if (base != 2 && base != 8 && base != 16) return call.error("the bases of int are 2, 8, 10 and 16");
    std::string_view digits = *call.input.text();
    if (digits.starts_with("0x") || digits.starts_with("0b") || digits.starts_with("0o")) digits.remove_prefix(2);
    std::int64_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, number, base);
    return failed == std::errc() && stop == end ? Value(Decimal(number)) : otherwise;
  }
  const auto number = read_number(call.input);
  const auto whole = number ? number->rounded(0, Rounding::down) : std::nullopt;
  return whole ? Value(*whole) : otherwise;
}

Result<Value> fraction(Given call) {
  const auto number = read_number(call.input);
  if (!number) return call.has(0) ? Value(call.arguments[0]) : Value(Decimal::of_minor(0, 1));
  return Value(shortest_fraction(*number));
}

Result<Value> attribute(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  const Value* found = call.input.map() ? call.input.map()->find(call.arguments[0].str()) : nullptr;
  return found ? Value(*found) : Value(Missing{.expr = &call.expr});
}

Result<Value> file_size(Given call) {
  TRY(const Decimal bytes, call.number());
  const bool binary = call.flag(0, false);
  const Decimal base(binary ? 1024 : 1000);
  if (bytes == Decimal(1)) return Value(std::string("1 Byte"));
  if (bytes < base) return Value(fmt::format("{} Bytes", bytes.rounded(0, Rounding::down).value_or(bytes).str()));
  static constexpr std::string_view kNames = "kMGTPEZY";
  Decimal unit = base;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const auto next = Decimal::multiply(unit, base);
    if (i + 1 == kNames.size() || !next || bytes < *next) {
      const auto size = Decimal::divide(bytes, unit, 1);
      const char name = binary && i == 0 ? 'K' : kNames[i];
      return Value(fmt::format("{} {}{}", shortest_fraction(size.value_or(bytes)).str(), name, binary ? "iB" : "B"));
    }
    unit = *next;
  }
  return call.error("the size is too large");
}

constexpr Filter kFilters[] = {
    {"decimal", "decimal or decimal(digits)", Takes::number, 0, {"digits"}, decimal},
    {"number", "number or number(digits)", Takes::number, 0, {"digits"}, decimal},
    {"round", "round(digits) or round(digits, \"even\")", Takes::number, 0, {"precision", "method"}, round},
    {"abs", "abs", Takes::number, 0, {}, absolute},
    {"int", "int or int(default)", Takes::number, 0, {"default", "base"}, whole_number},
    {"float", "float or float(default)", Takes::number, 0, {"default"}, fraction},
    {"filesizeformat", "filesizeformat or filesizeformat(true)", Takes::number, 0, {"binary"}, file_size},
    {"attr", "attr(\"field\")", Takes::object, 1, {"name"}, attribute},
    {"default", "default(value)", Takes::fallback, 0, {"default_value", "boolean"}, fallback},
    {"d", "d(value)", Takes::fallback, 0, {"default_value", "boolean"}, fallback},
};

}  // namespace

std::span<const Filter> value_filters() { return kFilters; }

}  // namespace kontor::docgen
