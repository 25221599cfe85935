#pragma once

#include <boost/json/fwd.hpp>

namespace kontor::docgen {

struct Shape;

/// The payload of a form that is being filled in, so that the template can be filled with it: a field that is needed
/// and is not there becomes its title in brackets, and 0, or the least that is allowed, where it is calculated with.
/// What cannot be used at all (a number that is none, a list that is a text) counts as not there; a value that the
/// schema only refuses stays. A list that needs entries gets one. `shape` is that of the schema.
boost::json::value with_stand_ins(const boost::json::object& schema, const Shape& shape,
                                  const boost::json::value& payload);

}  // namespace kontor::docgen
