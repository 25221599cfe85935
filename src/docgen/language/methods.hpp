#pragma once

#include <span>
#include <string_view>

#include "docgen/language/filters.hpp"

namespace kontor::docgen {

/// A method of Python's that templates call: `name.upper()`, `row.items()`. None of them changes its object.
struct Method {
  enum class Of { text, list, map, loop, cycler };
  std::string_view name;
  Of of;
  std::size_t required;
  std::array<std::string_view, 3> parameters;
  Result<Value> (*apply)(const FilterCall&);
  bool open = false;  ///< takes any number of arguments
};

/// The methods of all kinds of values. Several kinds may have one of the same name.
std::span<const Method> text_methods();
std::span<const Method> collection_methods();

/// The first of that name, whatever it is of; null when there is none.
const Method* find_method(std::string_view name);
/// The one of that name that such a value has; null when there is none.
const Method* find_method(std::string_view name, const Value& of);
std::vector<std::string> method_names();

}  // namespace kontor::docgen
