#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

std::string contents(const std::filesystem::path& file);

/// A paragraph's text in words: at most the first few, which is enough to find it on paper. Printed text only: no
/// deleted text, no instructions of fields, of alternatives the first.
using Opening = std::vector<std::string>;

/// Of a .docx: the paragraphs of the body with its text boxes, of the notes, the headers and the footers. Empty ones
/// are left out. Throws std::runtime_error when the file is none.
std::vector<Opening> openings_of(const std::filesystem::path& docx);

/// What became of one Word file.
struct Printed {
  std::filesystem::path pdf;  ///< empty when there is none
  std::string error;
};

/// All files in one call of LibreOffice, with a profile of its own under `work`, where the PDFs are left. Files of one
/// name may not stand in different folders.
std::vector<Printed> printed_by_office(const std::vector<std::filesystem::path>& files,
                                       const std::filesystem::path& work);
/// By `kontor render`, without fields.
std::vector<Printed> printed_by_kontor(const std::vector<std::filesystem::path>& files,
                                       const std::filesystem::path& work);

}  // namespace kontor::test
