#pragma once

#include <string_view>

#include "docgen/model/document.hpp"

/// Marked-up text that is a value: a note that a customer wrote, a section that a model wrote. GitHub's Markdown:
/// paragraphs, headings, bold, italic, strike, code, links, nested lists, tables, quotes, rules. Containers (:::), HTML
/// and pictures by address are not read: HTML stays as it is written, of a picture its description stays.
namespace kontor::docgen {

Blocks read_marked_up(std::string_view text);

/// The runs of the one paragraph that is all there is; null for anything else.
const Runs* only_paragraph(const Blocks& blocks);
/// Blocks as lines, for a place that holds no blocks: items of lists have their marks, cells are parted by bars.
Runs flattened(const Blocks& blocks);
/// The runs in a style: bold and the like are added, a link is set where there is none.
void add_style(Runs& runs, const Run& style);

}  // namespace kontor::docgen
