#pragma once

#include <span>

#include "docgen/sheet/table.hpp"
#include "features/documents/bulk/bulk.hpp"

namespace kontor::documents::bulk {

/// The rows that became no documents, each with its number, what is wrong with it and its cells as they were sent: to
/// be put right there and sent again.
docgen::sheet::Table report_of(const std::vector<std::string>& head, std::span<const FailedRow> rows, Locale locale);

/// Without an ending.
std::string_view report_name(Locale locale);

}  // namespace kontor::documents::bulk
