#include "docgen/preview/page_text.hpp"

#include <cmath>

namespace kontor::docgen {

std::string text_of(const layout::Page& page) {
  constexpr double kSameLine = 0.5, kSameWord = 0.5;  // points
  std::string out;
  double baseline = 0, end = 0;
  for (const layout::Mark& mark : page.marks) {
    const auto* text = std::get_if<layout::TextMark>(&mark);
    if (!text || !text->run || text->run->text.empty()) continue;
    if (!out.empty() && std::abs(text->baseline - baseline) > kSameLine)
      out += '\n';
    else if (!out.empty() && std::abs(text->x - end) > kSameWord && out.back() != ' ')
      out += ' ';
    out += text->run->text;
    baseline = text->baseline;
    end = text->x + text->run->width();
  }
  return out;
}

}  // namespace kontor::docgen
