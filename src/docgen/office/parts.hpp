#pragma once

#include <string>
#include <string_view>

#include "base/money.hpp"
#include "docgen/office/archive.hpp"

/// What is asked of the parts of an office file before anything is done with them.
namespace kontor::docgen::office {

/// UTF-8 without the characters that XML forbids; the error names the part.
Result<void> check_sound(std::string_view xml, std::string_view part);
/// The part's text: UTF-8, without the characters that XML forbids. The error names the part.
Result<std::string> sound_xml(const Archive& archive, const Archive::Entry& entry);
/// Russian when most letters of the text, tags left aside, are Cyrillic.
Locale locale_of_letters(std::string_view xml);
/// As docProps/core.xml says it; "" when it does not, or when tags make it.
std::string title_of(std::string_view properties);

}  // namespace kontor::docgen::office
