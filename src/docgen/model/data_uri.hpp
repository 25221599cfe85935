#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kontor::docgen {

/// The bytes of base64 text; white space in it is left out, the padding may be missing. Nothing for what is none.
std::optional<std::string> from_base64(std::string_view text);
/// Base64 text with its padding, on one line.
std::string to_base64(std::string_view bytes);
/// The bytes of `data:image/png;base64,…`, or of one that is percent-encoded. Nothing for what is no data URI.
std::optional<std::string> from_data_uri(std::string_view text);

}  // namespace kontor::docgen
