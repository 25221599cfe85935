#include "docgen/written/grounding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace kontor::docgen {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Facts russian_facts() {
  Facts facts(Currency::of(Locale::ru));
  facts.add_fields(boost::json::parse(R"({
    "number": "КП-2026-017", "date": "2026-11-23", "valid_until": "2026-12-15", "subject": "Ремонт офиса",
    "seller": {"name": "ООО «Ромашка»", "inn": "7707083893", "phone": "+7 (495) 123-45-67",
               "email": "info@romashka.ru", "site": "https://romashka.ru/", "address": "г. Москва, ул. Ленина, д. 5",
               "signer": "Иванов Иван Иванович", "position": "Генеральный директор"},
    "client": {"name": "АО «Северный берег»", "contact": "Мария Павловна Лев"},
    "items": [{"name": "Покраска стен", "quantity": "120", "unit": "м²", "price": "350"},
              {"name": "Укладка кабеля ВВГ 3х2,5", "quantity": 2, "unit": "мес.", "price": 45000.5}],
    "total": "21000", "discount_percent": "5", "vat_rate": 20,
    "delivery": "Начнём через 10 рабочих дней, закончим за три недели.", "payment": "Аванс 30 %, остаток 1 декабря.",
    "warranty": "12 месяцев", "hours": "с 9:00 до 18:30"})"));
  facts.add_text("Напишите два коротких абзаца, не больше 80 слов.");
  return facts;
}

Facts english_facts() {
  Facts facts(Currency::of(Locale::en));
  facts.add_fields(boost::json::parse(R"({
    "number": "P-104", "date": "2026-11-23", "valid_until": "2026-12-15", "subject": "New web shop", "currency": "USD",
    "seller": {"name": "Harbour Studio Ltd", "phone": "(555) 123-4567", "email": "hello@harbour.example",
               "signer": "Jane O'Neil"},
    "client": {"name": "Orchard Bakery", "contact": "Peter Schmidt"},
    "items": [{"name": "Design", "quantity": "2", "unit": "weeks", "price": "1,234.50"},
              {"name": "Card payments", "quantity": 1, "price": "4200"}],
    "amount": "20000", "tax_rate": "8.25", "delivery": "21 days after approval", "payment": "50% in advance",
    "warranty": "two years", "site": "https://harbour.example/offers?id=7"})"));
  facts.add_text("Two short paragraphs.");
  return facts;
}

std::string pieces(std::string_view text, const Facts& facts) {
  std::string out;
  for (const Objection& objection : objections(text, facts)) out += (out.empty() ? "" : " | ") + objection.piece;
  return out;
}

struct Case {
  std::string_view text;
  std::string_view refused;  ///< the pieces, with " | " between them; empty when nothing is
};

void expect(std::span<const Case> cases, const Facts& facts) {
  for (const Case& each : cases) EXPECT_EQ(pieces(each.text, facts), each.refused) << each.text;
}

