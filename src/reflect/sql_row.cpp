#include "reflect/sql_row.hpp"

namespace kontor::reflect {

std::string array_literal(const std::vector<Param>& items) {
  std::string out = "{";
  for (const Param& item : items) {
    if (out.size() > 1) out += ',';
    if (!item) {
      out += "NULL";
      continue;
    }
    out += '"';
    for (const char c : *item) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out += '}';
}

}  // namespace kontor::reflect
