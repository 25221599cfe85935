#include "docgen/wordml/dresses.hpp"

#include <algorithm>

namespace kontor::docgen::wordml {
namespace {

/// A file that dresses each letter in its own way shares nothing, and searching for it must not take long.
constexpr std::size_t kMostCompared = 64;

}  // namespace

void Dresses::put_on(Run& run, const RunProperties& properties) {
  run.bold = properties.bold.value_or(false);
  run.italic = properties.italic.value_or(false);
  run.strike = properties.strike.value_or(false);
  Dress dress;
  dress.font = properties.font.value_or(std::string(kDefaultFont));
  dress.size = properties.size.value_or(kDefaultSize);
  dress.underline = properties.underline.value_or(Dress::Underline::none);
  dress.color = properties.color.value_or("");
  dress.highlight = properties.highlight.value_or("");
  if (dress.highlight.empty()) dress.highlight = properties.shade.value_or("");
  dress.rise = properties.rise.value_or(0);
  dress.shift = properties.position.value_or(0);
  if (properties.capitals.value_or(false))
    dress.letters = Dress::Letters::capitals;
  else if (properties.small_capitals.value_or(false))
    dress.letters = Dress::Letters::small_capitals;
  dress.spacing = properties.spacing.value_or(0);
  const double kerning_from = properties.kerning_from.value_or(0);
  dress.kerning = kerning_from > 0 && dress.size >= kerning_from;
  dress.stretch = properties.stretch.value_or(1);
  dress.language = properties.language.value_or("");
  // A link's colour is its style's, not the writer's.
  if (!run.link.empty() && dress.color.empty()) dress.color = "000000";
  run.dress = shared(std::move(dress));
}

std::shared_ptr<const Dress> Dresses::shared(Dress dress) {
  const std::size_t compared = std::min(made_.size(), kMostCompared);
  for (auto each = made_.rbegin(); each != made_.rbegin() + static_cast<std::ptrdiff_t>(compared); ++each)
    if (**each == dress) {
      std::swap(*each, made_.back());
      return made_.back();
    }
  return made_.emplace_back(std::make_shared<const Dress>(std::move(dress)));
}

}  // namespace kontor::docgen::wordml
