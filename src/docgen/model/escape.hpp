#pragma once

#include <string>
#include <string_view>

namespace kontor::docgen {

/// Text for XML and HTML, in content and in double-quoted attributes. Control characters that XML cannot hold are left
/// out.
std::string escaped(std::string_view text);

}  // namespace kontor::docgen
