#pragma once

#include <string_view>

/// The national parts of EU VAT ids: what stands behind the letters of the country.
namespace kontor::docgen::vat_countries {

enum class Verdict {
  good,
  shape,  ///< another length, or other characters
  check,  ///< the check digit does not fit
};

Verdict austria(std::string_view number);
Verdict belgium(std::string_view number);
Verdict bulgaria(std::string_view number);
Verdict croatia(std::string_view number);
Verdict cyprus(std::string_view number);
Verdict czechia(std::string_view number);
Verdict denmark(std::string_view number);
Verdict estonia(std::string_view number);
Verdict finland(std::string_view number);
Verdict france(std::string_view number);
Verdict germany(std::string_view number);
Verdict greece(std::string_view number);
Verdict hungary(std::string_view number);
Verdict ireland(std::string_view number);
Verdict italy(std::string_view number);
Verdict latvia(std::string_view number);
Verdict lithuania(std::string_view number);
Verdict luxembourg(std::string_view number);
Verdict malta(std::string_view number);
Verdict netherlands(std::string_view number);
Verdict northern_ireland(std::string_view number);
Verdict poland(std::string_view number);
Verdict portugal(std::string_view number);
Verdict romania(std::string_view number);
Verdict slovakia(std::string_view number);
Verdict slovenia(std::string_view number);
Verdict spain(std::string_view number);
Verdict sweden(std::string_view number);

}  // namespace kontor::docgen::vat_countries
