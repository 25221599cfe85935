#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "docgen/docgen.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  EXPECT_FALSE(out.str().empty()) << path;
  return out.str();
}

/// A built-in template and the fields beside it.
struct BuiltIn {
  std::string path;

  std::filesystem::path file(std::string_view ending) const {
    return std::filesystem::path(KONTOR_TEMPLATES) / fmt::format("{}{}", path, ending);
  }
  std::string source() const { return bytes_of(file(".md")); }
  boost::json::value sample() const { return boost::json::parse(bytes_of(file(".sample.json"))); }
  Template compiled() const {
    auto compiled = Template::compile(source());
    EXPECT_TRUE(compiled) << describe(compiled.error());
    return *compiled;
  }
  Paper filled(const boost::json::value& payload) const {
    auto paper = compiled().fill(payload);
    if (!paper) throw std::runtime_error(path + ": " + describe(paper.error()));
    return *paper;
  }
};

/// With plain spaces, to be compared with what a person would type.
std::string spaced(std::string text) {
  for (std::size_t at; (at = text.find("\u00A0")) != std::string::npos;) text.replace(at, 2, " ");
  return text;
}

std::string text_of(const Paper& paper) { return spaced(*write(paper, Format::text)); }

std::string pdf_text(const Paper& paper) { return spaced(said_of(*write(paper, Format::pdf), "pdftotext {} -")); }

/// "ru/proposal" and its like: every template that is there.
std::vector<std::string> built_ins() {
  std::vector<std::string> paths;
  for (const char* locale : {"ru", "en"})
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(KONTOR_TEMPLATES) / locale))
      if (entry.path().extension() == ".md")
        paths.push_back(fmt::format("{}/{}", locale, entry.path().stem().string()));
  std::ranges::sort(paths);
  return paths;
}

/// What a template leaves behind that did not think of an absent field.
void expect_no_leftovers(const std::string& text) {
  for (const char* leftover : {"None", "{", "}", " ,", "..", "()", "«»", " ;", "null", "undefined", "• \n"})
    EXPECT_THAT(text, Not(HasSubstr(leftover)));
}

/// The payload with nothing but what the schema requires. Lists keep their items, choices the sample's.
boost::json::value required_only(const boost::json::object& schema, const boost::json::value& payload) {
  if (payload.is_array()) {
    boost::json::array out;
    for (const auto& item : payload.get_array()) out.push_back(required_only(schema.at("items").as_object(), item));
    return out;
  }
  if (!payload.is_object()) return payload;
  boost::json::object out;
  const auto* required = schema.if_contains("required");
  for (const auto& [name, value] : payload.get_object()) {
    const auto& property = schema.at("properties").as_object().at(name).as_object();
    const bool needed = required && std::ranges::any_of(required->as_array(), [&](const auto& each) {
                          return std::string_view(each.as_string()) == std::string_view(name);
                        });
    if (needed || property.contains("enum") || value.is_object()) out[name] = required_only(property, value);
  }
  return out;
}

class BuiltIns : public ::testing::TestWithParam<std::string> {};

TEST_P(BuiltIns, FillTheirSampleInEveryFormat) {
  const BuiltIn built_in{GetParam()};
  const Paper paper = built_in.filled(built_in.sample());
  EXPECT_TRUE(paper.remarks().empty()) << paper.remarks().front().message;
  for (const Format format : {Format::pdf, Format::docx, Format::html, Format::text}) {
    const auto bytes = write(paper, format);
    ASSERT_TRUE(bytes);
    EXPECT_GT(bytes->size(), 500u);
    EXPECT_EQ(*write(paper, format), *bytes) << "the same input gives the same bytes";
  }
  EXPECT_FALSE(paper.title().empty());
}

