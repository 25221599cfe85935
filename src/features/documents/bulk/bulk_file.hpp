#pragma once

#include "docgen/sheet/reading.hpp"
#include "features/documents/bulk/bulk.hpp"
#include "features/documents/template_content.hpp"

namespace kontor::documents::bulk {

/// A table as it was sent; `name` has no folder.
struct TableFile {
  std::string name;
  bool workbook = false;
  std::string bytes;
};

/// The body is the file, or a form (multipart/form-data) with a `file`. Error{unsupported} for what is neither CSV nor
/// .xlsx by its name, Error{too_large} over kMostBytes.
Task<TableFile> taken_table(std::string name, IncomingFile file);
/// Within the limits of bulk.hpp. Pure.
Result<docgen::sheet::FilledTable> read_table(TableFile file);

}  // namespace kontor::documents::bulk
