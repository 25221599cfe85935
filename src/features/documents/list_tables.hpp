#pragma once

#include <span>

#include "docgen/sheet/table.hpp"
#include "features/documents/series.hpp"

namespace kontor::documents {

/// Lists as tables for a spreadsheet, titles and words in `locale`. Moments stand in them as they are given: the caller
/// has put them on the organisation's clock. Pure; any thread.
docgen::sheet::Table documents_table(std::span<const GeneratedDocument> documents, Locale locale);
docgen::sheet::Table register_table(std::span<const RegisteredNumber> numbers, Locale locale);

}  // namespace kontor::documents
