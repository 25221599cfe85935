#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/docx/writer.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/word/sample_test.hpp"
#include "docgen/wordml/reading_test.hpp"

/// What the writer of Word files makes of a document, the reader of Word files takes for the same.
namespace kontor::docgen {
namespace {

using wordml::paragraph_at;
using wordml::read_document;

Document again(const Document& document) {
  auto read = wordml::read(docx::write(document, *look_of(document, {}), {}));
  EXPECT_TRUE(read) << (read ? "" : read.error().public_message);
  return read ? *std::move(read) : Document{};
}

std::string outline_of(const Blocks& blocks);

std::string outline_of(const Float::Axis& axis) {
  return fmt::format("{}/{}/{:.1f}", static_cast<int>(axis.from), static_cast<int>(axis.side), axis.offset);
}

std::string outline_of(const Float& place) {
  return fmt::format("<{} {:.1f}x{:.1f} {} {} wrap{}{} {:.1f},{:.1f},{:.1f},{:.1f} {}{:.2f}{} {}>",
                     place.figure ? "picture " + place.figure->alt : "box", place.width, place.height,
                     outline_of(place.across), outline_of(place.down), static_cast<int>(place.wrap),
                     place.behind ? "b" : "", place.top, place.bottom, place.left, place.right,
                     static_cast<int>(place.borders.top.line), place.borders.top.width, place.shade,
                     outline_of(place.blocks));
}

/// Blocks in letters: what they say, their styles, numbers, and what is anchored in them.
std::string outline_of(const Blocks& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any)) {
      const ParagraphFormat& format = *paragraph->format;
      out += fmt::format("[{} {} {:.1f}{:+.1f} ", format.style == "Normal" ? "" : format.style,
                         static_cast<int>(paragraph->align), format.left, format.first_line);
      if (format.label)
        out += fmt::format("({} {} {})", plain_text(format.label->runs), format.label->level,
                           format.label->runs.front().dress ? format.label->runs.front().dress->font : "");
      for (const Run& run : paragraph->runs) {
        out += run.text;
        if (run.floating) out += outline_of(*run.floating);
        if (run.figure) out += "picture";
        if (run.note) out += fmt::format("note({})", outline_of(run.note->blocks));
      }
      out += "]";
    } else if (const auto* table = std::get_if<Table>(&block.any)) {
      for (const Row& row : table->rows) {
        out += fmt::format("row {} ", row.before);
        for (const Cell& cell : row.cells)
          out += fmt::format("{{{}x{} {}}}", cell.columns, cell.rows, outline_of(cell.blocks));
      }
    }
  }
  return out;
}

std::string outline_of(const Document& document) {
  std::string out;
  for (const Section& section : document.sections) out += outline_of(section.blocks) + "\n";
  return out;
}

TEST(WordRoundTrip, KeepsTheListsOfAWordFileAsLists) {
  const auto item = [](int list, int level, std::string_view text) {
    return fmt::format(
        R"(<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t>)"
        R"(</w:r></w:p>)",
        level, list, text);
  };
  const auto level = [](int at, std::string_view format, std::string_view text, std::string_view more = "") {
    return fmt::format(
        R"(<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/><w:pPr>)"
        R"(<w:ind w:left="{}" w:hanging="360"/></w:pPr></w:lvl>)",
        at, format, more, text, 720 * (at + 1));
  };
  const wordml::Beside lists = {
      "numbering", "word/numbering.xml",
      R"(<w:abstractNum w:abstractNumId="4">)" + level(0, "decimal", "%1.") + level(1, "russianLower", "%2)") +
          level(2, "upperRoman", "%1.%3", "<w:isLgl/>") + R"(</w:abstractNum><w:abstractNum w:abstractNumId="7">)" +
          R"(<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/>)" +
          R"(</w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num><w:num w:numId="2">)" +
          R"(<w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>)" +
          R"(<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>)"};
  const Document document = read_document(item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") +
                                              item(3, 0, "e") + item(1, 0, "f") + item(2, 0, "g") + item(2, 0, "h"),
                                          {lists});
  ASSERT_EQ(wordml::labels_of(document), "1.|а)|б)|1.1|\uF0B7|2.|5.|6.|");
  const Document read = again(document);
  EXPECT_EQ(outline_of(read), outline_of(document));
  const std::string text =
      word::sample::part_of(docx::write(document, *look_of(document, {}), {}), "word/document.xml");
  EXPECT_THAT(text, ::testing::Not(::testing::HasSubstr("<w:t xml:space=\"preserve\">1.</w:t>")))
      << "Word counts, not the text";
}

