#include "base/text.hpp"
#include "docgen/business/filters.hpp"
#include "docgen/trade/totals.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

constexpr std::string_view kTooLarge = "the amounts are too large, or a rate or a discount is out of range";

Result<Value> amount(Given call, const std::optional<Decimal>& value) {
  if (!value) return call.error(std::string(kTooLarge));
  return Value(*value);
}

Result<Value> vat(Given call) {
  TRY(const Decimal sum, call.number());
  TRY(const Decimal rate, call.number(call.arguments[0]));
  TRY(const Currency currency, call.currency(2));
  const bool included = flag_argument(call, 1, false);
  return amount(call, included ? vat_in(sum, rate, currency) : vat_on(sum, rate, currency));
}

/// The amount, rounded, less the tax in it or with the tax on it.
Result<Value> moved_by_vat(Given call, decltype(vat_on) vat_of, decltype(Decimal::add) move) {
  TRY(const Decimal sum, call.number());
  TRY(const Decimal rate, call.number(call.arguments[0]));
  TRY(const Currency currency, call.currency(1));
  const auto rounded = sum.rounded(currency.exponent());
  const auto tax = rounded ? vat_of(*rounded, rate, currency) : std::nullopt;
  return amount(call, tax ? move(*rounded, *tax) : std::nullopt);
}

Result<Value> net_of(Given call) { return moved_by_vat(call, vat_in, Decimal::subtract); }
Result<Value> with_vat(Given call) { return moved_by_vat(call, vat_on, Decimal::add); }

Result<Value> percent(Given call) {
  TRY(const Decimal sum, call.number());
  TRY(const Decimal share, call.number(call.arguments[0]));
  TRY(const Currency currency, call.currency(1));
  return amount(call, percent_of(sum, share, currency));
}

/// The amount less so many percent: 100 − share of it, rounded once.
Result<Value> discount(Given call) {
  TRY(const Decimal sum, call.number());
  TRY(const Decimal share, call.number(call.arguments[0]));
  TRY(const Currency currency, call.currency(1));
  const auto left = Decimal::subtract(100, share);
  return amount(call, left ? percent_of(sum, *left, currency) : std::nullopt);
}

Result<Value> parts(Given call) {
  constexpr std::int64_t kMostParts = 1000;  // more instalments than any contract has
  TRY(const Decimal sum, call.number());
  TRY(const Currency currency, call.currency(1));
  std::vector<Decimal> weights;
  if (const List* given = call.arguments[0].list()) {
    for (const Value& each : *given) {
      TRY(const Decimal weight, call.number(each));
      weights.push_back(weight);
    }
  } else {
    TRY(const Decimal count, call.number(call.arguments[0]));
    const auto whole = count.whole();
    if (!whole || *whole < 1 || *whole > kMostParts)
      return call.error(fmt::format("split makes 1 to {} parts, or as many as the list of weights has", kMostParts));
    weights.assign(static_cast<std::size_t>(*whole), 1);
  }
  const auto split_sum = split(sum, weights, currency);
  if (!split_sum) return call.error("the amount is too large, or the weights are not numbers of 0 and more");
  List out;
  for (const Decimal& each : *split_sum) out.emplace_back(each);
  return Value(std::move(out));
}

/// What an argument of `total` says of an item: the field of that name, what a lambda gives, or the same number for
/// all.
Result<Value> of_item(Given call, const Value& item, std::size_t i) {
  if (!call.has(i) || call.arguments[i].is_none()) return Value();
  if (call.arguments[i].as<Decimal>()) return call.arguments[i];
  if (const Lambda* lambda = call.arguments[i].as<Lambda>()) return call.around.apply(*lambda, item);
  Value value = item;
  const std::string path = call.arguments[i].str();
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t point = std::min(rest.find('.'), rest.size());
    const Map* fields = value.map();
    const Value* found = fields ? fields->find(rest.substr(0, point)) : nullptr;
    if (!found) return Value();
    value = Value(*found);
    rest.remove_prefix(std::min(point + 1, rest.size()));
  }
  return value;
}

bool is_nothing(const Value& value) {
  return value.is_none() || value.is_missing() || (value.as<std::string>() && trimmed(value.str()).empty());
}

Result<Decimal> number_of_item(Given call, const Value& item, std::size_t i, const Decimal& otherwise) {
  TRY(const Value value, of_item(call, item, i));
  if (is_nothing(value)) return otherwise;
  return call.number(value);
}

