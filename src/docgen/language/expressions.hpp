#pragma once

#include <set>
#include <span>
#include <unordered_map>

#include "docgen/language/ast.hpp"
#include "docgen/language/lexer.hpp"

namespace kontor::docgen {

/// Reads tokens one after another; shared by the parsers of statements and of expressions.
class Tokens {
 public:
  Tokens(const Source& source, std::vector<Token> tokens) : source_(source), tokens_(std::move(tokens)) {}

  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }
  const Token& take() { return tokens_[next_ < tokens_.size() - 1 ? next_++ : next_]; }
  bool is(Token::Kind kind, std::string_view text = "") const {
    return peek().kind == kind && (text.empty() || peek().text == text);
  }
  bool is_sign(std::string_view sign) const { return is(Token::Kind::sign, sign); }
  bool is_name(std::string_view name) const { return is(Token::Kind::name, name); }
  bool accept_sign(std::string_view sign);
  bool accept_name(std::string_view name);
  Result<void> expect_sign(std::string_view sign);
  Result<void> expect(Token::Kind kind, std::string_view what);
  Failure error(Offset at, std::string message) const { return fail(source_.error(at, std::move(message))); }
  /// "expected …, found …" at the next token.
  Failure unexpected(std::string_view expected) const;

  /// The number of a name in this template.
  int symbol(std::string_view name) {
    return symbols_.try_emplace(std::string(name), static_cast<int>(symbols_.size())).first->second;
  }
  /// The name may stand before brackets: a macro, a parameter, or what set gave a name.
  void may_call(std::string_view name) { callable_.emplace(name); }
  bool is_callable(std::string_view name) const { return callable_.contains(std::string(name)); }

  /// The `loop` of a for was mentioned since this was last false.
  bool saw_loop = false;

 private:
  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::unordered_map<std::string, int> symbols_;
  std::set<std::string> callable_;
};

/// One whole expression, with Jinja's precedence. `conditional` is false where an `if` belongs to the statement.
Result<Expr> parse_expression(Tokens& tokens, bool conditional = true);
/// The same, or several with commas between them, which make a tuple.
Result<Expr> parse_tuple(Tokens& tokens, bool conditional = true);
/// `upper | replace("a", "b")` behind the name of a block: filters on its text.
Result<Expr> parse_filters(Tokens& tokens, Expr of);
/// ( value, name = value … ) into parts and keys of the call.
Result<void> parse_arguments(Tokens& tokens, Expr& call);

}  // namespace kontor::docgen
