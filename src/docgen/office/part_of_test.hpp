#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "docgen/office/archive.hpp"

namespace kontor::docgen::office {

/// For tests: a part of a Word or Excel file, unpacked; throws when there is none.
inline std::string part_of(const std::string& file, std::string_view name) {
  const Result<Archive> archive = Archive::read(file);
  if (!archive) throw std::runtime_error(describe(archive.error()));
  const auto entry = archive->find(name);
  if (!entry) throw std::runtime_error(fmt::format("no part {}", name));
  const Result<std::string> bytes = archive->unpack(archive->entries()[*entry]);
  if (!bytes) throw std::runtime_error(describe(bytes.error()));
  return *bytes;
}

}  // namespace kontor::docgen::office
