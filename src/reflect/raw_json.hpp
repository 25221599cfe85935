#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace kontor::reflect {

/// JSON text that passes through without being taken apart: a stored schema, a payload. Always valid JSON.
struct RawJson {
  std::string text = "null";

  bool operator==(const RawJson&) const = default;
};

/// Compact JSON; numbers keep their shortest exact form ("12.5", never "1.25E1").
void append_json(std::string& out, const boost::json::value& value);
void append_json_string(std::string& out, std::string_view text);
std::string to_text(const boost::json::value& value);

}  // namespace kontor::reflect
