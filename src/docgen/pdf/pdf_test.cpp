#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/markdown/reader.hpp"
#include "docgen/pdf/pages.hpp"
#include "docgen/pdf/writer.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

Document document(std::string_view markdown, Locale locale = Locale::en) {
  auto read = read_markdown(markdown);
  EXPECT_TRUE(read);
  read->locale = locale;
  return std::move(*read);
}

pdf::Flow flow_of(const Document& document) { return pdf::flow_of(document, *look_of(document, {})); }

std::string rows(int count) {
  std::string table = "| # | Name |\n|--:|:--|\n";
  for (int i = 1; i <= count; ++i) table += fmt::format("| {} | Row {} |\n", i, i);
  return table;
}

TEST(Pages, RepeatTheHeaderOfATable) {
  const Document long_table = document(rows(100));
  const pdf::Flow flow = flow_of(long_table);
  const auto pages = pdf::pages_of(flow, 700);
  ASSERT_GT(pages.size(), 2u);
  const pdf::Box* header = &flow.table_headers[0][0];
  for (std::size_t i = 1; i < pages.size(); ++i) EXPECT_EQ(pages[i][0].box, header) << "page " << i + 1;
}

TEST(Pages, KeepAHeadingWithWhatFollows) {
  std::string markdown;
  for (int i = 0; i < 40; ++i) markdown += fmt::format("Paragraph {}\n\n", i);
  markdown += "## Heading\n\nAfter it\n";
  const Document text = document(markdown);
  const pdf::Flow flow = flow_of(text);
  // Whatever the height of the page, the heading is never the last thing on it.
  for (double height = 200; height < 900; height += 7) {
    for (const pdf::Page& page : pdf::pages_of(flow, height)) EXPECT_FALSE(page.back().box->outline) << height;
  }
}

TEST(Pages, KeepTotalsTogetherWithTheEndOfTheTable) {
  const Document invoice = document(rows(30) + "\n::: totals\nNet | 1\nTax | 2\n**Total** | 3\n:::\n");
  const pdf::Flow flow = flow_of(invoice);
  const std::size_t last_row = flow.boxes.size() - 4;
  for (double height = 150; height < 800; height += 7) {
    for (const pdf::Page& page : pdf::pages_of(flow, height)) {
      const bool has_total = page.back().box == &flow.boxes.back();
      const bool has_row =
          std::ranges::any_of(page, [&](const pdf::PlacedBox& placed) { return placed.box == &flow.boxes[last_row]; });
      EXPECT_EQ(has_total, has_row) << height;
    }
  }
}

TEST(Pages, EndNoPageWithASingleLineOfAParagraph) {
  std::string words;
  for (int i = 0; i < 300; ++i) words += "lorem ";
  const Document text = document(words);
  const pdf::Flow flow = flow_of(text);
  for (double height = 100; height < 500; height += 5) {
    const auto pages = pdf::pages_of(flow, height);
    if (pages.size() < 2) continue;
    EXPECT_GE(pages.front().size(), 2u);
    EXPECT_GE(pages.back().size(), 2u);
  }
}

TEST(Pages, TakeABoxThatIsHigherThanThePage) {
  const Document tall = document("::: columns\n" + [] {
    std::string text;
    for (int i = 0; i < 200; ++i) text += fmt::format("Line {}\n\n", i);
    return text;
  }() + "|||\nx\n:::\n\nend\n");
  EXPECT_GE(pdf::pages_of(flow_of(tall), 300).size(), 2u);
}

TEST(Table, FitsItsColumnsIntoTheWidth) {
  const Document wide = document("| A | B | C |\n|---|---|--:|\n| " + std::string(400, 'x') +
                                 " | some words that go on and on and on | 1 000 000 000,00 |\n");
  const pdf::Flow flow = flow_of(wide);
  for (const pdf::Box& box : flow.boxes)
    for (const pdf::Mark& mark : box.marks)
      if (const auto* fill = std::get_if<pdf::FillMark>(&mark)) {
        EXPECT_LE(fill->x + fill->width, Sheet::text_width + 1);
      }
}

std::string written(const Document& document, const WriteOptions& options = {}) {
  auto bytes = pdf::write(document, *look_of(document, options), options);
  EXPECT_TRUE(bytes);
  return bytes ? *bytes : "";
}

TEST(Pdf, IsFoundAndReadByItsWords) {
  const std::string text = said_of(written(document("# Предложение «Ёлка»\n\nСумма 21\u00A0000,00\u00A0₽ "
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
  const std::string bytes = written(document("# Title\n\nЖ **ж** *ж*"), options);
  const std::string fonts = said_of(bytes, "pdffonts {}");
  EXPECT_THAT(fonts, HasSubstr("PTSans"));
  EXPECT_THAT(fonts, ::testing::Not(HasSubstr(" no  ")));  // every font embedded
  const std::string info = said_of(bytes, "pdfinfo {}");
  EXPECT_THAT(info, HasSubstr("Title:           Title"));
  EXPECT_THAT(info, HasSubstr("Author:          ООО «Ромашка»"));
  EXPECT_THAT(info, HasSubstr("2026"));
  EXPECT_THAT(info, HasSubstr("A4"));
}

TEST(Pdf, IsTheSameBytesForTheSameInput) {
  const Document text = document("# A\n\nтекст *it*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
  EXPECT_EQ(written(text), written(text));
}

TEST(Pdf, TakesHostileTextWithoutHarm) {
  const Document text = document("\u202E\u0301 \U0001F600 中文 ελληνικά العربية " + std::string(5000, 'W'));
  EXPECT_GT(written(text).size(), 1000u);
  EXPECT_GT(written(Document{}).size(), 500u);
}

TEST(Pdf, RefusesALogoThatIsNone) {
  EXPECT_FALSE(look_of(Document{}, {.logo = "GIF89a"}));
  EXPECT_FALSE(look_of(
      Document{}, {.logo = std::string_view(
                       "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x08\x02\0\0\0\0\0\0\0", 33)}));
  EXPECT_FALSE(look_of(Document{}, {.accent = "blue"}));
}

}  // namespace
}  // namespace kontor::docgen
