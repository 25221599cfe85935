#include "docgen/requisites/requisite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

/// Of companies and banks, as they publish them.
TEST(Inn, OfCompaniesAndPeople) {
  for (const char* good : {"7707083893", "7736207543", "7710140679", "5024002119", "7702070139", "7728168971",
                           "500100732259", "7707 083 893"})
    EXPECT_EQ(inn_fault(good), "") << good;
  EXPECT_EQ(inn_fault("7707083894"), "its check digit (the 10th) does not fit");
  EXPECT_EQ(inn_fault("500100732269"), "its check digit (the 11th) does not fit");
  EXPECT_EQ(inn_fault("500100732258"), "its check digit (the 12th) does not fit");
  EXPECT_EQ(inn_fault("0000000000"), "no region has the code 00");
  EXPECT_THAT(inn_fault("77070838933"), HasSubstr("10 digits (of a person, 12) are needed, it has 11"));
  EXPECT_THAT(inn_fault("770708З893"), HasSubstr("nothing but digits"));
  EXPECT_NE(inn_fault(""), "");
}

TEST(Inn, NoticesEverySlipOfOneDigit) {
  const std::string good = "7707083893";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string slipped = good;
      slipped[i] = digit;
      if (slipped != good) EXPECT_NE(inn_fault(slipped), "") << slipped;
    }
  }
}

TEST(Kpp, HasAShapeOnly) {
  EXPECT_EQ(kpp_fault("773601001"), "");
  EXPECT_EQ(kpp_fault("7736AB001"), "");
  for (const char* bad : {"77360100", "0036AB001", "7736аб001", "77A601001", ""}) EXPECT_NE(kpp_fault(bad), "") << bad;
}

TEST(Ogrn, OfCompaniesAndEntrepreneurs) {
  for (const char* good : {"1027700132195", "1027700229193", "1037700013020", "304500116000157"})
    EXPECT_EQ(ogrn_fault(good), "") << good;
  EXPECT_EQ(ogrn_fault("1027700132196"), "its check digit (the 13th) does not fit");
  EXPECT_EQ(ogrn_fault("304500116000158"), "its check digit (the 15th) does not fit");
  EXPECT_THAT(ogrn_fault("10277001321955"), HasSubstr("13 digits (of an entrepreneur, 15) are needed, it has 14"));
}

TEST(Snils, HasItsLastTwoDigits) {
  for (const char* good : {"112-233-445 95", "11223344595", "087-654-303 00", "001-001-998 00"})
    EXPECT_EQ(snils_fault(good), "") << good;
  EXPECT_THAT(snils_fault("112-233-445 96"), HasSubstr("last two digits"));
  EXPECT_NE(snils_fault("112-233-445"), "");
  EXPECT_EQ(find_requisite("snils")->printed("11223344595"),
            "112-233-445\u00A0"
            "95");
}

/// The examples of the Bank of Russia's rules (1997, no. 515), and correspondent accounts as banks publish them.
TEST(Accounts, AreCheckedAgainstTheirBank) {
  EXPECT_EQ(account_fault("40602810700000000025", "049805746"), "");
  EXPECT_EQ(account_fault("30101810800000000746", "049805746"), "");
  EXPECT_EQ(account_fault("30101810400000000225", "044525225"), "");
  EXPECT_EQ(account_fault("30101810145250000974", "044525974"), "");
  EXPECT_EQ(account_fault("30101810700000000187", "044525187"), "");
  EXPECT_EQ(account_fault("30101810200000000593", "044525593"), "");
  EXPECT_EQ(account_fault("03100643000000017300", "017003983"), "");
  EXPECT_EQ(account_fault("40602810700000000025", "044525974"),
            "its check digit (the 9th) does not fit the BIK 044525974");
  EXPECT_EQ(account_fault("40602810800000000025", "049805746"),
            "its check digit (the 9th) does not fit the BIK 049805746");
  EXPECT_THAT(account_fault("4060281070000000002", "049805746"), HasSubstr("20 digits are needed, it has 19"));
  EXPECT_THAT(account_fault("40602810700000000025", "04980574"), HasSubstr("the BIK beside it is none"));
  EXPECT_EQ(bik_fault("044525225"), "");
  EXPECT_NE(bik_fault("144525225"), "");
}

