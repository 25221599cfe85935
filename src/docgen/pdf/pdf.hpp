#pragma once

#include <chrono>
#include <string>

#include "base/result.hpp"
#include "docgen/layout/marks.hpp"

namespace kontor::docgen::pdf {

struct PdfOptions {
  std::string author;
  std::chrono::sys_seconds created = {};  ///< the epoch: the file does not say
  /// PDF/A-2u: the file says what its colours mean and that it will look the same in decades; it costs under 1 kB. Not
  /// claimed, whatever is asked, for a document with a letter that no font has, or with a picture in printer's inks.
  bool archival = true;
};

/// The laid-out pages as a PDF 1.7 file: fonts cut down and embedded, text that is found and copied, tags for readers
/// who do not see, links, outline. Equal input gives equal bytes; any thread. Fails for a picture that is damaged and
/// for a font that cannot be embedded.
Result<std::string> write(const layout::Pages& pages, const PdfOptions& options = {});

}  // namespace kontor::docgen::pdf
