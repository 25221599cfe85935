#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen {

/// Letters of every script, by Unicode's simple mappings; independent of the machine's locale.
std::string upper(std::string_view utf8);
std::string lower(std::string_view utf8);
std::string capitalized(std::string_view utf8);  ///< the first letter large, the others small
std::string first_upper(std::string_view utf8);  ///< the first letter large, the others as they are
std::string titled(std::string_view utf8);       ///< each word capitalized

}  // namespace kontor::docgen
