#include "docgen/trade/totals.hpp"

namespace kontor::docgen {
namespace {

/// A calculation that may leave the range; once it did, it stays nothing.
class Exact {
 public:
  Exact(std::nullopt_t) {}
  Exact(std::optional<Decimal> value) : value_(value) {}
  Exact(Decimal value) : value_(value) {}

  friend Exact operator+(Exact a, Exact b) { return a.with(b, Decimal::add); }
  friend Exact operator-(Exact a, Exact b) { return a.with(b, Decimal::subtract); }
  friend Exact operator*(Exact a, Exact b) { return a.with(b, Decimal::multiply); }
  /// Rounded half up to so many digits, once.
  Exact over(Exact divisor, int digits) const {
    if (!value_ || !divisor.value_) return std::nullopt;
    const auto quotient = Decimal::divide(*value_, *divisor.value_, digits, Rounding::half_up);
    return quotient ? quotient->rounded(digits) : std::nullopt;
  }
  Exact rounded(int digits) const { return value_ ? Exact(value_->rounded(digits)) : *this; }
  const std::optional<Decimal>& value() const { return value_; }

 private:
  Exact with(Exact other, std::optional<Decimal> (*calculate)(Decimal, Decimal)) const {
    if (!value_ || !other.value_) return std::nullopt;
    return calculate(*value_, *other.value_);
  }

  std::optional<Decimal> value_;
};

/// A line's amounts before and behind its discount, unrounded.
struct Amounts {
  Decimal full, reduced;
};

std::optional<Amounts> amounts_of(const InvoiceLine& line) {
  const Decimal hundred = 100;
  if (line.discount_percent.is_negative() || line.discount_percent > hundred || line.discount_sum.is_negative())
    return std::nullopt;
  if (line.rate && line.rate->is_negative()) return std::nullopt;
  const Exact full = Exact(line.price) * line.quantity;
  const Exact left = (Exact(hundred) - line.discount_percent) * Decimal::of_minor(1, 2);
  const Exact reduced = full * left - line.discount_sum;
  if (!full.value() || !reduced.value()) return std::nullopt;
  return Amounts{*full.value(), *reduced.value()};
}

/// The sums that one amount gives: of a line, or of all lines of a rate.
std::optional<Sums> sums_of(const Amounts& amounts, const std::optional<Decimal>& rate, const TotalsRules& rules) {
  const int digits = rules.currency.exponent();
  const Exact full = Exact(amounts.full).rounded(digits);
  const Exact reduced = Exact(amounts.reduced).rounded(digits);
  if (!full.value() || !reduced.value()) return std::nullopt;
  const Decimal none = Decimal::of_minor(0, digits);
  const Exact vat = !rate                ? Exact(none)
                    : rules.vat_included ? Exact(vat_in(*reduced.value(), *rate, rules.currency))
                                         : Exact(vat_on(*reduced.value(), *rate, rules.currency));
  const Exact net = rules.vat_included ? reduced - vat : reduced;
  const Exact gross = net + vat;
  const Exact discount = full - reduced;
  if (!gross.value() || !discount.value()) return std::nullopt;
  return Sums{*full.value(), *discount.value(), *net.value(), *vat.value(), *gross.value()};
}

bool add(Sums& to, const Sums& more) {
  for (Decimal Sums::* each : {&Sums::subtotal, &Sums::discount, &Sums::net, &Sums::vat, &Sums::gross}) {
    const auto sum = Decimal::add(to.*each, more.*each);
    if (!sum) return false;
    to.*each = *sum;
  }
  return true;
}

/// Lines of one rate, gathered.
struct Gathered {
  std::optional<Decimal> rate;
  Amounts exact = {0, 0};
  Sums rounded = {};
};

Gathered& gathered_at(std::vector<Gathered>& rates, const std::optional<Decimal>& rate) {
  for (Gathered& each : rates)
    if (each.rate == rate) return each;
  return rates.emplace_back(Gathered{.rate = rate});
}

}  // namespace

std::optional<InvoiceTotals> totals(std::span<const InvoiceLine> lines, const TotalsRules& rules) {
  InvoiceTotals out;
  std::vector<Gathered> rates;
  for (const InvoiceLine& line : lines) {
    const auto amounts = amounts_of(line);
    const auto sums = amounts ? sums_of(*amounts, line.rate, rules) : std::nullopt;
    if (!sums) return std::nullopt;
    out.lines.push_back(*sums);
    Gathered& rate = gathered_at(rates, line.rate);
    const Exact full = Exact(rate.exact.full) + amounts->full;
    const Exact reduced = Exact(rate.exact.reduced) + amounts->reduced;
    if (!full.value() || !reduced.value() || !add(rate.rounded, *sums)) return std::nullopt;
    rate.exact = {*full.value(), *reduced.value()};
  }
  std::ranges::sort(rates,
                    [](const Gathered& a, const Gathered& b) { return a.rate && (!b.rate || *a.rate > *b.rate); });
  for (const Gathered& rate : rates) {
    const auto sums =
        rules.rounding == RoundAt::line ? std::optional(rate.rounded) : sums_of(rate.exact, rate.rate, rules);
    if (!sums || !add(out.sums, *sums)) return std::nullopt;
    out.by_rate.push_back({rate.rate, *sums});
  }
  return out;
}

std::optional<Decimal> vat_on(const Decimal& net, const Decimal& rate, const Currency& currency) {
  return percent_of(net, rate, currency);
}

std::optional<Decimal> vat_in(const Decimal& gross, const Decimal& rate, const Currency& currency) {
  return (Exact(gross) * rate).over(Exact(rate) + Decimal(100), currency.exponent()).value();
}

std::optional<Decimal> percent_of(const Decimal& amount, const Decimal& percent, const Currency& currency) {
  return (Exact(amount) * percent).over(Decimal(100), currency.exponent()).value();
}

std::optional<std::vector<Decimal>> split(const Decimal& amount, std::span<const Decimal> weights,
                                          const Currency& currency) {
  const int digits = currency.exponent();
  const auto rounded = amount.absolute().rounded(digits);
  const auto units = rounded ? rounded->minor(digits) : std::nullopt;
  Exact sum = Decimal(0);
  for (const Decimal& weight : weights) {
    if (weight.is_negative()) return std::nullopt;
    sum = sum + weight;
  }
  if (!units || !sum.value() || sum.value()->is_zero()) return std::nullopt;
  std::vector<std::int64_t> parts;
  std::vector<std::pair<Decimal, std::size_t>> remainders;
  std::int64_t left = *units;
  for (const Decimal& weight : weights) {
    const Exact share = Exact(Decimal(*units)) * weight;
    const auto whole = share.value() ? Decimal::floor_divide(*share.value(), *sum.value()) : std::nullopt;
    const auto rest = share.value() ? Decimal::modulo(*share.value(), *sum.value()) : std::nullopt;
    if (!whole || !rest || !whole->whole()) return std::nullopt;
    remainders.emplace_back(*rest, parts.size());
    parts.push_back(*whole->whole());
    left -= parts.back();
  }
  std::ranges::sort(remainders, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[remainders[i].second];
  std::vector<Decimal> out;
  for (const std::int64_t part : parts) out.push_back(Decimal::of_minor(amount.is_negative() ? -part : part, digits));
  return out;
}

}  // namespace kontor::docgen
