#pragma once

#include <memory>
#include <memory_resource>

#include "docgen/layout/text/glyph_run.hpp"

namespace kontor::docgen::layout {

/// Keeps the runs of a document one behind the other: they are many and small, and go together. What it gave lives as
/// long as somebody holds any run of the store.
class GlyphStore {
 public:
  std::shared_ptr<const GlyphRun> keep(const GlyphRun& run);

 private:
  /// A page of text takes about as much; each piece of memory is larger than the one before.
  static constexpr std::size_t kFirstPiece = 32 << 10;

  std::shared_ptr<std::pmr::monotonic_buffer_resource> memory_ =
      std::make_shared<std::pmr::monotonic_buffer_resource>(kFirstPiece);
};

}  // namespace kontor::docgen::layout