TEST_P(BuiltIns, SayWhatTheyAreAndTitleEveryFieldInTheirLanguage) {
  const Template compiled = BuiltIn{GetParam()}.compiled();
  EXPECT_FALSE(compiled.about().name.empty());
  EXPECT_NE(compiled.about().kind, "other");
  const bool russian = compiled.about().locale == Locale::ru;
  EXPECT_EQ(russian ? "ru" : "en", GetParam().substr(0, 2));
  const auto titled = [&](const auto& self, const boost::json::object& schema, const std::string& path) -> void {
    if (const auto* items = schema.if_contains("items")) self(self, items->as_object(), path + "[]");
    const auto* properties = schema.if_contains("properties");
    if (!properties) return;
    for (const auto& [name, property] : properties->as_object()) {
      const std::string place = path + "." + std::string(name);
      ASSERT_TRUE(property.as_object().contains("title")) << place;
      const std::string_view title = property.as_object().at("title").as_string();
      EXPECT_EQ(std::ranges::any_of(title, [](char c) { return c < 0; }), russian) << place << ": " << title;
      self(self, property.as_object(), place);
    }
  };
  titled(titled, compiled.schema(), "");
}

TEST_P(BuiltIns, PrintTheWholeSample) {
  const BuiltIn built_in{GetParam()};
  const Template compiled = built_in.compiled();
  const boost::json::value sample = built_in.sample();
  const Paper paper = built_in.filled(sample);
  const auto joined = [](std::string text) {
    std::erase_if(text, [](char c) { return c == '\n' || c == ' ' || c == '\f' || c == '-'; });
    return text;
  };
  const std::string text = joined(text_of(paper)), pages = joined(pdf_text(paper));
  const auto look = [&](const auto& self, const boost::json::object& schema, const boost::json::value& value,
                        std::string_view name) -> void {
    if (value.is_object())
      for (const auto& [key, member] : value.as_object())
        self(self, schema.at("properties").as_object().at(key).as_object(), member, key);
    if (value.is_array())
      for (const auto& member : value.as_array()) self(self, schema.at("items").as_object(), member, name);
    if (!value.is_string() || schema.contains("enum") || Decimal::parse_typed(value.as_string())) return;
    const auto* format = schema.if_contains("format");
    if (format && format->as_string() != "textarea" && format->as_string() != "email") return;
    // In another case, with initials, or only for who writes a passage.
    for (const std::string_view otherwise : {"director", "accountant", "position", "acting_under", "form", "history"})
      if (name == otherwise) return;
    std::stringstream lines{std::string(value.as_string())};
    for (std::string line; std::getline(lines, line);) {
      if (compiled.about().locale == Locale::ru &&
          (line == "Доверов Пётр Семёнович" || line == "Кандидатова Мария Ивановна"))
        continue;  // in another case
      EXPECT_THAT(text, HasSubstr(joined(line))) << name;
      std::stringstream words(line);
      for (std::string word; words >> word;)  // cells wrap, and stand between one another
        if (word.size() < 12) EXPECT_THAT(pages, HasSubstr(joined(word))) << name;
    }
  };
  look(look, compiled.schema(), sample, "");
}

TEST_P(BuiltIns, LeaveNothingBehindWithAllFieldsOrWithFew) {
  const BuiltIn built_in{GetParam()};
  const boost::json::value sample = built_in.sample();
  expect_no_leftovers(text_of(built_in.filled(sample)));
  const boost::json::value few = required_only(built_in.compiled().schema(), sample);
  EXPECT_LT(serialize(few).size(), serialize(sample).size());
  expect_no_leftovers(text_of(built_in.filled(few)));
}

TEST_P(BuiltIns, NameEveryFieldThatIsMissing) {
  const auto checked = BuiltIn{GetParam()}.compiled().check(boost::json::object());
  ASSERT_FALSE(checked);
  EXPECT_GE(checked.error().fields.size(), 5u);
  for (const FieldError& error : checked.error().fields) EXPECT_EQ(error.message, "is missing") << error.location;
}

INSTANTIATE_TEST_SUITE_P(All, BuiltIns, ::testing::ValuesIn(built_ins()), [](const auto& test) {
  std::string name = test.param;
  std::ranges::replace(name, '/', '_');
  return name;
});

