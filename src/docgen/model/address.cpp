#include "docgen/model/address.hpp"

#include "base/text.hpp"

namespace kontor::docgen {

std::string safe_address(std::string_view address) {
  constexpr std::size_t kMost = 2000;  // browsers and Word take no longer ones
  const std::string_view text = trimmed(address);
  const std::string scheme = lowercase(text.substr(0, text.find(':') + 1));
  const bool known = scheme == "http:" || scheme == "https:" || scheme == "mailto:" || scheme == "tel:";
  const bool clean = std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return known && clean && text.size() <= kMost ? std::string(text) : std::string();
}

}  // namespace kontor::docgen
