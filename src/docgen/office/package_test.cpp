#include "docgen/office/package.hpp"

#include <gmock/gmock.h>

#include <random>

#include "docgen/word/sample_test.hpp"

namespace kontor::docgen::office {
namespace {

using namespace testing;

std::string noise(std::size_t size) {
  std::mt19937 random;  // the same for each run
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

Archive read(std::string bytes) {
  auto archive = Archive::read(std::move(bytes));
  EXPECT_TRUE(archive) << archive.error().public_message;
  return *std::move(archive);
}

TEST(WordPackage, GivesBackWhatWasPackedWhetherItShrinksOrNot) {
  const Archive archive = read(word::sample::docx(word::sample::p("x")));
  std::string rows;
  for (int i = 0; i < 20'000; ++i) rows += "<w:tr>" + std::to_string(i) + "</w:tr>";
  for (const std::string& content : {std::string("x"), rows, noise(1), noise(4096), noise(65'535), noise(65'536),
                                     noise(1'000'000), rows + noise(300'000)}) {
    const Changed changed[] = {{*archive.find("word/document.xml"), "", content}, {kNew, "word/media/a.png", content}};
    const Archive made = read(packed(archive, changed));
    for (const std::string_view name : {"word/document.xml", "word/media/a.png"}) {
      const auto unpacked = made.unpack(made.entries()[*made.find(name)]);
      ASSERT_TRUE(unpacked) << name << " of " << content.size();
      EXPECT_TRUE(*unpacked == content) << name << " of " << content.size();
    }
  }
}

TEST(WordPackage, LeavesOutAPartThatBecomesEmpty) {
  const Archive archive = read(word::sample::docx(word::sample::p("x")));
  const Changed changed[] = {{*archive.find("word/document.xml"), "", ""}};
  const Archive made = read(packed(archive, changed));
  EXPECT_FALSE(made.find("word/document.xml"));
  EXPECT_EQ(made.entries().size() + 1, archive.entries().size());
}

TEST(WordPackage, PacksRowsThatAreAlikeSmall) {
  const Archive archive = read(word::sample::docx(word::sample::p("x")));
  std::string rows;
  for (int i = 0; i < 1000; ++i) rows += word::sample::p("Package " + std::to_string(i));
  const Changed changed[] = {{*archive.find("word/document.xml"), "", rows}};
  const Archive made = read(packed(archive, changed));
  EXPECT_THAT(made.entries()[*made.find("word/document.xml")].packed, Lt(rows.size() / 8));
}

}  // namespace
}  // namespace kontor::docgen::office