TEST(BuiltInsTogether, AreADozenInEachLanguage) {
  const std::vector<std::string> all = built_ins();
  EXPECT_EQ(std::ranges::count_if(all, [](const auto& path) { return path.starts_with("ru/"); }), 12);
  EXPECT_EQ(std::ranges::count_if(all, [](const auto& path) { return path.starts_with("en/"); }), 12);
}

/// A template's sample with some of its fields changed.
struct Changed {
  BuiltIn built_in;
  boost::json::object payload = built_in.sample().as_object();

  explicit Changed(std::string path) : built_in{std::move(path)} {}
  Changed& set(std::string_view name, boost::json::value value) {
    payload[name] = std::move(value);
    return *this;
  }
  Changed& set(std::string_view object, std::string_view name, boost::json::value value) {
    payload.at(object).as_object()[name] = std::move(value);
    return *this;
  }
  std::string text() const { return text_of(built_in.filled(payload)); }
};

TEST(RussianInvoice, PutsVatOnTopInThePriceOrNowhere) {
  const auto with = [&](const char* vat) { return Changed("ru/invoice").set("vat", vat).text(); };
  const std::string on_top = with("сверху");
  EXPECT_THAT(on_top, HasSubstr("124 928,00 ₽"));  // (4 × 12 500 + 6 × 6 400 + 14 000) × 1,22
  EXPECT_THAT(on_top, HasSubstr("22 528,00 ₽"));
  EXPECT_THAT(on_top, HasSubstr("Сто двадцать четыре тысячи девятьсот двадцать восемь рублей 00 копеек"));
  const std::string included = with("в том числе");
  EXPECT_THAT(included, HasSubstr("102 400,00 ₽"));
  EXPECT_THAT(included, HasSubstr("18 465,57 ₽"));  // 102 400 × 22 / 122, each line rounded
  const std::string none = with("не облагается");
  EXPECT_THAT(none, HasSubstr("НДС не облагается"));
  EXPECT_THAT(none, Not(HasSubstr("том числе НДС")));
}

TEST(RussianInvoice, RoundsEachLineToTheKopeckAndSumsTheRoundedLines) {
  const std::string text =
      Changed("ru/invoice")
          .set("vat", "не облагается")
          .set(
              "items",
              boost::json::parse(
                  R"([{"name":"a","quantity":"0.333","price":"10.01"},{"name":"b","quantity":"0.333","price":"10.01"},{"name":"c","quantity":"3","price":"0.1"}])"))
          .text();
  EXPECT_THAT(text, HasSubstr("3,33 ₽"));
  EXPECT_THAT(text, HasSubstr("на сумму 6,96 ₽"));
}

TEST(RussianInvoice, RefusesRequisitesWithSlips) {
  Changed invoice("ru/invoice");
  invoice.set("seller", "inn", "7700000017").set("seller", "account", "40702810600000000002");
  const auto checked = invoice.built_in.compiled().check(invoice.payload);
  ASSERT_FALSE(checked);
  ASSERT_EQ(checked.error().fields.size(), 2u);
  EXPECT_EQ(checked.error().fields[0].location, "seller.inn");
  EXPECT_EQ(checked.error().fields[1].location, "seller.account");
}

TEST(RussianContract, NamesThePartiesAsTheySign) {
  const std::string text = Changed("ru/service_contract").text();
  EXPECT_THAT(text, HasSubstr("в лице генерального директора Образцова Ивана Олеговича, действующего на основании"));
  EXPECT_THAT(text, HasSubstr("в лице директора Примеровой Анны Борисовны, действующей на основании Устава,"));
  const std::string entrepreneur =
      Changed("ru/service_contract")
          .set("contractor", "name", "Индивидуальный предприниматель Образцов Иван Олегович")
          .set("contractor", "inn", "770000000082")
          .set("contractor", "kpp", nullptr)
          .set("contractor", "ogrn", "324770000000000")
          .text();
  EXPECT_THAT(entrepreneur, HasSubstr("Образцов Иван Олегович (ОГРНИП 324770000000000), именуемый в дальнейшем"));
  EXPECT_THAT(entrepreneur, Not(HasSubstr("в лице генерального")));
}

