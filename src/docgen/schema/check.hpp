#pragma once

#include <boost/json/fwd.hpp>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace kontor::docgen {

struct Shape;

/// How the message about a field that nobody asked for begins; it ends there when no absent field has a name like it.
inline constexpr std::string_view kUnknownField = "is not a field of this template";
/// The message about one that is needed.
inline constexpr std::string_view kMissingField = "is missing";

struct PayloadRules {
  bool lenient = false;   ///< as in FillOptions
  bool controls = false;  ///< texts may hold control characters, since where they land something is made of them
};

/// Every place where the payload is not what the schema asks for (at most 100). Null and empty texts count as absent; a
/// number may stand where a text is asked for, and amounts may be typed as people type them ("1 200,50").
std::vector<FieldError> payload_errors(const Shape& shape, const boost::json::value& payload, PayloadRules rules = {});

/// `12,5O` → a note of what is probably wrong with it, such as " (a letter O?)"; empty when there is no guess.
std::string_view slip_in_number(std::string_view typed);

/// True for null, a text of white space, and nothing at all.
bool is_absent(const boost::json::value* value);

}  // namespace kontor::docgen
