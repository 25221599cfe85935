#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kontor::docgen::layout {

/// For each byte its level in the sense of Unicode's bidirectional algorithm: even from left to right, odd from right
/// to left. A short form of it, without embeddings: enough that a name or a sentence in Hebrew or Arabic comes out
/// readable, with its numbers.
std::vector<std::uint8_t> direction_levels(std::string_view text);
/// The order in which pieces of these levels stand from left to right.
std::vector<std::size_t> visual_order(const std::vector<std::uint8_t>& levels);

}  // namespace kontor::docgen::layout
