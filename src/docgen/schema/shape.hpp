#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"

namespace kontor::docgen {

struct RequisiteKind;

/// A JSON Schema of fields, its keywords read once: a payload is checked and taken over field by field, and looking
/// keywords up by name again for each cell of a table would be most of that work.
struct Shape {
  enum class Kind { object, list, yes_or_no, number, text };
  struct Member;

  /// Points into the schema for its values, which have to stay where they are.
  explicit Shape(const boost::json::object& schema);
  Shape(Shape&&) noexcept;
  Shape& operator=(Shape&&) noexcept;
  ~Shape();

  Kind kind = Kind::text;
  bool whole = false, money = false, date = false, email = false;
  const RequisiteKind* requisite = nullptr;      ///< `format` is the name of one: inn, iban, …
  bool has_default = false;                      ///< it may be absent even when it is required
  bool written = false;                          ///< `x-written` is true
  const boost::json::value* fallback = nullptr;  ///< `default`
  const boost::json::array* allowed = nullptr;   ///< `enum`
  std::optional<std::int64_t> min_length, max_length, min_items, max_items;
  std::optional<Decimal> minimum, maximum;
  bool names_members = false;  ///< it has `properties`; one without them takes what comes
  std::vector<Member> members;
  std::unique_ptr<Shape> item;  ///< null when the schema does not say
};

struct Shape::Member {
  std::string name;
  Shape shape;
  bool required = false;
};

/// The payload's fields by a shape's members in turn. They mostly come in the shape's order, so each is looked for
/// behind the one before it first.
class MemberLookup {
 public:
  /// Null stands for an object without fields.
  explicit MemberLookup(const boost::json::object* fields) : fields_(fields) {}
  const boost::json::value* find(const std::string& name);
  /// How many were found, each name asked for once.
  std::size_t found() const { return found_; }

 private:
  const boost::json::object* fields_;
  std::size_t next_ = 0, found_ = 0;
};

}  // namespace kontor::docgen
