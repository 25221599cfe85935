#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>
#include <vector>

#include "docgen/docgen.hpp"
#include "docgen/language/value.hpp"

namespace kontor::docgen {

struct Shape;

bool is_number_format(std::string_view format);  ///< money, decimal
/// A JSON number or a text as a person types it.
std::optional<Decimal> number_of(const boost::json::value& value);

/// A checked payload as the language sees it: amounts as decimals, defaults in place, what is absent left out.
/// `written` gives texts by path; a written field that has none is an empty text. `lenient` as in FillOptions.
std::shared_ptr<Map> fields_from(const Shape& shape, const boost::json::value& payload,
                                 const std::vector<std::pair<std::string, std::string>>& written, bool lenient = false);

/// The written fields that are absent from the payload, as passages without a place.
std::vector<Passage> unwritten_fields(const boost::json::object& schema, const boost::json::value& payload);

}  // namespace kontor::docgen
