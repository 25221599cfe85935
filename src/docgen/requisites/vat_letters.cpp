// Countries with letters in their numbers, or with several kinds of numbers.
#include "docgen/requisites/digits.hpp"
#include "docgen/requisites/vat_countries.hpp"

namespace kontor::docgen::vat_countries {
namespace {

bool are_digits(std::string_view number, std::size_t count) { return number.size() == count && all_digits(number); }
bool is_large(char c) { return c >= 'A' && c <= 'Z'; }
Verdict judged(bool fits) { return fits ? Verdict::good : Verdict::check; }

std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) value = value * 10 + digit_at(digits, i);
  return value;
}

bool is_bulgarian_company(std::string_view number) {
  static constexpr int kFirst[] = {1, 2, 3, 4, 5, 6, 7, 8};
  static constexpr int kSecond[] = {3, 4, 5, 6, 7, 8, 9, 10};
  const int check = weighted(number, kFirst) % 11;
  return (check == 10 ? weighted(number, kSecond) % 11 % 10 : check) == digit_at(number, 8);
}

bool is_bulgarian_person(std::string_view number) {
  static constexpr int kCitizen[] = {2, 4, 8, 5, 10, 9, 7, 3, 6};
  static constexpr int kForeigner[] = {21, 19, 17, 13, 11, 9, 7, 3, 1};
  static constexpr int kOther[] = {4, 3, 2, 7, 6, 5, 4, 3, 2};
  const int check = digit_at(number, 9);
  const int other = 11 - weighted(number, kOther) % 11;
  return weighted(number, kCitizen) % 11 % 10 == check || weighted(number, kForeigner) % 10 == check ||
         (other != 10 && other % 11 == check);
}

constexpr std::string_view kSpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

/// Companies: a letter, seven digits, and a digit or a letter that checks them.
Verdict spanish_company(std::string_view number) {
  if (!is_large(number[0]) || !all_digits(number.substr(1, 7))) return Verdict::shape;
  int sum = 0;
  for (std::size_t i = 1; i <= 7; ++i) {
    const int value = digit_at(number, i) * (i % 2 == 1 ? 2 : 1);
    sum += value / 10 + value % 10;
  }
  const int check = (10 - sum % 10) % 10;
  constexpr std::string_view kCheckLetters = "JABCDEFGHI";
  return judged(number[8] == static_cast<char>('0' + check) ||
                number[8] == kCheckLetters[static_cast<std::size_t>(check)]);
}

}  // namespace

Verdict bulgaria(std::string_view number) {
  if (are_digits(number, 9)) return judged(is_bulgarian_company(number));
  return are_digits(number, 10) ? judged(is_bulgarian_person(number)) : Verdict::shape;
}

Verdict cyprus(std::string_view number) {
  static constexpr int kOdd[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  if (number.size() != 9 || !all_digits(number.substr(0, 8)) || !is_large(number[8]) || number.starts_with("12"))
    return Verdict::shape;
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) sum += i % 2 == 0 ? kOdd[digit_at(number, i)] : digit_at(number, i);
  return judged(number[8] == 'A' + sum % 26);
}

Verdict czechia(std::string_view number) {
  static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2};
  if (!all_digits(number) || number.size() < 8 || number.size() > 10) return Verdict::shape;
  if (number.size() == 8) {
    if (number[0] == '9') return Verdict::shape;
    const int check = (11 - weighted(number, kWeights) % 11) % 11;
    return judged((check == 0 ? 1 : check) % 10 == digit_at(number, 7));
  }
  if (number.size() == 9) return Verdict::good;  // birth numbers before 1954, which have no check digit, and the like
  return judged(value_of(number) % 11 == 0 || (value_of(number.substr(0, 9)) % 11 == 10 && number[9] == '0'));
}

Verdict france(std::string_view number) {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // without I and O
  if (number.size() != 11 || !all_digits(number.substr(2))) return Verdict::shape;
  const std::size_t first = kLetters.find(number[0]);
  const std::size_t second = kLetters.find(number[1]);
  if (first == std::string_view::npos || second == std::string_view::npos) return Verdict::shape;
  const std::string_view siren = number.substr(2);
  if (!siren.starts_with("000") && !is_luhn(siren)) return Verdict::check;  // Monaco's have zeros and no formula
  if (first < 10 && second < 10) return judged((12 + 3 * (value_of(siren) % 97)) % 97 == value_of(number.substr(0, 2)));
  const auto key = static_cast<std::int64_t>(first < 10 ? first * 24 + second - 10 : first * 34 + second - 100);
  return judged((value_of(siren) + 1 + key / 11) % 11 == key % 11);
}

Verdict ireland(std::string_view number) {
  constexpr std::string_view kLetters = "WABCDEFGHIJKLMNOPQRSTUV";
  static constexpr int kWeights[] = {8, 7, 6, 5, 4, 3, 2};
  if (number.size() != 8 && number.size() != 9) return Verdict::shape;
  std::string digits(number.substr(0, 7));
  int more = 0;
  if (number.size() == 8 && !all_digits(digits)) {  // the form before 2013: 8D79739I
    if (!all_digits(digits.substr(0, 1)) || !all_digits(digits.substr(2))) return Verdict::shape;
    if (!is_large(number[1]) && number[1] != '+' && number[1] != '*') return Verdict::shape;
    digits = "0" + digits.substr(2, 5) + digits.substr(0, 1);
  } else if (number.size() == 9) {
    const std::size_t second = kLetters.find(number[8]);
    if (second == std::string_view::npos) return Verdict::shape;
    more = 9 * static_cast<int>(second);
  }
  if (!all_digits(digits) || !is_large(number[7])) return Verdict::shape;
  return judged(kLetters[static_cast<std::size_t>((weighted(digits, kWeights) + more) % 23)] == number[7]);
}

Verdict spain(std::string_view number) {
  if (number.size() != 9) return Verdict::shape;
  const bool foreigner = number[0] == 'X' || number[0] == 'Y' || number[0] == 'Z';
  const bool resident = number[0] == 'K' || number[0] == 'L' || number[0] == 'M';
  if (!foreigner && !resident && !(number[0] >= '0' && number[0] <= '9')) return spanish_company(number);
  std::string digits(number.substr(0, 8));
  if (foreigner) digits[0] = static_cast<char>('0' + (number[0] - 'X'));
  if (resident) digits[0] = '0';
  if (!all_digits(digits) || !is_large(number[8])) return Verdict::shape;
  return judged(kSpanishLetters[static_cast<std::size_t>(value_of(digits) % 23)] == number[8]);
}

}  // namespace kontor::docgen::vat_countries