TEST(RussianContract, NumbersItsClausesWhateverIsLeftOut) {
  const std::string all = Changed("ru/service_contract")
                              .set("intellectual_property", true)
                              .set("auto_renewal", true)
                              .set("special_terms", "Нет.")
                              .text();
  for (const char* heading : {"6. Конфиденциальность", "7. Права на результаты", "8. Срок действия", "9. Разрешение",
                              "10. Особые условия", "11. Адреса", "по адресам из раздела 11.", "1.4. Если"})
    EXPECT_THAT(all, HasSubstr(heading));
  const std::string few = Changed("ru/service_contract").set("confidential", false).text();
  for (const char* heading : {"6. Срок действия", "7. Разрешение", "8. Адреса", "по адресам из раздела 8."})
    EXPECT_THAT(few, HasSubstr(heading));
}

TEST(RussianContract, SellsAsASupplyOrAsASale) {
  EXPECT_THAT(Changed("ru/sales_contract").text(), HasSubstr("Договор поставки № П-2026-08"));
  const std::string sale =
      Changed("ru/sales_contract").set("form", "купля-продажа").set("prepayment_percent", "100").text();
  EXPECT_THAT(sale, HasSubstr("Договор купли-продажи № П-2026-08"));
  EXPECT_THAT(sale, HasSubstr("Покупатель оплачивает Товар полностью в течение 3 (трёх) рабочих дней"));
  EXPECT_THAT(sale, Not(HasSubstr("Поставщик")));
}

TEST(Upd, CountsEachRateAndShowsPricesWithoutVat) {
  const std::string text = Changed("ru/upd").text();
  for (const char* each : {"12 500,00", "50 000,00", "11 000,00", "61 000,00", "22 528,00", "124 928,00"})
    EXPECT_THAT(text, HasSubstr(each));
  const std::string untaxed =
      Changed("ru/upd")
          .set("items", boost::json::parse(R"([{"name":"a","quantity":3,"price":"100","vat_rate":"без НДС"}])"))
          .text();
  EXPECT_THAT(untaxed, HasSubstr("без НДС"));
  EXPECT_THAT(untaxed, HasSubstr("300,00"));
}

TEST(Upd, LiesOnItsSide) {
  for (const char* path : {"ru/upd", "ru/delivery_note"}) {
    const std::string info =
        said_of(*write(Changed(path).built_in.filled(Changed(path).payload), Format::pdf), "pdfinfo {}");
    EXPECT_THAT(info, HasSubstr("841.89 x 595.2")) << path;
  }
}

TEST(DebtReminder, CountsPenaltiesByTheDay) {
  const std::string by_contract = Changed("ru/debt_reminder").text();
  EXPECT_THAT(by_contract, HasSubstr("8 036,72 ₽"));  // 82 880 × 0,1 % × 69 + 61 000 × 0,1 % × 38
  EXPECT_THAT(by_contract, HasSubstr("151 916,72 ₽"));
  EXPECT_THAT(by_contract, HasSubstr("исполнены полностью"));
  const std::string by_law =
      Changed("ru/debt_reminder").set("penalty", "по ст. 395 ГК РФ").set("key_rate", "16").text();
  EXPECT_THAT(by_law, HasSubstr("3 522,95 ₽"));  // 82 880 × 16 % × 69 / 365 + 61 000 × 16 % × 38 / 365
  const std::string mild = Changed("ru/debt_reminder").set("form", "напоминание").set("penalty", "не начислять").text();
  EXPECT_THAT(mild, HasSubstr("143 880,00 ₽"));
  EXPECT_THAT(mild, Not(HasSubstr("иском")));
  EXPECT_THAT(Changed("en/debt_reminder").text(), HasSubstr("€15.71"));
}

