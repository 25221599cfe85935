#include <spdlog/fmt/fmt.h>

#include <iostream>

#include "base/test_directory.hpp"
#include "pages/comparison.hpp"

// pages_compare [-v] [--keep DIRECTORY] A.docx B.docx …   prints Word files by Kontor and by LibreOffice and tells how
// far apart they are. -v tells it of each paragraph; --keep leaves the PDFs of both in DIRECTORY/kontor and
// DIRECTORY/libreoffice. The exit is 0 when all texts are the same and all paragraphs are near.
//
// pdftotext puts the top of a word where the font's descriptor says that its letters end: up to a millimetre of the
// same offset downwards in all paragraphs of one font is a difference of Ascent, not of layout.

namespace {

using namespace kontor::test;

int compare(const std::vector<std::filesystem::path>& files, const std::filesystem::path& work, bool each_paragraph) {
  const auto compared = compare_files(files, work);
  if (each_paragraph)
    for (const FileComparison& file : compared) std::cout << offsets_of(file);
  std::cout << table_of(compared);
  return std::ranges::all_of(compared, [](const auto& each) { return each.result.same_text && each.result.near(); })
             ? 0
             : 1;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::filesystem::path> files;
  std::filesystem::path kept;
  bool each_paragraph = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "-v")
      each_paragraph = true;
    else if (argument == "--keep" && i + 1 < count)
      kept = std::filesystem::absolute(arguments[++i]);
    else
      files.emplace_back(argument);
  }
  if (files.empty()) {
    std::cerr << "pages_compare [-v] [--keep DIRECTORY] A.docx B.docx …\n";
    return 2;
  }
  if (!kept.empty()) {
    std::filesystem::create_directories(kept);
    return compare(files, kept, each_paragraph);
  }
  const TemporaryDirectory directory;
  return compare(files, directory.path(), each_paragraph);
}
