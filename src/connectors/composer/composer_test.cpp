#include "connectors/composer/composer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "async/loops.hpp"
#include "connectors/composer/fields.hpp"

namespace kontor::connectors {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string compose(std::string kind, Locale locale, std::string facts) {
  return compose_section(
             {.kind = std::move(kind), .locale = locale, .currency = Currency::of(locale), .facts = std::move(facts)})
      .value();
}

constexpr const char* kRussian = R"({
  "client": {"name": "ООО «Ромашка»"}, "subject": "Поставка букетов",
  "items": [{"name": "Букет «Осень».", "quantity": "10", "unit": "шт.", "price": "2500"},
            {"name": "Доставка", "quantity": 1.5, "unit": "ч"}, {"name": "Сервис"}],
  "total": "26500.5", "valid_until": "2026-12-31", "deadline": "3 рабочих дня", "payment_terms": "предоплата 100 %."})";

TEST(Composer, WritesAProposalInRussianAsAPersonWould) {
  EXPECT_EQ(compose("proposal", Locale::ru, kRussian),
            "Это предложение подготовлено для ООО «Ромашка», предмет — «Поставка букетов». В предложение входят: "
            "Букет «Осень» (10\u00A0шт.), Доставка (1,5\u00A0ч) и Сервис.\n\n"
            "Общая стоимость — 26\u00A0500,50\u00A0₽. Срок — 3 рабочих дня. Условия оплаты: предоплата 100 %. "
            "Предложение действует до 31\u00A0декабря 2026\u00A0г. "
            "Если нужно изменить состав, количество или сроки, напишите нам: мы подготовим обновлённый вариант.");
}

TEST(Composer, WritesAProposalInEnglish) {
  EXPECT_EQ(
      compose(
          "proposal", Locale::en,
          R"({"client":{"name":"Harbour Bakery Ltd."},"items":[{"name":"Design","quantity":"2","unit":"h"},"Hosting"],
                        "total":{"amount":1},"amount":"4,200.00 EUR","valid_until":"2026-12-15"})"),
      "This proposal has been prepared for Harbour Bakery Ltd. The proposal covers Design (2\u00A0h) and Hosting.\n\n"
      "The total comes to 4,200.00 EUR. The proposal is valid until 15\u00A0December 2026. "
      "If the scope, a quantity or a date needs to change, let us know and we will send an updated version.");
}

TEST(Composer, APersonsNameIsNotPutIntoACase) {
  const std::string text = compose("proposal", Locale::ru, R"({"client":{"name":"Иван Петров"}})");
  EXPECT_THAT(text, HasSubstr("Заказчик — Иван Петров."));
  EXPECT_THAT(text, Not(HasSubstr("для Иван")));
}

TEST(Composer, WritesTheSubjectOfAContractAndTheTextOfAnInvoice) {
  const char* facts = R"({"client":{"name":"АО «Сад»"},"items":[{"name":"Уборка, 3 помещения"},{"name":"Мойка окон"}],
                          "total":50000,"start_date":"2026-12-01","end_date":"2027-01-31","due_date":"2026-12-05"})";
  EXPECT_EQ(
      compose("contract", Locale::ru, facts),
      "По настоящему договору Исполнитель обязуется исполнить следующее: Уборка, 3 помещения; Мойка окон. "
      "Заказчик (АО «Сад») обязуется принять исполненное и оплатить его на условиях, установленных договором.\n\n"
      "Цена договора — 50\u00A0000,00\u00A0₽. Срок — с 1\u00A0декабря 2026\u00A0г. по 31\u00A0января 2027\u00A0г.");
  EXPECT_THAT(compose("contract", Locale::en, facts),
              HasSubstr("The work runs from 1\u00A0December 2026 to 31\u00A0January 2027."));
  EXPECT_THAT(compose("invoice", Locale::ru, facts), HasSubstr("Просим оплатить счёт до 5\u00A0декабря 2026\u00A0г."));
  EXPECT_THAT(compose("invoice", Locale::en, facts), HasSubstr("This invoice is issued to АО «Сад»."));
}

