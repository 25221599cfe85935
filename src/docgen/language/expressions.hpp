#pragma once

#include <span>

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

  /// The `loop` of a for was mentioned since this was last false.
  bool saw_loop = false;

 private:
  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
};

/// One whole expression, with Jinja's precedence. `conditional` is false where an `if` belongs to the statement.
Result<Expr> parse_expression(Tokens& tokens, bool conditional = true);

}  // namespace kontor::docgen
