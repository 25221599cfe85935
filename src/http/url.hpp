#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kontor::http {

/// `%41` → `A`; with `plus_is_space`, as forms write queries. Nothing for a broken escape or bytes that are not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
/// For a value in a query or a path segment.
std::string percent_encode(std::string_view text);
/// The pairs of a query in order, decoded. Nothing when one is broken.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);

/// A value of Content-Disposition (RFC 6266), `how` being `inline` or `attachment`: the name in UTF-8, and for old
/// clients with underscores.
std::string disposition(std::string_view how, std::string_view file_name);

}  // namespace kontor::http
