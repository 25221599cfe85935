#include "base/decimal.hpp"

#include <charconv>
#include <cmath>

namespace kontor {
namespace {

using Wide = Decimal::Wide;
using Magnitude = unsigned __int128;

constexpr int kMaxDigits = 38;
constexpr Magnitude kMaxMagnitude = (Magnitude{1} << 127) - 1;

constexpr auto kPowers = [] {
  std::array<Magnitude, kMaxDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Magnitude magnitude(Wide value) { return value < 0 ? -static_cast<Magnitude>(value) : static_cast<Magnitude>(value); }

/// a × b + c, unless it is more than a Wide holds.
std::optional<Magnitude> times(Magnitude a, Magnitude b, Magnitude c = 0) {
  if (b != 0 && a > (kMaxMagnitude - std::min(c, kMaxMagnitude)) / b) return std::nullopt;
  return a * b + c;
}

Wide signed_of(Magnitude value, bool negative) {
  return negative ? -static_cast<Wide>(value) : static_cast<Wide>(value);
}

/// quotient or quotient + 1, where `remainder` of `divisor` was left over (and more, when `sticky`).
Magnitude round_quotient(Magnitude quotient, Magnitude remainder, Magnitude divisor, bool sticky, Rounding rounding) {
  const Magnitude rest = divisor - remainder;
  bool up = false;
  if (remainder > rest || (remainder == rest && sticky))
    up = rounding != Rounding::down;
  else if (remainder == rest)
    up = rounding == Rounding::half_up || (rounding == Rounding::half_even && (quotient & 1));
  return quotient + (up ? 1 : 0);
}

/// The common scale of two numbers and both coefficients at it.
struct Aligned {
  Wide a, b;
  int scale;
};

std::optional<Wide> scaled_up(Wide value, int by) {
  const auto size = times(magnitude(value), kPowers[static_cast<std::size_t>(by)]);
  if (!size) return std::nullopt;
  return signed_of(*size, value < 0);
}

std::optional<Aligned> align(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  const auto x = scaled_up(a.coefficient(), scale - a.scale());
  const auto y = scaled_up(b.coefficient(), scale - b.scale());
  if (!x || !y) return std::nullopt;
  return Aligned{*x, *y, scale};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The bytes of a white space that may stand between groups, at the front of text; 0 when there is none.
std::size_t group_space(std::string_view text) {
  if (text.starts_with(' ') || text.starts_with('\'')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;                                          // U+00A0
  if (text.starts_with("\xE2\x80\xAF") || text.starts_with("\xE2\x80\x89")) return 3;  // U+202F, U+2009
  return 0;
}

std::string_view without_outer_space(std::string_view text) {
  const auto edge = [](std::string_view at) { return at.starts_with('\'') ? 0 : group_space(at); };
  while (!text.empty() && (edge(text) || text.front() == '\t' || text.front() == '\n'))
    text.remove_prefix(std::max<std::size_t>(1, edge(text)));
  for (bool again = true; again && !text.empty();) {
    again = false;
    for (std::size_t size : {1, 2, 3}) {
      if (text.size() < size) break;
      const std::string_view tail = text.substr(text.size() - size);
      if (edge(tail) != size && !(size == 1 && (tail == "\t" || tail == "\n"))) continue;
      text.remove_suffix(size);
      again = true;
      break;
    }
  }
  return text;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  Magnitude value = 0;
  int scale = 0;
  int digits = 0;
  bool point = false;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (!is_digit(text[i])) return std::nullopt;
    const auto next = times(value, 10, static_cast<Magnitude>(text[i] - '0'));
    if (!next) return std::nullopt;
    value = *next;
    ++digits;
    scale += point;
  }
  if (digits == 0) return std::nullopt;
  if (i < text.size()) {
    int exponent = 0;
    const char* first = text.data() + i + 1;
    if (first < text.data() + text.size() && *first == '+') ++first;
    const auto [end, error] = std::from_chars(first, text.data() + text.size(), exponent);
    if (error != std::errc() || end != text.data() + text.size() || exponent < -99 || exponent > 99)
      return std::nullopt;
    scale -= exponent;
  }
  for (; scale > kMaxScale && value % 10 == 0; --scale) value /= 10;
  if (scale > kMaxScale) return std::nullopt;
  if (scale < 0) {
    if (value != 0 && -scale > kMaxDigits) return std::nullopt;
    const auto whole =
        value == 0 ? std::optional<Magnitude>(0) : times(value, kPowers[static_cast<std::size_t>(-scale)]);
    if (!whole) return std::nullopt;
    value = *whole;
    scale = 0;
  }
  return Decimal(signed_of(value, negative), scale);
}

std::optional<Decimal> Decimal::parse_typed(std::string_view text) {
  text = without_outer_space(text);
  std::string plain;
  if (text.starts_with("\xE2\x88\x92")) {  // U+2212, the typographic minus
    plain = "-";
    text.remove_prefix(3);
  } else if (text.starts_with('-') || text.starts_with('+')) {
    plain = text.front();
    text.remove_prefix(1);
  }
  const std::size_t comma = text.rfind(',');
  const std::size_t dot = text.rfind('.');
  const auto once = [&](char c) { return text.find(c) == text.rfind(c); };
  char point = 0;  // which sign, if any, is the decimal one
  if (comma != std::string_view::npos && dot != std::string_view::npos)
    point = comma > dot ? ',' : '.';
  else if (comma != std::string_view::npos && once(','))
    point = ',';
  else if (dot != std::string_view::npos && once('.'))
    point = '.';
  if (point && !once(point)) return std::nullopt;
  if (point == ',' && dot == std::string_view::npos && comma >= 1 && comma <= 3 && text.size() - comma == 4 &&
      text.front() != '0')
    return std::nullopt;  // "1,234": a thousand and more, or one and a bit?

  std::size_t group = 0;  // digits since the last separator
  char separator = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (is_digit(text[i])) {
      plain += text[i++];
      ++group;
    } else if (point && text[i] == point) {
      if (separator && group != 3) return std::nullopt;
      plain += '.';
      plain += text.substr(i + 1);
      return parse(plain);
    } else {
      const bool mark = text[i] == ',' || text[i] == '.';
      const std::size_t size = mark ? 1 : group_space(text.substr(i));
      const char kind = mark ? text[i] : ' ';
      if (size == 0 || group == 0 || group > 3 || (separator && (group != 3 || separator != kind))) return std::nullopt;
      separator = kind;
      group = 0;
      i += size;
    }
  }
  if (separator && group != 3) return std::nullopt;
  return parse(plain);
}

std::optional<Decimal> Decimal::from_double(double number) {
  if (!std::isfinite(number)) return std::nullopt;
  std::array<char, 64> buffer;
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  if (error != std::errc()) return std::nullopt;
  return parse({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

std::optional<Decimal> Decimal::add(Decimal a, Decimal b) {
  auto both = align(a, b);
  if (!both) both = align(a.normalized(), b.normalized());
  Wide sum = 0;
  if (!both || __builtin_add_overflow(both->a, both->b, &sum) || magnitude(sum) > kMaxMagnitude) return std::nullopt;
  return Decimal(sum, both->scale);
}

std::optional<Decimal> Decimal::subtract(Decimal a, Decimal b) { return add(a, b.negated()); }

std::optional<Decimal> Decimal::multiply(Decimal a, Decimal b) {
  auto product = times(magnitude(a.coefficient_), magnitude(b.coefficient_));
  if (!product) {
    a = a.normalized();
    b = b.normalized();
    product = times(magnitude(a.coefficient_), magnitude(b.coefficient_));
    if (!product) return std::nullopt;
  }
  int scale = a.scale_ + b.scale_;
  if (scale > kMaxScale) {
    const Magnitude divisor = kPowers[static_cast<std::size_t>(scale - kMaxScale)];
    product = round_quotient(*product / divisor, *product % divisor, divisor, false, Rounding::half_even);
    scale = kMaxScale;
  }
  return Decimal(signed_of(*product, (a.coefficient_ < 0) != (b.coefficient_ < 0)), scale);
}

std::optional<Decimal> Decimal::divide(Decimal a, Decimal b, int scale, Rounding rounding) {
  if (b.is_zero() || scale < 0 || scale > kMaxScale) return std::nullopt;
  a = a.normalized();
  b = b.normalized();
  const Magnitude divisor = magnitude(b.coefficient_);
  Magnitude quotient = magnitude(a.coefficient_) / divisor;
  Magnitude remainder = magnitude(a.coefficient_) % divisor;
  const bool negative = a.is_negative() != b.is_negative();
  int have = a.scale_ - b.scale_;  // digits after the point that the quotient has so far
  for (; have < scale && (remainder != 0 || have < 0); ++have) {
    // One more digit: ten times the remainder, without leaving 128 bits.
    unsigned digit = 0;
    Magnitude next = 0;
    for (int i = 0; i < 10; ++i) {
      if (next >= divisor - remainder) {
        next -= divisor - remainder;
        ++digit;
      } else {
        next += remainder;
      }
    }
    const auto more = times(quotient, 10, digit);
    if (!more) return std::nullopt;
    quotient = *more;
    remainder = next;
  }
  if (have > scale) {
    const Magnitude cut = kPowers[static_cast<std::size_t>(have - scale)];
    return Decimal(signed_of(round_quotient(quotient / cut, quotient % cut, cut, remainder != 0, rounding), negative),
                   scale);
  }
  return Decimal(signed_of(round_quotient(quotient, remainder, divisor, false, rounding), negative), have);
}

std::optional<Decimal> Decimal::floor_divide(Decimal a, Decimal b) {
  const auto both = align(a, b);
  if (!both || both->b == 0) return std::nullopt;
  Wide quotient = both->a / both->b;
  if (both->a % both->b != 0 && (both->a < 0) != (both->b < 0)) --quotient;
  return Decimal(quotient, 0);
}

std::optional<Decimal> Decimal::modulo(Decimal a, Decimal b) {
  const auto both = align(a, b);
  if (!both || both->b == 0) return std::nullopt;
  Wide rest = both->a % both->b;
  if (rest != 0 && (rest < 0) != (both->b < 0)) rest += both->b;
  return Decimal(rest, both->scale);
}

std::optional<Decimal> Decimal::rounded(int scale, Rounding rounding) const {
  if (scale < 0 || scale > kMaxScale) return std::nullopt;
  if (scale >= scale_) {
    const auto more = scaled_up(coefficient_, scale - scale_);
    if (!more) return std::nullopt;
    return Decimal(*more, scale);
  }
  const Magnitude cut = kPowers[static_cast<std::size_t>(scale_ - scale)];
  const Magnitude size = magnitude(coefficient_);
  return Decimal(signed_of(round_quotient(size / cut, size % cut, cut, false, rounding), coefficient_ < 0), scale);
}

Decimal Decimal::normalized() const {
  Decimal out = *this;
  while (out.scale_ > 0 && out.coefficient_ % 10 == 0) {
    out.coefficient_ /= 10;
    --out.scale_;
  }
  return out;
}

std::optional<std::int64_t> Decimal::whole() const { return minor(0); }

std::optional<std::int64_t> Decimal::minor(int scale) const {
  const Decimal number = normalized();
  if (number.scale_ > scale) return std::nullopt;
  const auto units = scaled_up(number.coefficient_, scale - number.scale_);
  if (!units || *units > std::numeric_limits<std::int64_t>::max() || *units < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(*units);
}

std::string Decimal::str() const {
  std::array<char, 48> buffer;
  std::size_t at = buffer.size();
  Magnitude rest = magnitude(coefficient_);
  for (int digits = 0; rest != 0 || digits <= scale_; ++digits) {
    if (digits == scale_ && scale_ > 0) buffer[--at] = '.';
    buffer[--at] = static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (coefficient_ < 0) buffer[--at] = '-';
  return {buffer.data() + at, buffer.size() - at};
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto whole = [](const Decimal& d) {
    return d.coefficient_ / static_cast<Wide>(kPowers[static_cast<std::size_t>(d.scale_)]);
  };
  const auto fraction = [](const Decimal& d) {
    return d.coefficient_ % static_cast<Wide>(kPowers[static_cast<std::size_t>(d.scale_)]) *
           static_cast<Wide>(kPowers[static_cast<std::size_t>(Decimal::kMaxScale - d.scale_)]);
  };
  if (const auto order = whole(a) <=> whole(b); order != 0) return order;
  return fraction(a) <=> fraction(b);
}

}  // namespace kontor
