#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pages/files.hpp"
#include "pages/words.hpp"

namespace kontor::test {

inline constexpr double kNear = 3;  ///< millimetres that a paragraph may stand away

/// Where a paragraph begins in ours against LibreOffice's, in millimetres; right and down are positive.
struct Offset {
  std::string opening;
  std::size_t page = 0;  ///< from 1, in LibreOffice's
  bool found = false;    ///< in ours, on the same page
  double right = 0, down = 0;

  double distance() const;  ///< infinite when it was not found
};

struct Comparison {
  std::string error;  ///< why there is nothing to compare; empty otherwise
  std::size_t our_pages = 0, their_pages = 0;
  /// Of each page: equal in the order of reading or as laid out, or each word has its equal within kNear.
  bool same_text = false;
  std::vector<Offset> offsets;   ///< of the paragraphs that LibreOffice prints
  std::size_t not_printed = 0;   ///< paragraphs that are not found in LibreOffice's either, and are not counted
  std::string first_difference;  ///< for a person; empty when there is none

  double worst() const;   ///< millimetres; 0 without paragraphs, infinite when one is on another page or nowhere
  double median() const;  ///< the same
  bool near() const { return error.empty() && our_pages == their_pages && worst() <= kNear; }
};

Comparison compared(const std::vector<Sheet>& ours, const std::vector<Sheet>& theirs,
                    const std::vector<Opening>& openings);

struct FileComparison {
  std::filesystem::path file;
  Comparison result;
};

/// Prints every file by both and compares. The PDFs stay in `work`/kontor and `work`/libreoffice.
std::vector<FileComparison> compare_files(const std::vector<std::filesystem::path>& files,
                                          const std::filesystem::path& work);

/// One line for each file, and their sum.
std::string table_of(const std::vector<FileComparison>& files);
/// One line for each paragraph.
std::string offsets_of(const FileComparison& file);

}  // namespace kontor::test