TEST(Reconciliation, TellsWhoOwesWhom) {
  EXPECT_THAT(Changed("ru/reconciliation").text(),
              HasSubstr("задолженность в пользу ООО «Образец» составляет 94 228,00 ₽"));
  EXPECT_THAT(Changed("ru/reconciliation").set("opening", "-200000").text(),
              HasSubstr("задолженность в пользу ООО «Пример» составляет 145 772,00 ₽"));
  EXPECT_THAT(Changed("ru/reconciliation").set("opening", "-54228").text(), HasSubstr("задолженность отсутствует"));
  EXPECT_THAT(Changed("en/reconciliation").text(), HasSubstr("owes Sample Ltd €912.25"));
}

TEST(PowerOfAttorney, IsForGoodsOrForRepresentation) {
  const std::string goods = Changed("ru/power_of_attorney").text();
  EXPECT_THAT(goods, HasSubstr("уполномочивает кладовщика Доверова Петра Семёновича"));
  EXPECT_THAT(goods, HasSubstr("Двадцать четыре"));
  EXPECT_THAT(goods, HasSubstr("по седьмое декабря две тысячи двадцать шестого года"));
  const std::string powers = Changed("ru/power_of_attorney")
                                 .set("purpose", "представительство")
                                 .set("powers", "подписывать договоры\nполучать документы")
                                 .set("substitution", true)
                                 .text();
  EXPECT_THAT(powers, HasSubstr("подписывать договоры;"));
  EXPECT_THAT(powers, HasSubstr("с правом передоверия"));
  EXPECT_THAT(powers, Not(HasSubstr("Двадцать четыре")));
}

TEST(VatInvoice, SumsByRateAndSaysWhyThereIsNoVat) {
  const std::string text = Changed("en/vat_invoice").text();
  for (const char* each : {"€96.60", "€131.15", "€1,619.25"}) EXPECT_THAT(text, HasSubstr(each));
  EXPECT_THAT(text, Not(HasSubstr("Reverse charge")));
  const std::string reverse =
      Changed("en/vat_invoice")
          .set("treatment", "reverse charge")
          .set("items", boost::json::parse(R"([{"name":"Advice","quantity":2,"price":"100","vat_rate":"none"}])"))
          .text();
  EXPECT_THAT(reverse, HasSubstr("Reverse charge: the customer accounts for the VAT"));
  EXPECT_THAT(reverse, HasSubstr("€200.00"));
}

TEST(DeliveryNote, SaysWhatIsStillToCome) {
  EXPECT_THAT(Changed("en/delivery_note").text(), HasSubstr("To follow: Office chair, mesh back, 2 pcs."));
}

TEST(DeliveryNote, HasItsSumsOnAPageWithTheLastOfItsGoods) {
  const BuiltIn torg12{"ru/delivery_note"};
  const Template compiled = torg12.compiled();
  boost::json::value payload = torg12.sample();
  boost::json::array& items = payload.as_object()["items"].as_array();
  const boost::json::value item = items[0];
  items.clear();
  int parted = 0;
  for (int count = 1; count <= 36; ++count) {
    items.push_back(item);
    items.back().as_object()["name"] = fmt::format("Товар-{:03}", count);
    std::stringstream pages(pdf_text(*compiled.fill(payload)));
    int page_number = 0;
    for (std::string page; std::getline(pages, page, '\f'); ++page_number) {
      if (!page.contains("Всего по накладной")) continue;
      EXPECT_THAT(page, HasSubstr(fmt::format("Товар-{:03}", count)));
      EXPECT_THAT(page, HasSubstr("Итого"));
      parted += page_number > 0;
    }
  }
  EXPECT_GT(parted, 10) << "the end of a page was tried";
}

