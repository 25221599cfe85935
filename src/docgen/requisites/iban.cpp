#include "docgen/requisites/digits.hpp"
#include "docgen/requisites/requisite.hpp"

namespace kontor::docgen {
namespace {

struct Country {
  std::string_view code;
  std::size_t length;
};

/// The registry of ISO 13616.
constexpr Country kCountries[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DJ", 27},
    {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18}, {"FK", 18}, {"FO", 18}, {"FR", 27},
    {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"GT", 28}, {"HN", 28}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27}, {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28},
    {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22},
    {"MK", 19}, {"MN", 20}, {"MR", 27}, {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23},
    {"PK", 24}, {"PL", 28}, {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24},
    {"SC", 31}, {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

bool is_large(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string iban_fault(std::string_view text) {
  const std::string iban = compacted(text);
  if (iban.size() < 5 || !is_large(iban[0]) || !is_large(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3]))
    return "it begins with two letters of a country and two digits";
  if (!std::ranges::all_of(iban, [](char c) { return is_large(c) || is_digit(c); }))
    return "it has nothing but letters and digits";
  const Country* country = std::ranges::find(kCountries, std::string_view(iban).substr(0, 2), &Country::code);
  if (country == std::end(kCountries)) return fmt::format("no country {} has IBANs", iban.substr(0, 2));
  if (iban.size() != country->length)
    return fmt::format("one of {} has {} characters, it has {}", country->code, country->length, iban.size());
  int rest = 0;
  for (const char c : iban.substr(4) + iban.substr(0, 4))
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  return rest == 1 ? "" : "its check digits (the 3rd and 4th) do not fit";
}

std::string bic_fault(std::string_view text) {
  const std::string bic = compacted(text);
  if (bic.size() != 8 && bic.size() != 11) return fmt::format("8 or 11 characters are needed, it has {}", bic.size());
  for (std::size_t i = 0; i < bic.size(); ++i)
    if (!is_large(bic[i]) && (i < 6 || !is_digit(bic[i])))
      return "it is six letters (bank and country), two letters or digits, and perhaps three more";
  return "";
}

}  // namespace kontor::docgen
