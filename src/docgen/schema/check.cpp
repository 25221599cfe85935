#include "docgen/schema/check.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/schema/path.hpp"
#include "docgen/schema/payload.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxErrors = 100;

std::string_view text_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

std::optional<std::int64_t> count_of(const json::object& schema, std::string_view keyword) {
  const auto* value = schema.if_contains(keyword);
  return value && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

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
  explicit Checker(bool lenient) : lenient_(lenient) {}

  std::vector<FieldError> errors;

  void object(const json::object& schema, const json::value* value, const Path& path) {
    static const json::object kNothing;
    if (value && !value->is_object())
      return add(path, fmt::format("must be an object of fields, but is {}", shown(*value)));
    const json::object& fields = value ? value->get_object() : kNothing;
    const auto* declared = schema.if_contains("properties");
    const json::object& properties = declared && declared->is_object() ? declared->get_object() : kNothing;
    for (const auto& [name, property] : properties)
      if (property.is_object())
        field(property.get_object(), fields.if_contains(name), path.member(name), requires_field(schema, name));
    for (const auto& entry : fields) {
      if (properties.contains(entry.key())) continue;
      std::vector<std::string> absent;
      for (const auto& property : properties)
        if (!fields.contains(property.key())) absent.emplace_back(property.key());
      const std::string_view guess = nearest(entry.key(), absent);
      if (lenient_ && guess.empty()) continue;
      add(path.member(entry.key()),
          guess.empty() ? std::string(kUnknownField) : fmt::format("{}: did you mean \"{}\"?", kUnknownField, guess));
    }
  }

 private:
  void add(const Path& path, std::string message) {
    if (errors.size() < kMaxErrors) errors.push_back({path.str(), std::move(message)});
  }

  /// A value that the template may still be able to use.
  void wrong_kind(const Path& path, std::string message) {
    if (!lenient_ || path.is_root()) add(path, std::move(message));
  }

  static bool requires_field(const json::object& schema, std::string_view name) {
    const auto* required = schema.if_contains("required");
    return required && required->is_array() && std::ranges::any_of(required->get_array(), [&](const json::value& each) {
             return each.is_string() && each.get_string() == name;
           });
  }

  void field(const json::object& schema, const json::value* value, const Path& path, bool required) {
    if (errors.size() >= kMaxErrors) return;
    const std::string_view type = text_of(schema, "type");
    const bool has_default = schema.contains("default") || schema.contains("x-written");
    if (is_absent(value)) {
      if (!required || has_default) return;
      if (type == "object") return object(schema, nullptr, path);  // names each field that is missing
      return add(path, std::string(kMissingField));
    }
    if (const auto* allowed = schema.if_contains("enum"); allowed && allowed->is_array())
      return choice(allowed->get_array(), *value, path);
    if (type == "object") return object(schema, value, path);
    if (type == "array") return list(schema, *value, path);
    if (type == "boolean") {
      if (!value->is_bool()) wrong_kind(path, fmt::format("must be true or false, but is {}", shown(*value)));
      return;
    }
    if (type == "number" || type == "integer" || is_number_format(text_of(schema, "format")))
      return number(schema, *value, path);
    text(schema, *value, path);
  }

  void list(const json::object& schema, const json::value& value, const Path& path) {
    if (!value.is_array()) return wrong_kind(path, fmt::format("must be a list, but is {}", shown(value)));
    const json::array& items = value.get_array();
    if (const auto least = count_of(schema, "minItems"); least && static_cast<std::int64_t>(items.size()) < *least)
      add(path, *least == 1 ? "needs at least one entry"
                            : fmt::format("needs at least {} entries, has {}", *least, items.size()));
    if (const auto most = count_of(schema, "maxItems"); most && static_cast<std::int64_t>(items.size()) > *most)
      add(path, fmt::format("may have at most {} entries, has {}", *most, items.size()));
    const auto* item = schema.if_contains("items");
    if (!item || !item->is_object()) return;
    for (std::size_t i = 0; i < items.size(); ++i) field(item->get_object(), &items[i], path.item(i), true);
  }

  void choice(const json::array& allowed, const json::value& value, const Path& path) {
    if (std::ranges::find(allowed, value) != allowed.end()) return;
    std::string names;
    for (const json::value& each : allowed) names += (names.empty() ? "" : ", ") + shown(each);
    add(path, fmt::format("{} is not one of {}", shown(value), names));
  }

  void number(const json::object& schema, const json::value& value, const Path& path) {
    const bool money = text_of(schema, "format") == "money";
    const std::string_view what = money                                  ? "an amount"
                                  : text_of(schema, "type") == "integer" ? "a whole number"
                                                                         : "a number";
    if (!value.is_string() && !value.is_number())
      return add(path, fmt::format("must be {}, but is {}", what, shown(value)));
    const auto number = number_of(value);
    if (!number) {
      const std::string_view hint = value.is_string() ? slip_in_number(value.get_string()) : " (too many digits)";
      return add(path, fmt::format("{} is not {}{}", shown(value), what, hint));
    }
    if (text_of(schema, "type") == "integer" && !number->is_whole())
      return add(path, fmt::format("{} is not a whole number", shown(value)));
    const auto bound = [&](std::string_view keyword) {
      const auto* limit = schema.if_contains(keyword);
      return limit ? number_of(*limit) : std::nullopt;
    };
    if (const auto least = bound("minimum"); least && *number < *least)
      add(path, fmt::format("{} is less than {}", shown(value), least->str()));
    if (const auto most = bound("maximum"); most && *number > *most)
      add(path, fmt::format("{} is more than {}", shown(value), most->str()));
    if (money && number->absolute() > Decimal(1'000'000'000'000'000))
      add(path, fmt::format("{} is too large an amount", shown(value)));
  }

  static std::int64_t size(std::string_view text) { return static_cast<std::int64_t>(length(text)); }

  void text(const json::object& schema, const json::value& value, const Path& path) {
    if (!value.is_string() && !value.is_number())
      return wrong_kind(path, fmt::format("must be text, but is {}", shown(value)));
    const std::string number = value.is_string() ? std::string() : json::serialize(value);
    const std::string_view text = value.is_string() ? std::string_view(value.get_string()) : number;
    if (const auto most = count_of(schema, "maxLength"); most && size(text) > *most)
      add(path, fmt::format("may have at most {} characters, has {}", *most, size(text)));
    if (const auto least = count_of(schema, "minLength"); least && size(text) < *least)
      add(path, fmt::format("needs at least {} characters, has {}", *least, size(text)));
    if (std::string fault = text_fault(trimmed(text)); !fault.empty()) add(path, std::move(fault));
    const std::string_view format = text_of(schema, "format");
    if (format == "date" && !parse_date(text))
      add(path, fmt::format("{} is not a date such as 2026-11-23", shown(value)));
    if (format == "email" && !EmailAddress::parse(text))
      add(path, fmt::format("{} is not an e-mail address", shown(value)));
  }

  bool lenient_;
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

std::vector<FieldError> payload_errors(const json::object& schema, const json::value& payload, bool lenient) {
  Checker checker(lenient);
  if (payload.is_null())
    checker.object(schema, nullptr, Path());
  else
    checker.object(schema, &payload, Path());
  return std::move(checker.errors);
}

}  // namespace kontor::docgen
