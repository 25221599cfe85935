#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen {

/// What a person typed as an address, as one that may be linked to (model/address.hpp); empty when it is none. An
/// e-mail address and a site without its scheme are what people type.
std::string typed_address(std::string_view typed);

}  // namespace kontor::docgen
