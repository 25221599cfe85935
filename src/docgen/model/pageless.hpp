#pragma once

#include "docgen/model/document.hpp"

/// What writers make of heads and feet that have no pages to put them on: a head before a section and a foot behind it.
namespace kontor::docgen {

/// The head of the section's first page; nothing when the section before it ended under the same one.
const Blocks& head_of(const Document& document, std::size_t section);
/// The foot of its last page; nothing when the next section has the same.
const Blocks& foot_of(const Document& document, std::size_t section);

/// Numbers of pages with a word or two: "Page 2 of 3". Means nothing without pages.
bool is_page_label(const Runs& runs);

}  // namespace kontor::docgen
