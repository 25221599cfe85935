#include "docgen/wordml/numbering.hpp"

#include "docgen/wordml/number_formats.hpp"
#include "docgen/wordml/reading_test.hpp"

namespace kontor::docgen::wordml {
namespace {

std::string level(int index, std::string_view format, std::string_view text, std::string_view more = "") {
  return fmt::format(
      R"(<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/><w:pPr><w:ind )"
      R"(w:left="{}" w:hanging="360"/></w:pPr></w:lvl>)",
      index, format, more, text, 720 * (index + 1));
}

Beside numbering(std::string_view levels, std::string_view nums = "") {
  return {"numbering", "word/numbering.xml",
          fmt::format(R"(<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId )"
                      R"(w:val="0"/></w:num>{})",
                      levels, nums)};
}

std::string item(int list, int level, std::string_view more = "") {
  return fmt::format(R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>{}</w:pPr></w:p>)",
                     level, list, more);
}

TEST(WordNumbering, WritesNumbersInEveryWay) {
  EXPECT_EQ(formatted_number(1994, "upperRoman"), "MCMXCIV");
  EXPECT_EQ(formatted_number(4, "lowerRoman"), "iv");
  EXPECT_EQ(formatted_number(28, "lowerLetter"), "bb");
  EXPECT_EQ(formatted_number(10, "russianLower"), "к");
  EXPECT_EQ(formatted_number(29, "russianUpper"), "АА");
  EXPECT_EQ(formatted_number(7, "decimalZero"), "07");
  EXPECT_EQ(formatted_number(22, "ordinal"), "22nd");
  EXPECT_EQ(formatted_number(3, "chicago"), "3");
  EXPECT_EQ(formatted_number(3, "none"), "");
  EXPECT_EQ(formatted_number(0, "upperLetter"), "0");
}

TEST(WordNumbering, CountsLevelsAndBeginsDeeperOnesAnew) {
  const Beside lists =
      numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "russianLower", "%3)"));
  const Document document =
      read_document(item(1, 0) + item(1, 1) + item(1, 1) + item(1, 2) + item(1, 0) + item(1, 1) + item(1, 2), {lists});
  EXPECT_EQ(labels_of(document), "1.|1.1|1.2|а)|2.|2.1|а)|");
}

TEST(WordNumbering, ShowsTheFirstNumberOfALevelThatWasSkipped) {
  const Beside lists = numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"));
  EXPECT_EQ(labels_of(read_document(item(1, 1) + item(1, 1), {lists})), "1.1|1.2|");
}

TEST(WordNumbering, GoesOnWhenALevelSaysSo) {
  const Beside lists =
      numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%2)", R"(<w:lvlRestart w:val="0"/>)"));
  EXPECT_EQ(labels_of(read_document(item(1, 0) + item(1, 1) + item(1, 0) + item(1, 1), {lists})), "1.|1)|2.|2)|");
}

TEST(WordNumbering, BeginsAnewWhereAListOverridesTheStart) {
  const Beside lists = numbering(level(0, "decimal", "%1."),
                                 R"(<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3">)"
                                 R"(<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride )"
                                 R"(w:val="5"/></w:lvlOverride></w:num>)");
  const Document document = read_document(item(1, 0) + item(2, 0) + item(3, 0) + item(3, 0), {lists});
  EXPECT_EQ(labels_of(document), "1.|2.|5.|6.|");
}

