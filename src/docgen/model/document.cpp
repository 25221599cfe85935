#include "docgen/model/document.hpp"

namespace kontor::docgen {

std::string plain_text(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

}  // namespace kontor::docgen
