#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"

namespace kontor::docgen {

/// One line of an invoice, as it is typed.
struct InvoiceLine {
  Decimal price;
  Decimal quantity = 1;
  Decimal discount_percent = 0;
  Decimal discount_sum = 0;     ///< off the whole line, behind the percentage
  std::optional<Decimal> rate;  ///< of VAT in percent; nothing for a line that VAT is not for (which is not 0 %)
};

/// Where amounts become kopecks. Rounding is always half up, to the currency's digits.
enum class RoundAt {
  line,   ///< each line's amount, then its VAT; totals are the sums of the lines
  total,  ///< the sum of each rate's lines, then its VAT; lines are rounded for themselves and need not add up to it
};

struct TotalsRules {
  bool vat_included = false;  ///< prices have VAT in them; else it comes on top
  RoundAt rounding = RoundAt::line;
  Currency currency;
};

/// net + vat = gross, and subtotal - discount is the net amount where VAT comes on top, the gross one where prices have
/// it in them.
struct Sums {
  Decimal subtotal = 0;  ///< prices times quantities, before discounts
  Decimal discount = 0;
  Decimal net = 0;
  Decimal vat = 0;
  Decimal gross = 0;
};

struct RateSums {
  std::optional<Decimal> rate;
  Sums sums;
};

struct InvoiceTotals {
  Sums sums;
  std::vector<Sums> lines;
  std::vector<RateSums> by_rate;  ///< the highest first, lines without VAT last
};

/// Nothing when an amount does not fit, a discount is outside of 0 to 100 %, or a rate is negative.
std::optional<InvoiceTotals> totals(std::span<const InvoiceLine> lines, const TotalsRules& rules);

/// The VAT that comes on top of a net amount.
std::optional<Decimal> vat_on(const Decimal& net, const Decimal& rate, const Currency& currency);
/// The VAT that a gross amount has in it: gross × rate / (100 + rate), rounded once.
std::optional<Decimal> vat_in(const Decimal& gross, const Decimal& rate, const Currency& currency);
/// So many percent of an amount.
std::optional<Decimal> percent_of(const Decimal& amount, const Decimal& percent, const Currency& currency);

/// The amount (rounded half up first) in parts by weights, which are not negative and not all zero: the parts add up to
/// it. What is left over goes to the parts with the largest remainders, the earlier ones first. Nothing when it does
/// not fit or the weights are none.
std::optional<std::vector<Decimal>> split(const Decimal& amount, std::span<const Decimal> weights,
                                          const Currency& currency);

}  // namespace kontor::docgen
