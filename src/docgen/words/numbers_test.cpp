#include "docgen/words/numbers.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen {
namespace {

constexpr Gender m = Gender::masculine;
constexpr Gender f = Gender::feminine;
constexpr Gender n = Gender::neuter;

TEST(Cardinals, AgreeInGender) {
  EXPECT_EQ(cardinal(1, Locale::ru, f), "одна");
  EXPECT_EQ(cardinal(21, Locale::ru, n), "двадцать одно");
  EXPECT_EQ(cardinal(1'002, Locale::ru, f), "одна тысяча две");
  EXPECT_EQ(cardinal(21'000, Locale::ru, m), "двадцать одна тысяча");
  EXPECT_EQ(cardinal(2'002'002, Locale::ru, n), "два миллиона две тысячи два");
  EXPECT_EQ(cardinal(0, Locale::ru), "ноль");
}

TEST(Cardinals, StandInEachCase) {
  const std::pair<Case, const char*> cases[] = {
      {Case::nominative, "две тысячи восемьсот сорок один"},
      {Case::genitive, "двух тысяч восьмисот сорока одного"},
      {Case::dative, "двум тысячам восьмистам сорока одному"},
      {Case::accusative, "две тысячи восемьсот сорок один"},
      {Case::instrumental, "двумя тысячами восемьюстами сорока одним"},
      {Case::prepositional, "двух тысячах восьмистах сорока одном"},
  };
  for (const auto& [in, words] : cases) EXPECT_EQ(cardinal(2'841, Locale::ru, m, in), words);
  EXPECT_EQ(cardinal(21'000, Locale::ru, m, Case::genitive), "двадцати одной тысячи");
  EXPECT_EQ(cardinal(1'001, Locale::ru, f, Case::accusative), "одну тысячу одну");
  EXPECT_EQ(cardinal(50'090, Locale::ru, m, Case::instrumental), "пятьюдесятью тысячами девяноста");
  EXPECT_EQ(cardinal(354, Locale::ru, m, Case::genitive), "трёхсот пятидесяти четырёх");
  EXPECT_EQ(cardinal(1'000, Locale::ru, m, Case::instrumental), "одной тысячей");
}

TEST(Cardinals, GoUpToQuintillions) {
  EXPECT_EQ(cardinal(Size{7'000'000'000'000'000'001}, Locale::ru), "семь квинтиллионов один");
  EXPECT_EQ(cardinal(kWordsEnd - 1, Locale::en),
            "nine hundred ninety-nine quintillion nine hundred ninety-nine quadrillion nine hundred ninety-nine "
            "trillion nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine "
            "thousand nine hundred ninety-nine");
  EXPECT_EQ(in_words(*Decimal::parse("1000000000000000000000"), Locale::ru), std::nullopt);
}

TEST(Cardinals, ReadWellInEnglish) {
  EXPECT_EQ(cardinal(0, Locale::en), "zero");
  EXPECT_EQ(cardinal(20, Locale::en), "twenty");
  EXPECT_EQ(cardinal(1'117, Locale::en), "one thousand one hundred seventeen");
  EXPECT_EQ(in_words(Decimal(-42), Locale::en), "minus forty-two");
}

TEST(Ordinals, ChangeTheirLastWord) {
  EXPECT_EQ(ordinal(23, Locale::ru, n), "двадцать третье");
  EXPECT_EQ(ordinal(23, Locale::ru, n, Case::genitive), "двадцать третьего");
  EXPECT_EQ(ordinal(3, Locale::ru, f, Case::accusative), "третью");
  EXPECT_EQ(ordinal(2, Locale::ru, f), "вторая");
  EXPECT_EQ(ordinal(40, Locale::ru, m), "сороковой");
  EXPECT_EQ(ordinal(100, Locale::ru, m, Case::dative), "сотому");
  EXPECT_EQ(ordinal(1'900, Locale::ru, m, Case::genitive), "одна тысяча девятисотого");
  EXPECT_EQ(ordinal(2'000, Locale::ru, m, Case::genitive), "двухтысячного");
  EXPECT_EQ(ordinal(21'000, Locale::ru, m), "двадцатиоднотысячный");
  EXPECT_EQ(ordinal(3'000'000, Locale::ru, m), "трёхмиллионный");
  EXPECT_EQ(ordinal(2'026, Locale::ru, m, Case::prepositional), "две тысячи двадцать шестом");
  EXPECT_EQ(ordinal(0, Locale::ru, m), "нулевой");
}

TEST(Ordinals, ReadWellInEnglish) {
  const std::pair<int, const char*> cases[] = {{1, "first"},
                                               {2, "second"},
                                               {3, "third"},
                                               {5, "fifth"},
                                               {8, "eighth"},
                                               {9, "ninth"},
                                               {12, "twelfth"},
                                               {20, "twentieth"},
                                               {21, "twenty-first"},
                                               {100, "one hundredth"},
                                               {1'003, "one thousand third"}};
  for (const auto& [number, words] : cases) EXPECT_EQ(ordinal(static_cast<Size>(number), Locale::en), words);
}

TEST(Fractions, AreNamedByTheirPlaces) {
  const std::pair<const char*, const char*> cases[] = {
      {"0.1", "ноль целых одна десятая"},        {"1.5", "одна целая пять десятых"},
      {"2.25", "две целых двадцать пять сотых"}, {"21.001", "двадцать одна целая одна тысячная"},
      {"-3.50", "минус три целых пять десятых"},
  };
  for (const auto& [number, words] : cases) EXPECT_EQ(in_words(*Decimal::parse(number), Locale::ru), words);
  EXPECT_EQ(in_words(*Decimal::parse("0.1"), Locale::ru, m, Case::genitive), "ноля целых одной десятой");
  EXPECT_EQ(in_words(*Decimal::parse("1.05"), Locale::en), "one point zero five");
  EXPECT_EQ(in_words(*Decimal::parse("0.1234567"), Locale::en), std::nullopt);
}

TEST(Plural, FollowsEachLanguage) {
  const std::pair<int, int> ru[] = {{1, 0}, {2, 1}, {5, 2}, {11, 2}, {12, 2}, {21, 0}, {22, 1}, {111, 2}, {0, 2}};
  for (const auto& [number, form] : ru) EXPECT_EQ(plural_form(number, Locale::ru), form) << number;
  EXPECT_EQ(plural_form(*Decimal::parse("1.5"), Locale::ru), 1);
  EXPECT_EQ(plural_form(*Decimal::parse("1.0"), Locale::ru), 0);
  EXPECT_EQ(plural_form(1, Locale::en), 0);
  EXPECT_EQ(plural_form(21, Locale::en), 1);
  EXPECT_EQ(plural_form(*Decimal::parse("100000000000000000000001"), Locale::ru), 0);
}

}  // namespace
}  // namespace kontor::docgen
