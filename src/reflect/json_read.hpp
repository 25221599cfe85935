#pragma once

#include <boost/json/value.hpp>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/raw_json.hpp"

/// JSON to values: every bad place is reported at once, unknown fields too. A std::optional member may be absent or
/// null; every other member is required.
namespace kontor::reflect {

/// Where in the input we are: a chain on the stack that becomes text only when something is wrong.
class Place {
 public:
  explicit Place(std::string_view root) : name_(root) {}
  Place member(std::string_view name) const { return Place(this, name, 0); }
  Place item(std::size_t index) const { return Place(this, {}, index); }
  std::string text() const;

 private:
  Place(const Place* parent, std::string_view name, std::size_t index) : parent_(parent), name_(name), index_(index) {}
  const Place* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
};

class Errors {
 public:
  /// Past this many, more help nobody and only cost memory.
  static constexpr std::size_t kMost = 100;

  void add(const Place& place, std::string message) {
    if (fields_.size() < kMost) fields_.push_back({place.text(), std::move(message)});
  }
  bool empty() const { return fields_.empty(); }
  std::vector<FieldError> take() { return std::move(fields_); }

 private:
  std::vector<FieldError> fields_;
};

/// `a number`, `text`, … for a message such as "expected text, found a number".
std::string_view kind_name(const boost::json::value& value);
void add_expected(Errors& errors, const Place& place, std::string_view expected, const boost::json::value& found);
void add_unknown_fields(Errors& errors, const Place& place, const boost::json::object& object,
                        const std::vector<std::string>& known);
/// Parses with limits on depth; the error says line and column.
Result<boost::json::value> parse_json(std::string_view text, std::string_view root);

template <class T>
struct Reader;

template <class T>
std::optional<T> read_json(const boost::json::value& value, const Place& place, Errors& errors) {
  return Reader<T>::read(value, place, errors);
}

template <class T>
Result<T> decode(const boost::json::value& value, std::string_view root) {
  Errors errors;
  std::optional<T> result = read_json<T>(value, Place(root), errors);
  if (!errors.empty()) return fail(Error::invalid(errors.take()));
  return std::move(*result);
}

template <class T>
Result<T> from_json(std::string_view text, std::string_view root = "body") {
  TRY(const boost::json::value value, parse_json(text, root));
  return decode<T>(value, root);
}

/// For types with `static Result<T> parse(std::string_view)`.
template <class T>
std::optional<T> read_parsed(const boost::json::value& value, const Place& place, Errors& errors) {
  if (!value.is_string()) return add_expected(errors, place, "text", value), std::nullopt;
  Result<T> parsed = T::parse(std::string_view(value.get_string()));
  if (parsed) return std::move(*parsed);
  errors.add(place, parsed.error().fields.empty() ? parsed.error().public_message : parsed.error().fields[0].message);
  return std::nullopt;
}

template <>
struct Reader<bool> {
  static std::optional<bool> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_bool()) return value.get_bool();
    add_expected(errors, place, "true or false", value);
    return std::nullopt;
  }
};

template <std::integral T>
struct Reader<T> {
  static std::optional<T> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_int64() && std::in_range<T>(value.get_int64())) return static_cast<T>(value.get_int64());
    if (value.is_uint64() && std::in_range<T>(value.get_uint64())) return static_cast<T>(value.get_uint64());
    if (value.is_number())
      errors.add(place, fmt::format("must be a whole number from {} to {}", std::numeric_limits<T>::min(),
                                    std::numeric_limits<T>::max()));
    else
      add_expected(errors, place, "a whole number", value);
    return std::nullopt;
  }
};

template <>
struct Reader<double> {
  static std::optional<double> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_number()) return value.to_number<double>();
    add_expected(errors, place, "a number", value);
    return std::nullopt;
  }
};

template <>
struct Reader<std::string> {
  static std::optional<std::string> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_string()) return std::string(std::string_view(value.get_string()));
    add_expected(errors, place, "text", value);
    return std::nullopt;
  }
};

template <std::size_t Min, std::size_t Max>
struct Reader<Text<Min, Max>> {
  static constexpr auto read = read_parsed<Text<Min, Max>>;
};

template <std::size_t Min, std::size_t Max>
struct Reader<Verbatim<Min, Max>> {
  static constexpr auto read = read_parsed<Verbatim<Min, Max>>;
};

