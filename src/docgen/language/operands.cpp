#include "base/text.hpp"
#include "docgen/language/expression_parser.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/methods.hpp"

namespace kontor::docgen {

Result<Expr> ExpressionParser::primary() {
  const Token token = tokens_.peek();
  switch (token.kind) {
    case Token::Kind::name:
      return name();
    case Token::Kind::number: {
      tokens_.take();
      const auto number = Decimal::parse(token.text);
      if (!number) return tokens_.error(token.at, fmt::format("the number {} has too many digits", token.text));
      // As in Python, 1.50 is 1.5, and 2.0 stays 2.0.
      const Decimal shortest = number->normalized();
      const bool fraction = token.text.find_first_of(".eE") != std::string::npos;
      return Expr{
          .at = token.at,
          .value = Value(fraction && shortest.scale() == 0 ? shortest.rounded(1).value_or(shortest) : shortest)};
    }
    case Token::Kind::string: {
      std::string text;
      while (tokens_.is(Token::Kind::string)) text += tokens_.take().text;  // neighbours are one text
      return Expr{.at = token.at, .value = Value(std::move(text))};
    }
    case Token::Kind::sign:
      if (token.text == "(") return parenthesis();
      if (token.text == "[") return list();
      if (token.text == "{") return map();
      break;
    default:
      break;
  }
  return tokens_.unexpected("a field, a number or a text");
}

Result<Expr> ExpressionParser::name() {
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
    lambda.symbol = tokens_.symbol(token.text);
    return lambda;
  }
  if (token.text == "loop") tokens_.saw_loop = true;
  return Expr{.op = Op::variable, .at = token.at, .name = token.text, .symbol = tokens_.symbol(token.text)};
}

Result<Expr> ExpressionParser::parenthesis() {
  const Offset at = tokens_.take().at;
  if (tokens_.accept_sign(")")) return Expr{.op = Op::tuple, .at = at};
  TRY(Expr first, expression(true));
  if (tokens_.accept_sign(")")) return first;
  Expr tuple = node(Op::tuple, at, std::move(first));
  while (tokens_.accept_sign(",")) {
    if (tokens_.is_sign(")")) break;
    TRY(Expr item, expression(true));
    tuple.parts.push_back(std::move(item));
  }
  TRY(tokens_.expect_sign(")"));
  return tuple;
}

Result<Expr> ExpressionParser::list() {
  Expr list{.op = Op::list, .at = tokens_.take().at};
  while (!tokens_.accept_sign("]")) {
    if (!list.parts.empty()) TRY(tokens_.expect_sign(","));
    if (tokens_.accept_sign("]")) break;
    TRY(Expr item, expression(true));
    list.parts.push_back(std::move(item));
  }
  return list;
}

Result<Expr> ExpressionParser::map() {
  Expr map{.op = Op::map, .at = tokens_.take().at};
  while (!tokens_.accept_sign("}")) {
    if (!map.parts.empty()) TRY(tokens_.expect_sign(","));
    if (tokens_.accept_sign("}")) break;
    TRY(Expr key, expression(true));
    TRY(tokens_.expect_sign(":"));
    TRY(Expr value, expression(true));
    map.parts.push_back(std::move(key));
    map.parts.push_back(std::move(value));
  }
  return map;
}

Result<Expr> ExpressionParser::postfix(Expr expr) {
  for (;;) {
    TRY(room());
    if (tokens_.accept_sign(".")) {
      if (!tokens_.is(Token::Kind::name) && !tokens_.is(Token::Kind::number))
        return tokens_.unexpected("a field's name after the point");
      const Token token = tokens_.take();
      if (token.kind == Token::Kind::number) {
        const auto place = Decimal::parse(token.text);
        if (!place) return tokens_.error(token.at, fmt::format("the number {} has too many digits", token.text));
        expr = node(Op::index, expr.at, std::move(expr), Expr{.at = token.at, .value = Value(*place)});
        continue;
      }
      const Offset start = expr.at;
      expr = node(Op::attribute, start, std::move(expr));
      expr.name = token.text;
    } else if (tokens_.accept_sign("[")) {
      TRY(expr, subscript(std::move(expr)));
    } else if (tokens_.is_sign("(")) {
      TRY(expr, call(std::move(expr)));
    } else {
      return expr;
    }
  }
}

Result<Expr> ExpressionParser::call(Expr callee) {
  static const std::vector<std::string> kFunctions = {"range", "namespace", "dict", "cycler", "joiner"};
  const Offset at = tokens_.peek().at;
  if (callee.op == Op::attribute) {
    const Method* method = find_method(callee.name);
    static constexpr std::string_view kChanging[] = {"append", "extend",     "insert", "pop",
                                                     "update", "setdefault", "remove", "clear"};
    if (!method && std::ranges::find(kChanging, callee.name) != std::end(kChanging))
      return tokens_.error(at, fmt::format("\"{}\" cannot be called: lists and objects do not change; write "
                                           "{{% set list = list + [item] %}}, within a loop on a namespace",
                                           path_of(callee)));
    if (!method) {
      const std::vector<std::string> names = method_names();
      const std::string_view guess = nearest(callee.name, names);
      return tokens_.error(
          at, fmt::format("\"{}\" cannot be called: there is no method \"{}\"{}", path_of(callee), callee.name,
                          guess.empty() ? "" : fmt::format("; did you mean \"{}\"?", guess)));
    }
    callee.op = Op::method;
    callee.method = method;
    TRY(arguments(callee));
    return callee;
  }
  const bool known = callee.op == Op::variable && (callee.name == "loop" || callee.name == "caller" ||
                                                   std::ranges::find(kFunctions, callee.name) != kFunctions.end() ||
                                                   tokens_.is_callable(callee.name));
  if (!known) {
    const std::string_view guess = callee.op == Op::variable ? nearest(callee.name, kFunctions) : std::string_view();
    return tokens_.error(
        at, guess.empty() ? fmt::format("\"{}\" cannot be called; the functions are range, dict, namespace, joiner and "
                                        "cycler, macros are called by their names, and filters are written "
                                        "{{{{ value | filter }}}}",
                                        path_of(callee))
                          : fmt::format("\"{}\" cannot be called: did you mean \"{}\"?", path_of(callee), guess));
  }
  callee.op = Op::call;
  ++operations_;
  TRY(arguments(callee));
  return callee;
}

