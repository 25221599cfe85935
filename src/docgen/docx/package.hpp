#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace kontor::docgen::docx {

/// The parts of a file by their names, in the order in which they are written.
using Parts = std::vector<std::pair<std::string, std::string>>;

/// A zip archive with the parts; equal parts and times give equal bytes, in any time zone.
std::string zipped(const Parts& parts, std::chrono::sys_seconds modified);

}  // namespace kontor::docgen::docx
