#include "docgen/language/typed_address.hpp"

#include "base/text.hpp"
#include "docgen/model/address.hpp"

namespace kontor::docgen {

std::string typed_address(std::string_view typed) {
  const std::string_view text = trimmed(typed);
  if (std::string address = safe_address(text); !address.empty()) return address;
  if (const auto mail = EmailAddress::parse(text)) return safe_address("mailto:" + mail->str());
  return text.starts_with("www.") ? safe_address(fmt::format("https://{}", text)) : std::string();
}

}  // namespace kontor::docgen
