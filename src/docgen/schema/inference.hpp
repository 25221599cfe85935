#pragma once

#include <deque>
#include <map>

#include "docgen/codes/payment.hpp"
#include "docgen/schema/fields.hpp"

namespace kontor::docgen {

/// Finds the fields that a template asks for, by going through its tree once with the names that are bound at each
/// place. Statements are in inference.cpp, expressions in infer_expressions.cpp, filters in infer_filters.cpp.
class Inference {
 public:
  explicit Inference(Field& root) : root_(root) {}

  void walk(const Nodes& nodes);
  /// What payments need, once it is known by which names the template itself calls it.
  void add_requisites();

 private:
  enum class Use { value, condition, mention };

  /// A local name: an item of a list in the payload, an expression given a name by `set`, or neither.
  struct Binding {
    std::string name;
    Field* field = nullptr;
    const Expr* expr = nullptr;
    const Node* macro = nullptr;
    std::size_t visible = SIZE_MAX;  ///< how many bindings the expression sees, when fewer than stand before this
  };

  /// What a filter made of a list of the payload.
  struct Derived {
    enum class Kind { rows, groups, group };
    Kind kind;
    Field* of;              ///< the list of the payload
    std::string attribute;  ///< that its items are grouped by
  };

  /// A payment's fields, which are known only at the end.
  struct Payment {
    Field* field = nullptr;
    PaymentScheme scheme = PaymentScheme::st00012;
    Offset at = 0;
    bool required = false;
    std::vector<std::string> given = {};  ///< as arguments
  };

  // Statements.
  void visit(const Node& node);
  void block(const Node& node);
  void bind(const Target& target, Field* field, const Expr* expr);
  void loop(const Node& node);

  // Lists and what filters make of them.
  /// What the items of a list are; of what batch, slice and groupby make, the list that it was made of.
  Field* element(Field* list, Offset at);
  Field* derive(Derived::Kind kind, Field& of, std::string attribute);
  /// Null where the field may be absent, and something else is the name of the group then.
  static Field* grouper(const Derived& group);
  static Field* path(Field& from, std::string_view names);

  // Expressions.
  /// Notes the fields in `expr`, which is used for `takes`. Returns the field that the expression denotes, if it is
  /// one.
  Field* see(const Expr& expr, Takes takes, Use use = Use::value, std::size_t visible = SIZE_MAX);
  Field* variable(const Expr& expr, Takes takes, Use use, std::size_t visible);
  Field* index(const Expr& expr, Takes takes, Use use, std::size_t visible);
  Field* method(const Expr& expr, Takes takes, std::size_t visible);
  /// Of a macro, its body with the arguments in the place of the parameters.
  void call(const Expr& expr, std::size_t visible);
  void compare(const Expr& expr, std::size_t visible);

  // Filters.
  Field* filter(const Expr& expr, Takes takes, Use use, std::size_t visible);
  /// The scheme may be written in the tag; without it the fields of a Russian payment are asked for, as the filter
  /// takes them.
  void payment(const Expr& call, Field& field);
  /// An argument of a list's filter: a path into the items, a lambda on them, or a value.
  void member(const Expr& call, std::size_t i, Field* list, Takes takes, std::size_t visible);

  Field* mark(Field& field, Takes takes, Use use);
  Field* marked(Field* field, Takes takes, Use use);

  static constexpr int kMaxSteps = 100'000;  ///< macros that call macros multiply; nothing is looked for beyond
  static constexpr int kMaxCalls = 5;        ///< a macro that calls itself shows nothing new the next time

  Field& root_;
  std::vector<Binding> bindings_;
  std::vector<Payment> payments_;
  std::deque<Field> made_;  ///< fields of what filters make of lists: no part of the payload
  std::map<const Field*, Derived> derived_;
  int calls_ = 0;
  int maybe_ = 0;  ///< how many conditions stand around this place
  int steps_ = 0;
};

}  // namespace kontor::docgen
