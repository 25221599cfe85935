#include "docgen/language/expressions.hpp"

#include "base/text.hpp"
#include "docgen/language/filters.hpp"

namespace kontor::docgen {

bool Tokens::accept_sign(std::string_view sign) { return is_sign(sign) && (take(), true); }
bool Tokens::accept_name(std::string_view name) { return is_name(name) && (take(), true); }

Result<void> Tokens::expect_sign(std::string_view sign) {
  if (!accept_sign(sign)) return unexpected(fmt::format("\"{}\"", sign));
  return {};
}

Result<void> Tokens::expect(Token::Kind kind, std::string_view what) {
  if (!is(kind)) return unexpected(what);
  take();
  return {};
}

Failure Tokens::unexpected(std::string_view expected) const {
  const Token& token = peek();
  const std::string found = [&]() -> std::string {
    switch (token.kind) {
      case Token::Kind::block_end:
        return "%}";
      case Token::Kind::output_end:
        return "}}";
      case Token::Kind::end:
        return "the end of the template";
      case Token::Kind::string:
        return fmt::format("the text \"{}\"", token.text);
      default:
        return fmt::format("\"{}\"", token.text);
    }
  }();
  return error(token.at, fmt::format("expected {}, found {}", expected, found));
}

namespace {

constexpr int kMaxNesting = 100;
constexpr int kMaxOperations = 500;  // a chain such as 1 + 1 + 1 … is as deep as it is long

class Parser {
 public:
  explicit Parser(Tokens& tokens) : tokens_(tokens) {}

  Result<Expr> expression(bool conditional) {
    if (++depth_ > kMaxNesting) return tokens_.error(tokens_.peek().at, "this expression is nested too deeply");
    TRY(Expr expr, disjunction());
    if (operations_ > kMaxOperations)
      return tokens_.error(expr.at, "this expression is too long: give parts of it names with set");
    while (conditional && tokens_.is_name("if")) {
      const Offset at = tokens_.take().at;
      TRY(Expr condition, disjunction());
      Expr otherwise{.at = at, .value = Value(std::string())};
      if (tokens_.accept_name("else")) {
        TRY(otherwise, expression(true));
      }
      expr = node(Op::conditional, at, std::move(condition), std::move(expr), std::move(otherwise));
    }
    --depth_;
    return expr;
  }

 private:
  template <class... Parts>
  Expr node(Op op, Offset at, Parts... parts) {
    ++operations_;
    Expr expr{.op = op, .at = at};
    (expr.parts.push_back(std::move(parts)), ...);
    return expr;
  }

