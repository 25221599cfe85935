#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "docgen/office/archive.hpp"

namespace kontor::docgen::office {

/// A part that is not what the template's archive holds.
struct Changed {
  std::size_t entry;  ///< of the archive; `kNew` for one that it does not have
  std::string_view name;
  std::string_view content;  ///< empty: the part goes away (no part of an office file is empty)
};
inline constexpr std::size_t kNew = static_cast<std::size_t>(-1);

/// The archive with some parts changed and some added. What is not changed keeps its packed bytes; the order stays.
/// Equal input gives equal bytes.
std::string packed(const Archive& archive, std::span<const Changed> changed);

struct Part {
  std::string_view name;
  std::string_view content;
};

/// A new archive with the parts in their order, all of them of the time `modified`. Equal input gives equal bytes, in
/// any time zone.
std::string packed(std::span<const Part> parts, std::chrono::sys_seconds modified);

}  // namespace kontor::docgen::office
