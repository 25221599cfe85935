#include "docgen/wordml/number_formats.hpp"

#include <array>

#include "base/text.hpp"

namespace kontor::docgen::wordml {
namespace {

constexpr int kLargestRoman = 3999;
/// Letters are repeated behind the last of the alphabet (aa, bb), but not without end.
constexpr int kMostRepeats = 20;

std::string roman(int value) {
  if (value < 1 || value > kLargestRoman) return fmt::format("{}", value);
  constexpr std::pair<int, std::string_view> kSigns[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                                         {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                                                         {5, "V"},    {4, "IV"},   {1, "I"}};
  std::string out;
  for (const auto& [worth, sign] : kSigns)
    for (; value >= worth; value -= worth) out += sign;
  return out;
}

/// Word leaves out Ё, Й, Ъ, Ы and Ь.
constexpr std::array<std::string_view, 28> kRussian = {"а", "б", "в", "г", "д", "е", "ж", "з", "и", "к",
                                                       "л", "м", "н", "о", "п", "р", "с", "т", "у", "ф",
                                                       "х", "ц", "ч", "ш", "щ", "э", "ю", "я"};
constexpr std::array<std::string_view, 28> kLargeRussian = {"А", "Б", "В", "Г", "Д", "Е", "Ж", "З", "И", "К",
                                                            "Л", "М", "Н", "О", "П", "Р", "С", "Т", "У", "Ф",
                                                            "Х", "Ц", "Ч", "Ш", "Щ", "Э", "Ю", "Я"};

std::string repeated(int value, int letters, const auto& letter) {
  if (value < 1) return fmt::format("{}", value);
  const int times = std::min((value - 1) / letters + 1, kMostRepeats);
  std::string out;
  for (int i = 0; i < times; ++i) out += letter((value - 1) % letters);
  return out;
}

std::string latin(int value, char first) {
  return repeated(value, 26, [first](int i) { return static_cast<char>(first + i); });
}

std::string ordinal(int value) {
  const int tens = value % 100, ones = value % 10;
  const bool teen = tens >= 11 && tens <= 13;
  return fmt::format("{}{}", value, teen ? "th" : ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th");
}

}  // namespace

std::string formatted_number(int value, std::string_view format) {
  if (format == "none" || format == "bullet") return {};
  if (format == "decimalZero") return fmt::format("{:02}", value);
  if (format == "upperRoman") return roman(value);
  if (format == "lowerRoman") return lowercase(roman(value));
  if (format == "upperLetter") return latin(value, 'A');
  if (format == "lowerLetter") return latin(value, 'a');
  if (format == "ordinal") return ordinal(value);
  if (format == "numberInDash") return fmt::format("- {} -", value);
  const auto letter = [](const auto& alphabet) { return [&](int i) { return alphabet[static_cast<std::size_t>(i)]; }; };
  if (format == "russianLower") return repeated(value, kRussian.size(), letter(kRussian));
  if (format == "russianUpper") return repeated(value, kLargeRussian.size(), letter(kLargeRussian));
  return fmt::format("{}", value);
}

}  // namespace kontor::docgen::wordml
