#pragma once

#include <deque>

#include "docgen/language/calls.hpp"
#include "docgen/language/evaluator.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {

/// One evaluation of one template: names, steps spent, and the way from nodes to text. Statements are in evaluator.cpp,
/// names, paths and what stands between them in evaluate_expressions.cpp, arithmetic in evaluate_operators.cpp, loops
/// and macros in evaluate_calls.cpp.
class Evaluator final : public Surroundings {
 public:
  Evaluator(const Source& source, std::shared_ptr<Map> fields, Landing& landing, const EvaluateOptions& options)
      : source_(source), fields_(std::move(fields)), landing_(&landing), options_(options) {}
  Result<std::string> run(const Nodes& nodes);
  Locale locale() const override { return options_.locale; }
  Currency currency() const override { return options_.currency; }
  std::string landed(std::string_view text) const override;
  std::string escaped(std::string_view text) const override;
  Result<Value> inset(Offset at, const Inset& inset) override;
  std::string_view asset(std::string_view name) const override;
  Error error(Offset at, std::string message) const override { return source_.error(at, std::move(message)); }
  void remark(Offset at, std::string message) override;
  Error missing(const Missing& field) const override;
  Result<Value> apply(const Lambda& lambda, const Value& item) override;

 private:
  /// A name that has a value. Those of one name are a chain, the innermost first.
  struct Local {
    int symbol;
    const Local* hidden;  ///< what the name meant before
    std::string_view name;
    Value owned;
    const Value* value;  ///< owned, or a value that lives longer than this
  };
  /// The names made after this are gone when it is destroyed.
  class Scope;

  Failure error_at(const Expr& expr, std::string message) const;
  Failure too_many_steps(Offset at) const;
  Failure too_deep(Offset at) const;
  /// False when there are none left. Each node and each expression spends one, so this is no Result.
  bool spent(std::uint64_t steps = 1) { return (steps_ += steps) <= options_.max_steps; }
  Result<void> spend(Offset at, std::uint64_t steps) {
    if (!spent(steps)) return too_many_steps(at);
    return {};
  }

  // Names.
  void name(const Target& target, Value value) {
    add({target.symbol, nullptr, target.name, std::move(value), nullptr});
  }
  void refer(int symbol, std::string_view called, const Value& value) { add({symbol, nullptr, called, {}, &value}); }
  void name(int symbol, std::string_view called, Value value) {
    add({symbol, nullptr, called, std::move(value), nullptr});
  }
  void add(Local local);
  void forget(std::size_t from);
  const Local*& bound(int symbol) {
    const auto place = static_cast<std::size_t>(symbol);
    if (place >= bound_.size()) bound_.resize(place + 16);
    return bound_[place];
  }
  const Value* local(int symbol) { return bound(symbol) ? bound(symbol)->value : nullptr; }
  /// Shares `value`, which outlives the scope, among the names.
  Result<void> share(const Node& node, const Target& target, const Value& value);

  // Statements.
  Result<void> write(const Nodes& nodes, std::string& out);
  Result<void> write(const Node& node, std::string& out);
  Result<void> print(const Node& node, std::string& out);
  Result<void> print(const Expr& expr, const Value& value, std::string& out);
  Result<void> loop(const Node& node, const Value& over, int depth, std::string& out);
  /// The items that the loop runs over, after its inline `if`.
  Result<std::shared_ptr<const List>> items_of(const Node& node, const Value& over);
  Result<void> set(const Node& node);
  Result<void> set_attribute(const Node& node, Value value);
  Result<void> with(const Node& node, std::string& out);
  Result<void> filtered(const Node& node, std::string& out);
  Result<void> call_block(const Node& node, std::string& out);
  /// The text of a block, in a scope of its own.
  Result<std::string> text_of(const Nodes& body);
  /// The block's filters on that text.
  Result<Value> through_filters(const Node& node, std::string text);
  Result<void> passage(const Node& node, std::string& out);
  Result<Passage> asked_of_author(const Node& node);