Result<Expr> ExpressionParser::subscript(Expr of) {
  const Offset at = of.at;
  Expr bounds[3] = {{.at = at}, {.at = at}, {.at = at}};
  std::size_t colons = 0;
  for (;; ++colons) {
    if (!tokens_.is_sign(":") && !tokens_.is_sign("]")) {
      TRY(bounds[colons], expression(true));
    }
    if (colons == 2 || !tokens_.accept_sign(":")) break;
  }
  TRY(tokens_.expect_sign("]"));
  if (colons == 0) return node(Op::index, at, std::move(of), std::move(bounds[0]));
  return node(Op::slice, at, std::move(of), std::move(bounds[0]), std::move(bounds[1]), std::move(bounds[2]));
}

Result<void> ExpressionParser::arguments(Expr& call) {
  call.keys.resize(call.parts.size());
  TRY(tokens_.expect_sign("("));
  for (bool first = true; !tokens_.accept_sign(")"); first = false) {
    if (!first) TRY(tokens_.expect_sign(","));
    if (tokens_.accept_sign(")")) break;
    std::string key;
    const Offset at = tokens_.peek().at;
    if (tokens_.is(Token::Kind::name) && tokens_.peek(1).kind == Token::Kind::sign && tokens_.peek(1).text == "=") {
      key = tokens_.take().text;
      tokens_.take();
    }
    if (key.empty() && !call.keys.empty() && !call.keys.back().empty())
      return tokens_.error(at, "an argument without a name cannot stand behind one with a name");
    TRY(Expr value, expression(true));
    call.parts.push_back(std::move(value));
    call.keys.push_back(std::move(key));
  }
  return {};
}

Result<Expr> ExpressionParser::filters(Expr expr) {
  for (;;) {
    TRY(room());
    if (tokens_.accept_sign("|")) {
      TRY(expr, filter(std::move(expr)));
    } else if (tokens_.is_name("is")) {
      TRY(expr, test(std::move(expr)));
    } else {
      return expr;
    }
  }
}

Result<Expr> ExpressionParser::filter(Expr input) {
  if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a filter");
  const Token token = tokens_.take();
  Expr call = node(Op::filter, token.at, std::move(input));
  call.name = token.text;
  call.filter = find_filter(token.text);
  if (!call.filter) return unknown(token, "filter", filter_names());
  call.keys.resize(1);
  if (tokens_.is_sign("(")) TRY(arguments(call));
  if (call.filter->open ? call.parts.size() - 1 < call.filter->required
                        : !put_in_order(call, call.filter->parameters, call.filter->required))
    return tokens_.error(token.at, fmt::format("the filter {} is written {}", token.text, call.filter->usage));
  return call;
}

bool ExpressionParser::put_in_order(Expr& call, std::span<const std::string_view> parameters, std::size_t required) {
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
  if (call.parts.size() - 1 < required) return false;
  for (std::size_t i = 1; i <= required; ++i)
    if (call.parts[i].op == Op::constant && call.parts[i].value.is_missing()) return false;
  return true;
}

Result<Expr> ExpressionParser::test(Expr input) {
  const Offset at = tokens_.take().at;
  const bool negated = tokens_.accept_name("not");
  if (!tokens_.is(Token::Kind::name)) return tokens_.unexpected("the name of a test");
  const Token token = tokens_.take();
  Expr call = node(Op::test, at, std::move(input));
  call.name = token.text;
  call.test = find_test(token.text);
  if (!call.test) return unknown(token, "test", test_names());
  call.keys.resize(1);
  if (tokens_.is_sign("(")) {
    TRY(arguments(call));
  } else if (begins_argument()) {
    TRY(Expr argument, primary());
    TRY(argument, postfix(std::move(argument)));
    call.parts.push_back(std::move(argument));
    call.keys.emplace_back();
  }
  if (call.parts.size() - 1 != call.test->arguments)
    return tokens_.error(token.at, fmt::format("the test {} takes {} argument(s)", token.text, call.test->arguments));
  return negated ? node(Op::logical_not, at, std::move(call)) : std::move(call);
}

bool ExpressionParser::begins_argument() const {
  if (tokens_.is(Token::Kind::name))
    return !tokens_.is_name("else") && !tokens_.is_name("or") && !tokens_.is_name("and") && !tokens_.is_name("if") &&
           !tokens_.is_name("is") && !tokens_.is_name("in") && !tokens_.is_name("not");
  return tokens_.is(Token::Kind::number) || tokens_.is(Token::Kind::string) || tokens_.is_sign("[") ||
         tokens_.is_sign("{");
}

Failure ExpressionParser::unknown(const Token& token, std::string_view what,
                                  const std::vector<std::string>& names) const {
  const std::string_view guess = nearest(token.text, names);
  return tokens_.error(token.at, fmt::format("there is no {} \"{}\"{}", what, token.text,
                                             guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess)));
}

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
    case Op::method:
      return path_of(expr.parts[0]) + '.' + expr.name + "()";
    case Op::call:
      return expr.name + "()";
    default:
      return "…";
  }
}

}  // namespace kontor::docgen