  Result<Expr> disjunction() {
    TRY(Expr left, conjunction());
    while (tokens_.is_name("or")) {
      const Offset at = tokens_.take().at;
      TRY(Expr right, conjunction());
      left = node(Op::logical_or, at, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expr> conjunction() {
    TRY(Expr left, negation());
    while (tokens_.is_name("and")) {
      const Offset at = tokens_.take().at;
      TRY(Expr right, negation());
      left = node(Op::logical_and, at, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expr> negation() {
    if (!tokens_.is_name("not")) return comparison();
    const Offset at = tokens_.take().at;
    if (++depth_ > kMaxNesting) return tokens_.error(at, "this expression is nested too deeply");
    TRY(Expr part, negation());
    --depth_;
    return node(Op::logical_not, at, std::move(part));
  }

  Result<Expr> comparison() {
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

  Result<Expr> sum() {
    TRY(Expr left, concatenation());
    while (tokens_.is_sign("+") || tokens_.is_sign("-")) {
      const Token sign = tokens_.take();
      TRY(Expr right, concatenation());
      left = node(sign.text == "+" ? Op::add : Op::subtract, sign.at, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expr> concatenation() {
    TRY(Expr left, product());
    while (tokens_.is_sign("~")) {
      const Offset at = tokens_.take().at;
      TRY(Expr right, product());
      left = node(Op::concat, at, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expr> product() {
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

  Result<Expr> power() {
    TRY(Expr left, unary(true));
    while (tokens_.is_sign("**")) {
      const Offset at = tokens_.take().at;
      TRY(Expr right, unary(true));
      left = node(Op::power, at, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Expr> unary(bool with_filters) {
    if (++depth_ > kMaxNesting) return tokens_.error(tokens_.peek().at, "this expression is nested too deeply");
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

  Result<Expr> primary() {
    const Token token = tokens_.peek();
    switch (token.kind) {
      case Token::Kind::name:
        return name();
      case Token::Kind::number: {
        tokens_.take();
        const auto number = Decimal::parse(token.text);
        if (!number) return tokens_.error(token.at, fmt::format("the number {} has too many digits", token.text));
        return Expr{.at = token.at, .value = Value(*number)};
      }
      case Token::Kind::string: {
        std::string text;
        while (tokens_.is(Token::Kind::string)) text += tokens_.take().text;  // neighbours are one text
        return Expr{.at = token.at, .value = Value(std::move(text))};
      }
      case Token::Kind::sign:
        if (token.text == "(") return parenthesis();
        if (token.text == "[") return list("]");
        if (token.text == "{") return map();
        break;
      default:
        break;
    }
    return tokens_.unexpected("a field, a number or a text");
  }

  Result<Expr> name() {
    const Token token = tokens_.take();
    static constexpr std::pair<std::string_view, bool> kFlags[] = {
        {"true", true}, {"True", true}, {"false", false}, {"False", false}};
    for (const auto& [text, value] : kFlags)
      if (token.text == text) return Expr{.at = token.at, .value = Value(value)};
    if (token.text == "none" || token.text == "None") return Expr{.at = token.at};
    for (const std::string_view word : {"if", "else", "and", "or", "not", "in", "is"})
      if (token.text == word)
        return tokens_.error(token.at, fmt::format("expected a field, a number or a text, found \"{}\"", word));
    if (tokens_.is_sign("=>")) {
      const Offset at = tokens_.take().at;
      TRY(Expr body, expression(true));
      Expr lambda = node(Op::lambda, at, std::move(body));
      lambda.name = token.text;
      return lambda;
    }
    if (token.text == "loop") tokens_.saw_loop = true;
    return Expr{.op = Op::variable, .at = token.at, .name = token.text};
  }

  Result<Expr> parenthesis() {
    const Offset at = tokens_.take().at;
    if (tokens_.accept_sign(")")) return Expr{.op = Op::list, .at = at};
    TRY(Expr first, expression(true));
    if (tokens_.accept_sign(")")) return first;
    Expr tuple = node(Op::list, at, std::move(first));
    while (tokens_.accept_sign(",")) {
      if (tokens_.is_sign(")")) break;
      TRY(Expr item, expression(true));
      tuple.parts.push_back(std::move(item));
    }
    TRY(tokens_.expect_sign(")"));
    return tuple;
  }

  Result<Expr> list(std::string_view close) {
    Expr list{.op = Op::list, .at = tokens_.take().at};
    while (!tokens_.accept_sign(close)) {
      if (!list.parts.empty()) TRY(tokens_.expect_sign(","));
      if (tokens_.accept_sign(close)) break;
      TRY(Expr item, expression(true));
      list.parts.push_back(std::move(item));
    }
    return list;
  }

  Result<Expr> map() {
    Expr map{.op = Op::map, .at = tokens_.take().at};
    while (!tokens_.accept_sign("}")) {
      if (!map.parts.empty()) TRY(tokens_.expect_sign(","));
      if (tokens_.accept_sign("}")) break;
      if (!tokens_.is(Token::Kind::string)) return tokens_.unexpected("a key in quotes");
      map.keys.push_back(tokens_.take().text);
      TRY(tokens_.expect_sign(":"));
      TRY(Expr value, expression(true));
      map.parts.push_back(std::move(value));
    }
    return map;
  }

  Result<Expr> postfix(Expr expr) {
    for (;;) {
      const Offset at = tokens_.peek().at;
      if (tokens_.accept_sign(".")) {
        if (!tokens_.is(Token::Kind::name) && !tokens_.is(Token::Kind::number))
          return tokens_.unexpected("a field's name after the point");
        const Token token = tokens_.take();
        if (token.kind == Token::Kind::number) {
          expr = node(Op::index, expr.at, std::move(expr),
                      Expr{.at = token.at, .value = Value(*Decimal::parse(token.text))});
          continue;
        }
        const Offset start = expr.at;
        expr = node(Op::attribute, start, std::move(expr));
        expr.name = token.text;
      } else if (tokens_.accept_sign("[")) {
        TRY(expr, subscript(std::move(expr)));
      } else if (tokens_.is_sign("(")) {
        if (expr.op != Op::variable || (expr.name != "range" && expr.name != "namespace"))
          return tokens_.error(
              at, fmt::format("\"{}\" cannot be called; the functions are range and namespace, and filters are "
                              "written {{{{ value | filter }}}}",
                              path_of(expr)));
        expr.op = Op::call;
        TRY(arguments(expr));
      } else {
        return expr;
      }
    }
  }

  Result<Expr> subscript(Expr of) {
    const Offset at = of.at;
    Expr from{.at = at};
    if (!tokens_.is_sign(":")) {
      TRY(from, expression(true));
    }
    if (!tokens_.accept_sign(":")) {
      TRY(tokens_.expect_sign("]"));
      return node(Op::index, at, std::move(of), std::move(from));
    }
    Expr to{.at = at};
    if (!tokens_.is_sign("]")) {
      TRY(to, expression(true));
    }
    TRY(tokens_.expect_sign("]"));
    return node(Op::slice, at, std::move(of), std::move(from), std::move(to));
  }

  /// ( value, name = value … ) into parts and keys.
  Result<void> arguments(Expr& call) {
    call.keys.resize(call.parts.size());
    TRY(tokens_.expect_sign("("));
    for (bool first = true; !tokens_.accept_sign(")"); first = false) {
      if (!first) TRY(tokens_.expect_sign(","));
      if (tokens_.accept_sign(")")) break;
      std::string key;
      if (tokens_.is(Token::Kind::name) && tokens_.peek(1).kind == Token::Kind::sign && tokens_.peek(1).text == "=") {
        key = tokens_.take().text;
        tokens_.take();
      }
      TRY(Expr value, expression(true));
      call.parts.push_back(std::move(value));
      call.keys.push_back(std::move(key));
    }
    return {};
  }

  Result<Expr> filters(Expr expr) {
    for (;;) {
      if (tokens_.accept_sign("|")) {
        TRY(expr, filter(std::move(expr)));
      } else if (tokens_.is_name("is")) {
        TRY(expr, test(std::move(expr)));
      } else {
        return expr;
      }
    }
  }

  Result<Expr> filter(Expr input) {
    if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a filter");
    const Token token = tokens_.take();
    Expr call = node(Op::filter, token.at, std::move(input));
    call.name = token.text;
    call.filter = find_filter(token.text);
    if (!call.filter) return unknown(token, "filter", filter_names());
    call.keys.resize(1);
    if (tokens_.is_sign("(")) TRY(arguments(call));
    if (!put_in_order(call))
      return tokens_.error(token.at, fmt::format("the filter {} is written {}", token.text, call.filter->usage));
    return call;
  }

  /// Named arguments to the place of their parameter; what lies between and was not given is missing.
  static bool put_in_order(Expr& call) {
    const auto& parameters = call.filter->parameters;
    std::vector<Expr> parts(1);
    parts[0] = std::move(call.parts[0]);
    for (std::size_t i = 1; i < call.parts.size(); ++i) {
      std::size_t place = i;
      if (!call.keys[i].empty())
        place = static_cast<std::size_t>(std::ranges::find(parameters, call.keys[i]) - parameters.begin()) + 1;
      if (place > parameters.size() || parameters[place - 1].empty()) return false;
      while (parts.size() <= place) parts.push_back({.at = call.at, .value = Value(Missing{})});
      parts[place] = std::move(call.parts[i]);
    }
    call.parts = std::move(parts);
    call.keys.clear();
    return call.parts.size() - 1 >= call.filter->required;
  }

  Result<Expr> test(Expr input) {
    const Offset at = tokens_.take().at;
    const bool negated = tokens_.accept_name("not");
    if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a test");
    const Token token = tokens_.take();
    Expr call = node(Op::test, at, std::move(input));
    call.name = token.text;
    call.test = find_test(token.text);
    if (!call.test) return unknown(token, "test", test_names());
    call.keys.resize(1);
    if (call.test->arguments == 1) {
      if (tokens_.is_sign("(")) {
        TRY(arguments(call));
      } else {
        TRY(Expr argument, unary(false));
        call.parts.push_back(std::move(argument));
      }
    }
    if (call.parts.size() - 1 != call.test->arguments)
      return tokens_.error(token.at, fmt::format("the test {} takes {} argument(s)", token.text, call.test->arguments));
    return negated ? node(Op::logical_not, at, std::move(call)) : std::move(call);
  }

  Failure unknown(const Token& token, std::string_view what, const std::vector<std::string>& names) const {
    const std::string_view guess = nearest(token.text, names);
    return tokens_.error(token.at, fmt::format("there is no {} \"{}\"{}", what, token.text,
                                               guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess)));
  }

  Tokens& tokens_;
  int depth_ = 0;
  int operations_ = 0;
};

}  // namespace

Result<Expr> parse_expression(Tokens& tokens, bool conditional) { return Parser(tokens).expression(conditional); }

std::string path_of(const Expr& expr) {
  switch (expr.op) {
    case Op::variable:
      return expr.name;
    case Op::attribute:
      return path_of(expr.parts[0]) + '.' + expr.name;
    case Op::index: {
      const Value& key = expr.parts[1].value;
      if (expr.parts[1].op != Op::constant) return path_of(expr.parts[0]) + "[…]";
      if (key.as<std::string>()) return path_of(expr.parts[0]) + '.' + key.str();
      return fmt::format("{}[{}]", path_of(expr.parts[0]), key.str());
    }
    case Op::filter:
      return path_of(expr.parts[0]) + " | " + expr.name;
    default:
      return "…";
  }
}

}  // namespace kontor::docgen
