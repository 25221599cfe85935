#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "docgen/docgen.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

/// The template filled as text, or its error in one line.
std::string filled(std::string_view source, std::string_view data, Locale locale, bool lenient = true) {
  const auto compiled = Template::compile(source, {.syntax = Syntax::text});
  if (!compiled) return "ERROR " + describe(compiled.error());
  const auto paper = compiled->fill(boost::json::parse(data), {.locale = locale, .lenient = lenient});
  if (!paper) return "ERROR " + describe(paper.error());
  return *write(*paper, Format::text);
}

std::string ru(std::string_view source, std::string_view data = "{}") { return filled(source, data, Locale::ru); }
std::string en(std::string_view source, std::string_view data = "{}") { return filled(source, data, Locale::en); }

std::string schema(std::string_view source) { return boost::json::serialize(*infer_schema(source)); }

TEST(AmountFilters, WriteContracts) {
  EXPECT_EQ(ru("{{ 21000 | words('RUB') }}"), "Двадцать одна тысяча рублей 00 копеек");
  EXPECT_EQ(ru("{{ 21000 | words('RUB', figures=true) }}"), "21\u00A0000,00 (Двадцать одна тысяча) рублей 00 копеек");
  EXPECT_EQ(ru("{{ 21000 | words('RUB', case='genitive', capital=false, minor='none') }}"),
            "двадцати одной тысячи рублей");
  EXPECT_EQ(en("{{ 21000 | words('RUB') }}"), "Twenty-one thousand roubles and 00 kopecks");
  EXPECT_THAT(ru("{{ 1.5 | words('RUB', minor='none') }}"), HasSubstr("minor=\"none\" would drop"));
  EXPECT_THAT(ru("{{ 1 | words('RUB', case='ablative') }}"), HasSubstr("\"ablative\" is not a case"));
  EXPECT_THAT(ru("{{ 1 | words('RUR') }}"), HasSubstr("\"RUR\" is not a currency code"));
}

TEST(AmountFilters, CountThings) {
  EXPECT_EQ(ru("{{ 21 | number_words('f') }} {{ 3 | ordinal_words('n', 'genitive') }}"), "двадцать одна третьего");
  EXPECT_EQ(ru("{{ 1.5 | plural('день', 'дня', 'дней') }} {{ 5 | counted('штука', 'штуки', 'штук') }}"),
            "дня 5\u00A0штук");
  EXPECT_EQ(ru("{{ 21 | counted('штука', 'штуки', 'штук', words=true, gender='f') }}"), "21 (двадцать одна) штука");
  EXPECT_EQ(ru("в течение {{ 10 | duration('working_days', words=true, case='genitive') }}"),
            "в течение 10 (десяти) рабочих дней");
  EXPECT_EQ(en("{{ 1 | plural('day', 'days') }} {{ 2 | counted('item', 'items') }}"), "day 2\u00A0items");
  EXPECT_THAT(en("{{ 1 | duration('moons') }}"), HasSubstr("\"moons\" is not a unit: day, working_day"));
}

TEST(DateFilters, CalculateDaysAndWriteThem) {
  constexpr auto data = R"({"signed":"2026-11-23","due":"2027-01-01"})";
  EXPECT_EQ(ru("{{ signed | date('quoted') }}", data), "«23»\u00A0ноября 2026\u00A0г.");
  EXPECT_EQ(ru("{{ signed | date('words', 'genitive') }}", data),
            "двадцать третьего ноября две тысячи двадцать шестого года");
  EXPECT_EQ(ru("{{ signed | add_working_days(5) | date('short') }} {{ signed | add_days(-1) | date('short') }}", data),
            "30.11.2026 22.11.2026");
  EXPECT_EQ(en("{{ signed | add_months(3) }} {{ signed | add_years(1) }} {{ signed | days_until(due) }}", data),
            "2027-02-23 2027-11-23 39");
  EXPECT_THAT(en("{{ signed | add_days(1.5) }}", data), HasSubstr("moves by a whole number, not by 1.5"));
  EXPECT_THAT(en("{{ signed | add_days(9000000) }}", data), HasSubstr("outside of the years 1 to 9999"));
}

TEST(DateFilters, AskForDatesInTheForm) {
  EXPECT_THAT(schema("{{ signed | days_until(due) }}"),
              HasSubstr(R"("due":{"title":"Due","type":"string","format":"date"})"));
  EXPECT_THAT(schema("{{ signed | add_days(term) | date }}"),
              HasSubstr(R"("term":{"title":"Term","type":"string","format":"decimal"})"));
}

