#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/codes/payment.hpp"
#include "docgen/codes/qr.hpp"
#include "docgen/model/picture.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

/// What an independent reader (zbarimg, of the Debian package zbar-tools) sees in the picture.
std::string seen_by_a_reader(const std::string& png) {
  return said_of(png, "zbarimg --quiet --raw --oneshot -Sbinary {} 2>/dev/null");
}

PaymentValues russian_requisites() {
  return {{"name", "ООО «Ромашка»"},
          {"account", "40702810200000012345"},
          {"bank", "ПАО СБЕРБАНК Г. МОСКВА"},
          {"bik", "044525225"},
          {"correspondent_account", "30101810400000000225"},
          {"inn", "7707083893"},
          {"kpp", "770701001"}};
}

std::string complaints(const Result<std::string>& result) { return result ? "none" : describe(result.error()); }

TEST(Qr, IsReadByAnIndependentReader) {
  for (const std::string text : {"https://example.com/pay?id=42", "Привет, мир! € 12", "0123456789"}) {
    const auto code = qr_code(text);
    ASSERT_TRUE(code);
    EXPECT_EQ(seen_by_a_reader(qr_png(*code)), text);
  }
}

TEST(Qr, GrowsWithItsTextAndItsLevel) {
  EXPECT_EQ(qr_code("A")->version, 1);
  EXPECT_EQ(qr_code("A")->size, 21);
  const std::string text(200, 'x');
  EXPECT_LT(qr_code(text, QrLevel::low)->version, qr_code(text, QrLevel::high)->version);
  EXPECT_EQ(qr_code(std::string(2331, 'x'))->version, 40);
}

TEST(Qr, SaysHowMuchItHolds) {
  EXPECT_EQ(qr_code(std::string(2332, 'x')).error().public_message,
            "the text is too long for a QR code: 2332 bytes, of which one of level M holds 2331");
  EXPECT_THAT(qr_code("").error().public_message, HasSubstr("cannot be empty"));
}

TEST(Qr, IsASharpPictureWithAQuietZone) {
  const auto code = qr_code("A");
  const std::string png = qr_png(*code, 4);
  const auto picture = read_picture(png);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width, (21 + 8) * 4);
  EXPECT_EQ(static_cast<int>(png[24]), 1) << "bits for each pixel";
  EXPECT_TRUE(code->dark(0, 0));
  EXPECT_FALSE(code->dark(7, 0)) << "a white line parts the corner from the rest";
}

TEST(Payment, IsTheTextOfTheRussianStandard) {
  PaymentValues requisites = russian_requisites();
  requisites.emplace_back("purpose", "Оплата по счёту № 7, в т.ч. НДС 20%");
  const auto text = payment_text(PaymentScheme::st00012, requisites, Decimal::parse("1234.5"));
  ASSERT_TRUE(text) << complaints(text);
  EXPECT_EQ(*text,
            "ST00012|Name=ООО «Ромашка»|PersonalAcc=40702810200000012345|BankName=ПАО СБЕРБАНК Г. МОСКВА|BIC=044525225"
            "|CorrespAcc=30101810400000000225|Sum=123450|Purpose=Оплата по счёту № 7, в т.ч. НДС 20%"
            "|PayeeINN=7707083893|KPP=770701001");
  EXPECT_EQ(seen_by_a_reader(qr_png(*qr_code(*text))), *text);
}

TEST(Payment, TakesTheStandardsOwnNamesToo) {
  const auto text = payment_text(PaymentScheme::st00012,
                                 {{"Name", "A"},
                                  {"PersonalAcc", "4070 2810 2000 0001 2345"},
                                  {"BankName", "B"},
                                  {"BIC", "044525225"},
                                  {"CorrespAcc", "30101810400000000225"}},
                                 std::nullopt);
  EXPECT_EQ(text.value_or(complaints(text)),
            "ST00012|Name=A|PersonalAcc=40702810200000012345|BankName=B|BIC=044525225|CorrespAcc=30101810400000000225");
}

