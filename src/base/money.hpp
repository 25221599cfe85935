#pragma once

#include <array>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/decimal.hpp"
#include "base/result.hpp"

namespace kontor {

/// The languages that documents and screens speak.
enum class Locale { ru, en };
BOOST_DESCRIBE_ENUM(Locale, ru, en)

std::string_view name(Locale locale);                      ///< "ru", "en"
std::optional<Locale> locale_from(std::string_view name);  ///< also "ru-RU", "en_US"

/// An active currency of ISO 4217.
class Currency {
 public:
  /// Three letters of either case; the error is in a person's words and names a near code.
  static Result<Currency> parse(std::string_view code);
  static Currency of(Locale locale);  ///< RUB or USD: when nothing else is said
  /// All codes, sorted.
  static std::span<const Currency> all();

  std::string_view code() const { return {code_.data(), code_.size()}; }
  int exponent() const { return exponent_; }  ///< digits after the point: 2 for RUB, 0 for JPY, 3 for KWD
  std::string_view symbol() const;            ///< "₽", "$", … ; the code where no sign is customary

  bool operator==(const Currency&) const = default;

 private:
  friend struct CurrencyTable;
  constexpr Currency(const char* code, int exponent)
      : code_{code[0], code[1], code[2]}, exponent_(static_cast<std::int8_t>(exponent)) {}
  std::array<char, 3> code_;
  std::int8_t exponent_;
};

/// An amount in the currency's smallest unit (kopecks, cents).
struct Money {
  std::int64_t minor = 0;
  Currency currency;

  /// Rounded to the currency's exponent; nothing when it does not fit.
  static std::optional<Money> round(const Decimal& amount, Currency currency, Rounding rounding = Rounding::half_up);
  Decimal amount() const { return Decimal::of_minor(minor, currency.exponent()); }
  bool operator==(const Money&) const = default;
};

/// ru «21 000,00 ₽»; en "$1,234.50", "1,200.00 KZT". Groups and sign are held together by no-break spaces.
std::string format(const Money& money, Locale locale);
/// ru «1 234,5», en "1,234.5": all digits that the number has.
std::string format(const Decimal& number, Locale locale);

}  // namespace kontor