TEST(NameFilters, PutPeopleAndPostsIntoTheirCase) {
  constexpr auto data = R"({"post":"генеральный директор","director":"Мельник Иван Иванович"})";
  EXPECT_EQ(ru("в лице {{ post | genitive }} {{ director | genitive }}", data),
            "в лице генерального директора Мельника Ивана Ивановича");
  EXPECT_EQ(ru("{{ director | short_name }}|{{ director | short_name(initials_first=true) }}", data),
            "Мельник\u00A0И.\u00A0И.|И.\u00A0И.\u00A0Мельник");
  EXPECT_EQ(ru("{{ director | short_name(case='dative') }}", data), "Мельнику\u00A0И.\u00A0И.");
  EXPECT_EQ(ru("{{ 'Ким А. В.' | genitive('m') }} {{ '' | genitive }}"), "Кима А. В. ");
}

TEST(NameFilters, RemarkOnWhatNoRuleDecides) {
  const auto compiled =
      Template::compile("Договор\n{{ director | genitive }}{{ director | genitive }}", {.syntax = Syntax::text});
  const auto paper = compiled->fill(boost::json::parse(R"({"director":"Кравец Иван Петрович"})"));
  ASSERT_TRUE(paper);
  EXPECT_EQ(*write(*paper, Format::text), "Договор\nКравец Иван ПетровичКравец Иван Петрович");
  ASSERT_EQ(paper->remarks().size(), 2u);
  EXPECT_EQ(paper->remarks()[0].location, "line 2, column 15");
  EXPECT_EQ(paper->remarks()[0].message,
            "\"Кравец Иван Петрович\" stays as it is: Кравец may lose a vowel, which is for the family to say");
  EXPECT_TRUE(compiled->fill(boost::json::parse(R"({"director":"Иванов Иван Петрович"})"))->remarks().empty());
}

TEST(RequisiteFilters, PrintAndTestNumbers) {
  EXPECT_EQ(ru("{{ '7707 083 893' | inn }} {{ 'de89370400440532013000' | iban }}"),
            "7707083893 DE89\u00A0"
            "3704\u00A0"
            "0044\u00A0"
            "0532\u00A0"
            "0130\u00A0"
            "00");
  EXPECT_EQ(ru("{{ '40602810700000000025' | account('049805746') }}"), "40602810700000000025");
  EXPECT_EQ(ru("{{ '7707083893' is inn }} {{ '7707083894' is inn }} {{ 'DE113866163' is vat_id }} "
               "{{ '40602810700000000025' is account_at '044525974' }}"),
            "True False True False");
  EXPECT_THAT(ru("{{ '7707083894' | inn }}"),
              HasSubstr("\"7707083894\" is not an INN: its check digit (the 10th) does not fit"));
}

TEST(RequisiteFormats, AreInferredAndChecked) {
  EXPECT_THAT(schema("{{ client.inn | inn }}"), HasSubstr(R"("inn":{"title":"Inn","type":"string","format":"inn"})"));
  const auto compiled = Template::compile(
      "{{ inn | inn }}{{ bank.bik | bik }}{{ bank.account | account }}{{ bank.corr | account }}{{ vat | vat_id }}");
  const auto errors = [&](std::string_view payload) {
    const auto checked = compiled->check(boost::json::parse(payload));
    return checked ? std::vector<FieldError>{} : checked.error().fields;
  };
  EXPECT_TRUE(errors(R"({"inn":7707083893,"bank":{"bik":"049805746","account":"40602810700000000025",
                         "corr":"30101810800000000746"},"vat":"ATU14243102"})")
                  .empty());
  EXPECT_EQ(
      errors(R"({"inn":"7707083894","bank":{"bik":"044525974","account":"40602810700000000025",
                       "corr":"30101810145250000974"},"vat":"ATU14243103"})"),
      (std::vector<FieldError>{{"inn", "\"7707083894\" is not an INN: its check digit (the 10th) does not fit"},
                               {"bank.account",
                                "\"40602810700000000025\" is not an account of that bank: its check digit (the 9th) "
                                "does not fit the BIK 044525974"},
                               {"vat", "\"ATU14243103\" is not an EU VAT id: its check digit does not fit"}}));
}