TEST(WordNumbering, WritesAllInFiguresWhereLawyersWantIt) {
  const Beside lists = numbering(level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2") +
                                 level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"));
  EXPECT_EQ(labels_of(read_document(item(1, 0) + item(1, 1) + item(1, 2), {lists})), "I.|I.1|1.1.1|");
}

TEST(WordNumbering, TellsHowEachListCounts) {
  const Beside lists = numbering(level(0, "upperRoman", "%1.", "<w:lvlRestart w:val=\"0\"/>"),
                                 R"(<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">)"
                                 R"(<w:startOverride w:val="5"/></w:lvlOverride></w:num>)");
  const Document document = read_document(item(1, 0) + item(1, 0) + item(3, 0), {lists});
  const auto list_at = [&](std::size_t i) { return paragraph_at(document, i).format->label->list; };
  ASSERT_TRUE(list_at(0));
  EXPECT_EQ(list_at(0), list_at(1));
  EXPECT_NE(list_at(0), list_at(2));
  EXPECT_EQ(list_at(0)->counter, list_at(2)->counter);
  EXPECT_EQ(list_at(0)->levels[0].number, "upperRoman");
  EXPECT_EQ(list_at(0)->levels[0].text, "%1.");
  EXPECT_EQ(list_at(0)->levels[0].restarts_after, 0);
  EXPECT_FALSE(list_at(0)->levels[0].begins_anew);
  EXPECT_EQ(list_at(2)->levels[0].begins_anew, 5);
}

TEST(WordNumbering, TakesBulletsWithTheirFont) {
  const Beside lists =
      numbering(R"(<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:lvlJc w:val="right"/>)"
                R"(<w:suff w:val="space"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>)");
  const Document document = read_document(item(1, 0), {lists});
  const Label& label = *paragraph_at(document, 0).format->label;
  EXPECT_EQ(label.runs[0].text, "\uF0B7");
  EXPECT_EQ(label.runs[0].dress->font, "Symbol");
  EXPECT_EQ(label.align, Align::right);
  EXPECT_EQ(label.follow, Label::Follow::space);
}

TEST(WordNumbering, IndentsByTheLevelUnlessTheStyleThatNamesTheListSaysOtherwise) {
  const Beside lists = numbering(level(0, "decimal", "%1."));
  const auto style = [](std::string_view id, bool names_list) {
    return fmt::format(
        R"(<w:style w:type="paragraph" w:styleId="{}"><w:pPr>{}<w:ind w:left="100" w:firstLine="0"/></w:pPr></w:style>)",
        id, names_list ? R"(<w:numPr><w:numId w:val="1"/></w:numPr>)" : "");
  };
  const Beside styles = {"styles", "word/styles.xml", style("Lists", true) + style("Plain", false)};
  const Document document =
      read_document(R"(<w:p><w:pPr><w:pStyle w:val="Lists"/></w:pPr></w:p>)" +
                        item(1, 0, R"(<w:pStyle w:val="Plain"/>)") + item(1, 0, R"(<w:ind w:left="40"/>)"),
                    {lists, styles});
  EXPECT_EQ(paragraph_at(document, 0).format->left, 5);
  EXPECT_EQ(paragraph_at(document, 1).format->left, 36);
  EXPECT_EQ(paragraph_at(document, 1).format->first_line, -18);
  EXPECT_EQ(paragraph_at(document, 2).format->left, 2);
  EXPECT_EQ(labels_of(document), "1.|2.|3.|");
}

TEST(WordNumbering, FindsTheLevelOfAStyle) {
  const Beside lists = numbering(level(0, "decimal", "%1.", R"(<w:pStyle w:val="A"/>)") +
                                 level(1, "decimal", "%1.%2", R"(<w:pStyle w:val="B"/>)"));
  const Beside styles = {"styles", "word/styles.xml",
                         R"(<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>)"
                         R"(</w:pPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr>)"
                         R"(<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)"};
  const Document document = read_document(R"(<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p><w:p><w:pPr>)"
                                          R"(<w:pStyle w:val="B"/></w:pPr></w:p>)",
                                          {lists, styles});
  EXPECT_EQ(labels_of(document), "1.|1.1|");
}

TEST(WordNumbering, IsTakenAwayByListZero) {
  const Beside lists = numbering(level(0, "decimal", "%1."));
  EXPECT_EQ(labels_of(read_document(item(0, 0) + item(7, 0), {lists})), "");
}

}  // namespace
}  // namespace kontor::docgen::wordml
