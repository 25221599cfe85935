#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"
#include "docgen/markdown/notes.hpp"
#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// The table of a `::: grid` (markdown/reader.hpp): `arguments` is what stands behind its name, `text` its rows. Fails
/// with the option that nobody knows, and a guess what was meant.
Result<Table> read_grid(std::string_view arguments, std::string_view text, const std::vector<Inset>& insets,
                        const Notes& notes);

}  // namespace kontor::docgen