TEST(RequisiteFormats, MayBeSaidByTheAuthor) {
  const auto compiled = Template::compile("---\n{\"fields\":{\"snils\":{\"format\":\"snils\"}}}\n---\n{{ snils }}");
  ASSERT_TRUE(compiled);
  EXPECT_TRUE(compiled->check(boost::json::parse(R"({"snils":"112-233-445 95"})")));
  EXPECT_FALSE(compiled->check(boost::json::parse(R"({"snils":"112-233-445 96"})")));
}

constexpr auto kItems = R"({"items":[{"name":"a","price":"0.33","quantity":1,"vat_rate":"20"},
  {"name":"b","price":"0,33","quantity":"1","vat_rate":"20 %","discount":""},
  {"name":"c","price":0.33,"quantity":1,"vat_rate":20}]})";

TEST(TradeFilters, TotalAList) {
  constexpr auto source =
      "{% set t = items | total(price='price', quantity='quantity', vat='vat_rate', discount='discount') %}"
      "{{ t.net }} + {{ t.vat }} = {{ t.gross }}; {{ t.lines[0].gross }}; {{ t.by_rate[0].rate }}: "
      "{{ t.by_rate[0].vat }}";
  EXPECT_EQ(ru(source, kItems), "0.99 + 0.21 = 1.20; 0.40; 20: 0.21");
  EXPECT_EQ(ru("{% set t = items | total(price='price', vat=20, rounding='total') %}{{ t.vat }} {{ t.gross | money }}",
               kItems),
            "0.20 1,19\u00A0$");
  EXPECT_EQ(
      ru("{% set t = items | total(price='price', vat=none) %}{{ t.vat }} {{ t.by_rate[0].rate is none }}", kItems),
      "0.00 True")
      << "no rate at all";
  EXPECT_EQ(ru("{{ (items | total(price=i => i.price * 2, currency='JPY')).net }}", kItems), "3");
  EXPECT_EQ(ru("{{ ([{'p': 120, 'v': 'без НДС'}, {'p': 120, 'v': 20}] | total(price='p', vat='v', "
               "vat_included=true)).vat }}"),
            "20.00");
  EXPECT_THAT(ru("{{ ([{'p': 1, 'v': '2O'}] | total(price='p', vat='v')).net }}"),
              HasSubstr("\"2O\" is not a rate of VAT such as 20"));
  EXPECT_THAT(ru("{{ ([{'q': 1}] | total(price='p')).net }}"), HasSubstr("an item of the list has no p"));
  EXPECT_THAT(ru("{{ ([] | total(price='p', rounding='up')).net }}"), HasSubstr("rounding is \"line\" or \"total\""));
}

TEST(TradeFilters, CalculateOnAmounts) {
  EXPECT_EQ(
      en("{{ 100 | vat(20) }} {{ 100 | vat(20, included=true) }} {{ 120 | net_of(20) }} {{ 0.99 | with_vat(20) }}"),
      "20.00 16.67 100.00 1.19");
  EXPECT_EQ(en("{{ 99.99 | percent(30) }} {{ 99.99 | discount(7.5) }} {{ 1000 | percent(33, 'JPY') }}"),
            "30.00 92.49 330");
  EXPECT_EQ(en("{{ 100 | split(3) | join(' ') }} {{ 100 | split([50, 30, 20]) | join(' ') }}"),
            "33.34 33.33 33.33 50.00 30.00 20.00");
  EXPECT_THAT(en("{{ 1 | split(0) }}"), HasSubstr("split makes 1 to 1000 parts"));
  EXPECT_THAT(en("{{ 1 | vat(-100, included=true) }}"), HasSubstr("out of range"));
}

TEST(TradeFilters, AskForTheFieldsOfTheLines) {
  EXPECT_THAT(
      schema("{{ (items | total(price='price', quantity='quantity', vat='vat_rate', discount='off')).gross | money }}"),
      HasSubstr(R"("properties":{"price":{"title":"Price","type":"string","format":"money"},)"
                R"("quantity":{"title":"Quantity","type":"string","format":"decimal"},)"
                R"("off":{"title":"Off","type":"string","format":"decimal"},)"
                R"("vat_rate":{"title":"Vat rate","type":"string"}},"required":["price","quantity"]})"));
}

}  // namespace
}  // namespace kontor::docgen
