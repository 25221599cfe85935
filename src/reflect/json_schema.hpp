#pragma once

#include <boost/json/value.hpp>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/json_read.hpp"
#include "reflect/raw_json.hpp"

/// Types to JSON Schema (2020-12, as OpenAPI 3.1 takes it). Described structs become named components.
namespace kontor::reflect {

/// The named schemas that have been met: what stands under `components/schemas`.
class Components {
 public:
  boost::json::object& schemas() { return schemas_; }

 private:
  boost::json::object schemas_;
};

template <class T>
struct Schema;

template <class T>
boost::json::value schema_of(Components& components) {
  return Schema<T>::make(components);
}

boost::json::object typed(std::string_view type);
boost::json::object formatted_text(std::string_view format);
boost::json::object reference(std::string_view name);
/// The same schema, or null.
boost::json::value nullable(boost::json::value schema);

template <>
struct Schema<bool> {
  static boost::json::value make(Components&) { return typed("boolean"); }
};
template <std::integral T>
struct Schema<T> {
  static boost::json::value make(Components&) { return typed("integer"); }
};
template <std::floating_point T>
struct Schema<T> {
  static boost::json::value make(Components&) { return typed("number"); }
};
template <>
struct Schema<std::string> {
  static boost::json::value make(Components&) { return typed("string"); }
};
template <std::size_t Min, std::size_t Max>
struct Schema<Text<Min, Max>> {
  static boost::json::value make(Components&) {
    boost::json::object schema = typed("string");
    if (Min > 0) schema["minLength"] = Min;
    schema["maxLength"] = Max;
    return schema;
  }
};
template <std::size_t Min, std::size_t Max>
struct Schema<Verbatim<Min, Max>> : Schema<Text<Min, Max>> {};
template <>
struct Schema<EmailAddress> {
  static boost::json::value make(Components&) { return formatted_text("email"); }
};
template <class Thing>
struct Schema<Id<Thing>> {
  static boost::json::value make(Components&) { return formatted_text("uuid"); }
};
template <>
struct Schema<Timestamp> {
  static boost::json::value make(Components&) { return formatted_text("date-time"); }
};
template <>
struct Schema<RawJson> {
  static boost::json::value make(Components&) { return boost::json::object{}; }
};
template <>
struct Schema<boost::json::object> {
  static boost::json::value make(Components&) { return typed("object"); }
};
template <class T>
struct Schema<std::optional<T>> {
  static boost::json::value make(Components& components) { return nullable(schema_of<T>(components)); }
};
template <class T>
struct Schema<std::vector<T>> {
  static boost::json::value make(Components& components) {
    boost::json::object schema = typed("array");
    schema["items"] = schema_of<T>(components);
    return schema;
  }
};
template <DescribedEnum E>
struct Schema<E> {
  static boost::json::value make(Components&) {
    boost::json::object schema = typed("string");
    boost::json::array& names = schema["enum"].emplace_array();
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { names.emplace_back(d.name); });
    return schema;
  }
};

/// `Page<Document>` and the like have no name of their own to be found by: they stand where they are used.
template <class T>
constexpr bool kNamed = type_name<T>().find('<') == std::string_view::npos;

template <Described T>
struct Schema<T> {
  static boost::json::value make(Components& components) {
    if constexpr (!kNamed<T>) {
      return body(components);
    } else {
      constexpr std::string_view name = type_name<T>();
      if (!components.schemas().contains(name)) {
        components.schemas()[name] = nullptr;  // holds the place, so that a type may contain itself
        boost::json::object made = body(components);
        components.schemas()[name] = std::move(made);
      }
      return reference(name);
    }
  }

 private:
  static boost::json::object body(Components& components) {
    boost::json::object schema = typed("object");
    boost::json::object properties;
    boost::json::array required;
    add(components, properties, required, std::make_index_sequence<kMemberCount<T>>());
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  }

  template <std::size_t... I>
  static void add(Components& components, boost::json::object& properties, boost::json::array& required,
                  std::index_sequence<I...>) {
    (add_one<MemberType<T, I>>(boost::mp11::mp_at_c<Members<T>, I>::name, components, properties, required), ...);
  }

  template <class Member>
  static void add_one(std::string_view name, Components& components, boost::json::object& properties,
                      boost::json::array& required) {
    properties[name] = schema_of<Member>(components);
    if constexpr (!IsOptional<Member>::value) required.emplace_back(name);
  }
};

}  // namespace kontor::reflect
