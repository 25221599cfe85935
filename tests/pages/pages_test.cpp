#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>

#include "base/test_directory.hpp"
#include "pages/comparison.hpp"

namespace kontor::test {
namespace {

constexpr std::size_t kFiles = 30, kFilesNear = 25;  // so many of so many; of more files in proportion

std::vector<std::filesystem::path> word_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(KONTOR_PAGES_FILES))
    if (entry.path().extension() == ".docx") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// All files, printed once by both.
const std::vector<FileComparison>& comparisons() {
  static const TemporaryDirectory directory;
  static const std::vector<FileComparison> compared = [] {
    auto files = compare_files(word_files(), directory.path());
    std::cout << table_of(files);
    return files;
  }();
  return compared;
}

TEST(WordPages, AreMadeOfEveryFile) {
  EXPECT_GE(comparisons().size(), kFiles);
  for (const auto& [file, result] : comparisons()) {
    EXPECT_EQ(result.error, "") << file.filename();
    EXPECT_GT(result.offsets.size(), 3 * result.not_printed) << file.filename() << ": its paragraphs are not found";
  }
}

TEST(WordPages, SayWhatLibreOfficePrintsPageByPage) {
  for (const auto& [file, result] : comparisons())
    EXPECT_TRUE(result.same_text) << file.filename() << ": " << result.first_difference;
}

TEST(WordPages, HaveTheirParagraphsWhereLibreOfficePutsThem) {
  const auto near = std::ranges::count_if(comparisons(), [](const auto& each) { return each.result.near(); });
  EXPECT_GE(static_cast<std::size_t>(near) * kFiles, kFilesNear * comparisons().size()) << table_of(comparisons());
}

}  // namespace
}  // namespace kontor::test
