#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

/// What is wrong with a PDF: what `qpdf --check` complains of, warnings too, and which of the words nobody finds who
/// searches its text as pdftotext gives it; capitals do not matter. Empty when all is well.
std::string complaint_about(std::string_view pdf, const std::vector<std::string>& words);

/// The words of four letters and more, each once, in their order. Figures and signs part them.
std::vector<std::string> long_words(std::string_view text);

bool is_cyrillic(std::string_view word);

}  // namespace kontor::test
