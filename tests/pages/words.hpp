#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kontor::test {

/// A word on paper; points from the upper left corner of the page.
struct Word {
  std::string text;
  double x = 0, y = 0;
};

struct Sheet {
  std::vector<Word> words;      ///< in the order in which one reads
  std::string reading, layout;  ///< the text as pdftotext gives it, one space between words
};

/// What pdftotext finds in a PDF, page by page. Throws std::runtime_error for what is no PDF.
std::vector<Sheet> sheets_of(const std::filesystem::path& pdf);

/// The text with single spaces between words, without soft hyphens and without what leads to a tab stop (dots, lines);
/// no-break spaces count as spaces.
std::string spaced(std::string_view text);
/// The words of spaced().
std::vector<std::string> words_in(std::string_view text);

}  // namespace kontor::test