TEST(DebtReminder, IsWrittenInPartWhenThereIsSomethingToSay) {
  for (const char* locale : {"ru", "en"}) {
    const BuiltIn reminder{fmt::format("{}/debt_reminder", locale)};
    boost::json::value payload = reminder.sample();
    const std::string history(payload.at("history").as_string());
    const auto asked = reminder.compiled().passages(payload);
    ASSERT_TRUE(asked) << describe(asked.error());
    ASSERT_EQ(asked->size(), 1u);
    EXPECT_THAT(asked->front().instruction, HasSubstr(history));
    const auto written =
        reminder.compiled().fill(payload, {.written = {{asked->front().key, "Written by *somebody*."}}});
    ASSERT_TRUE(written);
    EXPECT_THAT(text_of(*written), HasSubstr("Written by *somebody*."));
    payload.as_object().erase("history");
    EXPECT_TRUE(reminder.compiled().passages(payload)->empty());
  }
}

TEST(Proposal, TakesTheDiscountBeforeTheTax) {
  const BuiltIn proposal{"en/proposal"};
  const std::string text = text_of(proposal.filled(proposal.sample()));
  EXPECT_THAT(text, HasSubstr("$8,285.00"));
  EXPECT_THAT(text, HasSubstr("-$414.25"));
  EXPECT_THAT(text, HasSubstr("$649.34"));  // 7 870.75 × 8.25 %, each line rounded
  EXPECT_THAT(text, HasSubstr("$8,520.09"));
  EXPECT_THAT(text, HasSubstr("Eight thousand five hundred twenty dollars and 09 cents"));
}

TEST(Proposal, AsksForItsWrittenSectionAndTakesIt) {
  const BuiltIn proposal{"ru/proposal"};
  boost::json::value payload = proposal.sample();
  payload.as_object().erase("introduction");
  const Template compiled = proposal.compiled();
  const auto asked = compiled.passages(payload);
  ASSERT_TRUE(asked) << describe(asked.error());
  ASSERT_EQ(asked->size(), 1u);
  EXPECT_EQ(asked->front().key, "introduction");
  EXPECT_THAT(asked->front().instruction, HasSubstr("вступления"));
  EXPECT_THAT(asked->front().place, HasSubstr("line "));
  const auto paper = compiled.fill(payload, {.written = {{"introduction", "Первый *абзац*.\n\n- пункт\n- ещё"}}});
  ASSERT_TRUE(paper);
  EXPECT_THAT(text_of(*paper), HasSubstr("Первый *абзац*.\n\n- пункт\n- ещё"));
  EXPECT_TRUE(compiled.fill(payload)) << "a proposal can do without it";
}

TEST(Proposal, KeepsAHostileNameLiteralEverywhere) {
  const BuiltIn proposal{"en/proposal"};
  boost::json::value payload = proposal.sample();
  const std::string hostile = "*ООО* | <b> & [x](javascript:1) {{ 1 }} ::: \\";
  payload.as_object()["client"].as_object()["name"] = hostile;
  payload.as_object()["items"].as_array()[0].as_object()["name"] = hostile;
  const Paper paper = proposal.filled(payload);
  EXPECT_THAT(text_of(paper), HasSubstr("1  " + hostile));
  EXPECT_THAT(pdf_text(paper), HasSubstr(hostile));
  EXPECT_THAT(*write(paper, Format::html), HasSubstr("*ООО* | &lt;b&gt; &amp; [x](javascript:1) {{ 1 }} ::: \\"));
  EXPECT_THAT(*write(paper, Format::html), Not(HasSubstr("<b>")));
}

