#include "docgen/schema/check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/requisites/requisite.hpp"
#include "docgen/schema/path.hpp"
#include "docgen/schema/payload.hpp"
#include "docgen/schema/shape.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxErrors = 100;

std::string shown(const json::value& value) {
  std::string text = value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  if (length(text) > 40) {
    std::size_t cut = 40;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text = text.substr(0, cut) + "…";
  }
  return fmt::format("\"{}\"", text);
}

class Checker {
 public:
  explicit Checker(PayloadRules rules) : rules_(rules) {}

  std::vector<FieldError> errors;

  void object(const Shape& shape, const json::value* value, const Path& path) {
    if (value && !value->is_object())
      return add(path, fmt::format("must be an object of fields, but is {}", shown(*value)));
    const json::object* fields = value ? &value->get_object() : nullptr;
    MemberLookup lookup(fields);
    for (const Shape::Member& member : shape.members)
      field(member.shape, lookup.find(member.name), path.member(member.name), member.required);
    if (fields && lookup.found() < fields->size()) unasked(shape, *fields, path);
    if (fields) accounts(shape, *fields, path);
  }

 private:
  void add(const Path& path, std::string message) {
    if (errors.size() < kMaxErrors) errors.push_back({path.str(), std::move(message)});
  }

  /// A value that the template may still be able to use.
  void wrong_kind(const Path& path, std::string message) {
    if (!rules_.lenient || path.is_root()) add(path, std::move(message));
  }

  /// The text or the number of a member whose format is `format`; empty when it has none.
  static std::string requisite_of(const Shape::Member& member, std::string_view format, const json::object& fields) {
    if (!member.shape.requisite || member.shape.requisite->format != format) return "";
    const json::value* value = fields.if_contains(member.name);
    if (is_absent(value) || (!value->is_string() && !value->is_number())) return "";
    return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
  }

  /// Russian accounts have a check digit that depends on the BIK beside them.
  void accounts(const Shape& shape, const json::object& fields, const Path& path) {
    std::string bik;
    for (const Shape::Member& member : shape.members) {
      const std::string text = requisite_of(member, "bik", fields);
      if (text.empty()) continue;
      if (!bik.empty()) return;  // two banks: which account is whose, nobody says
      bik = text;
    }
    if (bik.empty() || !bik_fault(bik).empty()) return;
    for (const Shape::Member& member : shape.members) {
      const std::string account = requisite_of(member, "account", fields);
      if (account.empty() || !account_fault(account).empty()) continue;
      if (const std::string fault = account_fault(account, bik); !fault.empty())
        add(path.member(member.name), fmt::format("\"{}\" is not an account of that bank: {}", account, fault));
    }
  }

  /// Fields that the template does not use.
  void unasked(const Shape& shape, const json::object& fields, const Path& path) {
    std::vector<std::string> absent;
    for (const Shape::Member& member : shape.members)
      if (!fields.contains(member.name)) absent.push_back(member.name);
    for (const auto& entry : fields) {
      if (errors.size() >= kMaxErrors) return;
      if (std::ranges::find(shape.members, std::string_view(entry.key()), &Shape::Member::name) != shape.members.end())
        continue;
      const std::string_view guess = nearest(entry.key(), absent);
      if (rules_.lenient && guess.empty()) continue;
      add(path.member(entry.key()),
          guess.empty() ? std::string(kUnknownField) : fmt::format("{}: did you mean \"{}\"?", kUnknownField, guess));
    }
  }

  void field(const Shape& shape, const json::value* value, const Path& path, bool required) {
    if (errors.size() >= kMaxErrors) return;
    if (is_absent(value)) {
      if (!required || shape.has_default) return;
      if (rules_.lenient && value && value->is_string()) return;                   // an empty text is one
      if (shape.kind == Shape::Kind::object) return object(shape, nullptr, path);  // names each field that is missing
      return add(path, std::string(kMissingField));
    }
    if (shape.allowed) return choice(*shape.allowed, *value, path);
    switch (shape.kind) {
      case Shape::Kind::object:
        return object(shape, value, path);
      case Shape::Kind::list:
        return list(shape, *value, path);
      case Shape::Kind::yes_or_no:
        if (!value->is_bool()) wrong_kind(path, fmt::format("must be true or false, but is {}", shown(*value)));
        return;
      case Shape::Kind::number:
        return number(shape, *value, path);
      case Shape::Kind::text:
        return text(shape, *value, path);
    }
  }

