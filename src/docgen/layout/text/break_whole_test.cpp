#include <gtest/gtest.h>

#include <cmath>

#include "docgen/layout/text/text.hpp"

namespace kontor::docgen::layout {
namespace {

constexpr std::string_view kRussian =
    "Стороны освобождаются от ответственности за частичное или полное неисполнение обязательств по договору, если "
    "оно явилось следствием обстоятельств непреодолимой силы, возникших после заключения договора в результате "
    "событий чрезвычайного характера, которые стороны не могли ни предвидеть, ни предотвратить разумными мерами";

std::string read(const TextLine& line) {
  std::string out;
  for (const PlacedGlyphs& glyphs : line.glyphs) out += glyphs.run->text;
  return out;
}

/// The widest space of each line but the last.
std::vector<double> widest_spaces(const Text& text) {
  std::vector<double> out;
  for (std::size_t i = 0; i + 1 < text.lines().size(); ++i) {
    double widest = 0;
    for (const PlacedGlyphs& glyphs : text.lines()[i].glyphs)
      for (const Glyph& glyph : glyphs.run->glyphs)
        if (glyphs.run->text[glyph.cluster] == ' ') widest = std::max(widest, static_cast<double>(glyph.advance));
    out.push_back(widest);
  }
  return out;
}

Text text_of(std::string_view words, Locale locale) {
  static std::deque<Runs> kept;
  return Text(kept.emplace_back(Runs{{.text = std::string(words)}}), {.family = "serif", .locale = locale});
}

double spread(const std::vector<double>& values) {
  const auto [least, most] = std::ranges::minmax(values);
  return most - least;
}

TEST(WholeParagraph, HasEvenerSpacesThanLineByLine) {
  Text text = text_of(kRussian, Locale::ru);
  for (const double width : {220.0, 300.0, 400.0, 480.0}) {
    text.set({.width = width, .align = Align::justify, .hyphenate = true});
    const double greedy = spread(widest_spaces(text));
    text.set({.width = width, .align = Align::justify, .hyphenate = true, .whole = true});
    constexpr double kUnseen = 0.25;  // points: a tenth of a space, which may buy a hyphen less
    EXPECT_LE(spread(widest_spaces(text)), greedy + kUnseen) << width;
  }
}

TEST(WholeParagraph, HasNoGapsInAPagesLines) {
  Text text = text_of(kRussian, Locale::ru);
  const double space = text_of("a a", Locale::ru).natural_width() - text_of("aa", Locale::ru).natural_width();
  for (double width = 400; width < 500; width += 5) {
    text.set({.width = width, .align = Align::justify, .hyphenate = true, .whole = true});
    for (const double widest : widest_spaces(text)) EXPECT_LT(widest, 2.25 * space) << width;
    for (std::size_t i = 0; i + 1 < text.lines().size(); ++i)
      EXPECT_NEAR(text.lines()[i].x + text.lines()[i].width, width, 0.05) << width;
  }
}

TEST(WholeParagraph, IsRaggedEvenlyAndPartsNoWordThere) {
  Text text = text_of(kRussian, Locale::ru);
  for (const double width : {150.0, 220.0, 300.0}) {
    text.set({.width = width});
    double greedy = 0;
    for (const TextLine& line : text.lines()) greedy += std::pow(width - line.width, 2);
    greedy -= std::pow(width - text.lines().back().width, 2);
    text.set({.width = width, .whole = true});
    double whole = 0;
    for (const TextLine& line : text.lines()) {
      whole += std::pow(width - line.width, 2);
      EXPECT_FALSE(read(line).ends_with("\u00AD"));
    }
    whole -= std::pow(width - text.lines().back().width, 2);
    EXPECT_LE(whole, greedy * 1.3 + 1) << width;  // the last line and the habits count too
  }
}

TEST(WholeParagraph, EndsNoLineWithAShortWordOrInANumber) {
  Text text = text_of(
      "Стоимость работ по договору № 12 составляет 1 250 000 ₽ в месяц и 10 % от суммы сверх этого, а "
      "в особых случаях — и 20 % с учётом НДС по ставке, действующей на день подписания",
      Locale::ru);
  for (double width = 200; width < 400; width += 7) {
    text.set({.width = width, .whole = true});
    for (const TextLine& line : text.lines()) {
      const std::string words = read(line);
      for (const std::string_view bad : {" в", " и", " №", " 1", " 250", " 10", " 20", " с"})
        EXPECT_FALSE(words.ends_with(bad)) << words << "| " << width;
      EXPECT_FALSE(words.starts_with("—")) << words;
    }
  }
}

TEST(WholeParagraph, SaysAllItsWordsInOrder) {
  Text text = text_of(kRussian, Locale::ru);
  text.set({.width = 200, .first_line = 20, .align = Align::justify, .hyphenate = true, .whole = true});
  std::string all;
  for (const TextLine& line : text.lines()) {
    std::string words = read(line);
    if (words.ends_with("\u00AD"))
      words.resize(words.size() - 2);
    else
      words += ' ';
    all += words;
  }
  all.pop_back();
  EXPECT_EQ(all, kRussian);
  EXPECT_NEAR(text.lines()[0].x, 20, 0.01);
}

}  // namespace
}  // namespace kontor::docgen::layout