/// «20», «20 %»; nothing for a line that VAT is not for, which is said by an empty field or in words.
Result<std::optional<Decimal>> rate_of_item(Given call, const Value& item, std::size_t i) {
  TRY(const Value value, of_item(call, item, i));
  if (is_nothing(value)) return std::nullopt;
  std::string text = lowercase(trimmed(value.str()));
  for (const std::string_view none : {"без ндс", "не облагается", "none", "exempt", "no vat"})
    if (text == none) return std::nullopt;
  if (text.ends_with('%')) text = trimmed(std::string_view(text).substr(0, text.size() - 1));
  const auto rate = number_in(Value(text));
  if (!rate)
    return call.error(fmt::format("\"{}\" is not a rate of VAT such as 20, nor \"без НДС\" or \"none\"", value.str()));
  return rate;
}

// The places of the arguments of total.
enum : std::size_t { kPrice, kQuantity, kDiscount, kDiscountSum, kVat, kVatIncluded, kRounding, kCurrency };

Result<InvoiceLine> line_of(Given call, const Value& item) {
  InvoiceLine line;
  TRY(const Value price, of_item(call, item, kPrice));
  if (is_nothing(price)) return call.error(fmt::format("an item of the list has no {}", call.arguments[kPrice].str()));
  TRY(line.price, call.number(price));
  TRY(line.quantity, number_of_item(call, item, kQuantity, 1));
  TRY(line.discount_percent, number_of_item(call, item, kDiscount, 0));
  TRY(line.discount_sum, number_of_item(call, item, kDiscountSum, 0));
  TRY(line.rate, rate_of_item(call, item, kVat));
  return line;
}

std::shared_ptr<Map> fields_of(const Sums& sums) {
  auto map = std::make_shared<Map>();
  map->entries = {{"subtotal", sums.subtotal},
                  {"discount", sums.discount},
                  {"net", sums.net},
                  {"vat", sums.vat},
                  {"gross", sums.gross}};
  return map;
}

Result<Value> total(Given call) {
  TRY(const List* items, call.items());
  TRY(const Currency currency, call.currency(kCurrency));
  TotalsRules rules{.vat_included = flag_argument(call, kVatIncluded, false), .currency = currency};
  const std::string rounding = call.has(kRounding) ? call.arguments[kRounding].str() : "line";
  if (rounding != "line" && rounding != "total") return call.error("rounding is \"line\" or \"total\"");
  rules.rounding = rounding == "line" ? RoundAt::line : RoundAt::total;
  std::vector<InvoiceLine> lines;
  for (const Value& item : *items) {
    TRY(const InvoiceLine line, line_of(call, item));
    lines.push_back(line);
  }
  const auto sums = totals(lines, rules);
  if (!sums) return call.error(std::string(kTooLarge));
  const auto rate = [](const std::optional<Decimal>& given) { return given ? Value(*given) : Value(); };
  List each_line, by_rate;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto fields = fields_of(sums->lines[i]);
    fields->set("rate", rate(lines[i].rate));
    each_line.emplace_back(std::move(fields));
  }
  for (const RateSums& each : sums->by_rate) {
    auto fields = fields_of(each.sums);
    fields->set("rate", rate(each.rate));
    by_rate.emplace_back(std::move(fields));
  }
  auto out = fields_of(sums->sums);
  out->set("lines", Value(std::move(each_line)));
  out->set("by_rate", Value(std::move(by_rate)));
  return Value(std::move(out));
}

constexpr Filter kFilters[] = {
    {"total",
     "total(price=\"price\", quantity=\"quantity\", discount=\"discount\", vat=\"vat_rate\", vat_included=true, "
     "rounding=\"line\")",
     Takes::list,
     1,
     {"price", "quantity", "discount", "discount_sum", "vat", "vat_included", "rounding", "currency"},
     total},
    {"vat", "vat(20) or vat(20, included=true)", Takes::money, 1, {"rate", "included", "currency"}, vat, Takes::number},
    {"net_of", "net_of(20)", Takes::money, 1, {"rate", "currency"}, net_of, Takes::number},
    {"with_vat", "with_vat(20)", Takes::money, 1, {"rate", "currency"}, with_vat, Takes::number},
    {"percent", "percent(30)", Takes::money, 1, {"percent", "currency"}, percent, Takes::number},
    {"discount", "discount(10)", Takes::money, 1, {"percent", "currency"}, discount, Takes::number},
    {"split", "split(3) or split([50, 30, 20])", Takes::money, 1, {"parts", "currency"}, parts, Takes::number},
};

}  // namespace

std::span<const Filter> trade_filters() { return kFilters; }

}  // namespace kontor::docgen
