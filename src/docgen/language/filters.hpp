#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "docgen/language/ast.hpp"
#include "docgen/language/landing.hpp"

namespace kontor::docgen {

/// What a filter wants of the value before it; the schema of the fields is inferred from that.
enum class Takes {
  anything,
  text,
  long_text,  ///< several lines
  markdown,   ///< marked-up text
  number,
  money,
  date,
  picture,    ///< a file, in base64
  word_file,  ///< the same
  rich_text,  ///< a list of runs
  payment,    ///< an object of requisites
  list,
  object,    ///< its names are not known
  same,      ///< whatever the result is used for
  fallback,  ///< same, and the field may be absent
};

/// What a filter may ask of the evaluation around it.
class Surroundings {
 public:
  virtual Locale locale() const = 0;
  virtual Currency currency() const = 0;
  virtual Result<Value> apply(const Lambda& lambda, const Value& item) = 0;
  /// Text as it must be written to come out literally where the template's text lands.
  virtual std::string landed(std::string_view text) const = 0;
  /// The same for the filter `escape`, which shows in plain text as well.
  virtual std::string escaped(std::string_view text) const { return landed(text); }
  /// The inset as the landing place writes it, or its error at that place of the template.
  virtual Result<Value> inset(Offset at, const Inset& inset) = 0;
  /// The bytes of a picture that the caller gave the document by name; empty for none of that name.
  virtual std::string_view asset(std::string_view name) const = 0;
  virtual Error error(Offset at, std::string message) const = 0;
  /// Something that a person should look at, though the document can be made.
  virtual void remark(Offset at, std::string message) = 0;
  virtual Error missing(const Missing& field) const = 0;

 protected:
  ~Surroundings() = default;
};

/// One use of a filter. Arguments that were not given are Missing.
struct FilterCall {
  Surroundings& around;
  const Expr& expr;
  const Value& input;
  std::span<const Value> arguments;
  std::size_t skipped = 0;  ///< arguments of the expression before these

  bool has(std::size_t i) const { return i < arguments.size() && !arguments[i].is_missing(); }
  void remark(std::string message) const { around.remark(expr.at, std::move(message)); }
  Failure error(std::string message) const { return fail(around.error(expr.at, std::move(message))); }
  Result<Decimal> number() const { return number(input); }
  Result<Decimal> number(const Value& value) const;
  Result<int> whole(std::size_t i, int otherwise) const;    ///< a small whole number among the arguments
  Result<std::string> text() const;                         ///< the input as it is printed
  Result<Currency> currency(std::size_t i) const;           ///< a code among the arguments, or the template's
  Result<int> columns(std::size_t i, int otherwise) const;  ///< a width among the arguments, up to kMaxColumns
  bool flag(std::size_t i, bool otherwise) const { return has(i) ? arguments[i].truthy() : otherwise; }
  /// An argument as text; `otherwise` when it was not given.
  std::string text(std::size_t i, std::string_view otherwise) const;
  /// The name of an argument of an open filter, or empty.
  std::string_view key(std::size_t i) const {
    return i + 1 + skipped < expr.keys.size() ? std::string_view(expr.keys[i + 1 + skipped]) : std::string_view();
  }
  const Value* named(std::string_view name) const;
  /// The items of a list; a missing list is an error.
  Result<const List*> items() const;
  /// The same, where the letters of a text and the names of an object are a list as well, which is put into `made`.
  Result<const List*> items(List& made) const;
  /// What an `attribute` argument gives of an item: a dotted path, or a lambda. The item itself without one. That the
  /// item has no such field is an error.
  Result<Value> member(const Value& item, std::size_t i) const;
  /// The same, but Missing where the item has no such field.
  Result<Value> member_if_any(const Value& item, const Value& what) const;
};

inline constexpr std::size_t kMaxParameters = 16;  // requisites of a payment

struct Filter {
  std::string_view name;
  std::string_view usage;
  Takes takes;
  std::size_t required;                                     ///< arguments that must be given
  std::array<std::string_view, kMaxParameters> parameters;  ///< their names, in order
  Result<Value> (*apply)(const FilterCall&);
  Takes argument = Takes::anything;  ///< what the arguments are, where a field may be one
  std::string_view format = "";      ///< the schema's format of the field before it, such as "inn"
  bool open = false;                 ///< takes any number of arguments, and those with names as they come
};

struct Test {
  std::string_view name;
  std::size_t arguments;
  bool absent_is_fine;  ///< the tested field need not be there
  Result<bool> (*apply)(const FilterCall&);
};

/// Null when there is none of that name.
const Filter* find_filter(std::string_view name);
const Test* find_test(std::string_view name);
std::vector<std::string> filter_names();
std::vector<std::string> test_names();

/// The parts of the table of filters.
std::span<const Filter> value_filters();     ///< numbers, and what is not there
std::span<const Filter> text_filters();      ///< text
std::span<const Filter> markup_filters();    ///< JSON, HTML and addresses
std::span<const Filter> list_filters();      ///< of lists: what to take of them
std::span<const Filter> order_filters();     ///< of lists: order, groups, parts
std::span<const Filter> business_filters();  ///< amounts, words, dates, names, requisites, taxes and discounts
std::span<const Test> business_tests();      ///< requisites
std::span<const Filter> inset_filters();     ///< pictures, codes, links, marked-up text

/// A number, or a text that can only be one.
std::optional<Decimal> number_in(const Value& value);
/// As Python prints a float: without trailing zeros, but with a digit behind the point.
Decimal shortest_fraction(const Decimal& number);
/// Texts without regard to large and small letters, as Jinja sorts and groups them; other values as they are.
Value without_case(const Value& value);
/// a < b as the language orders them; nothing when they cannot be ordered.
std::optional<bool> is_less(const Value& a, const Value& b);

}  // namespace kontor::docgen