template <>
struct Reader<EmailAddress> {
  static constexpr auto read = read_parsed<EmailAddress>;
};

template <class Thing>
struct Reader<Id<Thing>> {
  static std::optional<Id<Thing>> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (!value.is_string()) return add_expected(errors, place, "an id (UUID)", value), std::nullopt;
    std::optional<Id<Thing>> id = Id<Thing>::parse(std::string_view(value.get_string()));
    if (!id) errors.add(place, "is not an id (a UUID such as 0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b)");
    return id;
  }
};

template <>
struct Reader<Timestamp> {
  static std::optional<Timestamp> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (!value.is_string()) return add_expected(errors, place, "a time (RFC 3339)", value), std::nullopt;
    std::optional<Timestamp> at = parse_rfc3339(std::string_view(value.get_string()));
    if (!at) errors.add(place, "is not a time such as 2026-11-23T14:00:00Z");
    return at;
  }
};

template <>
struct Reader<RawJson> {
  static std::optional<RawJson> read(const boost::json::value& value, const Place&, Errors&) {
    return RawJson{to_text(value)};
  }
};

template <>
struct Reader<boost::json::object> {
  static std::optional<boost::json::object> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_object()) return value.get_object();
    add_expected(errors, place, "an object", value);
    return std::nullopt;
  }
};

template <DescribedEnum E>
struct Reader<E> {
  static std::optional<E> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (!value.is_string()) return add_expected(errors, place, "text", value), std::nullopt;
    std::optional<E> found = enum_value<E>(std::string_view(value.get_string()));
    if (!found) errors.add(place, fmt::format("must be {}", enum_choices<E>()));
    return found;
  }
};

template <class T>
struct Reader<std::optional<T>> {
  static std::optional<std::optional<T>> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (value.is_null()) return std::optional<T>{};
    std::optional<T> inner = read_json<T>(value, place, errors);
    if (!inner) return std::nullopt;
    return std::optional<std::optional<T>>(std::move(inner));
  }
};

template <class T>
struct Reader<std::vector<T>> {
  static std::optional<std::vector<T>> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (!value.is_array()) return add_expected(errors, place, "a list", value), std::nullopt;
    std::vector<T> items;
    const boost::json::array& array = value.get_array();
    bool all = true;
    for (std::size_t i = 0; i < array.size(); ++i) {
      std::optional<T> item = read_json<T>(array[i], place.item(i), errors);
      if (item)
        items.push_back(std::move(*item));
      else
        all = false;
    }
    if (!all) return std::nullopt;
    return items;
  }
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <Described T>
struct Reader<T> {
  static std::optional<T> read(const boost::json::value& value, const Place& place, Errors& errors) {
    if (!value.is_object()) return add_expected(errors, place, "an object", value), std::nullopt;
    static const std::vector<std::string> known = names();
    const boost::json::object& object = value.get_object();
    add_unknown_fields(errors, place, object, known);
    return members(object, place, errors, std::make_index_sequence<kMemberCount<T>>());
  }

 private:
  static std::vector<std::string> names() {
    std::vector<std::string> all;
    for_each_member<T>([&](auto member) { all.emplace_back(member.name); });
    return all;
  }

  template <std::size_t... I>
  static std::optional<T> members(const boost::json::object& object, const Place& place, Errors& errors,
                                  std::index_sequence<I...>) {
    // Braces: read in order, and T needs no default constructor.
    std::tuple<std::optional<MemberType<T, I>>...> parts{one<I>(object, place, errors)...};
    if (!(std::get<I>(parts).has_value() && ...)) return std::nullopt;
    return T{std::move(*std::get<I>(parts))...};
  }

  template <std::size_t I>
  static std::optional<MemberType<T, I>> one(const boost::json::object& object, const Place& place, Errors& errors) {
    using Member = MemberType<T, I>;
    constexpr std::string_view name = boost::mp11::mp_at_c<Members<T>, I>::name;
    const boost::json::value* found = object.if_contains(name);
    if (found) return read_json<Member>(*found, place.member(name), errors);
    if constexpr (IsOptional<Member>::value) return std::optional<Member>(std::in_place);
    errors.add(place.member(name), "is required");
    return std::nullopt;
  }
};

}  // namespace kontor::reflect
