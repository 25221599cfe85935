#pragma once

#include "docgen/language/ast.hpp"
#include "docgen/language/lexer.hpp"

namespace kontor::docgen {

/// The template from byte `from` on as a tree. Filters and tests are looked up here, so a wrong name is found before
/// any fill. The tree is immutable from then on.
Result<Nodes> parse(const Source& source, Offset from, Lines lines);

}  // namespace kontor::docgen
