#include "docgen/docx/package.hpp"

#include "docgen/office/package.hpp"

namespace kontor::docgen::docx {

std::string zipped(const Parts& parts, std::chrono::sys_seconds modified) {
  std::vector<office::Part> views;
  views.reserve(parts.size());
  for (const auto& [name, content] : parts) views.push_back({name, content});
  return office::packed(views, modified);
}

}  // namespace kontor::docgen::docx