TEST(Payment, NamesEveryBadFieldAtOnce) {
  const auto text =
      payment_text(PaymentScheme::st00012, {{"name", "a|b"}, {"account", "4070281O900000012345"}, {"bik", "04452522"}},
                   Decimal::parse("0.005"));
  ASSERT_FALSE(text);
  const std::string all = complaints(text);
  for (const char* part :
       {"account: \"4070281O900000012345\" must be 20 digits", "bank: is missing", "bik: \"04452522\" must be 9 digits",
        "correspondent_account: is missing", "Name: may not hold the sign |", "sum: 0.005 is not an amount"})
    EXPECT_THAT(all, HasSubstr(part));
}

TEST(Payment, HoldsAccountsAgainstTheirBank) {
  PaymentValues requisites = russian_requisites();
  requisites[1].second = "40702810900000012345";
  requisites[4].second = "30101810500000000225";
  EXPECT_THAT(
      complaints(payment_text(PaymentScheme::st00012, requisites, std::nullopt)),
      testing::AllOf(HasSubstr("account: \"40702810900000012345\" is not an account of that bank: its check "
                               "digit (the 9th) does not fit the BIK 044525225"),
                     HasSubstr("correspondent_account: \"30101810500000000225\" is not an account of that bank")));
  requisites[3].second = "054525225";
  EXPECT_THAT(complaints(payment_text(PaymentScheme::st00012, requisites, std::nullopt)),
              testing::AllOf(HasSubstr("bik: \"054525225\" is not a BIK: a Russian bank's begins with 04"),
                             testing::Not(HasSubstr("account of that bank"))));
}

TEST(Payment, TakesAccountsOfTheTreasuryWhichHaveNoCheckDigit) {
  PaymentValues requisites = russian_requisites();
  requisites[1].second = "03100643000000017300";
  requisites[3].second = "004525988";
  requisites[4].second = "40102810545370000003";
  EXPECT_EQ(complaints(payment_text(PaymentScheme::st00012, requisites, std::nullopt)), "none");
  requisites[4].second = "0";
  EXPECT_EQ(complaints(payment_text(PaymentScheme::st00012, requisites, std::nullopt)), "none");
}

TEST(Payment, HoldsTheLengthsOfTheStandard) {
  PaymentValues requisites = russian_requisites();
  requisites[2].second = std::string(46, 'x');
  EXPECT_THAT(complaints(payment_text(PaymentScheme::st00012, requisites, std::nullopt)),
              HasSubstr("bank: may have at most 45 characters, has 46"));
}

TEST(Payment, IsTheTextOfTheEuropeanGuideline) {
  const auto text = payment_text(
      PaymentScheme::epc,
      {{"name", "Red Cross of Belgium"}, {"iban", "BE72 0000 0000 1616"}, {"purpose", "Urgency fund"}}, Decimal(1));
  EXPECT_EQ(text.value_or(complaints(text)),
            "BCD\n002\n1\nSCT\n\nRed Cross of Belgium\nBE72000000001616\nEUR1.00\n\n\nUrgency fund");
  EXPECT_EQ(seen_by_a_reader(qr_png(*qr_code(*text))), *text);
}

TEST(Payment, RefusesAWrongIbanAndWrongAmounts) {
  const PaymentValues good = {{"name", "A"}, {"iban", "DE89370400440532013000"}};
  EXPECT_TRUE(payment_text(PaymentScheme::epc, good, std::nullopt));
  EXPECT_THAT(complaints(payment_text(PaymentScheme::epc, {{"name", "A"}, {"iban", "DE89370400440532013001"}}, {})),
              HasSubstr("iban: \"DE89370400440532013001\" is not an IBAN"));
  EXPECT_THAT(complaints(payment_text(PaymentScheme::epc, good, Decimal(0))), HasSubstr("sum: 0 is not an amount"));
  EXPECT_THAT(complaints(payment_text(PaymentScheme::epc, good, Decimal(1'000'000'000))), HasSubstr("sum: "));
  EXPECT_THAT(complaints(payment_text(PaymentScheme::epc, {{"name", std::string(71, 'x')}}, {})),
              testing::AllOf(HasSubstr("name: may have at most 70"), HasSubstr("iban: is missing")));
}

}  // namespace
}  // namespace kontor::docgen
