#include "reflect/json_read.hpp"

#include <boost/json.hpp>

namespace kontor::reflect {

std::string Place::text() const {
  if (!parent_) return std::string(name_);
  std::string path = parent_->text();
  if (name_.empty()) return fmt::format("{}[{}]", path, index_);
  if (!path.empty()) path += '.';
  return path.append(name_);
}

std::string_view kind_name(const boost::json::value& value) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return "null";
    case boost::json::kind::bool_:
      return value.get_bool() ? "true" : "false";
    case boost::json::kind::string:
      return "text";
    case boost::json::kind::array:
      return "a list";
    case boost::json::kind::object:
      return "an object";
    default:
      return "a number";
  }
}

void add_expected(Errors& errors, const Place& place, std::string_view expected, const boost::json::value& found) {
  errors.add(place, fmt::format("expected {}, found {}", expected, kind_name(found)));
}

void add_unknown_fields(Errors& errors, const Place& place, const boost::json::object& object,
                        const std::vector<std::string>& known) {
  for (const auto& member : object) {
    const std::string_view key = member.key();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string_view hint = nearest(key, known);
    errors.add(place.member(key),
               hint.empty() ? "is not a known field" : fmt::format("is not a known field: did you mean \"{}\"?", hint));
  }
}

Result<boost::json::value> parse_json(std::string_view text, std::string_view root) {
  constexpr std::size_t kMaxDepth = 64;  // deeper than any payload a person writes, shallow enough for any stack
  boost::json::stream_parser parser({}, boost::json::parse_options{.max_depth = kMaxDepth});
  boost::system::error_code error;
  const std::size_t used = parser.write_some(text, error);
  if (!error && !parser.done()) parser.finish(error);
  if (!error && text.substr(used).find_first_not_of(" \t\r\n") != std::string_view::npos)
    error = boost::json::error::extra_data;
  if (!error) return parser.release();

  const std::string_view before = text.substr(0, std::min(used, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = 1 + length(newline == std::string_view::npos ? before : before.substr(newline + 1));
  const std::string why = !is_utf8(text)                            ? "the text is not valid UTF-8"
                          : error == boost::json::error::incomplete ? "it ends too early"
                          : error == boost::json::error::extra_data ? "there is more text after its end"
                          : error == boost::json::error::too_deep   ? "it is nested too deeply"
                                                                    : error.message();
  return fail(
      Error::invalid(std::string(root), fmt::format("is not JSON at line {}, column {}: {}", line, column, why)));
}

}  // namespace kontor::reflect
