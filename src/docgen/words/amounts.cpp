#include "docgen/words/amounts.hpp"

#include "docgen/language/letters.hpp"
#include "docgen/words/currency_names.hpp"
#include "docgen/words/numbers.hpp"

namespace kontor::docgen {
namespace {

/// One amount, taken apart.
struct Parts {
  Size whole = 0;
  Size minor = 0;
  bool negative = false;
};

std::optional<Parts> parts_of(const Decimal& amount, const Currency& currency) {
  const auto rounded = amount.rounded(currency.exponent());
  if (!rounded) return std::nullopt;
  Size unit = 1;
  for (int i = 0; i < currency.exponent(); ++i) unit *= 10;
  const auto size = static_cast<Size>(rounded->absolute().coefficient());
  if (size / unit >= kWordsEnd) return std::nullopt;
  return Parts{size / unit, size % unit, rounded->is_negative()};
}

std::string minor_digits(const Parts& parts, const Currency& currency) {
  return fmt::format("{:0{}}", static_cast<std::uint64_t>(parts.minor), currency.exponent());
}

std::string unit_name(const Counted& unit, Size number, Case in) {
  return unit.after(count_of(number), in, governs(number));
}

/// The figures before the words: with the smaller units unless those are left out.
std::string figures(const Parts& parts, const Currency& currency, Locale locale, bool with_minor) {
  const Decimal whole = *Decimal::parse(fmt::format("{}", parts.whole));
  std::string out = format(whole, locale);
  if (with_minor) out += (locale == Locale::ru ? "," : ".") + minor_digits(parts, currency);
  if (parts.negative) out.insert(0, locale == Locale::ru ? "\u2212" : "-");
  return out;
}

}  // namespace

std::expected<std::string, AmountProblem> amount_in_words(const Decimal& amount, const Currency& currency,
                                                          Locale locale, const AmountWords& how) {
  const auto parts = parts_of(amount, currency);
  if (!parts) return std::unexpected(AmountProblem::too_large);
  if (how.minor == MinorUnits::none && parts->minor != 0) return std::unexpected(AmountProblem::leaves_minor);
  const bool ru = locale == Locale::ru;
  const bool with_minor = currency.exponent() > 0 && how.minor != MinorUnits::none &&
                          (how.minor != MinorUnits::if_any || parts->minor != 0);
  const CurrencyNames names = names_of(currency);

  std::string out = parts->negative ? (ru ? "минус " : "minus ") : "";
  out += cardinal(parts->whole, locale, names.unit.noun.gender, how.in);
  if (how.capital) out = first_upper(out);
  if (how.figures) out = fmt::format("{} ({})", figures(*parts, currency, locale, with_minor), out);
  out += ' ';
  out += ru ? unit_name(names.unit, parts->whole, how.in) : std::string(parts->whole == 1 ? names.one : names.many);
  if (!with_minor) return out;
  out += ru ? " " : " and ";
  out += how.minor == MinorUnits::words ? cardinal(parts->minor, locale, names.minor.noun.gender, how.in)
                                        : minor_digits(*parts, currency);
  out += ' ';
  out += ru ? unit_name(names.minor, parts->minor, how.in)
            : std::string(parts->minor == 1 ? names.minor_one : names.minor_many);
  return out;
}

}  // namespace kontor::docgen
