#include <gmock/gmock.h>

#include "docgen/excel/sample_test.hpp"
#include "docgen/sheet/table.hpp"

namespace kontor::docgen::sheet {
namespace {

using testing::HasSubstr;
using testing::Not;

Table sample() {
  using namespace std::chrono;
  const sys_seconds noon = sys_days(year{2026} / 11 / 23) + hours(12);
  return {.name = "Offers",
          .columns = {{"Name"},
                      {"Pieces", Type::number},
                      {"Sum", Type::money, "RUB"},
                      {"Day", Type::date},
                      {"Made", Type::time},
                      {"Paid", Type::yes_or_no}},
          .rows = {{"=cmd|'/c calc'!A1", Decimal(-3), *Decimal::parse("1200.50"), noon, noon, true},
                   {"a;b, \"c\"\nd", std::monostate(), std::monostate(), std::monostate(), std::monostate(), false},
                   {"-5", std::monostate(), std::monostate(), std::monostate(), std::monostate(), std::monostate()}}};
}

TEST(SheetExport, WritesCsvThatExcelOpensInBothLanguages) {
  EXPECT_EQ(csv(sample(), Locale::en).value(),
            "\xEF\xBB\xBFName,Pieces,\"Sum, RUB\",Day,Made,Paid\r\n"
            "'=cmd|'/c calc'!A1,-3,1200.50,2026-11-23,2026-11-23 12:00:00,TRUE\r\n"
            "\"a;b, \"\"c\"\"\nd\",,,,,FALSE\r\n"
            "-5,,,,,\r\n");
  EXPECT_THAT(csv(sample(), Locale::ru).value(), HasSubstr(";-3;1200,50;2026-11-23;"));
}

TEST(SheetExport, GuardsEveryTextThatWouldBecomeAFormula) {
  for (const char* text : {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"}) {
    const Table table{.name = "x", .columns = {{"a"}}, .rows = {{std::string(text)}}};
    EXPECT_THAT(csv(table, Locale::en).value(), HasSubstr("'" + std::string(1, text[0])));
    EXPECT_THAT(excel::sample::rows_of(xlsx(table).value()), Not(HasSubstr("<f")));
  }
}

TEST(SheetExport, WritesNumbersDatesAndBooleansAsSuch) {
  const std::string rows = excel::sample::rows_of(xlsx(sample()).value());
  EXPECT_THAT(rows, HasSubstr(R"(<c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">Name</t>)"));
  EXPECT_THAT(rows,
              HasSubstr(R"(<c r="B2"><v>-3</v></c><c r="C2" s="2"><v>1200.50</v></c><c r="D2" s="3"><v>46349</v></c>)"
                        R"(<c r="E2" s="4"><v>46349.5</v></c><c r="F2" t="b"><v>1</v></c>)"));
  EXPECT_THAT(excel::sample::part_of(xlsx(sample()).value(), "xl/worksheets/sheet1.xml"),
              AllOf(HasSubstr(R"(<autoFilter ref="A1:F4"/>)"), HasSubstr(R"(state="frozen")")));
  EXPECT_EQ(xlsx(sample()).value(), xlsx(sample()).value()) << "equal tables give equal bytes";
}

TEST(SheetExport, SaysWhenAListIsTooLong) {
  Table table{.name = "x", .columns = {{"a"}}, .rows = {}};
  table.rows.resize(kMaxRows + 1);
  EXPECT_THAT(csv(table, Locale::en).error().public_message, HasSubstr("50000"));
  EXPECT_EQ(xlsx(table).error().code, Code::too_large);
}

}  // namespace
}  // namespace kontor::docgen::sheet
