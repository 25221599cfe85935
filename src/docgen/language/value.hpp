#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.hpp"

namespace kontor::docgen {

struct Expr;
struct Loop;
struct Callable;
class Value;

using List = std::vector<Value>;

/// Named values in the order in which they were given.
struct Map {
  std::vector<std::pair<std::string, Value>> entries;

  const Value* find(std::string_view key) const;
  void set(std::string key, Value value);
  std::vector<std::string> keys() const;
};

/// How much there is to walk in a value: what walks it is bounded by that, however its parts are shared.
struct Bulk {
  std::uint32_t weight = 1;   ///< values in it, long texts by their length; stops at its largest number
  std::uint16_t nesting = 0;  ///< lists and objects in one another

  /// Of what may not stand in a list, since it could come to hold itself.
  static constexpr std::uint16_t kUnnestable = 0xFFFF;
};

enum class ListKind : std::uint8_t {
  list,
  tuple,
  group,  ///< a tuple of what groupby grouped by and the list, with the names `grouper` and `list`
};

/// A list. Shared and immutable.
struct Sequence {
  std::shared_ptr<const List> items;
  Bulk bulk;
  ListKind shape = ListKind::list;
};

/// An object. Shared, and immutable from the moment it became a value.
struct Object {
  std::shared_ptr<Map> fields;
  Bulk bulk;
};

/// What `namespace()` makes: the only values that a template can change.
struct Namespace {
  Map values;
};

/// A field that was asked for and is not there: false in conditions, an error where it is printed or calculated with.
struct Missing {
  const Expr* expr = nullptr;         ///< what was asked for
  const Expr* failed = nullptr;       ///< the part of it that was not found
  std::shared_ptr<const Map> within;  ///< where it was looked for, if anywhere
};

struct None {};
/// Text that is already in the form of the place where it lands.
struct Markup {
  std::string text;
};
/// `item => expression`, alive while the filter that got it runs.
struct Lambda {
  const Expr* expr = nullptr;
};

/// What an expression of the template language gives. Lists and objects are shared, not copied.
class Value {
 public:
  using Any = std::variant<None, Missing, bool, Decimal, std::string, Markup, Sequence, Object, Lambda,
                           std::shared_ptr<Namespace>, std::shared_ptr<Loop>, std::shared_ptr<Callable>>;

  Value() = default;
  Value(bool v) : any_(v) {}
  Value(Decimal v) : any_(v) {}
  Value(std::string v) : any_(std::move(v)) {}
  Value(Markup v) : any_(std::move(v)) {}
  Value(Missing v) : any_(std::move(v)) {}
  Value(Lambda v) : any_(v) {}
  Value(List v) : Value(ListKind::list, std::make_shared<const List>(std::move(v))) {}
  Value(ListKind shape, std::shared_ptr<const List> items);
  Value(std::shared_ptr<Map> v);
  Value(std::shared_ptr<Namespace> v) : any_(std::move(v)) {}
  Value(std::shared_ptr<Loop> v) : any_(std::move(v)) {}
  Value(std::shared_ptr<Callable> v) : any_(std::move(v)) {}
  Value(const char*) = delete;
  static Value tuple(List items) { return {ListKind::tuple, std::make_shared<const List>(std::move(items))}; }
  static Value whole(std::size_t number) { return Value(Decimal(static_cast<std::int64_t>(number))); }

  template <class T>
  const T* as() const {
    return std::get_if<T>(&any_);
  }
  const List* list() const {
    const auto* sequence = as<Sequence>();
    return sequence ? sequence->items.get() : nullptr;
  }
  const Map* map() const {
    const auto* object = as<Object>();
    return object ? object->fields.get() : nullptr;
  }
  std::shared_ptr<Map> shared_map() const;
  std::shared_ptr<const List> shared_list() const;
  /// The characters of a text, whether it is in the form of its landing place or not.
  const std::string* text() const {
    if (const auto* plain = as<std::string>()) return plain;
    const auto* markup = as<Markup>();
    return markup ? &markup->text : nullptr;
  }

  bool is_missing() const { return as<Missing>() != nullptr; }
  bool is_none() const { return as<None>() != nullptr; }
  bool truthy() const;
  Bulk bulk() const;
  /// "text", "number", "list", … for messages.
  std::string_view kind() const;
  /// As it is printed: numbers plain, booleans True and False, lists and objects as Python shows them. A list that
  /// would take more than kMaxText bytes is cut behind that.
  std::string str() const;
  /// As Python's repr shows it: texts in quotes.
  std::string shown() const;

  /// Numbers by value, True as 1; different kinds are unequal.
  bool operator==(const Value& other) const;

 private:
  Any any_;
};

}  // namespace kontor::docgen
