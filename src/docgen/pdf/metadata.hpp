#pragma once

#include <string>

#include "docgen/layout/marks.hpp"
#include "docgen/pdf/objects.hpp"
#include "docgen/pdf/pdf.hpp"

namespace kontor::docgen::pdf {

/// The file's properties, twice: for old readers and as XMP. Both say the same.
Objects::Id write_information(const layout::Pages& pages, const PdfOptions& options, Objects& objects);
/// With the claim to be an archival file when `archival`.
Objects::Id write_metadata(const layout::Pages& pages, const PdfOptions& options, bool archival, Objects& objects);
/// What the colours mean: an output intent.
std::string output_intent(Objects& objects);

}  // namespace kontor::docgen::pdf
