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

  bool has(std::size_t i) const { return i < arguments.size() && !arguments[i].is_missing(); }
  void remark(std::string message) const { around.remark(expr.at, std::move(message)); }
  Failure error(std::string message) const { return fail(around.error(expr.at, std::move(message))); }
  Result<Decimal> number() const { return number(input); }
  Result<Decimal> number(const Value& value) const;
  Result<int> whole(std::size_t i, int otherwise) const;  ///< a small whole number among the arguments
  Result<std::string> text() const;                       ///< the input as it is printed
  Result<Currency> currency(std::size_t i) const;         ///< a code among the arguments, or the template's
  /// The items of a list; a missing list is an error.
  Result<const List*> items() const;
  /// What an `attribute` argument gives of an item: a dotted path, or a lambda. The item itself without one.
  Result<Value> member(const Value& item, std::size_t i) const;
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
std::span<const Filter> value_filters();     ///< text, numbers
std::span<const Filter> list_filters();      ///< of lists
std::span<const Filter> business_filters();  ///< amounts, words, dates, names, requisites, taxes and discounts
std::span<const Test> business_tests();      ///< requisites
std::span<const Filter> inset_filters();     ///< pictures, codes, links, marked-up text

/// A number, or a text that can only be one.
std::optional<Decimal> number_in(const Value& value);
/// a < b as the language orders them; nothing when they cannot be ordered.
std::optional<bool> is_less(const Value& a, const Value& b);

}  // namespace kontor::docgen
