#include "features/documents/bulk/names.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "features/documents/bulk/columns.hpp"
#include "reflect/raw_json.hpp"

namespace kontor::documents::bulk {
namespace {

/// Bytes: with a number and an ending behind it below the 255 that file systems take.
constexpr std::size_t kLongest = 180;
constexpr std::string_view kForbidden = "<>:\"/\\|?*";
constexpr std::string_view kReserved[] = {"con",  "prn",  "aux",  "nul",  "com1", "com2", "com3", "com4",
                                          "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3",
                                          "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};

/// Calls `field` for what stands in braces and `text` for the rest; false when a brace does not close.
template <class Text, class Field>
bool each_piece(std::string_view pattern, Text text, Field field) {
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    text(pattern.substr(0, open));
    if (open == std::string_view::npos) return true;
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) return false;
    field(pattern.substr(open + 1, close - open - 1));
    pattern.remove_prefix(close + 1);
  }
  return true;
}

std::optional<Place> place_of(std::string_view field, const boost::json::object& schema) {
  return columns_of({std::string(field)}, schema).front().place;
}

/// `client.name` or `items[0].price` in a payload; empty when it is not there.
std::string value_at(std::string_view path, const boost::json::object& payload) {
  const boost::json::object* at = &payload;
  while (at) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view step = path.substr(0, end);
    const std::size_t bracket = std::min(step.find('['), step.size());
    const boost::json::value* member = at->if_contains(step.substr(0, bracket));
    if (member && member->is_array()) {
      const std::size_t index =
          bracket < step.size() ? std::strtoul(std::string(step.substr(bracket + 1)).c_str(), nullptr, 10) : 0;
      member = index < member->get_array().size() ? &member->get_array()[index] : nullptr;
    }
    if (!member || member->is_null()) return "";
    if (end == path.size()) return member->is_string() ? std::string(member->get_string()) : reflect::to_text(*member);
    path.remove_prefix(end + 1);
    at = member->if_object();
  }
  return "";
}

void cut(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
}

}  // namespace

Result<> Names::check(std::string_view pattern, const boost::json::object& schema) {
  std::string unknown;
  const bool whole = each_piece(
      pattern, [](std::string_view) {},
      [&](std::string_view field) {
        const auto place = place_of(field, schema);
        if (field != "row" && field != "title" && (!place || place->path() != field)) unknown = std::string(field);
      });
  if (!whole) return fail(Error::invalid("query.names", "has a brace { that nothing closes"));
  if (!unknown.empty())
    return fail(
        Error::invalid("query.names", fmt::format("has {{{}}}, which is neither a field of the template nor row "
                                                  "or title",
                                                  unknown)));
  return {};
}

Names::Names(std::string pattern, int last_row)
    : pattern_(std::move(pattern)), digits_(fmt::format("{}", last_row).size()) {}

std::string Names::next(const Subject& subject) {
  std::string name;
  each_piece(
      pattern_, [&](std::string_view text) { name += text; },
      [&](std::string_view field) {
        if (field == "row")
          name += fmt::format("{:0{}}", subject.row, digits_);
        else if (field == "title")
          name += subject.title;
        else
          name += value_at(field, subject.payload);
      });
  name = safe_name(name);
  std::string unique = name;
  for (int n = 2; !taken_.insert(lowercase(unique)).second; ++n) unique = fmt::format("{} ({})", name, n);
  return unique;
}

void Names::take(std::string_view name) { taken_.insert(lowercase(name)); }

std::string safe_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    const char put = control || kForbidden.find(c) != std::string_view::npos ? ' ' : c;
    if (put == ' ' && (name.empty() || name.back() == ' ')) continue;
    name += put;
  }
  cut(name, kLongest);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.')) name.pop_back();
  const std::size_t begin = name.find_first_not_of(". ");
  name.erase(0, std::min(begin, name.size()));
  const std::string small = lowercase(name.substr(0, name.find('.')));
  if (name.empty() || std::ranges::find(kReserved, small) != std::end(kReserved)) name.insert(0, "_");
  return name;
}

}  // namespace kontor::documents::bulk
