#pragma once

#include "docgen/language/expressions.hpp"

namespace kontor::docgen {

/// Recursive descent with Jinja's precedence, the loosest operator first. Operators are in expressions.cpp, what they
/// stand between in operands.cpp.
class ExpressionParser {
 public:
  explicit ExpressionParser(Tokens& tokens) : tokens_(tokens) {}
  Result<Expr> expression(bool conditional);
  Result<Expr> tuple(bool conditional);
  /// Filters and tests behind what is read already.
  Result<Expr> filters(Expr expr);
  Result<Expr> filter(Expr input);
  /// ( value, name = value … ) into parts and keys.
  Result<void> arguments(Expr& call);

 private:
  template <class... Parts>
  Expr node(Op op, Offset at, Parts... parts) {
    ++operations_;
    Expr expr{.op = op, .at = at};
    (expr.parts.push_back(std::move(parts)), ...);
    return expr;
  }
  /// Asked before each operand, so that the tree never becomes deeper than the stack can take when it is destroyed.
  Result<void> room() const;
  Result<Expr> disjunction();
  Result<Expr> conjunction();
  Result<Expr> negation();
  Result<Expr> comparison();
  Result<Expr> sum();
  Result<Expr> concatenation();
  Result<Expr> product();
  Result<Expr> power();
  Result<Expr> unary(bool with_filters);
  Result<Expr> primary();
  Result<Expr> name();
  Result<Expr> parenthesis();
  Result<Expr> list();
  Result<Expr> map();
  Result<Expr> call(Expr callee);
  Result<Expr> postfix(Expr expr);
  Result<Expr> subscript(Expr of);
  /// Named arguments to the place of their parameter; what lies between and was not given is missing.
  static bool put_in_order(Expr& call, std::span<const std::string_view> parameters, std::size_t required);
  Result<Expr> test(Expr input);
  /// Whether an argument of a test may begin here, without brackets.
  bool begins_argument() const;
  Failure unknown(const Token& token, std::string_view what, const std::vector<std::string>& names) const;

  Tokens& tokens_;
  int depth_ = 0;
  int operations_ = 0;
};

}  // namespace kontor::docgen