TEST(Grounding, LetsRussianSentencesPassThatStandOnTheFields) {
  static constexpr Case kCases[] = {
      {"Благодарим за обращение. Предложение действует до 15 декабря 2026 г. Оплата — аванс 30 %.", ""},
      {"Общая стоимость — 21 000 ₽.", ""},
      {"Общая стоимость — 21 000,00 руб.", ""},
      {"Общая стоимость — 21000 рублей 00 копеек.", ""},
      {"Итого: двадцать одна тысяча рублей.", ""},
      {"Всего 21 тыс. рублей, из них 45 000,50 ₽ за кабель.", ""},
      {"Сорок пять тысяч рублей пятьдесят копеек.", ""},
      {"НДС составляет двадцать процентов, скидка 5%.", ""},
      {"Аванс — 30 процентов.", ""},
      {"Документ от 23.11.2026, действителен по 15.12.2026 включительно.", ""},
      {"Письмо от «23» ноября 2026 года.", ""},
      {"Мы начнём двадцать третьего ноября.", ""},
      {"Работы пройдут в декабре, остаток — 1 декабря.", ""},
      {"Начнём через десять рабочих дней, закончим за 21 день.", ""},
      {"Закончим за три недели.", ""},
      {"Трёхнедельный срок нас устраивает.", ""},
      {"Гарантия — один год.", ""},
      {"Гарантия действует 12 месяцев, то есть год.", ""},
      {"Кабель проложим за два месяца.", ""},
      {"Договор подпишет директор Иванов Иван Иванович.", ""},
      {"Работы поручены Ивановым Иваном, с ведома Марии Павловны.", ""},
      {"Письмо адресовано Марии Павловне Лев.", ""},
      {"Согласовано с Львом.", ""},
      {"Мы, ООО «Ромашка», готовы работать с «Северным берегом».", ""},
      {"Офис находится в Москве, на улице Ленина, дом 5.", ""},
      {"Звоните: +7 495 123-45-67 или 8 (495) 123-45-67, пишите на info@romashka.ru.", ""},
      {"Подробности на romashka.ru и www.romashka.ru.", ""},
      {"ИНН 7707083893, предложение № КП-2026-017.", ""},
      {"Мы рады вам помочь. Один из наших мастеров приедет первым.", ""},
      {"Во-первых, это удобно; во-вторых, одно и то же решение подходит всем.", ""},
      {"1. Покраска стен.\n2. Укладка кабеля ВВГ 3х2,5.\n3) Уборка.", ""},
      {"В предложение входят две позиции.", ""},
      {"Покрасим 120 м² стен по 350 ₽ за метр.", ""},
      {"Исполнитель передаёт Заказчику результат, а Заказчик его оплачивает.", ""},
      {"Пишем Вам, чтобы поблагодарить за Ваш интерес.", ""},
      {"Работаем с 9:00 до 18:30.", ""},
      {"Начало в понедельник, 23 ноября 2026 года.", ""},
      {"Спасибо!\n\nС уважением, И. И. Иванов", ""},
      {"Здравствуйте, Мария Павловна! Направляем предложение.", ""},
      {"Проект займёт весь декабрь 2026 года.", ""},
      {"– Покраска\n– Укладка кабеля", ""},
      {"Вторая половина работ пройдёт так же спокойно.", ""},
  };
  expect(kCases, russian_facts());
}

TEST(Grounding, RefusesWhatRussianSentencesMakeUp) {
  static constexpr Case kCases[] = {
      {"Общая стоимость — 22 000 ₽.", "22 000 ₽"},
      {"Всего двадцать тысяч рублей.", "двадцать тысяч рублей"},
      {"Примерно 21 тыс. долларов.", "21 тыс. долларов"},
      {"Около 20 тыс. руб.", "20 тыс. руб"},
      {"Скидка 21 %.", "21 %"},
      {"Скидка составит 7 процентов.", "7 процентов"},
      {"Предложение действует до 16 декабря 2026 г.", "16 декабря 2026 г."},
      {"Предложение действует до 15 декабря 2027 года.", "15 декабря 2027 года"},
      {"Договор от 24.11.2026 подписан.", "24.11.2026"},
      {"Начнём в январе.", "январе"},
      {"Закончим за четыре недели.", "четыре недели"},
      {"Закончим за 20 дней.", "20 дней"},
      {"Уложимся за неделю.", "неделю"},
      {"Двухнедельный срок нас устраивает.", "Двухнедельный"},
      {"Гарантия — два года.", "два года"},
      {"Гарантия пять лет.", "пять лет"},
      {"Первый месяц бесплатно, первый год тоже.", "Первый месяц"},
      {"Договор подпишет Сидоров Пётр.", "Сидоров Пётр"},
      {"Работы поручены Петровым.", "Петровым"},
      {"С вами будет работать Анна Сергеевна.", "Анна Сергеевна"},
      {"Сергеевна перезвонит.", "Сергеевна"},
      {"Это предложение ООО «Лютик».", "Лютик"},
      {"Это предложение ЗАО «Ромашка».", "ЗАО"},
      {"Доставим в Казань.", "Казань"},
      {"Звоните по телефону +7 495 123-45-68.", "+7 495 123-45-68"},
      {"Звоните 8 800 555 35 35.", "8 800 555 35 35"},
      {"Пишите на sales@romashka.ru.", "sales@romashka.ru"},
      {"Смотрите romashka.com и https://romashka.ru/prices.", "romashka.com | https://romashka.ru/prices"},
      {"Работы соответствуют ГОСТ 12345.", "ГОСТ | 12345"},
      {"У нас тысячи довольных клиентов.", "тысячи"},
      {"Мы выполнили 350 рублей и 120 процентов плана.", "120 процентов"},
      {"Начнём завтра.", "завтра"},
      {"Завершим на следующей неделе.", "следующей неделе"},
      {"Ждём вас в пятницу.", "пятницу"},
      {"Работаем с 10:00.", "10:00"},
      {"Ускорим работу вдвое.", "вдвое"},
      {"Предоплата — половина суммы.", "половина"},
      {"Счёт № КП-2026-018.", "КП-2026-018"},
      {"Работы займут от 5 до 10 дней.", ""},
      {"Бригада из семи человек.", "семи"},
      {"Работы пройдут с 24 по 26 ноября.", "24 | 26 ноября"},
      {"Срок — полгода.", "полгода"},
      {"Стоимость 1,5 млн рублей.", "1,5 млн рублей"},
      {"Гражданский кодекс Российской Федерации это разрешает.", "Российской Федерации"},
  };
  expect(kCases, russian_facts());
}

