#include "docgen/language/expressions.hpp"

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

}  // namespace kontor::docgen