TEST(WordRoundTrip, LeavesNumbersAsTextThatNothingCounts) {
  Document document;
  const auto format = std::make_shared<const ParagraphFormat>(
      ParagraphFormat{.label = std::make_shared<const Label>(Label{.runs = {{.text = "§ 3"}}})});
  document.section().blocks = {{Paragraph{.runs = {{.text = "text"}}, .format = format}}};
  EXPECT_EQ(wordml::text_at(again(document), 0), "§ 3\ttext");
}

Float box(Blocks blocks) {
  return {.blocks = std::move(blocks),
          .width = 120,
          .height = 60,
          .across = {.from = Float::From::margin, .side = Float::Side::right},
          .down = {.from = Float::From::text, .offset = 14},
          .wrap = Float::Wrap::square,
          .top = 2,
          .bottom = 3,
          .left = 4,
          .right = 5,
          .shade = "ffeecc"};
}

Block own(Runs runs) {
  static const auto kFormat = std::make_shared<const ParagraphFormat>(ParagraphFormat{.style = "Body Text"});
  return {Paragraph{.runs = std::move(runs), .align = Align::left, .format = kFormat}};
}

std::shared_ptr<const Float> shared(Float place) { return std::make_shared<const Float>(std::move(place)); }

std::shared_ptr<const Figure> dot() {
  constexpr std::string_view kDot =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  auto made = figure_of(*from_base64(kDot), {.width_mm = 20}, "dot");
  EXPECT_TRUE(made);
  return made ? *made : nullptr;
}

TEST(WordRoundTrip, KeepsBoxesOfTextWhereTheyStand) {
  const Border line{.line = Border::Line::dashed, .width = 1.5, .color = "c00000"};
  Float framed = box({own({{.text = "one"}}), own({{.text = "two"}})});
  framed.borders = {.top = line, .bottom = line, .left = line, .right = line};
  Float over = box({own({{.text = "over"}})});
  over.wrap = Float::Wrap::none;
  over.behind = true;
  over.across = {.from = Float::From::page, .offset = 100.5};
  over.down = {.from = Float::From::page, .side = Float::Side::center};
  Float high = box({own({{.text = "as high as its text"}})});
  high.height = 0;
  high.wrap = Float::Wrap::top_and_bottom;
  Document document;
  document.section().blocks = {own({{.text = "a"}, {.floating = shared(framed)}, {.text = "b"}}),
                               own({{.floating = shared(over)}, {.floating = shared(high)}, {.text = "c"}})};
  EXPECT_EQ(outline_of(again(document)), outline_of(document));
}

TEST(WordRoundTrip, KeepsPicturesWhereTheyAreAnchored) {
  Float picture = box({});
  picture.figure = dot();
  picture.shade = "";
  picture.across = {.from = Float::From::column, .offset = -20};
  Float lined = picture;
  const Border line{.line = Border::Line::single, .width = 2, .color = "00ff00"};
  lined.borders = {.top = line, .bottom = line, .left = line, .right = line};
  Document document;
  document.section().blocks = {own({{.text = "a"}, {.floating = shared(picture)}, {.floating = shared(lined)}})};
  EXPECT_EQ(outline_of(again(document)), outline_of(document));
}

TEST(WordRoundTrip, KeepsLinesThatAreDrawn) {
  Float line = box({});
  line.height = 0;
  line.shade = "";
  line.borders.top = {.line = Border::Line::single, .width = 3, .color = "0000ff"};
  Document document;
  document.section().blocks = {own({{.floating = shared(line)}})};
  EXPECT_EQ(outline_of(again(document)), outline_of(document));
}

