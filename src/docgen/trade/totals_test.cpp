#include "docgen/trade/totals.hpp"

#include <gtest/gtest.h>

namespace kontor::docgen {
namespace {

Decimal number(std::string_view text) { return *Decimal::parse(text); }
Currency currency(std::string_view code = "RUB") { return *Currency::parse(code); }

std::string shown(const Sums& sums) {
  return fmt::format("{} - {}: {} + {} = {}", sums.subtotal.str(), sums.discount.str(), sums.net.str(), sums.vat.str(),
                     sums.gross.str());
}

std::string total(const std::vector<InvoiceLine>& lines, bool included, RoundAt rounding,
                  std::string_view code = "RUB") {
  const auto all = totals(lines, {.vat_included = included, .rounding = rounding, .currency = currency(code)});
  return all ? shown(all->sums) : "nothing";
}

InvoiceLine line(std::string_view price, std::string_view quantity, std::string_view rate,
                 std::string_view discount = "0") {
  return {.price = number(price),
          .quantity = number(quantity),
          .discount_percent = number(discount),
          .rate = rate.empty() ? std::nullopt : std::optional(number(rate))};
}

// Three lines of 0.33 at 20 %: each line's VAT is 0.066 → 0.07, thrice 0.21; of the sum 0.99 it is 0.198 → 0.20.
TEST(Totals, DifferWithThePlaceOfRounding) {
  const std::vector<InvoiceLine> lines(3, line("0.33", "1", "20"));
  EXPECT_EQ(total(lines, false, RoundAt::line), "0.99 - 0.00: 0.99 + 0.21 = 1.20");
  EXPECT_EQ(total(lines, false, RoundAt::total), "0.99 - 0.00: 0.99 + 0.20 = 1.19");
}

// Three lines of 10.00 with VAT inside: 10 × 20 / 120 = 1.6667 → 1.67, thrice 5.01; of 30.00 it is 5.00.
TEST(Totals, TakeVatOutOfPricesThatHaveIt) {
  const std::vector<InvoiceLine> lines(3, line("10", "1", "20"));
  EXPECT_EQ(total(lines, true, RoundAt::line), "30.00 - 0.00: 24.99 + 5.01 = 30.00");
  EXPECT_EQ(total(lines, true, RoundAt::total), "30.00 - 0.00: 25.00 + 5.00 = 30.00");
}

// 3 × 19.99 = 59.97, less 7.5 % = 55.47225 → 55.47; VAT 11.094 → 11.09. Twice 0.125 kg at 9.96 = 1.245 → 1.25; VAT 10 %
// 0.125 → 0.13. By totals, the second rate's sum is 2.49 and its VAT 0.249 → 0.25.
TEST(Totals, RoundDiscountsAndWeightsHalfUp) {
  const std::vector<InvoiceLine> lines = {line("19.99", "3", "20", "7.5"), line("9.96", "0.125", "10"),
                                          line("9.96", "0.125", "10")};
  EXPECT_EQ(total(lines, false, RoundAt::line), "62.47 - 4.50: 57.97 + 11.35 = 69.32");
  EXPECT_EQ(total(lines, false, RoundAt::total), "62.46 - 4.50: 57.96 + 11.34 = 69.30");
}

TEST(Totals, AreGivenByRate) {
  const std::vector<InvoiceLine> lines = {line("100", "1", "10"), line("50", "2", "20"), line("7", "1", ""),
                                          line("1", "1", "0"), line("200", "1", "10")};
  const auto all = totals(lines, {.currency = currency()});
  ASSERT_TRUE(all);
  ASSERT_EQ(all->by_rate.size(), 4u);
  EXPECT_EQ(all->by_rate[0].rate, number("20"));
  EXPECT_EQ(shown(all->by_rate[0].sums), "100.00 - 0.00: 100.00 + 20.00 = 120.00");
  EXPECT_EQ(shown(all->by_rate[1].sums), "300.00 - 0.00: 300.00 + 30.00 = 330.00");
  EXPECT_EQ(shown(all->by_rate[2].sums), "1.00 - 0.00: 1.00 + 0.00 = 1.00");
  EXPECT_EQ(all->by_rate[3].rate, std::nullopt);
  EXPECT_EQ(shown(all->sums), "408.00 - 0.00: 408.00 + 50.00 = 458.00");
  EXPECT_EQ(shown(all->lines[4]), "200.00 - 0.00: 200.00 + 20.00 = 220.00");
}

TEST(Totals, FollowTheCurrencysDigits) {
  EXPECT_EQ(total({line("99.5", "1", "10")}, false, RoundAt::line, "JPY"), "100 - 0: 100 + 10 = 110");
  EXPECT_EQ(total({line("1.0005", "1", "5")}, false, RoundAt::line, "KWD"), "1.001 - 0.000: 1.001 + 0.050 = 1.051");
}

TEST(Totals, TakeCreditNotesAndSumsOff) {
  EXPECT_EQ(total({line("10.005", "-1", "20")}, false, RoundAt::line), "-10.01 - 0.00: -10.01 + -2.00 = -12.01");
  InvoiceLine reduced = line("100", "1", "20", "10");
  reduced.discount_sum = number("5.50");
  EXPECT_EQ(total({reduced}, false, RoundAt::line), "100.00 - 15.50: 84.50 + 16.90 = 101.40");
  EXPECT_EQ(total({line("100", "1", "20", "100")}, false, RoundAt::line), "100.00 - 100.00: 0.00 + 0.00 = 0.00");
  EXPECT_EQ(total({}, false, RoundAt::line), "0 - 0: 0 + 0 = 0");
}

TEST(Totals, AreNothingWhereTheyWouldBeWrong) {
  EXPECT_EQ(total({line("1", "1", "20", "101")}, false, RoundAt::line), "nothing");
  EXPECT_EQ(total({line("1", "1", "-1")}, false, RoundAt::line), "nothing");
  EXPECT_EQ(total({line("1000000000000000000000000000000", "1000000000000", "20")}, false, RoundAt::line), "nothing");
}

// net + vat = gross, and lines add up where they are rounded, whatever comes.
TEST(Totals, AlwaysAddUp) {
  std::uint32_t seed = 1;
  const auto next = [&](std::uint32_t below) { return (seed = seed * 1664525 + 1013904223) / 65536 % below; };
  for (int round = 0; round < 300; ++round) {
    std::vector<InvoiceLine> lines;
    for (std::uint32_t i = 0; i <= next(12); ++i)
      lines.push_back({.price = Decimal::of_minor(next(60000), 3),
                       .quantity = Decimal::of_minor(next(9000), 3),
                       .discount_percent = Decimal::of_minor(next(1000), 1),
                       .rate = next(5) == 0 ? std::nullopt : std::optional(Decimal(next(3) * 10))});
    for (const RoundAt rounding : {RoundAt::line, RoundAt::total}) {
      for (const bool included : {false, true}) {
        const auto all = totals(lines, {.vat_included = included, .rounding = rounding, .currency = currency()});
        ASSERT_TRUE(all);
        EXPECT_EQ(Decimal::add(all->sums.net, all->sums.vat), all->sums.gross);
        EXPECT_EQ(Decimal::subtract(all->sums.subtotal, all->sums.discount),
                  included ? all->sums.gross : all->sums.net);
        Decimal sum = 0;
        for (const Sums& each : all->lines) sum = *Decimal::add(sum, each.gross);
        if (rounding == RoundAt::line) EXPECT_EQ(sum, all->sums.gross);
        EXPECT_LE(Decimal::subtract(sum, all->sums.gross)->absolute(),
                  Decimal::of_minor(static_cast<std::int64_t>(lines.size()) + 4, 2));
      }
    }
  }
}

TEST(Vat, IsRoundedOnce) {
  EXPECT_EQ(vat_on(number("0.325"), 20, currency())->str(), "0.07");
  EXPECT_EQ(vat_in(number("1000"), 20, currency())->str(), "166.67");
  EXPECT_EQ(vat_in(number("100"), 7, currency("EUR"))->str(), "6.54");
  EXPECT_EQ(vat_in(number("0.03"), 20, currency())->str(), "0.01");  // 0.005 exactly, half up
  EXPECT_EQ(percent_of(number("99.99"), 30, currency())->str(), "30.00");
  EXPECT_EQ(vat_in(number("1000"), number("-100"), currency()), std::nullopt);
}

std::string parts(std::string_view amount, std::vector<std::string_view> weights, std::string_view code = "RUB") {
  std::vector<Decimal> by;
  for (const std::string_view each : weights) by.push_back(number(each));
  const auto out = split(number(amount), by, currency(code));
  if (!out) return "nothing";
  std::string text;
  for (const Decimal& each : *out) text += (text.empty() ? "" : " ") + each.str();
  return text;
}

TEST(Split, GivesWhatIsLeftOverToTheLargestRemainders) {
  EXPECT_EQ(parts("100", {"1", "1", "1"}), "33.34 33.33 33.33");
  EXPECT_EQ(parts("0.05", {"1", "1", "1"}), "0.02 0.02 0.01");
  EXPECT_EQ(parts("100", {"50", "30", "20"}), "50.00 30.00 20.00");
  EXPECT_EQ(parts("10", {"1", "2", "4"}), "1.43 2.86 5.71");
  EXPECT_EQ(parts("-100", {"1", "1", "1"}), "-33.34 -33.33 -33.33");
  EXPECT_EQ(parts("1000", {"1", "0", "2"}, "JPY"), "333 0 667");
  EXPECT_EQ(parts("1", {"0.5", "0.25"}), "0.67 0.33");
  EXPECT_EQ(parts("1", {"0"}), "nothing");
  EXPECT_EQ(parts("1", {"1", "-1"}), "nothing");
}

}  // namespace
}  // namespace kontor::docgen
