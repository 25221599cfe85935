#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"
#include "docgen/model/document.hpp"

/// Markdown as our templates write it: GitHub's (tables, strikethrough) without raw HTML, and containers in fences:
///
///     ::: letterhead          the company at the head of the first page, beside the logo
///     ::: split               one line each: left | right
///     ::: details             one line each: label | value
///     ::: totals              one line each: label | value; a **bold** label makes the line that counts
///     ::: columns 60 40       texts side by side, parted by lines of |||; the numbers are shares of the width
///     ::: signatures          the same, never broken over pages; in it a line "role ____ name" is a line to sign on
///     ::: grid 40 20 40       a table with boxes: rows of | a | b |; a cell of ^ belongs to the one above it, of < to
///     the
///                             one at its left
///     ::: center, right, small    paragraphs set so
///     ::: header, footer      of the second and later pages; of every page
///     ::: page-break :::      what follows begins a new page
///     :::                     closes the container
///
/// Carried characters (markdown/carry.hpp) come out as themselves, carried insets as what they are.
namespace kontor::docgen {

/// One section, with its head (on the second and later pages), its foot (with the number of the page beside what the
/// text says) and the title. Fails with the container's name when its fence is wrong.
Result<Document> read_markdown(std::string_view markdown, const std::vector<Inset>& insets = {},
                               Locale locale = Locale::en);

}  // namespace kontor::docgen
