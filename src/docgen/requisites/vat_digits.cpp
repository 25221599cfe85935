// Countries whose numbers are digits under one weighted sum or one well-known formula.
#include "docgen/requisites/digits.hpp"
#include "docgen/requisites/vat_countries.hpp"

namespace kontor::docgen::vat_countries {
namespace {

bool are_digits(std::string_view number, std::size_t count) { return number.size() == count && all_digits(number); }

Verdict judged(bool fits) { return fits ? Verdict::good : Verdict::check; }

int two_last(std::string_view number) {
  return digit_at(number, number.size() - 2) * 10 + digit_at(number, number.size() - 1);
}

/// The number without its last `count` digits, divided.
std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) value = value * 10 + digit_at(digits, i);
  return value;
}

int last(std::string_view number) { return digit_at(number, number.size() - 1); }

}  // namespace

Verdict austria(std::string_view number) {
  if (!number.starts_with('U') || !are_digits(number.substr(1), 8)) return Verdict::shape;
  number.remove_prefix(1);
  int sum = 4;
  for (std::size_t i = 0; i < 7; ++i) {
    const int doubled = digit_at(number, i) * (i % 2 == 1 ? 2 : 1);
    sum += doubled / 10 + doubled % 10;
  }
  return judged((10 - sum % 10) % 10 == last(number));
}

Verdict belgium(std::string_view number) {
  std::string full(number);
  if (full.starts_with("(0)")) full = "0" + full.substr(3);
  if (full.size() == 9) full.insert(0, 1, '0');  // as it was written before 2005
  if (!are_digits(full, 10) || full[0] > '1') return Verdict::shape;
  return judged(97 - value_of(std::string_view(full).substr(0, 8)) % 97 == two_last(full));
}

Verdict croatia(std::string_view number) {
  return are_digits(number, 11) ? judged(is_iso7064(number)) : Verdict::shape;
}

Verdict denmark(std::string_view number) {
  static constexpr int kWeights[] = {2, 7, 6, 5, 4, 3, 2, 1};
  if (!are_digits(number, 8) || number[0] == '0') return Verdict::shape;
  return judged(weighted(number, kWeights) % 11 == 0);
}

Verdict estonia(std::string_view number) {
  static constexpr int kWeights[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};
  return are_digits(number, 9) ? judged(weighted(number, kWeights) % 10 == 0) : Verdict::shape;
}

Verdict finland(std::string_view number) {
  static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1};
  return are_digits(number, 8) ? judged(weighted(number, kWeights) % 11 == 0) : Verdict::shape;
}

Verdict germany(std::string_view number) {
  return are_digits(number, 9) && number[0] != '0' ? judged(is_iso7064(number)) : Verdict::shape;
}

Verdict greece(std::string_view number) {
  static constexpr int kWeights[] = {256, 128, 64, 32, 16, 8, 4, 2};
  std::string full(number);
  if (full.size() == 8) full.insert(0, 1, '0');
  return are_digits(full, 9) ? judged(weighted(full, kWeights) % 11 % 10 == last(full)) : Verdict::shape;
}

Verdict hungary(std::string_view number) {
  static constexpr int kWeights[] = {9, 7, 3, 1, 9, 7, 3, 1};
  return are_digits(number, 8) ? judged(weighted(number, kWeights) % 10 == 0) : Verdict::shape;
}

Verdict italy(std::string_view number) {
  if (!are_digits(number, 11) || number.starts_with("0000000")) return Verdict::shape;
  return judged(is_luhn(number));
}

Verdict latvia(std::string_view number) {
  static constexpr int kCompany[] = {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1};
  static constexpr int kPerson[] = {10, 5, 8, 4, 2, 1, 6, 3, 7, 9};
  if (!are_digits(number, 11)) return Verdict::shape;
  if (number[0] > '3') return judged(weighted(number, kCompany) % 11 == 3);
  if (number.starts_with("32")) return Verdict::good;  // given out since 2017, without a check digit
  return judged((1 + weighted(number, kPerson)) % 11 % 10 == last(number));
}

