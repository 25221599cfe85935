#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"
#include "docgen/model/document.hpp"

/// Markdown as our templates write it: GitHub's (tables, strikethrough, footnotes) without raw HTML, and containers in
/// fences:
///
///     ::: letterhead          the company at the head of the first page, beside the logo
///     ::: split               one line each: left | right
///     ::: details             one line each: label | value
///     ::: totals              one line each: label | value; a **bold** label makes the line that counts
///     ::: columns 60 40       texts side by side, parted by lines of |||; the numbers are shares of the width
///     ::: signatures          the same, never broken over pages; in it a line "role ____ name" is a line to sign on
///     ::: grid 40 20 40       a table with boxes: rows of | a | b |; a cell of ^ belongs to the one above it, of < to
///                             the one at its left. Behind the widths: header=2 (rows that each page repeats),
///                             align=lcr (a letter for each column), small, plain (no lines) or ruled (lines between
///                             rows). A cell may begin with options of its own:
///                             {left center right, top middle bottom, bold small tiny, shade, up (turned),
///                              box, none, line (below it), line-top, line-left, line-right}
///     ::: center, right, small    paragraphs set so
///     ::: together            what should stand on one page
///     ::: header, footer      of the second and later pages; of every page. {page} and {pages} are numbers there
///     ::: watermark           a word across each page
///     ::: page-break :::      what follows begins a new page
///     :::                     closes the container
///
/// Carried characters (markdown/carry.hpp) come out as themselves, carried insets as what they are.
namespace kontor::docgen {

/// One section, with its head (on the second and later pages), its foot (with the number of the page beside what the
/// text says, unless that has {page} itself) and the title. Fails with the container's name when its fence is wrong,
/// and with the option that nobody knows.
Result<Document> read_markdown(std::string_view markdown, const std::vector<Inset>& insets = {},
                               Locale locale = Locale::en);

}  // namespace kontor::docgen
