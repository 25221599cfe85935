#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kontor::docgen::pdf {

/// A picture as it goes into the file.
struct PackedPicture {
  std::string entries;  ///< of the image's dictionary: size, colours, how it is packed
  std::string bytes;
  std::string mask_entries, mask_bytes;  ///< how opaque it is; empty when it is so everywhere
  bool cmyk = false;                     ///< inks, which only a printer's profile could tell

  std::size_t memory() const { return entries.size() + bytes.size() + mask_entries.size() + mask_bytes.size(); }
};

/// A PNG's pixels go over as they are packed, when their kind allows; what is transparent or interlaced is unpacked,
/// parted and packed again, in memory of about nine bytes for each pixel. Fails for a file that is damaged anywhere.
Result<PackedPicture> packed_png(std::string_view file);
/// A JPEG goes over as it is. Fails for kinds that PDF does not know, and for a damaged head.
Result<PackedPicture> packed_jpeg(std::string_view file);

}  // namespace kontor::docgen::pdf