TEST(WordRoundTrip, SaysInTheTextWhatABoxInABoxSays) {
  Document document;
  document.section().blocks = {own(
      {{.floating = shared(box({own({{.text = "outer"}, {.floating = shared(box({own({{.text = "inner"}})}))}})}))}})};
  const Document read = again(document);
  const auto& run = wordml::run_with(paragraph_at(read, 0), [](const auto& each) { return each.floating != nullptr; });
  ASSERT_EQ(run.floating->blocks.size(), 2u);
  EXPECT_EQ(plain_text(paragraph_at(run.floating->blocks, 0).runs), "outer");
  EXPECT_EQ(plain_text(paragraph_at(run.floating->blocks, 1).runs), "inner");
}

TEST(WordRoundTrip, KeepsTheTablesOfAWordFile) {
  const auto cell = [](std::string_view properties, std::string_view text) {
    return fmt::format("<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", properties, text);
  };
  const Document document = read_document(
      R"(<w:tbl><w:tblPr><w:tblInd w:w="200"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/>)"
      R"(<w:gridCol w:w="3000"/></w:tblGrid><w:tr>)" +
      cell(R"(<w:vMerge w:val="restart"/>)", "a") + cell(R"(<w:gridSpan w:val="2"/>)", "b") + "</w:tr><w:tr>" +
      cell("<w:vMerge/>", "") + cell("", "c") + cell("", "d") +
      R"(</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>)" + cell("", "e") + cell("", "f") +
      "</w:tr></w:tbl><w:p/>");
  const Document read = again(document);
  EXPECT_EQ(outline_of(read), outline_of(document));
  const TableFormat& before = *wordml::table_at(document, 0).format;
  const TableFormat& after = *wordml::table_at(read, 0).format;
  EXPECT_EQ(after.widths, before.widths);
  EXPECT_NEAR(after.indent, before.indent - before.left, 0.05) << "where new files of Word begin to measure";
}

TEST(WordRoundTrip, KeepsNotesOfWhatStandsSideBySide) {
  const auto note = std::make_shared<const Footnote>(Footnote{.blocks = {own({{.text = "what it means"}})}});
  Document document;
  document.section().blocks = {
      {Columns{.columns = {{{Details{{{.label = {{.text = "a"}, {.note = note}}, .value = {{.text = "b"}}}}}}}, {}}}}};
  EXPECT_THAT(outline_of(again(document)), ::testing::HasSubstr("what it means"));
}

TEST(WordRoundTrip, KeepsTabsAndHyphens) {
  Document document;
  const auto format = std::make_shared<const ParagraphFormat>(ParagraphFormat{
      .tabs = {{.at = 100, .kind = TabStop::Kind::right, .leader = "·"}}, .default_tab = 28, .hyphenate = true});
  document.section().blocks = {{Paragraph{.runs = {{.text = "a\tb"}}, .format = format}}};
  const Document read = again(document);
  const ParagraphFormat& own = *paragraph_at(read, 0).format;
  ASSERT_EQ(own.tabs.size(), 1u);
  EXPECT_EQ(own.tabs[0].leader, "·");
  EXPECT_EQ(own.default_tab, 28);
  EXPECT_TRUE(own.hyphenate);
}

TEST(WordRoundTrip, KeepsStylesByTheirNames) {
  Document document;
  const auto styled = [](std::string name) {
    return std::make_shared<const ParagraphFormat>(ParagraphFormat{.style = std::move(name)});
  };
  document.section().blocks = {{Paragraph{.runs = {{.text = "a"}}, .format = styled("Clause")}},
                               {Paragraph{.runs = {{.text = "b"}}, .format = styled("heading 1")}}};
  const Document read = again(document);
  EXPECT_EQ(paragraph_at(read, 0).format->style, "Clause");
  EXPECT_EQ(paragraph_at(read, 1).format->style, "heading 1 (own)");
}

}  // namespace
}  // namespace kontor::docgen
