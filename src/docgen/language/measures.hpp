#pragma once

#include "base/result.hpp"
#include "docgen/language/value.hpp"

namespace kontor::docgen {

/// A size on paper in millimetres: "40mm", "4 cm", "1.5in", "72pt", "100px" (of 1/96 inch), or a number of
/// millimetres. From 1 mm to a metre; the error is in a person's words, without a place.
Result<double> millimetres(const Value& value);

}  // namespace kontor::docgen
