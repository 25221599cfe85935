#pragma once

#include "docgen/language/evaluator.hpp"
#include "docgen/language/filters.hpp"

namespace kontor::docgen {

/// One evaluation of one template: names, steps spent, and the way from nodes to text. Statements are in evaluator.cpp,
/// expressions in evaluate_expressions.cpp.
class Evaluator final : public Surroundings {
 public:
  Evaluator(const Source& source, std::shared_ptr<Map> fields, Landing& landing, const EvaluateOptions& options)
      : source_(source), fields_(std::move(fields)), landing_(&landing), options_(options) {}
  Result<std::string> run(const Nodes& nodes);
  Locale locale() const override { return options_.locale; }
  Currency currency() const override { return options_.currency; }
  std::string landed(std::string_view text) const override;
  Result<Value> inset(Offset at, const Inset& inset) override;
  std::string_view asset(std::string_view name) const override;
  Error error(Offset at, std::string message) const override { return source_.error(at, std::move(message)); }
  void remark(Offset at, std::string message) override;
  Error missing(const Missing& field) const override;
  Result<Value> apply(const Lambda& lambda, const Value& item) override;

 private:
  Failure error_at(const Expr& expr, std::string message) const;
  Result<void> spend(Offset at, std::uint64_t steps = 1);

  // Statements.
  Result<void> write(const Nodes& nodes, std::string& out);
  Result<void> print(const Node& node, std::string& out);
  Result<void> loop(const Node& node, std::string& out);
  /// The items that the loop runs over, after its inline `if`.
  Result<void> collect(const Node& node, const Value& over, List& items);
  Result<void> bind(const Node& node, const Value& value);
  static Value loop_state(const List& items, std::size_t i);
  Result<void> set(const Node& node);
  Result<void> passage(const Node& node, std::string& out);
  Result<Passage> asked_of_author(const Node& node);

  // Expressions.
  const Value* local(std::string_view name) const;
  /// The value, which must be there.
  Result<Value> present(const Expr& expr);
  Result<Decimal> number(const Expr& expr);
  Result<Value> value_of(const Expr& expr);
  Result<Value> variable(const Expr& expr);
  Result<Value> attribute(const Expr& expr);
  Result<Value> member(const Expr& expr, const Value& parent, std::string_view name);
  Result<Value> index(const Expr& expr);
  Result<Value> slice(const Expr& expr);
  Result<Value> list(const Expr& expr);
  Result<Value> map(const Expr& expr);
  Result<Value> ordered(const Expr& expr);
  Result<Value> contains(const Expr& expr);
  Result<Value> concat(const Expr& expr);
  Result<Value> arithmetic(const Expr& expr);
  static std::optional<Decimal> power(const Decimal& base, const Decimal& exponent);
  Result<std::vector<Value>> arguments(const Expr& expr, std::size_t from);
  Result<Value> filter(const Expr& expr);
  Result<Value> test(const Expr& expr);
  Result<Value> call(const Expr& expr);

  const Source& source_;
  std::shared_ptr<Map> fields_;
  Landing* landing_;
  const EvaluateOptions& options_;
  std::vector<std::pair<std::string_view, Value>> locals_;
  std::uint64_t steps_ = 0;
  int passages_ = 0;
};

}  // namespace kontor::docgen
