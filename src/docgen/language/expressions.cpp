#include "docgen/language/expressions.hpp"

#include "docgen/language/expression_parser.hpp"
#include "docgen/language/limits.hpp"

namespace kontor::docgen {

Result<Expr> ExpressionParser::expression(bool conditional) {
  if (++depth_ > kMaxBrackets) return tokens_.error(tokens_.peek().at, "this expression is nested too deeply");
  TRY(Expr expr, disjunction());
  TRY(room());
  while (conditional && tokens_.is_name("if")) {
    const Offset at = tokens_.take().at;
    TRY(Expr condition, disjunction());
    Expr otherwise{.at = at, .value = Value(std::string())};  // prints as nothing
    if (tokens_.accept_name("else")) {
      TRY(otherwise, expression(true));
    }
    expr = node(Op::conditional, at, std::move(condition), std::move(expr), std::move(otherwise));
  }
  --depth_;
  return expr;
}

Result<void> ExpressionParser::room() const {
  if (operations_ > kMaxOperations)
    return tokens_.error(tokens_.peek().at, "this expression is too long: give parts of it names with set");
  return {};
}

Result<Expr> ExpressionParser::disjunction() {
  TRY(Expr left, conjunction());
  while (tokens_.is_name("or")) {
    const Offset at = tokens_.take().at;
    TRY(Expr right, conjunction());
    left = node(Op::logical_or, at, std::move(left), std::move(right));
  }
  return left;
}

Result<Expr> ExpressionParser::conjunction() {
  TRY(Expr left, negation());
  while (tokens_.is_name("and")) {
    const Offset at = tokens_.take().at;
    TRY(Expr right, negation());
    left = node(Op::logical_and, at, std::move(left), std::move(right));
  }
  return left;
}

Result<Expr> ExpressionParser::negation() {
  if (!tokens_.is_name("not")) return comparison();
  const Offset at = tokens_.take().at;
  if (++depth_ > kMaxBrackets) return tokens_.error(at, "this expression is nested too deeply");
  TRY(Expr part, negation());
  --depth_;
  return node(Op::logical_not, at, std::move(part));
}

Result<Expr> ExpressionParser::comparison() {
  static constexpr std::pair<std::string_view, Op> kOps[] = {{"==", Op::equal},  {"!=", Op::unequal},
                                                             {"<", Op::less},    {"<=", Op::less_equal},
                                                             {">", Op::greater}, {">=", Op::greater_equal}};
  TRY(Expr left, sum());
  std::optional<Expr> chain;  // 1 < x < 3 is (1 < x) and (x < 3)
  for (;;) {
    const Offset at = tokens_.peek().at;
    const auto* found = std::ranges::find_if(kOps, [&](const auto& op) { return tokens_.is_sign(op.first); });
    const bool is_in = tokens_.is_name("in");
    const bool is_not_in =
        tokens_.is_name("not") && tokens_.peek(1).kind == Token::Kind::name && tokens_.peek(1).text == "in";
    if (found == std::end(kOps) && !is_in && !is_not_in) break;
    tokens_.take();
    if (is_not_in) tokens_.take();
    TRY(Expr right, sum());
    Expr next = node(is_in || is_not_in ? Op::contains : found->second, at, std::move(left), right);
    if (is_not_in) next = node(Op::logical_not, at, std::move(next));
    chain = chain ? node(Op::logical_and, at, std::move(*chain), std::move(next)) : std::move(next);
    left = std::move(right);
  }
  return chain ? std::move(*chain) : std::move(left);
}

Result<Expr> ExpressionParser::sum() {
  TRY(Expr left, concatenation());
  while (tokens_.is_sign("+") || tokens_.is_sign("-")) {
    const Token sign = tokens_.take();
    TRY(Expr right, concatenation());
    left = node(sign.text == "+" ? Op::add : Op::subtract, sign.at, std::move(left), std::move(right));
  }
  return left;
}

Result<Expr> ExpressionParser::concatenation() {
  TRY(Expr left, product());
  while (tokens_.is_sign("~")) {
    const Offset at = tokens_.take().at;
    TRY(Expr right, product());
    left = node(Op::concat, at, std::move(left), std::move(right));
  }
  return left;
}

Result<Expr> ExpressionParser::product() {
  static constexpr std::pair<std::string_view, Op> kOps[] = {
      {"*", Op::multiply}, {"/", Op::divide}, {"//", Op::floor_divide}, {"%", Op::modulo}};
  TRY(Expr left, power());
  for (;;) {
    const auto* found = std::ranges::find_if(kOps, [&](const auto& op) { return tokens_.is_sign(op.first); });
    if (found == std::end(kOps)) return left;
    const Offset at = tokens_.take().at;
    TRY(Expr right, power());
    left = node(found->second, at, std::move(left), std::move(right));
  }
}

Result<Expr> ExpressionParser::power() {
  TRY(Expr left, unary(true));
  while (tokens_.is_sign("**")) {
    const Offset at = tokens_.take().at;
    TRY(Expr right, unary(true));
    left = node(Op::power, at, std::move(left), std::move(right));
  }
  return left;
}

Result<Expr> ExpressionParser::unary(bool with_filters) {
  if (++depth_ > kMaxBrackets) return tokens_.error(tokens_.peek().at, "this expression is nested too deeply");
  TRY(room());
  const Offset at = tokens_.peek().at;
  Expr expr;
  if (tokens_.accept_sign("-")) {
    TRY(Expr part, unary(false));
    expr = node(Op::negate, at, std::move(part));
  } else if (tokens_.accept_sign("+")) {
    TRY(expr, unary(false));
  } else {
    TRY(expr, primary());
  }
  TRY(expr, postfix(std::move(expr)));
  if (with_filters) {
    TRY(expr, filters(std::move(expr)));
  }
  --depth_;
  return expr;
}

Result<Expr> ExpressionParser::tuple(bool conditional) {
  TRY(Expr first, expression(conditional));
  if (!tokens_.is_sign(",")) return first;
  Expr all = node(Op::tuple, first.at, std::move(first));
  while (tokens_.accept_sign(",")) {
    if (tokens_.is(Token::Kind::output_end) || tokens_.is(Token::Kind::block_end)) break;
    TRY(Expr item, expression(conditional));
    all.parts.push_back(std::move(item));
  }
  return all;
}

Result<Expr> parse_expression(Tokens& tokens, bool conditional) {
  return ExpressionParser(tokens).expression(conditional);
}

Result<Expr> parse_tuple(Tokens& tokens, bool conditional) { return ExpressionParser(tokens).tuple(conditional); }

Result<Expr> parse_filters(Tokens& tokens, Expr of) {
  ExpressionParser parser(tokens);
  TRY(Expr first, parser.filter(std::move(of)));
  return parser.filters(std::move(first));
}

Result<void> parse_arguments(Tokens& tokens, Expr& call) { return ExpressionParser(tokens).arguments(call); }

}  // namespace kontor::docgen