Verdict lithuania(std::string_view number) {
  const bool company = are_digits(number, 9) && number[7] == '1';
  const bool other = are_digits(number, 12) && number[10] == '1';
  if (!company && !other) return Verdict::shape;
  const auto sum = [&](std::size_t from) {
    int total = 0;
    for (std::size_t i = 0; i + 1 < number.size(); ++i)
      total += static_cast<int>(1 + (i + from) % 9) * digit_at(number, i);
    return total % 11;
  };
  const int first = sum(0);
  return judged((first == 10 ? sum(2) % 10 : first) == last(number));
}

Verdict luxembourg(std::string_view number) {
  return are_digits(number, 8) ? judged(value_of(number.substr(0, 6)) % 89 == two_last(number)) : Verdict::shape;
}

Verdict malta(std::string_view number) {
  static constexpr int kWeights[] = {3, 4, 6, 7, 8, 9, 10, 1};
  if (!are_digits(number, 8) || number[0] == '0') return Verdict::shape;
  return judged(weighted(number, kWeights) % 37 == 0);
}

Verdict netherlands(std::string_view number) {
  static constexpr int kWeights[] = {9, 8, 7, 6, 5, 4, 3, 2, -1};
  if (number.size() != 12 || number[9] != 'B' || !all_digits(number.substr(0, 9)) || !all_digits(number.substr(10)) ||
      number.ends_with("00"))
    return Verdict::shape;
  if (weighted(number.substr(0, 9), kWeights) % 11 == 0) return Verdict::good;
  // Since 2020 those of sole traders are under mod 97, with the letters as numbers from A = 10: N = 23, L = 21, B = 11.
  const std::string spelled = fmt::format("2321{}11{}", number.substr(0, 9), number.substr(10));
  return judged(value_of(spelled) % 97 == 1);
}

Verdict northern_ireland(std::string_view number) {
  static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2, 10, 1};
  if (!are_digits(number, 9) && !are_digits(number, 12)) return Verdict::shape;
  const int sum = weighted(number.substr(0, 9), kWeights);
  return judged(sum % 97 == 0 || (sum + 55) % 97 == 0);
}

Verdict poland(std::string_view number) {
  static constexpr int kWeights[] = {6, 5, 7, 2, 3, 4, 5, 6, 7};
  return are_digits(number, 10) ? judged(weighted(number, kWeights) % 11 == last(number)) : Verdict::shape;
}

Verdict portugal(std::string_view number) {
  static constexpr int kWeights[] = {9, 8, 7, 6, 5, 4, 3, 2};
  if (!are_digits(number, 9) || number[0] == '0') return Verdict::shape;
  return judged((11 - weighted(number, kWeights) % 11) % 11 % 10 == last(number));
}

Verdict romania(std::string_view number) {
  static constexpr int kWeights[] = {7, 5, 3, 2, 1, 7, 5, 3, 2};
  if (!all_digits(number) || number.size() < 2 || number.size() > 10 || number[0] == '0') return Verdict::shape;
  const std::string first = fmt::format("{:0>9}", number.substr(0, number.size() - 1));
  return judged(10 * weighted(first, kWeights) % 11 % 10 == last(number));
}

Verdict slovakia(std::string_view number) {
  if (!are_digits(number, 10) || number[0] == '0' ||
      std::string_view("234789").find(number[2]) == std::string_view::npos)
    return Verdict::shape;
  return judged(value_of(number) % 11 == 0);
}

Verdict slovenia(std::string_view number) {
  static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2};
  if (!are_digits(number, 8) || number[0] == '0') return Verdict::shape;
  const int check = 11 - weighted(number, kWeights) % 11;
  return judged(check != 11 && check % 10 == last(number));
}

Verdict sweden(std::string_view number) {
  if (!are_digits(number, 12) || !number.ends_with("01")) return Verdict::shape;
  return judged(is_luhn(number.substr(0, 10)));
}

}  // namespace kontor::docgen::vat_countries
