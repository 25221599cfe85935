#include "pages/comparison.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "base/text.hpp"

namespace kontor::test {
namespace {

constexpr double kMillimetre = 72 / 25.4;  // in points
constexpr double kNowhere = std::numeric_limits<double>::infinity();

double distance(const Word& a, const Word& b) { return std::hypot(a.x - b.x, a.y - b.y) / kMillimetre; }

struct Spot {
  std::size_t page, word;

  auto operator<=>(const Spot&) const = default;
};

/// Up to the leader of a tab, which pdftotext takes for a part of the word: "Introduction.......4".
std::string_view before_leader(std::string_view word) {
  for (const std::string_view leader : {"...", "___", "---", "···"})
    if (const auto at = word.find(leader); at != std::string_view::npos && at > 0) word = word.substr(0, at);
  return word;
}

/// Capitals may come from the formatting.
bool begins(const Sheet& sheet, std::size_t at, const Opening& opening, std::size_t count) {
  if (at + count > sheet.words.size()) return false;
  for (std::size_t i = 0; i < count; ++i)
    if (lowercase(before_leader(sheet.words[at + i].text)) != lowercase(opening[i])) return false;
  return true;
}

/// Finds the paragraphs one after another: each behind the one before if it can be, and no place twice.
class Finder {
 public:
  explicit Finder(const std::vector<Sheet>& sheets) : sheets_(sheets) {}

  struct Found {
    Spot spot;
    std::size_t words;  ///< of the opening that were needed, all of them if possible
  };
  std::optional<Found> find(const Opening& opening) {
    for (std::size_t count = opening.size(); count > 0; count = count > 3 ? 3 : count > 1 ? 1 : 0) {
      for (const Spot start : {last_, Spot{0, 0}})
        if (const auto spot = behind(start, opening, count)) {
          taken_.insert(*spot);
          last_ = *spot;
          return Found{*spot, count};
        }
    }
    return std::nullopt;
  }

 private:
  std::optional<Spot> behind(Spot start, const Opening& opening, std::size_t count) const {
    for (std::size_t page = start.page; page < sheets_.size(); ++page)
      for (std::size_t word = page == start.page ? start.word : 0; word < sheets_[page].words.size(); ++word)
        if (begins(sheets_[page], word, opening, count) && !taken_.contains({page, word})) return Spot{page, word};
    return std::nullopt;
  }

  const std::vector<Sheet>& sheets_;
  std::set<Spot> taken_;
  Spot last_{0, 0};
};

/// The same words on our page that stand nearest.
void measure(Offset& offset, const Sheet& ours, const Word& theirs, const Opening& opening, std::size_t count) {
  const Word* nearest = nullptr;
  for (std::size_t at = 0; at < ours.words.size(); ++at)
    if (begins(ours, at, opening, count) && (!nearest || distance(ours.words[at], theirs) < distance(*nearest, theirs)))
      nearest = &ours.words[at];
  if (!nearest) return;
  offset.found = true;
  offset.right = (nearest->x - theirs.x) / kMillimetre;
  offset.down = (nearest->y - theirs.y) / kMillimetre;
}

/// Each word has its equal nearby: then only the order in which pdftotext reads the page differs.
bool same_places(const Sheet& ours, const Sheet& theirs) {
  if (ours.words.size() != theirs.words.size()) return false;
  std::vector<bool> taken(ours.words.size());
  return std::ranges::all_of(theirs.words, [&](const Word& word) {
    std::size_t best = ours.words.size();
    for (std::size_t i = 0; i < ours.words.size(); ++i)
      if (!taken[i] && ours.words[i].text == word.text &&
          (best == ours.words.size() || distance(ours.words[i], word) < distance(ours.words[best], word)))
        best = i;
    if (best == ours.words.size() || distance(ours.words[best], word) > kNear) return false;
    return static_cast<bool>(taken[best] = true);
  });
}

bool same_text(const Sheet& ours, const Sheet& theirs) {
  return ours.reading == theirs.reading || ours.layout == theirs.layout || same_places(ours, theirs);
}

/// The words around the first difference.
std::string difference(const Sheet& ours, const Sheet& theirs) {
  const auto a = words_in(ours.layout), b = words_in(theirs.layout);
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const auto around = [&](const std::vector<std::string>& words) {
    const std::size_t from = std::min(at < 2 ? 0 : at - 2, words.size()), to = std::min(at + 4, words.size());
    return fmt::format("\"{}\"",
                       fmt::join(words.begin() + static_cast<long>(from), words.begin() + static_cast<long>(to), " "));
  };
  return around(a) + " instead of " + around(b);
}

std::string first_difference(const Comparison& result, const std::vector<Sheet>& ours,
                             const std::vector<Sheet>& theirs) {
  for (std::size_t page = 0; page < std::min(ours.size(), theirs.size()); ++page)
    if (!same_text(ours[page], theirs[page]))
      return fmt::format("page {}: {}", page + 1, difference(ours[page], theirs[page]));
  for (const Offset& offset : result.offsets)
    if (offset.distance() > kNear)
      return fmt::format("page {}: \"{}\" stands {:+.1f} mm right, {:+.1f} mm down", offset.page, offset.opening,
                         offset.right, offset.down);
  return ours.size() == theirs.size() ? "" : "the number of pages";
}

}  // namespace

double Offset::distance() const { return found ? std::hypot(right, down) : kNowhere; }

double Comparison::worst() const {
  double worst = 0;
  for (const Offset& offset : offsets) worst = std::max(worst, offset.distance());
  return worst;
}

double Comparison::median() const {
  if (offsets.empty()) return 0;
  std::vector<double> distances;
  for (const Offset& offset : offsets) distances.push_back(offset.distance());
  std::ranges::sort(distances);
  return distances[distances.size() / 2];
}

Comparison compared(const std::vector<Sheet>& ours, const std::vector<Sheet>& theirs,
                    const std::vector<Opening>& openings) {
  Comparison result{.our_pages = ours.size(), .their_pages = theirs.size()};
  result.same_text = std::ranges::equal(ours, theirs, same_text);
  Finder finder(theirs);
  for (const Opening& opening : openings) {
    const auto found = finder.find(opening);
    if (!found) {
      ++result.not_printed;
      continue;
    }
    Offset offset{.opening = fmt::format("{}", fmt::join(opening, " ")), .page = found->spot.page + 1};
    if (found->spot.page < ours.size())
      measure(offset, ours[found->spot.page], theirs[found->spot.page].words[found->spot.word], opening, found->words);
    result.offsets.push_back(std::move(offset));
  }
  result.first_difference = first_difference(result, ours, theirs);
  return result;
}

}  // namespace kontor::test
