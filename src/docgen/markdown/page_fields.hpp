#pragma once

#include <string>
#include <string_view>

#include "docgen/model/document.hpp"

/// {page} and {pages}, which are known only when the pages are. What a value says is never one of them.
namespace kontor::docgen {

/// The template's text with marks in their place, which pass the Markdown parser: control characters, which no value
/// may have.
std::string with_page_marks(std::string_view markdown);
/// Puts fields in the place of the marks. True when there were any.
bool set_page_fields(Runs& runs);

}  // namespace kontor::docgen
