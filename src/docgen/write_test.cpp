#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/docgen.hpp"
#include "docgen/markdown/reader.hpp"
#include "docgen/model/look.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

Paper paper(std::string_view markdown, Locale locale = Locale::en) {
  auto read = read_markdown(markdown, {}, locale);
  EXPECT_TRUE(read);
  return Paper(std::make_shared<const Document>(std::move(*read)));
}

std::string written(const Paper& paper, const WriteOptions& options = {}) {
  auto bytes = write(paper, Format::pdf, options);
  EXPECT_TRUE(bytes);
  if (!bytes) return "";
  EXPECT_THAT(said_of(*bytes, "qpdf --check {} 2>&1"), HasSubstr("No syntax or stream encoding errors found"));
  return *bytes;
}

TEST(Pdf, IsFoundAndReadByItsWords) {
  const std::string text = said_of(written(paper("# Предложение «Ёлка»\n\nСумма 21\u00A0000,00\u00A0₽ "
                                                 "[сайт](https://example.com)\n\n::: footer\nНижний край\n:::\n",
                                                 Locale::ru)),
                                   "pdftotext -layout {} -");
  EXPECT_THAT(text, HasSubstr("Предложение «Ёлка»"));
  EXPECT_THAT(text, HasSubstr("Сумма 21 000,00 ₽ сайт"));
  EXPECT_THAT(text, HasSubstr("Нижний край"));
  EXPECT_THAT(text, HasSubstr("Стр. 1 из 1"));
}

TEST(Pdf, CarriesItsFontsAndItsProperties) {
  WriteOptions options{.author = "ООО «Ромашка»"};
  options.created = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
  const std::string bytes = written(paper("# Title\n\nЖ **ж** *ж*"), options);
  const std::string fonts = said_of(bytes, "pdffonts {}");
  EXPECT_THAT(fonts, HasSubstr("PTSans"));
  EXPECT_THAT(fonts, ::testing::Not(HasSubstr(" no ")));  // every font embedded
  const std::string info = said_of(bytes, "pdfinfo {}");
  EXPECT_THAT(info, HasSubstr("Title:           Title"));
  EXPECT_THAT(info, HasSubstr("Author:          ООО «Ромашка»"));
  EXPECT_THAT(info, HasSubstr("2026"));
  EXPECT_THAT(info, HasSubstr("A4"));
}

TEST(Pdf, IsTheSameBytesForTheSameInput) {
  const Paper text = paper("# A\n\nтекст *it*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  EXPECT_EQ(written(text), written(text));
}

TEST(Pdf, TakesHostileTextWithoutHarm) {
  const Paper text = paper("\u202E\u0301 \U0001F600 中文 ελληνικά العربية " + std::string(5000, 'W'));
  EXPECT_GT(written(text).size(), 1000u);
  EXPECT_GT(written(Paper(std::make_shared<const Document>())).size(), 500u);
}

TEST(Pdf, IsWholeWithLinksListsAndTotals) {
  EXPECT_FALSE(written(paper("# A\n\n- [x](https://example.com)\n\n::: totals\n**Sum** | 1\n:::\n")).empty());
}

TEST(Look, RefusesALogoThatIsNone) {
  EXPECT_FALSE(look_of(Document{}, {.logo = "GIF89a"}));
  EXPECT_FALSE(look_of(
      Document{}, {.logo = std::string_view(
                       "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0\0\0\0\0", 33)}));
  EXPECT_FALSE(look_of(Document{}, {.accent = "blue"}));
}

}  // namespace
}  // namespace kontor::docgen
