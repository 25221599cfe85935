#pragma once

#include <gtest/gtest.h>

#include "docgen/docgen.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/markdown/reader.hpp"

/// For tests of pages: what stands where, in words and points.
namespace kontor::docgen::layout {

inline Document document_of(std::string_view markdown, Locale locale = Locale::en) {
  auto read = read_markdown(markdown, {}, locale);
  EXPECT_TRUE(read);
  return read ? std::move(*read) : Document{};
}

inline Pages pages_of(const Document& document) {
  auto pages = layout::pages_of(document, *look_of(document, {}));
  EXPECT_TRUE(pages);
  return pages ? std::move(*pages) : Pages{};
}

/// A line as it is seen: the texts of one base line, from left to right.
struct SeenLine {
  double x = 0, right = 0, baseline = 0;
  std::string text;
};

inline std::vector<SeenLine> lines_of(const Page& page) {
  std::vector<const TextMark*> marks;
  for (const Mark& mark : page.marks)
    if (const auto* text = std::get_if<TextMark>(&mark)) marks.push_back(text);
  std::ranges::stable_sort(marks, [](const TextMark* a, const TextMark* b) {
    return std::abs(a->baseline - b->baseline) > 0.5 ? a->baseline < b->baseline : a->x < b->x;
  });
  std::vector<SeenLine> lines;
  for (const TextMark* mark : marks) {
    const double right = mark->x + mark->run->width();
    if (lines.empty() || std::abs(lines.back().baseline - mark->baseline) > 0.5)
      lines.push_back({mark->x, right, mark->baseline, std::string(mark->run->text)});
    else
      lines.back().text += (mark->x - lines.back().right > 1 ? " " : "") + mark->run->text,
          lines.back().right = std::max(lines.back().right, right);
  }
  return lines;
}

inline std::string text_of(const Page& page) {
  std::string text;
  for (const SeenLine& line : lines_of(page)) text += line.text + "\n";
  return text;
}

/// Lines in the room for text: without head and foot.
inline std::vector<SeenLine> body_of(const Page& page, const PageSetup& setup = {}) {
  std::vector<SeenLine> lines = lines_of(page);
  std::erase_if(lines, [&](const SeenLine& line) {
    return line.baseline < setup.top || line.baseline > setup.height - setup.bottom + 1;
  });
  return lines;
}

/// The page on which a text stands, and the line; a page past the last for none.
inline std::size_t page_with(const Pages& pages, std::string_view text) {
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    if (text_of(pages.pages[i]).contains(text)) return i;
  return pages.pages.size();
}

inline const SeenLine* line_with(const std::vector<SeenLine>& lines, std::string_view text) {
  for (const SeenLine& line : lines)
    if (line.text.contains(text)) return &line;
  return nullptr;
}

}  // namespace kontor::docgen::layout
