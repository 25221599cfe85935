#include "docgen/requisites/digits.hpp"

namespace kontor::docgen {

std::string compacted(std::string_view text, std::string_view also) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u00A0")) {
      i += 1;
    } else if (rest.starts_with("\u202F") || rest.starts_with("\u2013") || rest.starts_with("\u2011")) {
      i += 2;
    } else if (text[i] == ' ' || text[i] == '\t' || text[i] == '-' || also.find(text[i]) != std::string_view::npos) {
      continue;
    } else {
      out += text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 32) : text[i];
    }
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int weighted(std::string_view digits, std::span<const int> weights) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size() && i < weights.size(); ++i) sum += digit_at(digits, i) * weights[i];
  return sum;
}

bool is_luhn(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int value = digit_at(digits, digits.size() - 1 - i) * (i % 2 == 1 ? 2 : 1);
    if (value > 9) value -= 9;
    sum += value;
  }
  return sum % 10 == 0;
}

bool is_iso7064(std::string_view digits) {
  int check = 5;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int digit = digit_at(digits, i);
    check = ((check == 0 ? 10 : check) * 2 % 11 + digit) % 10;
  }
  return check == 1;
}

}  // namespace kontor::docgen
