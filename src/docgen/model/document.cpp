#include "docgen/model/document.hpp"

namespace kontor::docgen {

std::string plain_text(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

bool is_blank(const Runs& runs) {
  return std::ranges::all_of(
      runs, [](const Run& run) { return run.text.empty() && !run.figure && !run.field && !run.note && !run.floating; });
}

}  // namespace kontor::docgen