TEST(Render, TellsAStrangerWhatToDo) {
  const auto message = [](std::string_view source, std::string_view name, std::string_view data) {
    const auto out = render(source, name, data, Format::text);
    return out ? "no error" : describe(out.error());
  };
  EXPECT_EQ(message("a\nb {{ cleint.name }}", "t.md", R"({"client":{"name":"x"}})"),
            "t.md: the template does not work with these data\n  line 2, column 6: unknown field \"cleint.name\": did "
            "you mean \"client.name\"?");
  EXPECT_EQ(message("{% for i in items %}{{ i.price | money }}{% endfor %}", "t.md",
                    R"({"items":[{"price":"1"},{"price":"12,5O"}]})"),
            "t.md: the data do not fit the template\n  items[1].price: \"12,5O\" is not an amount (a letter O?)");
  EXPECT_THAT(
      message("{{ a", "t.md", "{}"),
      HasSubstr("t.md: the template does not work as it is written\n  line 1, column 1: this tag is never closed"));
  EXPECT_THAT(message("x", "t.md", "{\"a\": }"), HasSubstr("The data are not JSON.\n  line 1, column 7"));
  EXPECT_EQ(message("x", "t.odt", "{}"), "t.odt: a template is a .docx, an .xlsx, a .md or a .txt file");
  EXPECT_THAT(message("\xFF", "t.md", "{}"), HasSubstr("not text in UTF-8"));
}

TEST(Render, RefusesAFormatBeforeAnythingIsRead) {
  const auto pdf = render("no workbook", "offer.xlsx", "no data", Format::pdf);
  ASSERT_FALSE(pdf);
  EXPECT_THAT(describe(pdf.error()), HasSubstr("An Excel template gives Excel files (.xlsx), not .pdf"));
  const auto sheet = render("{{ name }}", "letter.md", "no data", Format::xlsx);
  ASSERT_FALSE(sheet);
  EXPECT_THAT(describe(sheet.error()), HasSubstr("is made from an Excel template (.xlsx) only"));
}

TEST(Render, TakesATextTemplateAsItStands) {
  const auto out =
      render("Dear {{ name }},\n  1 < 2 & *so* on\n", "letter.txt", R"({"name":"*A* & <B>"})", Format::text);
  ASSERT_TRUE(out);
  EXPECT_EQ(*out, "Dear *A* & <B>,\n  1 < 2 & *so* on");
}

TEST(Guide, ShowsTemplatesThatWork) {
  const std::string guide = bytes_of(std::filesystem::path(KONTOR_TEMPLATES) / "../src/docgen/LANGUAGE.md");
  const std::size_t head = guide.find("```\n---\n") + 4;
  const std::size_t pages = guide.rfind("```\n::: letterhead") + 4;
  const std::string source =
      guide.substr(head, guide.find("```", head) - head) + guide.substr(pages, guide.rfind("```") - pages) +
      "{{ introduction }}{{ client.name }}{{ vat_rate | number }}{% for i in items %}{{ i.price | money }}{% endfor %}";
  for (const Format format : {Format::pdf, Format::docx, Format::html}) {
    const auto out = render(source, "guide.md", R"({"client":{"name":"x"},"items":[{"price":1}]})", format);
    EXPECT_TRUE(out) << (out ? "" : describe(out.error()));
  }
}

TEST(Documents, AreMadeByManyThreadsAtOnce) {
  const BuiltIn built_in{"ru/proposal"};
  const Template compiled = built_in.compiled();
  const boost::json::value sample = built_in.sample();
  const std::string expected = *write(*compiled.fill(sample), Format::pdf);
  std::vector<std::string> made(4);
  std::vector<std::jthread> threads;
  for (std::string& out : made)
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) out = *write(*compiled.fill(sample), Format::pdf);
    });
  threads.clear();
  for (const std::string& out : made) EXPECT_EQ(out, expected);
}

TEST(Formats, AreKnownByTheirNames) {
  EXPECT_EQ(format_of("out.PDF"), Format::pdf);
  EXPECT_EQ(format_of("html"), Format::html);
  EXPECT_FALSE(format_of("a.xls"));
  EXPECT_EQ(syntax_of("a/b.MD"), Syntax::markdown);
  EXPECT_EQ(syntax_of("a.docx"), Syntax::word);
  EXPECT_FALSE(syntax_of("a.odt"));
}

}  // namespace
}  // namespace kontor::docgen
