#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/decimal.hpp"

namespace kontor::docgen {

struct Expr;
class Value;

using List = std::vector<Value>;

/// Named values in the order in which they were given.
struct Map {
  std::vector<std::pair<std::string, Value>> entries;

  const Value* find(std::string_view key) const;
  void set(std::string key, Value value);
  std::vector<std::string> keys() const;
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

/// What an expression of the template language gives. Lists and maps are shared, not copied.
class Value {
 public:
  using Any = std::variant<None, Missing, bool, Decimal, std::string, Markup, std::shared_ptr<const List>,
                           std::shared_ptr<Map>, Lambda>;

  Value() = default;
  Value(bool v) : any_(v) {}
  Value(Decimal v) : any_(v) {}
  Value(std::string v) : any_(std::move(v)) {}
  Value(Markup v) : any_(std::move(v)) {}
  Value(Missing v) : any_(std::move(v)) {}
  Value(Lambda v) : any_(v) {}
  Value(List v) : any_(std::make_shared<const List>(std::move(v))) {}
  Value(std::shared_ptr<Map> v) : any_(std::move(v)) {}
  Value(const char*) = delete;

  template <class T>
  const T* as() const {
    return std::get_if<T>(&any_);
  }
  const List* list() const;
  const Map* map() const;
  std::shared_ptr<Map> shared_map() const;

  bool is_missing() const { return as<Missing>() != nullptr; }
  bool is_none() const { return as<None>() != nullptr; }
  bool truthy() const;
  /// "text", "number", "list", … for messages.
  std::string_view kind() const;
  /// As it is printed: numbers plain, booleans True and False, lists and maps as Python shows them.
  std::string str() const;

  /// Numbers by value; different kinds are unequal.
  bool operator==(const Value& other) const;

 private:
  Any any_;
};

}  // namespace kontor::docgen
