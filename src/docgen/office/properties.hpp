#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen::office {

/// docProps/core.xml of a filled file. What the template says of itself stays as it says it, with its tags filled; only
/// an author that it leaves empty becomes `author`, and an empty date of creation `created`. Nothing when there is
/// nothing to change.
std::optional<std::string> completed_properties(std::string_view core, std::string_view author,
                                                std::chrono::sys_seconds created);

}  // namespace kontor::docgen::office