  // Expressions.
  /// The value: one that exists and lives longer than this expression, or `made`.
  Result<const Value*> see(const Expr& expr, Value& made);
  Result<Value> value_of(const Expr& expr);
  /// The value, which must be there.
  Result<const Value*> see_present(const Expr& expr, Value& made);
  Result<Value> present(const Expr& expr);
  Result<bool> holds(const Expr& expr);
  Result<Decimal> number(const Expr& expr);
  Result<std::int64_t> whole(const Expr& expr, const Value& value, std::string_view what);
  /// What operators, filters and calls give.
  Result<Value> made_by(const Expr& expr);
  const Value* variable(const Expr& expr, Value& made);
  Result<const Value*> attribute(const Expr& expr, Value& made);
  Result<const Value*> index(const Expr& expr, Value& made);
  /// `parent` is the caller's own when `temporary`.
  Result<const Value*> member(const Expr& expr, const Value& parent, std::string_view name, bool temporary,
                              Value& made);
  Result<Value> loop_field(const Expr& expr, const Loop& loop);
  Result<Value> slice(const Expr& expr);
  Result<Value> list(const Expr& expr);
  Result<Value> map(const Expr& expr);
  Result<Value> ordered(const Expr& expr);
  Result<Value> contains(const Expr& expr);
  Result<Value> concat(const Expr& expr);
  Result<Value> text(const Expr& expr, std::string text);
  Result<Value> arithmetic(const Expr& expr);
  Result<Value> calculated(const Expr& expr, const Decimal& a, const Decimal& b);
  Result<Value> repeated(const Expr& expr, const Value& what, const Value& times);
  /// A list or object that the template made, unless it is too large or too deep.
  Result<Value> kept(Offset at, Value value);

  // Calls.
  Result<std::vector<Value>> arguments(const Expr& expr, std::size_t from, bool missing_is_fine = false);
  Result<Value> filter(const Expr& expr);
  Result<Value> test(const Expr& expr);
  Result<Value> method(const Expr& expr);
  Result<Value> call(const Expr& expr);
  Result<Value> call_macro(const Expr& expr, const Node& macro, const Value* caller);
  Result<void> give_parameters(const Expr& expr, const Node& macro, std::vector<Value> values);
  Result<Value> call_value(const Expr& expr, Callable& callable);
  Result<Value> call_loop(const Expr& expr, const Loop& running);
  Result<Value> range(const Expr& expr);
  Result<Value> dict(const Expr& expr);
  Result<Value> make_namespace(const Expr& expr);

  const Source& source_;
  std::shared_ptr<Map> fields_;
  Landing* landing_;
  const EvaluateOptions& options_;
  std::deque<Local> locals_;  ///< a deque, since names are referred to while others are added
  std::vector<const Local*> bound_;
  std::vector<const Value*> roots_;  ///< fields of the payload that were looked up already
  std::size_t outer_names_ = 0;      ///< names of the top of the template, which macros see
  std::size_t frame_ = 0;            ///< where the names of the running macro begin
  const Value* caller_ = nullptr;    ///< for the macro that a call block is about to call
  const Value* body_ = nullptr;      ///< the text that a block's filters are about to get
  std::uint64_t steps_ = 0;
  int depth_ = 0;
  int calls_ = 0;
  int inner_ = 0;  ///< scopes that are open
  int passages_ = 0;
};

class Evaluator::Scope {
 public:
  explicit Scope(Evaluator& evaluator) : evaluator_(evaluator), size_(evaluator.locals_.size()) { ++evaluator_.inner_; }
  ~Scope() {
    evaluator_.forget(size_);
    --evaluator_.inner_;
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  void clear() { evaluator_.forget(size_); }

 private:
  Evaluator& evaluator_;
  std::size_t size_;
};

}  // namespace kontor::docgen
