#include "docgen/layout/text/levels.hpp"

#include <numeric>

#include "docgen/layout/text/letters.hpp"

namespace kontor::docgen::layout {
namespace {

enum class Direction : std::uint8_t { neutral, leftward_start, rightward, digit };

Direction direction_of(char32_t letter) {
  if (letter >= '0' && letter <= '9') return Direction::digit;
  if (is_rightward(letter)) return Direction::rightward;
  return is_common(script_of(letter)) ? Direction::neutral : Direction::leftward_start;
}

}  // namespace

std::vector<std::uint8_t> direction_levels(std::string_view text) {
  std::vector<Direction> directions(text.size());
  Direction base = Direction::neutral;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const Direction its = direction_of(next_letter(text, at));
    std::fill(directions.begin() + static_cast<std::ptrdiff_t>(from),
              directions.begin() + static_cast<std::ptrdiff_t>(at), its);
    if (base == Direction::neutral && its != Direction::digit) base = its;
  }
  const bool base_rightward = base == Direction::rightward;
  std::vector<std::uint8_t> levels(text.size(), base_rightward ? 1 : 0);
  bool after_rightward = base_rightward;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && directions[end] == directions[at]) ++end;
    std::uint8_t level = base_rightward ? 1 : 0;
    switch (directions[at]) {
      case Direction::rightward:
        level = 1;
        after_rightward = true;
        break;
      case Direction::leftward_start:
        level = base_rightward ? 2 : 0;
        after_rightward = false;
        break;
      case Direction::digit:
        level = after_rightward ? 2 : 0;
        break;
      case Direction::neutral: {
        const bool before_rightward = end < text.size() ? directions[end] == Direction::rightward ||
                                                              (directions[end] == Direction::digit && after_rightward)
                                                        : base_rightward;
        if (after_rightward && before_rightward) level = 1;
        break;
      }
    }
    std::fill(levels.begin() + static_cast<std::ptrdiff_t>(at), levels.begin() + static_cast<std::ptrdiff_t>(end),
              level);
    at = end;
  }
  return levels;
}

std::vector<std::size_t> visual_order(const std::vector<std::uint8_t>& levels) {
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::uint8_t level = 2; level >= 1; --level)
    for (std::size_t at = 0; at < levels.size();) {
      if (levels[order[at]] < level) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < levels.size() && levels[order[end]] >= level) ++end;
      std::reverse(order.begin() + static_cast<std::ptrdiff_t>(at), order.begin() + static_cast<std::ptrdiff_t>(end));
      at = end;
    }
  return order;
}

}  // namespace kontor::docgen::layout
