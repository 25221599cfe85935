#pragma once

#include <string_view>

#include "docgen/layout/marks.hpp"

namespace kontor::docgen::pdf {

/// Glyphs that together show a stretch of the run's text: a letter and its accent, or one glyph for two letters.
struct Cluster {
  std::size_t first = 0, end = 0;  ///< glyphs
  std::string_view text;           ///< empty where the run has no text
};

/// Walks a run's clusters in the order in which they are painted, which is against the text's where that runs to the
/// left.
class Clusters {
 public:
  explicit Clusters(const layout::GlyphRun& run)
      : run_(run), leftwards_(!run.glyphs.empty() && run.glyphs.front().cluster > run.glyphs.back().cluster) {}

  bool next(Cluster& out) {
    const auto& glyphs = run_.glyphs;
    out.first = out.end;
    if (out.first == glyphs.size()) return false;
    const std::uint32_t from = glyphs[out.first].cluster;
    while (out.end < glyphs.size() && glyphs[out.end].cluster == from) ++out.end;
    std::size_t to = run_.text.size();
    if (leftwards_ && out.first > 0) to = glyphs[out.first - 1].cluster;
    if (!leftwards_ && out.end < glyphs.size()) to = glyphs[out.end].cluster;
    out.text = {};
    if (from < to && to <= run_.text.size()) out.text = std::string_view(run_.text).substr(from, to - from);
    return true;
  }

 private:
  const layout::GlyphRun& run_;
  bool leftwards_;
};

}  // namespace kontor::docgen::pdf
