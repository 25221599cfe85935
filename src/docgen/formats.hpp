#pragma once

#include "docgen/docgen.hpp"

namespace kontor::docgen {

/// An Excel template gives Excel files, and no other template does. Error{unsupported} in a person's words.
Result<void> check_format(Syntax syntax, Format format);

}  // namespace kontor::docgen
