#include "docgen/language/landing.hpp"

#include "docgen/markdown/carry.hpp"

namespace kontor::docgen {

Result<std::string> Landing::inset(const Inset&) {
  return fail(Error{.code = Code::unsupported, .public_message = "only text can stand here"});
}

void MarkdownLanding::write(std::string_view text, std::string& out) const { out += carried(text); }

}  // namespace kontor::docgen