std::string titled(std::string kind, std::string title, Locale locale, std::string facts) {
  return compose_section(
             {.kind = std::move(kind), .title = std::move(title), .locale = locale, .facts = std::move(facts)})
      .value();
}

TEST(Composer, SaysWhatAContractIsAboutAndWhatWasDone) {
  const char* facts = R"({"items":[{"name":"Осмотр"},{"name":"Уход","quantity":"2","unit":"мес."}],
                          "period_start":"2026-12-01","period_end":"2026-12-31"})";
  EXPECT_EQ(titled("contract", "Описание услуг", Locale::ru, facts), "В услуги входят: Осмотр и Уход (2\u00A0мес.).");
  EXPECT_EQ(titled("act", "Описание работ", Locale::ru, facts),
            "С 1\u00A0декабря 2026\u00A0г. по 31\u00A0декабря 2026\u00A0г. Исполнитель выполнил: Осмотр и Уход "
            "(2\u00A0мес.).");
  const char* english = R"({"services":[{"name":"Inspection"},"Care"],"start":"2026-12-01"})";
  EXPECT_EQ(titled("contract", "Description of the services", Locale::en, english),
            "The services cover Inspection and Care.");
  EXPECT_EQ(titled("act", "Description of the work", Locale::en, english),
            "The Contractor completed: Inspection and Care.");
}

TEST(Composer, RecallsWhatWasSaidAboutADebt) {
  EXPECT_EQ(titled("letter", "Пояснение о задолженности", Locale::ru,
                   R"({"history":"Вы обещали оплатить\nдо 16 ноября. ","debtor":{"name":"ООО «Сад»"}})"),
            "Вы обещали оплатить до 16 ноября. Мы ценим сотрудничество с вами и рассчитываем решить этот вопрос без "
            "спора.");
  EXPECT_EQ(titled("letter", "Note on the debt", Locale::en, R"({"debts":[]})"),
            "We value working with you and would like to settle this without a dispute.");
}

TEST(Composer, OpensALetterThatOffersAJob) {
  EXPECT_EQ(titled("letter", "Вступление", Locale::ru, R"({"job":"Флорист","department":"мастерская"})"),
            "Благодарим за интерес к нашей компании. Рады предложить вам работу: Флорист (мастерская).");
  EXPECT_EQ(titled("letter", "Opening", Locale::en, R"({"job":"Florist"})"),
            "Thank you for your interest in our company. We are glad to offer you this position: Florist.");
}

TEST(Composer, AnIntroductionLeavesFiguresToTheTables) {
  const auto introduce = [](Locale locale, std::string title, std::string facts) {
    return compose_section({.kind = "proposal", .title = std::move(title), .locale = locale, .facts = std::move(facts)})
        .value();
  };
  EXPECT_EQ(introduce(Locale::ru, "Вступление", kRussian),
            "Благодарим за обращение. Ниже — наше предложение «Поставка букетов» для ООО «Ромашка».\n\n"
            "В него входят: Букет «Осень», Доставка и Сервис. Количество, цены и условия приведены далее. "
            "Если что-то нужно изменить, напишите нам: мы подготовим обновлённый вариант.");
  EXPECT_EQ(introduce(Locale::en, "Introduction",
                      R"({"subject":"Web shop","client":"Jane Doe","items":["Design"],"total":"5"})"),
            "Thank you for your request. Below is our proposal “Web shop” for Jane Doe.\n\n"
            "It covers Design. Quantities, prices and terms are set out below. "
            "If anything should be different, tell us and we will send an updated version.");
}