TEST(Grounding, LetsEnglishSentencesPassThatStandOnTheFields) {
  static constexpr Case kCases[] = {
      {"Thank you for your request. The proposal is valid until 15 December 2026.", ""},
      {"It is dated November 23, 2026 and valid until December 15.", ""},
      {"It is valid until the 15th of December, 2026.", ""},
      {"Dated 11/23/2026, or 23/11/2026.", ""},
      {"The total comes to $20,000.00.", ""},
      {"The total is twenty thousand dollars and 00 cents.", ""},
      {"The total is USD 20 000, or US$20k.", ""},
      {"The design costs 1,234.50 USD.", ""},
      {"The tax is 8.25%, which is 8.25 percent.", ""},
      {"We take fifty per cent in advance.", ""},
      {"We deliver within three weeks.", ""},
      {"We deliver within 21 days, and design takes a fortnight.", ""},
      {"Design takes two weeks; the two-week design is included.", ""},
      {"The warranty is 24 months.", ""},
      {"Harbour Studio Ltd will build the shop for Orchard Bakery.", ""},
      {"We know Peter Schmidt's plans and the Bakery's needs.", ""},
      {"Jane O'Neil signs for us.", ""},
      {"Call (555) 123-4567 or 555-123-4567.", ""},
      {"Write to hello@harbour.example.", ""},
      {"See https://harbour.example/offers?id=7 for more.", ""},
      {"Our proposal P-104 covers two items.", ""},
      {"This is one of the steps; the second one follows, and the first is the longest.", ""},
      {"The Client pays the Contractor under this Agreement.", ""},
      {"Dear Peter,\n\nI am glad that you wrote. It's what we do.", ""},
      {"On Monday, November 23, we start.", ""},
      {"Half of it is due in advance.", ""},
      {"You may pay by card; we march on.", ""},
      {"- Design\n- Card payments\n\n1. Start\n2. Finish", ""},
      {"We finish in December 2026.", ""},
      {"Let us know if anything should change. We will send an updated version.", ""},
      {"You wrote: “The shop should be simple.”", ""},
  };
  expect(kCases, english_facts());
}