/// The registry's own examples.
TEST(Iban, HasTheLengthOfItsCountryAndItsCheckDigits) {
  for (const char* good : {"DE89370400440532013000",
                           "GB29NWBK60161331926819",
                           "FR1420041010050500013M02606",
                           "NL91ABNA0417164300",
                           "BE68539007547034",
                           "ES9121000418450200051332",
                           "IT60X0542811101000000123456",
                           "PL61109010140000071219812874",
                           "AT611904300234573201",
                           "CH9300762011623852957",
                           "KZ86125KZT5004100100",
                           "BY13NBRB3600900000002Z00AB00",
                           "AE070331234567890123456",
                           "NO9386011117947",
                           "MT84MALT011000012345MTLCAST001S",
                           "LC55HEMM000100010012001200023015",
                           "SE4550000000058398257466",
                           "FI2112345600000785",
                           "GE29NB0000000101904917",
                           "UA213223130000026007233566001",
                           "TR330006100519786457841326",
                           "AZ21NABZ00000000137010001944",
                           "MD24AG000225100013104168",
                           "RU0304452522540817810538091310419",
                           "de89 3704 0044 0532 0130 00"})
    EXPECT_EQ(iban_fault(good), "") << good;
  EXPECT_EQ(iban_fault("DE88370400440532013000"), "its check digits (the 3rd and 4th) do not fit");
  EXPECT_EQ(iban_fault("DE8937040044053201300"), "one of DE has 22 characters, it has 21");
  EXPECT_EQ(iban_fault("US89370400440532013000"), "no country US has IBANs");
  EXPECT_NE(iban_fault("DE89 3704 0044 0532 0130 0O"), "");
  EXPECT_NE(iban_fault(""), "");
  EXPECT_EQ(find_requisite("iban")->printed("de89370400440532013000"),
            "DE89\u00A0"
            "3704\u00A0"
            "0044\u00A0"
            "0532\u00A0"
            "0130\u00A0"
            "00");
  EXPECT_EQ(find_requisite("iban")->printed("DE88"), "DE88");
}

TEST(Bic, HasAShape) {
  const std::string head_office(3, 'X');
  for (const std::string& good :
       {std::string("DEUTDEFF"), std::string("SABRRUMM"), "NEDSZAJJ" + head_office, std::string("deutdeff500")})
    EXPECT_EQ(bic_fault(good), "") << good;
  for (const char* bad : {"DEUTDEF", "DEUT1EFF", "DEUTDEFF50", ""}) EXPECT_NE(bic_fault(bad), "") << bad;
}

/// Published by companies of each country.
TEST(VatIds, OfEveryCountryOfTheUnion) {
  for (const char* good : {
           "ATU14243102",    "ATU65033803",    "BE0428759497",   "BE0795013186",       "BG103873594",
           "BG7523169263",   "CY10246672X",    "CY10008489A",    "CZ25123891",         "CZ640903926",
           "CZ6956220612",   "DE113866163",    "DE811363057",    "DK10503280",         "DK25863526",
           "EE100931558",    "EE101256753",    "EL039868210",    "GR094012834",        "ES54362315K",
           "ESA28184661",    "ESQ2818015F",    "ESX5253868R",    "FI02459042",         "FI20774740",
           "FR04409414364",  "FRK7399859412",  "FR16000063601",  "HR33392005961",      "HU12892312",
           "HU10672101",     "IE4550159S",     "IE6433435OA",    "IE8D79739I",         "IE9Y71814N",
           "IT00743110157",  "IT01404480202",  "LT100001354118", "LT119511515",        "LU15027442",
           "LU10059929",     "LV40003521600",  "LV90000528023",  "MT10396417",         "MT20630321",
           "NL001241643B01", "NL009122746B01", "NL002455799B11", "PL5261025421",       "PL 584-030-44-72",
           "PT500019720",    "PT501964843",    "RO18547290",     "RO573768",           "SE556043606401",
           "SE202100500001", "SI26808498",     "SI50223054",     "SK2022749619",       "SK2020257679",
           "XI980780684",    "GB980780684",    "DE 118 619 592", "nl 8225.69.759 b01",
       })
    EXPECT_EQ(vat_fault(good), "") << good;
  for (const char* slipped :
       {"ATU14343102",    "BE0793013186",  "BG131172009",  "CY10246672F",  "CZ25557481",    "DE125014855",
        "DK11965658",     "EE100941558",   "ES54362415K",  "EL094013834",  "FI02459043",    "FR04409414264",
        "FRK7399859312",  "HR33392005962", "HU12892313",   "IE6323421C",   "IT00743110158", "LT100001354119",
        "LU15027443",     "LV40003189715", "MT10396418",   "PL5261025422", "PT500019721",   "RO18547291",
        "SE556043606501", "SI26808499",    "SK1078449164", "XI980780685",  "GB980780685",   "NL001241644B01"})
    EXPECT_EQ(vat_fault(slipped), "its check digit does not fit") << slipped;
  EXPECT_EQ(vat_fault("DE12345"), "behind DE stand 9 digits");
  EXPECT_EQ(vat_fault("RU7707083893"),
            "it begins with two letters of a country of the EU, or with GB, but here with RU");
  EXPECT_EQ(vat_fault("NL009122746B00"), "behind NL stand 9 digits, B and 2 digits");
  EXPECT_NE(vat_fault(""), "");
}

TEST(Requisites, AreFoundByTheirFormat) {
  for (const RequisiteKind& each : requisites()) {
    EXPECT_EQ(find_requisite(each.format), &each);
    EXPECT_NE(each.fault("x"), "") << each.format;
    EXPECT_EQ(each.printed("x y"), "x y") << each.format;
  }
  EXPECT_EQ(find_requisite("money"), nullptr);
}

}  // namespace
}  // namespace kontor::docgen
