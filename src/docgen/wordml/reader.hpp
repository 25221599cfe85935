#pragma once

#include <string>

#include "base/result.hpp"
#include "docgen/model/document.hpp"

/// Word files as the document model. Knows the model and the format (ECMA-376, WordprocessingML), no template and no
/// writer.
namespace kontor::docgen::wordml {

/// The document as it is read after all revisions are accepted, its look resolved from styles, themes and numbering
/// into formats of the blocks. What it holds besides is named in Document::left_out. Fails, with a sentence for a
/// person, for what is no Word file, is damaged, or is nested deeper than people write.
Result<Document> read(std::string docx);

}  // namespace kontor::docgen::wordml
