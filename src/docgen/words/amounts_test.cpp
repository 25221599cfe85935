#include "docgen/words/amounts.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace kontor::docgen {
namespace {

std::string words(std::string_view amount, std::string_view currency, Locale locale, const AmountWords& how = {}) {
  const auto written = amount_in_words(*Decimal::parse(amount), *Currency::parse(currency), locale, how);
  if (written) return *written;
  return written.error() == AmountProblem::too_large ? "too large" : "leaves kopecks out";
}

std::string small(std::string_view amount, std::string_view currency) {
  return words(amount, currency, Locale::ru, {.capital = false});
}

TEST(Amounts, AgreeInGenderAndCaseInRussian) {
  const std::pair<const char*, const char*> rubles[] = {
      {"21000", "двадцать одна тысяча рублей 00 копеек"},
      {"1", "один рубль 00 копеек"},
      {"2.01", "два рубля 01 копейка"},
      {"11.22", "одиннадцать рублей 22 копейки"},
      {"0", "ноль рублей 00 копеек"},
      {"0.11", "ноль рублей 11 копеек"},
      {"1002003.11", "один миллион две тысячи три рубля 11 копеек"},
      {"200000000000.05", "двести миллиардов рублей 05 копеек"},
      {"-10.50", "минус десять рублей 50 копеек"},
      {"919000000", "девятьсот девятнадцать миллионов рублей 00 копеек"},
      {"101", "сто один рубль 00 копеек"},
      {"114.995", "сто пятнадцать рублей 00 копеек"},
      {"1234567.89", "один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь рублей 89 копеек"},
      {"999000000000000000000", "девятьсот девяносто девять квинтиллионов рублей 00 копеек"},
  };
  for (const auto& [amount, expected] : rubles) EXPECT_EQ(small(amount, "RUB"), expected);
}

TEST(Amounts, KnowTheCurrenciesOfTheNeighbours) {
  EXPECT_EQ(small("1002", "UAH"), "одна тысяча две гривны 00 копеек");
  EXPECT_EQ(small("5000", "KZT"), "пять тысяч тенге 00 тиын");
  EXPECT_EQ(small("1.01", "KZT"), "один тенге 01 тиын");
  EXPECT_EQ(small("1.01", "BYN"), "один белорусский рубль 01 копейка");
  EXPECT_EQ(small("2", "BYN"), "два белорусских рубля 00 копеек");
  EXPECT_EQ(small("25", "BYN"), "двадцать пять белорусских рублей 00 копеек");
  EXPECT_EQ(small("2.15", "EUR"), "два евро 15 центов");
  EXPECT_EQ(small("1", "EUR"), "один евро 00 центов");
  EXPECT_EQ(small("3", "USD"), "три доллара США 00 центов");
  EXPECT_EQ(small("22", "TRY"), "двадцать две турецкие лиры 00 курушей");
  EXPECT_EQ(small("1.02", "AMD"), "один армянский драм 02 лумы");
  EXPECT_EQ(small("4", "PLN"), "четыре польских злотых 00 грошей");
  EXPECT_EQ(small("3", "MDL"), "три молдавских лея 00 банов");
  EXPECT_EQ(small("2", "ILS"), "два новых израильских шекеля 00 агор");
  EXPECT_EQ(small("21", "INR"), "двадцать одна индийская рупия 00 пайс");
  EXPECT_EQ(small("1", "MXN"), "одно мексиканское песо 00 сентаво");
  EXPECT_EQ(small("5", "GBP"), "пять фунтов стерлингов 00 пенсов");
  EXPECT_EQ(small("2", "CHF"), "два швейцарских франка 00 раппенов");
  EXPECT_EQ(small("5", "XOF"), "пять франков КФА ВСЕАО");
}

TEST(Amounts, HaveTheDigitsOfTheirCurrency) {
  EXPECT_EQ(small("1500", "JPY"), "одна тысяча пятьсот японских иен");
  EXPECT_EQ(small("2.5", "JPY"), "три японские иены");
  EXPECT_EQ(small("1.5", "KWD"), "один кувейтский динар 500 филсов");
  EXPECT_EQ(words("1.005", "TND", Locale::en), "One Tunisian dinar and 005 millimes");
  EXPECT_EQ(words("5", "JPY", Locale::en), "Five yen");
}

TEST(Amounts, StandInEachCase) {
  const auto in = [](Case each, std::string_view amount, std::string_view currency = "RUB") {
    return words(amount, currency, Locale::ru, {.in = each, .capital = false});
  };
  EXPECT_EQ(in(Case::genitive, "21000"), "двадцати одной тысячи рублей 00 копеек");
  EXPECT_EQ(in(Case::genitive, "1.01"), "одного рубля 01 копейки");
  EXPECT_EQ(in(Case::genitive, "1543.22"), "одной тысячи пятисот сорока трёх рублей 22 копеек");
  EXPECT_EQ(in(Case::dative, "2000"), "двум тысячам рублей 00 копеек");
  EXPECT_EQ(in(Case::dative, "2100"), "двум тысячам ста рублям 00 копеек");
  EXPECT_EQ(in(Case::accusative, "1", "UAH"), "одну гривну 00 копеек");
  EXPECT_EQ(in(Case::accusative, "1001"), "одну тысячу один рубль 00 копеек");
  EXPECT_EQ(in(Case::instrumental, "5.05"), "пятью рублями 05 копейками");
  EXPECT_EQ(in(Case::instrumental, "1"), "одним рублём 00 копеек");
  EXPECT_EQ(in(Case::prepositional, "3", "BYN"), "трёх белорусских рублях 00 копеек");
  EXPECT_EQ(in(Case::genitive, "2", "ILS"), "двух новых израильских шекелей 00 агор");
}

TEST(Amounts, FollowTheHabitsOfContracts) {
  EXPECT_EQ(words("21000", "RUB", Locale::ru, {.figures = true}),
            "21\u00A0000,00 (Двадцать одна тысяча) рублей 00 копеек");
  EXPECT_EQ(words("21000", "RUB", Locale::ru, {.minor = MinorUnits::none, .figures = true}),
            "21\u00A0000 (Двадцать одна тысяча) рублей");
  EXPECT_EQ(words("21000", "RUB", Locale::ru, {.in = Case::genitive, .capital = false, .figures = true}),
            "21\u00A0000,00 (двадцати одной тысячи) рублей 00 копеек");
  EXPECT_EQ(words("21000.01", "RUB", Locale::ru, {.minor = MinorUnits::words}),
            "Двадцать одна тысяча рублей одна копейка");
  EXPECT_EQ(words("5", "RUB", Locale::ru, {.minor = MinorUnits::words}), "Пять рублей ноль копеек");
  EXPECT_EQ(words("5", "RUB", Locale::ru, {.minor = MinorUnits::if_any}), "Пять рублей");
  EXPECT_EQ(words("5.2", "RUB", Locale::ru, {.minor = MinorUnits::if_any}), "Пять рублей 20 копеек");
  EXPECT_EQ(words("-21000.5", "USD", Locale::en, {.figures = true}),
            "-21,000.50 (Minus twenty-one thousand) dollars and 50 cents");
}

TEST(Amounts, AreNeverCutShort) {
  EXPECT_EQ(words("5.20", "RUB", Locale::ru, {.minor = MinorUnits::none}), "leaves kopecks out");
  EXPECT_EQ(words("1000000000000000000000", "RUB", Locale::ru), "too large");
}

TEST(Amounts, ReadWellInEnglish) {
  EXPECT_EQ(words("21000", "RUB", Locale::en), "Twenty-one thousand roubles and 00 kopecks");
  EXPECT_EQ(words("1001.01", "USD", Locale::en), "One thousand one dollars and 01 cent");
  EXPECT_EQ(words("117", "GBP", Locale::en), "One hundred seventeen pounds and 00 pence");
  EXPECT_EQ(words("1", "EUR", Locale::en, {.minor = MinorUnits::words}), "One euro and zero cents");
  EXPECT_EQ(words("1500", "SEK", Locale::en), "One thousand five hundred Swedish kronor and 00 öre");
  EXPECT_EQ(words("12.5", "KZT", Locale::en, {.capital = false}), "twelve Kazakhstani tenge and 50 tiyn");
}

TEST(Amounts, NameEveryCurrencyInBothLanguages) {
  for (const Currency& currency : Currency::all()) {
    for (const Locale locale : {Locale::ru, Locale::en}) {
      const std::string one = words("1", currency.code(), locale);
      const std::string five = words("5", currency.code(), locale);
      EXPECT_EQ(one.find("  "), std::string::npos) << one;
      EXPECT_EQ(one.find(currency.code()), std::string::npos) << one;
      EXPECT_EQ(five.find('0') != std::string::npos, currency.exponent() > 0) << five;
      EXPECT_GE(length(five), 8u) << five;
    }
  }
}

}  // namespace
}  // namespace kontor::docgen