TEST(Grounding, RefusesWhatEnglishSentencesMakeUp) {
  static constexpr Case kCases[] = {
      {"The total comes to $21,000.", "$21,000"},
      {"The total comes to €20,000.", "€20,000"},
      {"The total is nineteen thousand dollars.", "nineteen thousand dollars"},
      {"We offer a 10% discount.", "10%"},
      {"We offer twenty-one percent.", "twenty-one percent"},
      {"It is valid until 16 December 2026.", "16 December 2026"},
      {"It is valid until December 15, 2027.", "December 15, 2027"},
      {"We start in May.", "May"},
      {"We deliver within four weeks.", "four weeks"},
      {"We deliver within a month.", "month"},
      {"The warranty lasts three years.", "three years"},
      {"The first year is free.", "first year"},
      {"A 5-year warranty is included.", "5-year"},
      {"Acme Holdings will help.", "Acme Holdings"},
      {"We will work with John Smith on this.", "John Smith"},
      {"It is like the shop of Harbour Candles.", "Candles"},
      {"We built shops for IKEA and McDonald's.", "IKEA | McDonald's"},
      {"Call +1 555 123 4568.", "+1 555 123 4568"},
      {"Call 555-123-4568 now.", "555-123-4568"},
      {"Write to peter@orchard.example.", "peter@orchard.example"},
      {"See www.harbour.com.", "www.harbour.com"},
      {"We hold ISO 9001.", "ISO | 9001"},
      {"Hundreds of customers trust us.", "Hundreds"},
      {"We start tomorrow.", "tomorrow"},
      {"We finish next week, on Friday.", "next week | Friday"},
      {"We answer 24/7.", "24 | 7"},
      {"Our team of seven works twice as fast.", "seven | twice"},
      {"It costs 4,200.50.", "4,200.50"},
      {"It saves $1.2 million.", "$1.2 million"},
      {"Meet us at 10 am.", "10 am"},
      {"The work runs from December 1–5, 2026.", "December 1–5, 2026"},
  };
  expect(kCases, english_facts());
}

TEST(Grounding, SaysWhereAndWhyInAPersonsWords) {
  const Facts facts = russian_facts();
  EXPECT_THAT(objections("Добрый день. Итого 500 ₽, срок 21000 дней.", facts),
              ElementsAre(Objection{"500 ₽", "sentence 2", "this amount is not in the fields"},
                          Objection{"21000 дней", "sentence 2",
                                    "the fields have this number, but it counts something else there"}));
  EXPECT_EQ(describe(objections("Привет, Олег!", facts)[0]), "\"Олег\" (sentence 1): this name is not in the fields");
}

TEST(Grounding, ANumberCountsWhatItsFieldCounts) {
  const Facts facts = russian_facts();
  EXPECT_EQ(pieces("Скидка 120 %.", facts), "120 %") << "120 is a quantity";
  EXPECT_EQ(pieces("Стоимость 5 рублей.", facts), "5 рублей") << "5 is a percentage";
  EXPECT_EQ(pieces("Стоимость $21 000.", facts), "$21 000") << "the document is in roubles";
  EXPECT_EQ(pieces("Скидка 5 %.", facts), "");
}

TEST(Grounding, TakesTheInstructionAndTheHintAsFacts) {
  Facts facts(Currency::of(Locale::en));
  facts.add_text("Say that Anna Berg answers within 2 hours and that the total is $1,234.00.");
  EXPECT_EQ(pieces("For questions, Anna Berg answers within two hours. The total: 1234 dollars.", facts), "");
  EXPECT_EQ(pieces("Ask Anna Stone.", facts), "Stone");
}

TEST(Grounding, CountsTheWordsAndNeverCuts) {
  const Facts facts = english_facts();
  EXPECT_EQ(count_words("It's 21 000 words — or so, e-mail."), 7);
  EXPECT_THAT(objections("We say it in six words", facts, 6), ElementsAre(testing::Field(&Objection::piece, "six")));
  EXPECT_THAT(objections("We say it here", facts, 3),
              ElementsAre(Objection{"", "", "the text has 4 words, and at most 3 are allowed"}));
  EXPECT_THAT(objections(" \n — … ", facts), ElementsAre(Objection{"", "", "the text is empty"}));
  EXPECT_THAT(objections("We say it", facts, 3), IsEmpty());
}

TEST(Grounding, IsNotFooledByTheSpelling) {
  const Facts facts = english_facts();
  EXPECT_EQ(pieces("It costs $2\u00AD1,000 and $２２,０００.", facts), "$2\u00AD1,000 | $２２,０００");
  EXPECT_EQ(pieces("Bad \xFF\xFE bytes cost 77.", facts), "77");
}

TEST(Grounding, TakesTimeInProportion) {
  std::string text;
  for (int i = 0; i < 4'000; ++i) text += "Orchard Bakery pays $20,000 by December 15, 2026 (see 1 1 1). ";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(objections(text, english_facts()), IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace kontor::docgen