  void list(const Shape& shape, const json::value& value, const Path& path) {
    if (!value.is_array()) return wrong_kind(path, fmt::format("must be a list, but is {}", shown(value)));
    const json::array& items = value.get_array();
    const auto size = static_cast<std::int64_t>(items.size());
    if (shape.min_items && size < *shape.min_items)
      add(path, *shape.min_items == 1 ? "needs at least one entry"
                                      : fmt::format("needs at least {} entries, has {}", *shape.min_items, size));
    if (shape.max_items && size > *shape.max_items)
      add(path, fmt::format("may have at most {} entries, has {}", *shape.max_items, size));
    if (!shape.item) return;
    for (std::size_t i = 0; i < items.size(); ++i) field(*shape.item, &items[i], path.item(i), true);
  }

  void choice(const json::array& allowed, const json::value& value, const Path& path) {
    if (std::ranges::find(allowed, value) != allowed.end()) return;
    std::string names;
    for (const json::value& each : allowed) names += (names.empty() ? "" : ", ") + shown(each);
    add(path, fmt::format("{} is not one of {}", shown(value), names));
  }

  void number(const Shape& shape, const json::value& value, const Path& path) {
    const std::string_view what = shape.money ? "an amount" : shape.whole ? "a whole number" : "a number";
    if (!value.is_string() && !value.is_number())
      return add(path, fmt::format("must be {}, but is {}", what, shown(value)));
    const auto number = number_of(value);
    if (!number) {
      const std::string_view hint = value.is_string() ? slip_in_number(value.get_string()) : " (too many digits)";
      return add(path, fmt::format("{} is not {}{}", shown(value), what, hint));
    }
    if (shape.whole && !number->is_whole()) return add(path, fmt::format("{} is not a whole number", shown(value)));
    if (shape.minimum && *number < *shape.minimum)
      add(path, fmt::format("{} is less than {}", shown(value), shape.minimum->str()));
    if (shape.maximum && *number > *shape.maximum)
      add(path, fmt::format("{} is more than {}", shown(value), shape.maximum->str()));
    if (shape.money && number->absolute() > Decimal(1'000'000'000'000'000))
      add(path, fmt::format("{} is too large an amount", shown(value)));
  }

  static std::int64_t size(std::string_view text) { return static_cast<std::int64_t>(length(text)); }

  void text(const Shape& shape, const json::value& value, const Path& path) {
    if (!value.is_string() && !value.is_number())
      return wrong_kind(path, fmt::format("must be text, but is {}", shown(value)));
    const std::string number = value.is_string() ? std::string() : json::serialize(value);
    const std::string_view text = value.is_string() ? std::string_view(value.get_string()) : number;
    if (shape.max_length && size(text) > *shape.max_length)
      add(path, fmt::format("may have at most {} characters, has {}", *shape.max_length, size(text)));
    if (shape.min_length && size(text) < *shape.min_length)
      add(path, fmt::format("needs at least {} characters, has {}", *shape.min_length, size(text)));
    if (std::string fault = rules_.controls ? "" : text_fault(trimmed(text)); !fault.empty())
      add(path, std::move(fault));
    if (shape.date && !parse_date(text)) add(path, fmt::format("{} is not a date such as 2026-11-23", shown(value)));
    if (shape.requisite)
      if (const std::string fault = shape.requisite->fault(text); !fault.empty())
        add(path, fmt::format("{} is not {}: {}", shown(value), shape.requisite->title, fault));
    if (shape.email && !EmailAddress::parse(text)) add(path, fmt::format("{} is not an e-mail address", shown(value)));
  }

  PayloadRules rules_;
};

}  // namespace

bool is_absent(const json::value* value) {
  return !value || value->is_null() || (value->is_string() && trimmed(value->get_string()).empty());
}

std::string_view slip_in_number(std::string_view typed) {
  const auto has = [&](std::string_view part) { return typed.find(part) != std::string_view::npos; };
  if (has("O") || has("o") || has("О") || has("о")) return " (a letter O?)";
  if (has("l") || has("I")) return " (a letter for the digit 1?)";
  if (has("З") || has("з")) return " (a letter З for the digit 3?)";
  if (has("₽") || has("$") || has("€") || has("руб") || has("р.") || has("%")) return " (write the number alone)";
  if (has(",") && !has(".") && Decimal::parse_typed(std::string(typed) + "0"))
    return " (thousands or a fraction? write 1234 or 1.234)";
  return "";
}

std::vector<FieldError> payload_errors(const Shape& shape, const json::value& payload, PayloadRules rules) {
  Checker checker(rules);
  checker.object(shape, payload.is_null() ? nullptr : &payload, Path());
  return std::move(checker.errors);
}

}  // namespace kontor::docgen
