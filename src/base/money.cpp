#include "base/money.hpp"

#include "base/text.hpp"

namespace kontor {

/// ISO 4217, list one (active codes), without funds codes and metals. Digits after the point are those of the standard.
struct CurrencyTable {
  static constexpr Currency codes[] = {
      {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2}, {"AWG", 2}, {"AZN", 2},
      {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0}, {"BMD", 2}, {"BND", 2}, {"BOB", 2},
      {"BRL", 2}, {"BSD", 2}, {"BTN", 2}, {"BWP", 2}, {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHF", 2},
      {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"CRC", 2}, {"CUP", 2}, {"CVE", 2}, {"CZK", 2}, {"DJF", 0}, {"DKK", 2},
      {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2}, {"ETB", 2}, {"EUR", 2}, {"FJD", 2}, {"FKP", 2}, {"GBP", 2},
      {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2}, {"GNF", 0}, {"GTQ", 2}, {"GYD", 2}, {"HKD", 2}, {"HNL", 2},
      {"HTG", 2}, {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"JMD", 2},
      {"JOD", 3}, {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0}, {"KWD", 3},
      {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2}, {"LYD", 3}, {"MAD", 2},
      {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2}, {"MUR", 2}, {"MVR", 2},
      {"MWK", 2}, {"MXN", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2}, {"NGN", 2}, {"NIO", 2}, {"NOK", 2}, {"NPR", 2},
      {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2}, {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0},
      {"QAR", 2}, {"RON", 2}, {"RSD", 2}, {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2}, {"SCR", 2}, {"SDG", 2},
      {"SEK", 2}, {"SGD", 2}, {"SHP", 2}, {"SLE", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2}, {"STN", 2}, {"SVC", 2},
      {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TOP", 2}, {"TRY", 2}, {"TTD", 2},
      {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"UYU", 2}, {"UZS", 2}, {"VED", 2}, {"VES", 2},
      {"VND", 0}, {"VUV", 0}, {"WST", 2}, {"XAF", 0}, {"XCD", 2}, {"XOF", 0}, {"XPF", 0}, {"YER", 2}, {"ZAR", 2},
      {"ZMW", 2}, {"ZWG", 2},
  };
};

namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

struct Sign {
  std::string_view code, symbol;
  bool leads;  ///< in English it stands before the number
};

constexpr Sign kSigns[] = {
    {"RUB", "₽", true},   {"USD", "$", true},   {"EUR", "€", true},  {"GBP", "£", true},   {"JPY", "¥", true},
    {"CNY", "CN¥", true}, {"KZT", "₸", false},  {"UAH", "₴", false}, {"INR", "₹", true},   {"TRY", "₺", true},
    {"KRW", "₩", true},   {"ILS", "₪", true},   {"VND", "₫", false}, {"PLN", "zł", false}, {"CZK", "Kč", false},
    {"GEL", "₾", false},  {"AMD", "֏", false},  {"AZN", "₼", false}, {"CAD", "CA$", true}, {"AUD", "A$", true},
    {"NZD", "NZ$", true}, {"HKD", "HK$", true}, {"SGD", "S$", true}, {"MXN", "MX$", true}, {"BRL", "R$", true},
};

const Sign* sign_of(std::string_view code) {
  const auto* found = std::ranges::find(kSigns, code, &Sign::code);
  return found == std::end(kSigns) ? nullptr : found;
}

/// Groups of three from the point leftwards; Russian leaves four digits together only in years, so amounts always
/// group.
std::string grouped(std::string_view digits, Locale locale) {
  const std::string_view gap = locale == Locale::ru ? kNoBreakSpace : ",";
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += gap;
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string_view name(Locale locale) { return locale == Locale::ru ? "ru" : "en"; }

std::optional<Locale> locale_from(std::string_view text) {
  const std::string language = lowercase(text.substr(0, text.find_first_of("-_")));
  if (language == "ru") return Locale::ru;
  if (language == "en") return Locale::en;
  return std::nullopt;
}

Result<Currency> Currency::parse(std::string_view code) {
  std::string upper(code);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  const auto codes = all();
  const auto found = std::ranges::lower_bound(codes, std::string_view(upper), {}, &Currency::code);
  if (found != codes.end() && found->code() == upper) return *found;
  std::vector<std::string> near;
  for (const Currency& each : codes) near.emplace_back(each.code());
  const std::string_view guess = nearest(upper, near);
  return fail(Error::invalid("", fmt::format("\"{}\" is not a currency code such as RUB or USD{}", code,
                                             guess.empty() ? "" : fmt::format(": did you mean {}?", guess))));
}

Currency Currency::of(Locale locale) { return locale == Locale::ru ? Currency("RUB", 2) : Currency("USD", 2); }

std::span<const Currency> Currency::all() { return CurrencyTable::codes; }

std::string_view Currency::symbol() const {
  const Sign* sign = sign_of(code());
  return sign ? sign->symbol : code();
}

std::optional<Money> Money::round(const Decimal& amount, Currency currency, Rounding rounding) {
  const auto rounded = amount.rounded(currency.exponent(), rounding);
  const auto minor = rounded ? rounded->minor(currency.exponent()) : std::nullopt;
  if (!minor) return std::nullopt;
  return Money{*minor, currency};
}

std::string format(const Money& money, Locale locale) {
  const Decimal amount = money.amount();
  const std::string number = format(amount.absolute(), locale);
  const std::string_view minus = amount.is_negative() ? (locale == Locale::ru ? "\u2212" : "-") : "";
  const Sign* sign = sign_of(money.currency.code());
  if (locale == Locale::en && sign && sign->leads) return fmt::format("{}{}{}", minus, sign->symbol, number);
  const std::string_view tail = locale == Locale::ru ? money.currency.symbol() : money.currency.code();
  return fmt::format("{}{}{}{}", minus, number, kNoBreakSpace, tail);
}

std::string format(const Decimal& number, Locale locale) {
  const std::string plain = number.absolute().str();
  const std::size_t point = plain.find('.');
  std::string out = number.is_negative() ? (locale == Locale::ru ? "\u2212" : "-") : "";
  out += grouped(std::string_view(plain).substr(0, point), locale);
  if (point != std::string::npos) {
    out += locale == Locale::ru ? ',' : '.';
    out += std::string_view(plain).substr(point + 1);
  }
  return out;
}

}  // namespace kontor
