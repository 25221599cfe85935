#include "docgen/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/docgen.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

std::string fault(const Result<void>& result) { return result ? "" : result.error().fields.at(0).message; }

TEST(Sheet, IsFoundByItsName) {
  const PageSetup a4 = sheet_of("A4").value(), side = sheet_of("a4  landscape").value();
  EXPECT_EQ(a4.width, side.height);
  EXPECT_EQ(sheet_of("Letter").value().width, 612);
  EXPECT_EQ(sheet_of("A5 portrait").value().height, a4.width);
  for (const char* wrong : {"", "A9", "A4 sideways", "A4 landscape twice"})
    EXPECT_THAT(sheet_of(wrong).error().fields.at(0).message, HasSubstr("A3, A4, A5, Letter or Legal")) << wrong;
}

TEST(Margins, AreWrittenAsInCss) {
  PageSetup page;
  ASSERT_TRUE(set_margins(page, "20mm 1cm"));
  EXPECT_NEAR(page.top, 56.7, 0.1);
  EXPECT_EQ(page.bottom, page.top);
  EXPECT_NEAR(page.left, 28.3, 0.1);
  ASSERT_TRUE(set_margins(page, "10mm 20mm 30mm 40mm"));
  EXPECT_NEAR(page.left, 113.4, 0.1);
  EXPECT_LT(page.header, 24) << "the head moves up with a narrow margin";
  EXPECT_THAT(fault(set_margins(page, "20 apples")), HasSubstr("apples"));
  EXPECT_THAT(fault(set_margins(page, "90mm")), HasSubstr("too little of the sheet"));
  EXPECT_THAT(fault(set_margins(page, "1cm 1cm 1cm 1cm 1cm")), HasSubstr("one to four lengths"));
}

TEST(FrontMatter, SaysThePaper) {
  const auto fault_of = [](std::string_view keys) {
    return describe(Template::compile(fmt::format("---\n{{{}}}\n---\nx", keys)).error());
  };
  EXPECT_TRUE(Template::compile("---\n{\"page\": \"A5\", \"margins\": \"10mm\", \"kind\": \"act\"}\n---\nx"));
  EXPECT_THAT(fault_of(R"("page": "B7")"), HasSubstr("line 2, column 2: \"page\" must be A3"));
  EXPECT_THAT(fault_of(R"("margins": "wide")"), HasSubstr("\"margins\" "));
  EXPECT_THAT(fault_of(R"("margin": "1cm")"), HasSubstr("did you mean \"margins\"?"));
  EXPECT_THAT(fault_of(R"("kind": "poem")"), HasSubstr("proposal, contract, invoice, act"));
}

}  // namespace
}  // namespace kontor::docgen
