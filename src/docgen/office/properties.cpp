#include "docgen/office/properties.hpp"

#include "base/clock.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::office {
namespace {

/// Puts `value` into the element of that name when it is there and empty, whatever attributes it has.
bool fill_empty(std::string& xml, std::string_view name, std::string_view value) {
  const std::size_t begin = xml.find(fmt::format("<{}", name));
  if (begin == std::string::npos || value.empty()) return false;
  const std::size_t after = begin + 1 + name.size();
  const std::size_t end = xml.find('>', begin);
  if (end == std::string::npos || (xml[after] != ' ' && xml[after] != '/' && xml[after] != '>')) return false;
  const std::string close = fmt::format("</{}>", name);
  if (xml[end - 1] == '/')
    xml.replace(end - 1, 2, fmt::format(">{}{}", value, close));
  else if (std::string_view(xml).substr(end + 1).starts_with(close))
    xml.insert(end + 1, value);
  else
    return false;
  return true;
}

}  // namespace

std::optional<std::string> completed_properties(std::string_view core, std::string_view author,
                                                std::chrono::sys_seconds created) {
  std::string out(core);
  bool changed = fill_empty(out, "dc:creator", escaped(author));
  if (created != std::chrono::sys_seconds{}) changed = fill_empty(out, "dcterms:created", rfc3339(created)) || changed;
  return changed ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace kontor::docgen::office
