#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docgen/office/part_of_test.hpp"

/// Word files for tests, made of snippets of XML.
namespace kontor::docgen::word::sample {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A paragraph of one run for each text.
std::string p(std::initializer_list<std::string_view> runs);
inline std::string p(std::string_view text) { return p({text}); }
/// A table: rows of cells of one paragraph each.
std::string table(const std::vector<std::vector<std::string>>& rows);

/// A whole file whose document has that body. `more` are parts beside it: "word/header1.xml" and the like get their
/// content types.
std::string docx(std::string_view body, const Parts& more = {});
/// The XML around a header's, a footer's or a comment's content.
std::string part(std::string_view root, std::string_view content);
using office::part_of;
/// What the elements of the document say: paragraphs as lines, cells parted by tabs.
std::string words_of(const std::string& docx);
/// What is in w:body.
std::string body_of(const std::string& docx);

}  // namespace kontor::docgen::word::sample
