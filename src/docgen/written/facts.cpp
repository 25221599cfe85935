#include "docgen/written/facts.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "docgen/schema/payload.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;
using written::Claim;
using written::Unit;

bool has_part(std::string_view name, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return name.contains(part); });
}

/// What a number counts, by the name of its field.
Unit unit_of(std::string_view field, const std::string& currency) {
  const std::string name = lowercase(field);
  if (has_part(name, {"percent", "rate", "pct", "процент", "ставка"})) return {.kind = Unit::Kind::percent};
  if (has_part(name, {"quantity", "qty", "count", "pieces", "количество"})) return {.kind = Unit::Kind::count};
  if (has_part(name, {"days", "дней"})) return {.kind = Unit::Kind::minutes, .factor = 1'440};
  if (has_part(name, {"weeks"})) return {.kind = Unit::Kind::minutes, .factor = 10'080};
  if (has_part(name, {"hours"})) return {.kind = Unit::Kind::minutes, .factor = 60};
  if (has_part(name, {"months", "месяц"})) return {.kind = Unit::Kind::months, .factor = 1};
  if (has_part(name, {"years"})) return {.kind = Unit::Kind::months, .factor = 12};
  if (has_part(name, {"price", "amount", "cost", "total", "fee", "deposit", "budget", "salary", "prepayment", "цена",
                      "сумма", "стоимость"}))
    return {.kind = Unit::Kind::money, .currency = currency};
  return {};
}

std::optional<std::string> currency_in(const json::object& object) {
  const json::value* value = object.if_contains("currency");
  if (!value || !value->is_string()) return std::nullopt;
  const auto currency = Currency::parse(value->get_string());
  return currency ? std::optional(std::string(currency->code())) : std::nullopt;
}

class Fields {
 public:
  explicit Fields(Facts::Known& known) : known_(known) {}

  void add(const json::value& value, std::string_view name, const std::string& currency) {
    if (const json::object* object = value.if_object()) {
      const std::string inner = currency_in(*object).value_or(currency);
      add_quantity(*object);
      for (const auto& member : *object) add(member.value(), member.key(), inner);
    } else if (const json::array* list = value.if_array()) {
      known_.add_number(Decimal(static_cast<std::int64_t>(list->size())), {.kind = Unit::Kind::count});
      for (const json::value& each : *list) add(each, name, currency);
    } else if (const auto number = number_of(value)) {
      known_.add_number(number->absolute(), unit_of(name, currency));
      if (value.is_string()) known_.add_code(value.get_string());
    } else if (value.is_string()) {
      known_.add_text(value.get_string());
    }
  }

 private:
  /// {"quantity": "3", "unit": "мес."}: three months.
  void add_quantity(const json::object& item) {
    const json::value* quantity = item.if_contains("quantity");
    const json::value* unit = item.if_contains("unit");
    const auto number = quantity ? number_of(*quantity) : std::nullopt;
    if (!number || !unit || !unit->is_string()) return;
    const written::Reading reading(fmt::format("{} {}", number->str(), std::string_view(unit->get_string())));
    for (const Claim& claim : reading.claims)
      if (claim.kind == Claim::Kind::number && claim.unit.kind != Unit::Kind::unknown)
        known_.add_number(*number, claim.unit);
  }

  Facts::Known& known_;
};

}  // namespace

void Facts::Known::add_text(std::string_view text) {
  const written::Reading reading(text);
  for (const Claim& claim : reading.claims) {
    switch (claim.kind) {
      case Claim::Kind::number:
        for (const Decimal& value : claim.values) numbers.push_back({value, claim.unit});
        break;
      case Claim::Kind::day:
        days.insert(days.end(), claim.days.begin(), claim.days.end());
        break;
      case Claim::Kind::phone:
        add_code(claim.key);
        break;
      default:
        keys[claim.kind].insert(claim.key);
    }
  }
  codes.insert(reading.codes.begin(), reading.codes.end());
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    const written::Token& token = reading.tokens[i];
    if (token.is_digits()) add_code(token.low);
    if (!token.is_word()) continue;
    words[token.low.substr(0, 2)].insert(token.low);
    if (!reading.is_taken(i)) loose[token.low.substr(0, 2)].insert(token.low);
  }
}

void Facts::Known::add_number(const Decimal& value, Unit unit) { numbers.push_back({value, std::move(unit)}); }

void Facts::Known::add_code(std::string_view text) {
  constexpr std::size_t kLeast = 7;  // digits of a phone
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.size() >= kLeast) phones.insert(written::subscriber(digits));
}

bool Facts::Known::has(const Words& in, std::string_view low) {
  const auto near = in.find(low.substr(0, 2));
  return near != in.end() && (near->second.contains(low) || std::ranges::any_of(near->second, [&](const auto& word) {
                                return written::same_word(word, low);
                              }));
}

Facts::Facts(Currency currency) : known_(std::make_unique<Known>()) { known_->currency = currency.code(); }
Facts::~Facts() = default;
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;

void Facts::add_fields(const json::value& payload) { Fields(*known_).add(payload, "", known_->currency); }
void Facts::add_text(std::string_view text) { known_->add_text(text); }

}  // namespace kontor::docgen
