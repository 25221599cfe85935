#include "docgen/model/document.hpp"

namespace kontor::docgen {

std::string plain_text(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

bool is_blank(const Runs& runs) {
  return std::ranges::all_of(runs, [](const Run& run) { return run.text.empty() && !run.figure; });
}

}  // namespace kontor::docgen
