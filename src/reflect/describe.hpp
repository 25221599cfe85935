#pragma once

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <string_view>
#include <type_traits>

/// `KONTOR_DESCRIBE(User, id, email, name)` behind a struct, with its members in the order of their declaration: from
/// then on JSON, JSON Schema, OpenAPI and SQL rows know it. Enums: BOOST_DESCRIBE_ENUM(Status, draft, ready, failed).
#define KONTOR_DESCRIBE(Type, ...) BOOST_DESCRIBE_STRUCT(Type, (), (__VA_ARGS__))

namespace kontor::reflect {

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr std::size_t kMemberCount = boost::mp11::mp_size<Members<T>>::value;

/// Calls f(descriptor) for each member; the descriptor has `name` and `pointer`.
template <class T, class F>
void for_each_member(F&& f) {
  boost::mp11::mp_for_each<Members<T>>(std::forward<F>(f));
}

template <class T, std::size_t I>
using MemberType = std::remove_cvref_t<decltype(std::declval<T&>().*(boost::mp11::mp_at_c<Members<T>, I>::pointer))>;

template <DescribedEnum E>
std::string_view enum_name(E value) {
  std::string_view found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.value == value) found = d.name;
  });
  return found;
}

template <DescribedEnum E>
std::optional<E> enum_value(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (name == d.name) found = d.value;
  });
  return found;
}

/// `draft, ready or failed`, for an error message.
template <DescribedEnum E>
std::string enum_choices() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { names.push_back(d.name); });
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

/// The type's name without its namespaces: the name of its schema.
template <class T>
constexpr std::string_view type_name() {
  std::string_view name = __PRETTY_FUNCTION__;  // clang: "... [T = kontor::documents::Document]"
  name.remove_prefix(name.find("T = ") + 4);
  name.remove_suffix(1);
  const std::size_t angle = name.find('<');
  const std::size_t colon = name.substr(0, angle).rfind("::");
  return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

}  // namespace kontor::reflect
