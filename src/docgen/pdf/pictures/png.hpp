#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::pdf {

/// The parts of a PNG file, not yet unpacked.
struct Png {
  enum Kind : std::uint8_t { grey = 0, colors = 2, palette = 3, grey_alpha = 4, colors_alpha = 6 };

  std::uint32_t width = 0, height = 0;
  int depth = 8;  ///< bits of a sample
  Kind kind = colors;
  bool interlaced = false;
  std::string_view colors_of_palette;  ///< three bytes each
  std::string_view transparency;       ///< the chunk tRNS
  std::string data;                    ///< the zlib stream

  /// Nothing for a file that is cut off or contradicts itself.
  static std::optional<Png> read(std::string_view file);

  int channels() const { return kind == colors ? 3 : kind == grey_alpha ? 2 : kind == colors_alpha ? 4 : 1; }
  /// Bytes of a row without its filter.
  std::size_t row_size(std::uint32_t pixels) const {
    return (static_cast<std::size_t>(pixels) * static_cast<std::size_t>(channels() * depth) + 7) / 8;
  }
  std::size_t raw_size() const;  ///< of the unpacked rows with their filters, in all passes

  /// The rows as they were packed, each behind its filter; nothing when they are damaged.
  std::optional<std::string> rows() const;
};

/// Samples of eight bits each, row after row.
struct Samples {
  int channels = 3;    ///< of `colors`: 1 or 3
  std::string colors;  ///< of a palette: empty, when only the mask is asked for
  std::string alpha;   ///< empty when all is opaque
};

/// Undoes filters and interlacing of `rows`, which are taken apart in place.
Samples samples_of(const Png& png, std::string rows, bool mask_only);

}  // namespace kontor::docgen::pdf
