#include "docgen/layout/text/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/model/document.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::layout {
namespace {

using ::testing::ElementsAre;

std::string read(const TextLine& line) {
  std::string out;
  for (const PlacedGlyphs& glyphs : line.glyphs) out += glyphs.run->text;
  return out;
}

std::vector<std::string> read(const Text& text) {
  std::vector<std::string> out;
  for (const TextLine& line : text.lines()) out.push_back(read(line));
  return out;
}

Style style(Locale locale = Locale::en) { return {.family = "Liberation Serif", .size = 10, .locale = locale}; }

std::vector<std::string> lines_of(std::string_view words, const Setting& setting, Locale locale = Locale::en) {
  const Runs runs{{.text = std::string(words)}};
  Text text(runs, style(locale));
  text.set(setting);
  return read(text);
}

double right_of(const TextLine& line) { return line.x + line.width; }

TEST(Text, HasTheWidthsOfItsFont) {
  // Liberation Serif has the widths of Times New Roman: i 569, l 569 of 2048 units, m 1593.
  const Runs runs{{.text = "mil"}};
  EXPECT_NEAR(Text(runs, style()).natural_width(), 10 * (1593 + 569 + 569) / 2048.0, 0.001);
}

TEST(Text, BreaksBetweenWordsAndLeavesTheSpacesOut) {
  EXPECT_THAT(lines_of("one two three", {.width = 45}), ElementsAre("one two", "three"));
  EXPECT_THAT(lines_of("", {.width = 40}), ElementsAre(""));
  EXPECT_THAT(lines_of("one\n\ntwo\n", {.width = 400}), ElementsAre("one", "", "two", ""));
}

TEST(Text, IsFoundByPlainSpaces) {
  EXPECT_THAT(lines_of("21\u00A0000,00\u202F₽", {.width = 400}), ElementsAre("21 000,00 ₽"));
}

TEST(Text, BreaksAnOverlongWordByLetters) {
  const auto lines = lines_of(std::string(100, 'm'), {.width = 100});
  EXPECT_EQ(lines.size(), 9u);
  std::string all;
  for (const std::string& line : lines) all += line;
  EXPECT_EQ(all, std::string(100, 'm'));
}

TEST(Text, PartsWordsOnlyWhenAsked) {
  EXPECT_THAT(lines_of("в предложение входит", {.width = 60}, Locale::ru), ElementsAre("в", "предложение", "входит"));
  EXPECT_THAT(lines_of("в предложение входит", {.width = 60, .hyphenate = true}, Locale::ru),
              ElementsAre("в предложе\u00AD", "ние входит"));
  EXPECT_THAT(lines_of("a responsibility", {.width = 50, .hyphenate = true}),
              ElementsAre("a responsi\u00AD", "bility"));
}

TEST(Text, DrawsASoftHyphenOnlyAtALinesEnd) {
  EXPECT_THAT(lines_of("re\u00ADcord", {.width = 400}), ElementsAre("record"));
  EXPECT_THAT(lines_of("re\u00ADcord", {.width = 20}), ElementsAre("re\u00AD", "cord"));
}

TEST(Text, PartsAnAddressAtItsSlashesInTheOwnLookOnly) {
  EXPECT_THAT(lines_of("see example.com/terms", {.width = 70}), ElementsAre("see", "example.com/ter", "ms"));
  EXPECT_THAT(lines_of("see example.com/terms", {.width = 80, .whole = true}),
              ElementsAre("see example.com/", "terms"));
}

TEST(Text, HasTheHeightsOfLibreOffice) {
  const Runs runs{{.text = "Line"}};
  Text text(runs, {.family = "Liberation Serif", .size = 12});
  const auto line = [&](LineSpacing spacing) {
    text.set({.width = 300, .line = spacing});
    return std::pair(text.lines()[0].baseline, text.lines()[0].height);
  };
  EXPECT_EQ(line({}), std::pair(11.2, 13.8));
  EXPECT_EQ(line({LineSpacing::Rule::multiple, 1.5}), std::pair(11.2, 20.7));
  EXPECT_NEAR(line({LineSpacing::Rule::multiple, 0.75}).first, 8.28, 0.03);
  EXPECT_NEAR(line({LineSpacing::Rule::multiple, 0.75}).second, 10.35, 0.03);
  EXPECT_NEAR(line({LineSpacing::Rule::at_least, 20}).first, 17.4, 0.01);
  EXPECT_EQ(line({LineSpacing::Rule::at_least, 5}).second, 13.8);
  EXPECT_EQ(line({LineSpacing::Rule::exactly, 15}), std::pair(12.0, 15.0));
}

TEST(Text, SendsALineBelowALaneThatIsTooNarrow) {
  const Runs runs{{.text = "word word"}};
  Text text(runs, style());
  const std::function<Lane(double, double)> lanes = [](double top, double) {
    return top < 30 ? Lane{90, 10} : top < 50 ? Lane{40, 60} : Lane{0, 100};
  };
  text.set({.width = 100, .pitch = 12, .lanes = &lanes});
  ASSERT_EQ(text.lines().size(), 1u);
  EXPECT_GE(text.lines()[0].top, 30);
  EXPECT_NEAR(text.lines()[0].x, 40, 0.01);
}

TEST(Text, TellsOfMarksLinksAndStrokes) {
  const auto dress = std::make_shared<const Dress>(Dress{.underline = Dress::Underline::single, .highlight = "ffff00"});
  const auto note = std::make_shared<const Footnote>();
  const Runs runs{{.text = "see "},
                  {.text = "here now", .link = "https://example.com", .dress = dress},
                  {.note = note},
                  {.text = "", .anchor = "end"}};
  const std::function<std::string(const Footnote&)> marks = [](const Footnote&) { return "7"; };
  Text text(runs, style(), nullptr, nullptr, &marks);
  text.set({.width = 300});
  const TextLine& line = text.lines()[0];
  EXPECT_EQ(read(line), "see here now7");
  ASSERT_EQ(line.links.size(), 1u);
  EXPECT_EQ(line.links[0].address, "https://example.com");
  EXPECT_EQ(line.glyphs[0].link, -1);
  EXPECT_EQ(line.glyphs[1].link, 0);
  ASSERT_EQ(line.rules.size(), 2u);
  EXPECT_TRUE(line.rules[0].behind);
  EXPECT_NEAR(line.rules[1].width, line.links[0].width, 0.01);
  ASSERT_EQ(line.runs.size(), 2u);
  EXPECT_EQ(line.runs[0].run, &runs[2]);
  EXPECT_GT(line.glyphs.back().rise, 0);
  EXPECT_LT(line.glyphs.back().run->size, 10);
}

TEST(Text, ShowsTheValuesOfItsFields) {
  const Runs runs{{.text = "?", .field = std::make_shared<const PageField>(PageField{.kind = PageField::Kind::page})}};
  const FieldValues values{.page = 12};
  Text text(runs, style(), nullptr, &values);
  text.set({.width = 100});
  EXPECT_EQ(read(text.lines()[0]), "12");
  EXPECT_TRUE(text.has_fields());
}

TEST(Text, WritesRightToLeftWordsInTheirOrder) {
  const Runs runs{{.text = "אב גד 12"}};
  Text text(runs, {.family = "DejaVu Sans"});
  text.set({.width = 300});
  const auto& glyphs = text.lines()[0].glyphs;
  ASSERT_GE(glyphs.size(), 3u);
  EXPECT_EQ(glyphs.front().run->text, "12");
  EXPECT_EQ(glyphs.back().run->text, "אב");
}

TEST(Text, MakesPicturesSmallEnoughForTheLine) {
  const auto figure =
      std::make_shared<const Figure>(Figure{.width = 10, .height = 10, .width_mm = 254, .height_mm = 127});
  const Runs runs{{.figure = figure}};
  Text text(runs, style());
  EXPECT_NEAR(text.natural_width(), 720, 0.01);
  text.set({.width = 200, .pitch = 14});
  ASSERT_EQ(text.lines()[0].figures.size(), 1u);
  EXPECT_NEAR(text.lines()[0].figures[0].width, 200, 0.01);
  EXPECT_NEAR(text.lines()[0].figures[0].height, 100, 0.01);
  EXPECT_GT(text.lines()[0].height, 100);
  EXPECT_GE(text.lines()[0].figures[0].y, 0);
}

TEST(Text, WritesCapitalsAndPicturesOfSymbolFonts) {
  const auto capitals = std::make_shared<const Dress>(Dress{.letters = Dress::Letters::capitals});
  const auto small = std::make_shared<const Dress>(Dress{.letters = Dress::Letters::small_capitals});
  const auto symbol = std::make_shared<const Dress>(Dress{.font = "Symbol"});
  const Runs runs{
      {.text = "да ", .dress = capitals}, {.text = "Да ", .dress = small}, {.text = "\uF0B7", .dress = symbol}};
  Text text(runs, style(Locale::ru));
  text.set({.width = 300});
  EXPECT_EQ(read(text.lines()[0]), "ДА ДА •");
}

TEST(Text, StretchesSpacesToStraightEdges) {
  const Runs runs{{.text = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp"}};
  Text text(runs, style());
  text.set({.width = 80, .align = Align::justify});
  ASSERT_GT(text.lines().size(), 2u);
  for (std::size_t i = 0; i + 1 < text.lines().size(); ++i) EXPECT_NEAR(right_of(text.lines()[i]), 80, 0.01);
  EXPECT_LT(right_of(text.lines().back()), 79);
}

TEST(Text, StandsRightAndCentred) {
  const Runs runs{{.text = "abc"}};
  Text text(runs, style());
  text.set({.width = 100, .right = 10, .align = Align::right});
  EXPECT_NEAR(right_of(text.lines()[0]), 90, 0.01);
  text.set({.width = 100, .align = Align::center});
  EXPECT_NEAR(text.lines()[0].x, 100 - right_of(text.lines()[0]), 0.01);
}

TEST(Text, PutsALabelIntoTheHangingIndent) {
  const Runs runs{{.text = "first item that is long"}};
  const Label label{.runs = {{.text = "1."}}};
  Text text(runs, style(), &label);
  text.set({.width = 60, .left = 18, .first_line = -18});
  ASSERT_GE(text.lines().size(), 2u);
  const TextLine& first = text.lines()[0];
  ASSERT_EQ(first.glyphs.size(), 2u);
  EXPECT_TRUE(first.glyphs[0].label);
  EXPECT_NEAR(first.glyphs[0].x, 0, 0.01);
  EXPECT_FALSE(first.glyphs[1].label);
  EXPECT_NEAR(first.glyphs[1].x, 18, 0.01);
  EXPECT_NEAR(text.lines()[1].x, 18, 0.01);
}

TEST(Text, SendsTextToItsTabStops) {
  const Runs runs{{.text = "a\tb\tc\t1,5"}};
  const std::vector<TabStop> tabs{{.at = 50, .leader = "."},
                                  {.at = 100, .kind = TabStop::Kind::right},
                                  {.at = 150, .kind = TabStop::Kind::decimal}};
  Text text(runs, style(Locale::ru));
  text.set({.width = 300, .tabs = &tabs});
  const auto& glyphs = text.lines()[0].glyphs;
  ASSERT_EQ(glyphs.size(), 5u);
  EXPECT_THAT(std::string(glyphs[1].run->text), ::testing::StartsWith("..."));
  EXPECT_NEAR(glyphs[2].x, 50, 0.01);
  EXPECT_NEAR(glyphs[3].x + glyphs[3].run->width(), 100, 0.01);
  EXPECT_NEAR(glyphs[4].x + static_cast<double>(glyphs[4].run->glyphs[0].advance), 150, 0.01);
}

TEST(Text, FindsAnotherFaceForForeignLetters) {
  const Runs runs{{.text = "☑ word"}};
  Text text(runs, {.family = "PT Sans"});
  text.set({.width = 300});
  ASSERT_EQ(text.lines()[0].glyphs.size(), 2u);
  EXPECT_NE(text.lines()[0].glyphs[0].run->face, text.lines()[0].glyphs[1].run->face);
  EXPECT_NE(text.lines()[0].glyphs[0].run->glyphs[0].id, 0u);
}

TEST(Text, TakesAMegabyteWithoutASpaceInTime) {
  EXPECT_GT(lines_of(std::string(1'000'000, 'w'), {.width = 500, .align = Align::justify, .whole = true}).size(),
            1000u);
  std::string words;
  while (words.size() < 1'000'000) words += "слово ";
  EXPECT_GT(lines_of(words, {.width = 500, .align = Align::justify, .whole = true}, Locale::ru).size(), 1000u);
}

TEST(Text, ComesOutEqualInAllThreads) {
  const std::string words = "Договор № 12 от 1 марта 2026 г. вступает в силу с момента подписания обеими сторонами";
  const Setting setting{.width = 150, .align = Align::justify, .hyphenate = true, .whole = true};
  const auto here = lines_of(words, setting, Locale::ru);
  std::vector<std::vector<std::string>> others(4);
  {
    std::vector<std::jthread> threads;
    for (auto& other : others) threads.emplace_back([&] { other = lines_of(words, setting, Locale::ru); });
  }
  for (const auto& other : others) EXPECT_EQ(other, here);
}

}  // namespace
}  // namespace kontor::docgen::layout
