#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "base/money.hpp"
#include "base/result.hpp"

namespace kontor::documents::bulk {

/// What a person wrote into a cell, as the payload of a document has it for a field of that schema: numbers with a
/// decimal comma and a currency behind them, dates as `23.11.2026` or `23 ноября 2026`, yes and no in words, one of the
/// choices in any letters. Texts as they are. What cannot be one is the message of an error; what is one and not
/// allowed is for the check of the payload to find. The locale decides what `1,234` and `11/12/2026` are.
std::expected<boost::json::value, std::string> cell_value(std::string_view cell, const boost::json::object& schema,
                                                          Locale locale);

}  // namespace kontor::documents::bulk
