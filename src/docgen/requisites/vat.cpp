#include "docgen/requisites/digits.hpp"
#include "docgen/requisites/requisite.hpp"
#include "docgen/requisites/vat_countries.hpp"

namespace kontor::docgen {

using namespace vat_countries;

namespace {

struct Country {
  std::string_view code;
  std::string_view shape;  ///< for messages, behind the code
  Verdict (*verdict)(std::string_view number);
};

constexpr Country kCountries[] = {
    {"AT", "U and 8 digits", austria},
    {"BE", "10 digits", belgium},
    {"BG", "9 or 10 digits", bulgaria},
    {"CY", "8 digits and a letter", cyprus},
    {"CZ", "8 to 10 digits", czechia},
    {"DE", "9 digits", germany},
    {"DK", "8 digits", denmark},
    {"EE", "9 digits", estonia},
    {"EL", "9 digits", greece},
    {"ES", "9 characters", spain},
    {"FI", "8 digits", finland},
    {"FR", "2 characters and 9 digits", france},
    {"GB", "9 or 12 digits", northern_ireland},  // one office gives out both
    {"GR", "9 digits", greece},
    {"HR", "11 digits", croatia},
    {"HU", "8 digits", hungary},
    {"IE", "8 or 9 characters", ireland},
    {"IT", "11 digits", italy},
    {"LT", "9 or 12 digits", lithuania},
    {"LU", "8 digits", luxembourg},
    {"LV", "11 digits", latvia},
    {"MT", "8 digits", malta},
    {"NL", "9 digits, B and 2 digits", netherlands},
    {"PL", "10 digits", poland},
    {"PT", "9 digits", portugal},
    {"RO", "2 to 10 digits", romania},
    {"SE", "12 digits, the last two 01", sweden},
    {"SI", "8 digits", slovenia},
    {"SK", "10 digits", slovakia},
    {"XI", "9 or 12 digits", northern_ireland},
};

}  // namespace

std::string vat_fault(std::string_view text) {
  const std::string id = compacted(text, "./:");
  if (id.size() < 4) return "it begins with two letters of a country of the EU, or with GB";
  const Country* country = std::ranges::find(kCountries, std::string_view(id).substr(0, 2), &Country::code);
  if (country == std::end(kCountries))
    return fmt::format("it begins with two letters of a country of the EU, or with GB, but here with {}",
                       id.substr(0, 2));
  switch (country->verdict(std::string_view(id).substr(2))) {
    case Verdict::good:
      return "";
    case Verdict::shape:
      return fmt::format("behind {} stand {}", country->code, country->shape);
    case Verdict::check:
      return "its check digit does not fit";
  }
  return "";
}

}  // namespace kontor::docgen
