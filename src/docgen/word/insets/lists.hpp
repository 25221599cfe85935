#pragma once

#include <string>

namespace kontor::docgen::word {

/// `<w:abstractNum>` of nine levels, of bullets or of numbers, with @ for its number.
std::string list_definition(bool ordered);
/// What makes an instance count from `start`, at whatever level it is used, inside of its `<w:num>`.
std::string start_override(int start);
/// word/numbering.xml without lists.
std::string empty_numbering();

/// Twips by which an item of that level (from 0) stands in, and by which its mark stands out.
inline constexpr int kListStep = 360;
inline constexpr int list_indent(int level) { return 2 * kListStep * (level + 1) - kListStep * level; }

}  // namespace kontor::docgen::word
