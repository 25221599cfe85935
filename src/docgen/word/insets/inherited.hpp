#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen::word {

/// In markup that is lifted out of its place: at the head of a `<w:pPr>` or `<w:rPr>`, it stands for the properties of
/// the paragraph or run that the tag is in.
inline constexpr char kInherited = '\x08';

/// The markup with those properties. `paragraph` and `run` are the elements around the tag as they are written,
/// `<w:pPr>…</w:pPr>` and `<w:rPr>…</w:rPr>`, or empty. What the markup sets itself wins; numbering, sections and
/// revisions are not handed on.
std::string inherited(std::string_view markup, std::string_view paragraph, std::string_view run);

}  // namespace kontor::docgen::word
