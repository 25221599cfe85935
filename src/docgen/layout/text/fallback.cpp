#include <fontconfig/fontconfig.h>

#include <shared_mutex>

#include "docgen/layout/text/face.hpp"
#include "docgen/layout/text/installed_fonts.hpp"
#include "docgen/layout/text/letters.hpp"

namespace kontor::docgen::layout {
namespace {

/// Families that we would rather see than others which have the letter too, best first.
constexpr std::array<std::string_view, 14> kSansOrder{
    "pt sans",          "liberation sans",   "noto sans",           "dejavu sans",      "noto sans cjk sc",
    "noto sans cjk jp", "noto sans symbols", "noto sans symbols 2", "noto sans arabic", "noto sans hebrew",
    "liberation serif", "dejavu serif",      "liberation mono",     "opensymbol"};
constexpr std::array<std::string_view, 14> kSerifOrder{
    "pt serif",         "liberation serif", "noto serif",      "dejavu serif",      "noto serif cjk sc",
    "noto sans cjk sc", "noto sans",        "dejavu sans",     "noto sans symbols", "noto sans symbols 2",
    "noto sans arabic", "noto sans hebrew", "liberation sans", "opensymbol"};

bool serif(std::string_view family) {
  return family == "serif" || family.contains("Serif") || family.contains("Times") || family == "Georgia" ||
         family == "Cambria" || family == "Caladea" || family == "Garamond";
}

int rank(const InstalledFont& font, const FaceQuery& query, char32_t letter) {
  const auto& order = serif(query.family) ? kSerifOrder : kSansOrder;
  int best = static_cast<int>(order.size());
  for (const std::string& family : font.families)
    best = std::min(best, static_cast<int>(std::ranges::find(order, family) - order.begin()));
  const int weight = query.bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR;
  const bool leaning = font.slant != FC_SLANT_ROMAN;
  return (font.color == is_emoji(letter) ? 0 : 1'000'000) + best * 10'000 + (leaning == query.italic ? 0 : 1'000) +
         std::abs(font.weight - weight) + std::abs(font.width - FC_WIDTH_NORMAL);
}

std::optional<Chosen> look_for(char32_t letter, const FaceQuery& query) {
  const InstalledFont* best = nullptr;
  int best_rank = 0;
  for (const InstalledFont& font : installed_fonts()) {
    if (!font.has(letter)) continue;
    const int its = rank(font, query, letter);
    if (best != nullptr && its >= best_rank) continue;
    best = &font;
    best_rank = its;
  }
  if (best == nullptr) return std::nullopt;
  const Face* face = open_font(*best);
  if (face == nullptr) return std::nullopt;
  return Chosen{.face = face,
                .embolden = query.bold && !best->color && best->weight < FC_WEIGHT_DEMIBOLD,
                .slant = query.italic && !best->color && best->slant == FC_SLANT_ROMAN};
}

/// What is kept of the answers; a text in all letters of Unicode and all styles has more, and pays for it.
constexpr std::size_t kMostLetters = 65'536;

}  // namespace

std::optional<Chosen> fallback_for(char32_t letter, const FaceQuery& query) {
  static std::shared_mutex mutex;
  static std::unordered_map<std::uint32_t, std::optional<Chosen>> known;
  const std::uint32_t key = static_cast<std::uint32_t>(letter) << 3 | (serif(query.family) ? 4u : 0u) |
                            (query.bold ? 2u : 0u) | (query.italic ? 1u : 0u);
  {
    const std::shared_lock lock(mutex);
    if (const auto at = known.find(key); at != known.end()) return at->second;
  }
  const std::optional<Chosen> found = look_for(letter, query);
  const std::unique_lock lock(mutex);
  if (known.size() < kMostLetters) known.emplace(key, found);
  return found;
}

}  // namespace kontor::docgen::layout
