#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "base/result.hpp"

namespace kontor::docgen {

/// The keywords of a schema that this program understands, and their shapes. Locations are like
/// `properties.client.type`.
std::vector<FieldError> schema_errors(const boost::json::object& schema);

/// The schema that the tags suggest, refined by the front matter: paths such as `client.name` or `items[].price` to
/// keywords of JSON Schema, with `required: true` or `false` instead of a list. The order of the paths becomes the
/// order of the form. A path that no tag uses is a field all the same (a hint for the written sections, for example).
Result<boost::json::object> refined(boost::json::object inferred, const boost::json::object& paths);

/// The author's schema, completed where it is silent (type, format, title) by the one that the tags suggest.
boost::json::object completed(const boost::json::object& authors, const boost::json::object& inferred);

}  // namespace kontor::docgen
