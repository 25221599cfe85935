#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kontor {

enum class Rounding {
  half_up,    ///< 0.5 away from zero: what invoices and tax offices expect
  half_even,  ///< 0.5 to the even neighbour: without drift over many roundings
  down,       ///< toward zero
};

/// An exact decimal number: up to 38 digits, of which up to 18 stand after the point. Trailing zeros are kept as
/// written
/// ("12.50" prints "12.50") but do not count in comparisons. A result that does not fit is nothing, never a wrong
/// number.
class Decimal {
 public:
  using Wide = __int128;
  static constexpr int kMaxScale = 18;

  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t whole) : coefficient_(whole) {}
  /// `minor` units of 10^-scale: Decimal::of_minor(1250, 2) is 12.50. scale is 0 to 18.
  static constexpr Decimal of_minor(std::int64_t minor, int scale) { return Decimal(minor, scale); }

  /// Digits with an optional sign and point: `-12.50`, `.5`, `1e3`. As programs write numbers.
  static std::optional<Decimal> parse(std::string_view text);
  /// As a person types it: `12,50`, `1 200.5` (any white space, also U+00A0 and U+202F, between groups of three),
  /// `1,234.50`, `1.234,50`. One comma alone is the decimal sign. `1,234` could mean either, so it is refused.
  static std::optional<Decimal> parse_typed(std::string_view text);
  /// The shortest decimal that reads back as `number`; nothing for infinities, NaN and what does not fit.
  static std::optional<Decimal> from_double(double number);

  static std::optional<Decimal> add(Decimal a, Decimal b);
  static std::optional<Decimal> subtract(Decimal a, Decimal b);
  /// Exact up to 18 digits after the point; what lies beyond is rounded half to even.
  static std::optional<Decimal> multiply(Decimal a, Decimal b);
  /// The quotient with at most `scale` digits after the point. Nothing when b is zero.
  static std::optional<Decimal> divide(Decimal a, Decimal b, int scale = kMaxScale,
                                       Rounding rounding = Rounding::half_even);
  /// The whole number below or at a ÷ b, and what remains with the sign of b, as Python has them. Nothing when b is
  /// zero.
  static std::optional<Decimal> floor_divide(Decimal a, Decimal b);
  static std::optional<Decimal> modulo(Decimal a, Decimal b);

  /// With exactly `scale` digits after the point (0 to 18).
  std::optional<Decimal> rounded(int scale, Rounding rounding = Rounding::half_up) const;
  /// Without trailing zeros after the point.
  Decimal normalized() const;
  Decimal negated() const { return Decimal(-coefficient_, scale_); }
  Decimal absolute() const { return coefficient_ < 0 ? negated() : *this; }

  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return coefficient_ < 0; }
  bool is_whole() const { return normalized().scale_ == 0; }
  int scale() const { return scale_; }
  Wide coefficient() const { return coefficient_; }
  /// The number as an int64, when it is whole and fits.
  std::optional<std::int64_t> whole() const;
  /// The number times 10^scale, when that is whole and fits an int64.
  std::optional<std::int64_t> minor(int scale) const;

  /// Plain digits with a point, never an exponent: `-0.50`.
  std::string str() const;

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

 private:
  constexpr Decimal(Wide coefficient, int scale) : coefficient_(coefficient), scale_(static_cast<std::int8_t>(scale)) {}

  Wide coefficient_ = 0;
  std::int8_t scale_ = 0;
};

}  // namespace kontor