TEST(Composer, UnderstandsAFewWordsOfTheTask) {
  const auto write = [](Locale locale, std::string task, std::string title = "passage 1") {
    return compose_section({.kind = "proposal",
                            .title = std::move(title),
                            .hint = std::move(task),
                            .locale = locale,
                            .currency = Currency::of(locale),
                            .facts = kRussian})
        .value();
  };
  EXPECT_EQ(write(Locale::ru, "Скажите одной фразой, что такое ⟦Букет «Осень»⟧."), "Букет «Осень» — 10\u00A0шт.");
  EXPECT_EQ(write(Locale::en, "Describe ⟦Доставка⟧ for ⟦ООО «Ромашка»⟧."), "Доставка: 1.5\u00A0ч.");
  EXPECT_THAT(write(Locale::ru, "Заключительный абзац"), HasSubstr("напишите нам. Предложение действует до 31"));
  EXPECT_THAT(write(Locale::en, "Write one sentence", "Terms of payment"), HasSubstr("Payment: предоплата 100 %."));
  EXPECT_EQ(write(Locale::ru, "Перечень работ"),
            "Состав: Букет «Осень» (10\u00A0шт.), Доставка (1,5\u00A0ч) и Сервис.");
  EXPECT_THAT(write(Locale::ru, "⟦заключение⟧"), HasSubstr("Это предложение подготовлено")) << "a field is no task";
}

TEST(Composer, LeavesOutSentencesUntilTheWordsAreFewEnough) {
  const std::string text =
      compose_section({.kind = "proposal", .locale = Locale::ru, .facts = kRussian, .max_words = 12}).value();
  EXPECT_EQ(text, "Это предложение подготовлено для ООО «Ромашка», предмет — «Поставка букетов».");
}

TEST(Composer, SaysNothingAboutWhatIsNotThere) {
  for (const Locale locale : {Locale::ru, Locale::en})
    for (const char* kind : {"proposal", "contract", "invoice", "other"}) {
      const std::string empty = compose(kind, locale, "{}");
      EXPECT_FALSE(empty.empty());
      EXPECT_EQ(empty.find_first_of("0123456789"), std::string::npos) << empty;
      const std::string odd = compose(
          kind, locale, R"({"client":{"name":"   "},"items":[1,null,{"price":3}],"total":[7],"valid_until":8})");
      EXPECT_EQ(odd, empty);
    }
}

TEST(Composer, EveryFigureComesFromTheFields) {
  for (const char* kind : {"proposal", "contract", "invoice", "other"}) {
    const std::string text = compose(kind, Locale::ru, kRussian);
    std::set<std::string> known{"10", "1", "5", "26", "500", "50", "31", "2026", "3", "100"};
    std::string digits;
    for (const char c : text + " ") {
      if (c >= '0' && c <= '9') {
        digits += c;
      } else if (!digits.empty()) {
        EXPECT_TRUE(known.contains(digits)) << digits << " in " << text;
        digits.clear();
      }
    }
  }
}

TEST(Composer, ALongListEndsInWordsAndALongTextIsNotWovenIn) {
  std::string items;
  for (int i = 0; i < 30; ++i) items += fmt::format("{}\"Item {}\"", i ? "," : "", static_cast<char>('A' + i % 26));
  const std::string text = compose("proposal", Locale::en,
                                   fmt::format(R"({{"items":[{}],"request":"{}"}})", items, std::string(5'000, 'x')));
  EXPECT_THAT(text, HasSubstr("Item A, Item B, Item C, Item D, Item E and the other items listed."));
  EXPECT_LT(text.size(), 500u);
}

TEST(Composer, TellsWhoItIsAndStreamsWhatItReturns) {
  async::Loop loop(0);
  Composer composer;
  std::string streamed;
  auto done =
      asio::co_spawn(loop.executor(),
                     composer.compose({.section = {.kind = "proposal", .locale = Locale::ru, .facts = kRussian}},
                                      [&](std::string piece) -> Async<> {
                                        streamed += piece;
                                        co_return;
                                      }),
                     asio::use_future);
  loop.context().run();
  const Composed composed = done.get().value();
  EXPECT_EQ(composed.provider, "built-in");
  EXPECT_EQ(composed.usage.total(), 0);
  EXPECT_EQ(composed.text, streamed);
  EXPECT_FALSE(compose_section({.kind = "proposal", .facts = "[]"}));
}

}  // namespace
}  // namespace kontor::connectors
