#include "docgen/excel/formula.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen::excel {
namespace {

/// Rows from 5 on go down by 10; row 3 is gone; the sheet "Old" becomes "New one".
std::string moved(std::string_view formula) {
  const Moves moves{.move = [](const Reference& reference) -> std::optional<Reference> {
                      if (reference.foreign || reference.first.row == 0) return reference;
                      if (reference.first.row == 3 && reference.last.row == 3) return std::nullopt;
                      Reference out = reference;
                      if (out.first.row >= 5) out.first.row += 10;
                      if (out.last.row >= 5) out.last.row += 10;
                      return out;
                    },
                    .rename = [](std::string_view name) { return std::string(name == "Old" ? "New one" : name); }};
  return moved_formula(formula, moves);
}

TEST(Formula, MovesCellsAndRangesAndKeepsTheirSigns) {
  EXPECT_EQ(moved("A5+$B$6*C$2-$D9"), "A15+$B$16*C$2-$D19");
  EXPECT_EQ(moved("SUM(D4:D6)"), "SUM(D4:D16)");
  EXPECT_EQ(moved("SUM(5:7,A:C)"), "SUM(15:17,A:C)");
  EXPECT_EQ(moved("SUM($5:$7)"), "SUM($15:$17)");
}

TEST(Formula, LeavesWhatOnlyLooksLikeAReference) {
  for (const char* same :
       {"\"A5 and \"\"B6\"\"\"", "LOG10(2)", "Total5_a+TAX", "1E5+1.5E+5", "Table1[[#This Row],[A5]]", "[1]Sheet!A5",
        "'[Book.xlsx]S'!A5", "Jan:Dec!A5", "#REF!+A1", "TRUE", "{1,2;3,4}", "Old5.x", "A1#"})
    EXPECT_EQ(moved(same), same);
}

TEST(Formula, FollowsSheetsByTheirNewNames) {
  EXPECT_EQ(moved("Old!A5"), "'New one'!A15");
  EXPECT_EQ(moved("'Old'!A5:B6"), "'New one'!A15:B16");
  EXPECT_EQ(moved("'It''s'!A5"), "'It''s'!A15");
  EXPECT_EQ(moved("Old!Rate"), "'New one'!Rate");
}

TEST(Formula, CountsARowThatIsGoneAsEmpty) {
  EXPECT_EQ(moved("B2-B3"), "B2-$XFD$1048576");
  EXPECT_EQ(moved("SUM(Old!A3)"), "SUM($XFD$1048576)");
}

TEST(Formula, IsReadElsewhereAsExcelSharesIt) {
  EXPECT_EQ(shifted_formula("C5*$D5+D$1+SUM(A:A)", 3, 1), "D8*$D8+E$1+SUM(B:B)");
}

TEST(Formula, LooksBeyondItsSheetForNamesTablesAndOtherSheets) {
  EXPECT_FALSE(looks_beyond("SUM(A1:B2)*IF(TRUE,1,\"x!\"\"y\")"));
  EXPECT_TRUE(looks_beyond("Sheet2!A1"));
  EXPECT_TRUE(looks_beyond("Rate*2"));
  EXPECT_TRUE(looks_beyond("SUM(Items[Sum])"));
}

}  // namespace
}  // namespace kontor::docgen::excel
