#include <fontconfig/fontconfig.h>

#include <shared_mutex>
#include <stdexcept>

#include "base/text.hpp"
#include "docgen/layout/text/face.hpp"
#include "docgen/layout/text/installed_fonts.hpp"

namespace kontor::docgen::layout {
namespace {

struct Substitutes {
  std::string_view family;
  std::array<std::string_view, 4> instead;
};

constexpr std::array kOwn{
    Substitutes{"sans", {"pt sans", "liberation sans", "noto sans", "dejavu sans"}},
    Substitutes{"serif", {"pt serif", "liberation serif", "noto serif", "dejavu serif"}},
    Substitutes{"mono", {"pt mono", "liberation mono", "noto sans mono", "dejavu sans mono"}},
};

/// Letters of equal widths first, then what looks alike.
constexpr std::array kSubstitutes{
    Substitutes{"arial", {"liberation sans", "arimo"}},
    Substitutes{"arial unicode ms", {"liberation sans", "noto sans"}},
    Substitutes{"helvetica", {"liberation sans", "arimo"}},
    Substitutes{"helvetica neue", {"liberation sans", "arimo"}},
    Substitutes{"arial narrow", {"liberation sans narrow", "pt sans narrow", "liberation sans"}},
    Substitutes{"times new roman", {"liberation serif", "tinos"}},
    Substitutes{"times", {"liberation serif", "tinos"}},
    Substitutes{"courier new", {"liberation mono", "cousine"}},
    Substitutes{"courier", {"liberation mono", "cousine"}},
    Substitutes{"consolas", {"liberation mono", "dejavu sans mono"}},
    Substitutes{"calibri", {"carlito", "liberation sans"}},
    Substitutes{"calibri light", {"carlito", "liberation sans"}},
    Substitutes{"cambria", {"caladea", "liberation serif"}},
    Substitutes{"georgia", {"gelasio", "dejavu serif", "liberation serif"}},
    Substitutes{"garamond", {"eb garamond", "liberation serif"}},
    Substitutes{"verdana", {"dejavu sans", "liberation sans"}},
    Substitutes{"tahoma", {"dejavu sans", "liberation sans"}},
    Substitutes{"segoe ui", {"open sans", "liberation sans"}},
    Substitutes{"aptos", {"carlito", "liberation sans"}},
    Substitutes{"symbol", {"liberation serif", "dejavu sans"}},
    Substitutes{"wingdings", {"dejavu sans", "liberation sans"}},
    Substitutes{"wingdings 2", {"dejavu sans", "liberation sans"}},
    Substitutes{"wingdings 3", {"dejavu sans", "liberation sans"}},
    Substitutes{"webdings", {"dejavu sans", "liberation sans"}},
};

const Substitutes* substitutes_for(std::string_view family) {
  for (const Substitutes& row : kOwn)
    if (row.family == family) return &row;
  for (const Substitutes& row : kSubstitutes)
    if (row.family == family) return &row;
  return nullptr;
}

/// How far a cut is from what is asked; smaller is nearer.
int distance(const InstalledFont& font, const FaceQuery& query) {
  const int weight = query.bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  const bool leaning = font.slant != FC_SLANT_ROMAN;
  return std::abs(font.weight - weight) + (leaning == query.italic ? 0 : 1000) +
         10 * std::abs(font.width - FC_WIDTH_NORMAL);
}

std::optional<Chosen> in_family(std::string_view family, const FaceQuery& query) {
  const InstalledFont* nearest_cut = nullptr;
  for (const InstalledFont& font : installed_fonts()) {
    if (std::ranges::find(font.families, family) == font.families.end()) continue;
    if (nearest_cut == nullptr || distance(font, query) < distance(*nearest_cut, query)) nearest_cut = &font;
  }
  if (nearest_cut == nullptr) return std::nullopt;
  const Face* face = open_font(*nearest_cut);
  if (face == nullptr) return std::nullopt;
  return Chosen{.face = face,
                .embolden = query.bold && nearest_cut->weight < FC_WEIGHT_DEMIBOLD,
                .slant = query.italic && nearest_cut->slant == FC_SLANT_ROMAN};
}

Chosen any_face(const FaceQuery& query) {
  for (const Substitutes& own : kOwn)
    for (const std::string_view family : own.instead)
      if (const auto found = in_family(family, query)) return *found;
  for (const InstalledFont& font : installed_fonts())
    if (const Face* face = open_font(font); face != nullptr && !font.color) return {.face = face};
  throw std::runtime_error("no font is installed: install fonts-paratype or fonts-liberation2");
}

Chosen look_for(const FaceQuery& query) {
  const std::string family = lowercase(trimmed(query.family));
  if (const auto found = in_family(family, query)) return *found;
  if (const Substitutes* row = substitutes_for(family))
    for (const std::string_view other : row->instead)
      if (const auto found = in_family(other, query)) return *found;
  if (const auto found = in_family(substitute_family(query.family), query)) return *found;
  return any_face(query);
}

struct HashOfQuery {
  std::size_t operator()(const FaceQuery& query) const {
    return std::hash<std::string_view>()(query.family) * 4 + query.bold * 2u + query.italic;
  }
};

/// Documents may name any family: beyond this many the answers are no longer kept.
constexpr std::size_t kMostQueries = 4096;

}  // namespace

Chosen find_face(const FaceQuery& query) {
  static std::shared_mutex mutex;
  static std::unordered_map<FaceQuery, Chosen, HashOfQuery> known;
  {
    const std::shared_lock lock(mutex);
    if (const auto at = known.find(query); at != known.end()) return at->second;
  }
  const Chosen found = look_for(query);
  const std::unique_lock lock(mutex);
  if (known.size() < kMostQueries) known.emplace(query, found);
  return found;
}

}  // namespace kontor::docgen::layout
