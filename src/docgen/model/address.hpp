#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen {

/// The address, when it is one that cannot run anything in a reader's program: http, https, mailto or tel, without
/// white space at its ends. Empty for others.
std::string safe_address(std::string_view address);

}  // namespace kontor::docgen
