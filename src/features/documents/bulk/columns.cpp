#include "features/documents/bulk/columns.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "docgen/sheet/reading.hpp"

namespace kontor::documents::bulk {
namespace {

using boost::json::object;
using boost::json::value;

/// As deep as docgen reads a schema.
constexpr int kMaxDepth = 20;
/// A table has not so many columns; a larger number is a slip.
constexpr std::size_t kMostEntries = 1000;

/// A field that a cell can fill.
struct Field {
  struct Link {
    std::string name, title;
    bool list = false;
  };
  std::vector<Link> links;
  const object* schema = nullptr;

  std::size_t lists() const {
    return static_cast<std::size_t>(std::ranges::count_if(links, [](const Link& link) { return link.list; }));
  }
};

const object* part(const object& schema, std::string_view name) {
  const value* found = schema.if_contains(name);
  return found ? found->if_object() : nullptr;
}

std::string text_of(const object& schema, std::string_view name) {
  const value* found = schema.if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : "";
}

void collect(const object& schema, std::vector<Field::Link>& above, std::vector<Field>& out) {
  if (above.size() > kMaxDepth) return;
  const object* properties = part(schema, "properties");
  if (!properties) {
    if (!above.empty()) out.push_back({above, &schema});
    return;
  }
  for (const auto& [name, member] : *properties) {
    const object* inner = member.if_object();
    if (!inner) continue;
    std::string title = text_of(*inner, "title");
    above.push_back({std::string(name), title.empty() ? std::string(name) : title});
    if (const object* items = part(*inner, "items")) {
      above.back().list = true;
      inner = items;
    }
    collect(*inner, above, out);
    above.pop_back();
  }
}

/// Small letters, with one space for whatever stands between the words.
std::string words(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : lowercase(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool word = byte >= 0x80 || std::isalnum(byte);
    if (word && gap && !out.empty()) out += ' ';
    if (word) out += c;
    gap = !word;
  }
  return out;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::size_t> number_in(std::string_view text) {
  std::size_t number = 0;
  if (!is_number(text)) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number > kMostEntries) return std::nullopt;
  return number;
}

/// A head, its numbers apart: of `items[2].price` the words "items price" and 2; of "Items 3: Price" the same.
struct Head {
  std::string whole;  ///< with its numbers: a field may be called "Address 2"
  std::string without;
  std::vector<std::size_t> indexes;
};

Head read(std::string_view text) {
  Head head{.whole = words(text), .without = {}, .indexes = {}};
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t close = text[at] == '[' ? text.find(']', at) : std::string_view::npos;
    const auto index = close == std::string_view::npos ? std::nullopt : number_in(text.substr(at + 1, close - at - 1));
    if (index) {
      head.indexes.push_back(*index);
      rest += ' ';
      at = close + 1;
    } else {
      rest += text[at++];
    }
  }
  const bool bracketed = !head.indexes.empty();
  std::string_view left = head.without = words(rest);
  if (bracketed) return head;
  std::string kept;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(' '), left.size());
    const std::string_view word = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    const auto number = number_in(word);
    if (number && *number > 0)
      head.indexes.push_back(*number - 1);
    else
      kept += fmt::format("{}{}", kept.empty() ? "" : " ", word);
  }
  head.without = kept;
  return head;
}

enum class By { name, title };

std::string chain(const Field& field, By by, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < field.links.size(); ++i)
    out += fmt::format("{}{}", out.empty() ? "" : " ", by == By::name ? field.links[i].name : field.links[i].title);
  return words(out);
}

/// Fields by what a head may say: all of the chain counts before a part of it, and a part only when it is one field's.
class Index {
 public:
  explicit Index(const object& schema) {
    std::vector<Field::Link> above;
    collect(schema, above, fields_);
    for (const Field& field : fields_)
      for (const By by : {By::name, By::title})
        for (std::size_t from = 0; from < field.links.size(); ++from)
          add(from == 0 ? whole_ : parts_, chain(field, by, from), field);
  }

  std::optional<std::pair<Place, const object*>> find(const Head& head) const {
    if (const Field* field = named(head.whole)) return placed(*field, {});
    const Field* field = named(head.without);
    if (!field || head.indexes.size() > field->lists()) return std::nullopt;
    return placed(*field, head.indexes);
  }

 private:
  using Names = std::map<std::string, const Field*>;

  static void add(Names& names, std::string name, const Field& field) {
    const auto [at, added] = names.emplace(std::move(name), &field);
    if (!added && at->second != &field) at->second = nullptr;  // of two fields: nobody knows which
  }

  const Field* named(const std::string& name) const {
    if (const auto found = whole_.find(name); found != whole_.end()) return found->second;
    const auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : found->second;
  }

  static std::pair<Place, const object*> placed(const Field& field, const std::vector<std::size_t>& indexes) {
    Place place;
    std::size_t next = 0;
    for (const Field::Link& link : field.links) {
      place.steps.push_back({link.name});
      if (!link.list) continue;
      place.steps.back().index = next < indexes.size() ? indexes[next] : 0;
      ++next;
    }
    return {std::move(place), field.schema};
  }

  std::vector<Field> fields_;
  Names whole_, parts_;
};

}  // namespace

std::string Place::path() const {
  std::string out;
  for (const Step& step : steps) {
    out += fmt::format("{}{}", out.empty() ? "" : ".", step.name);
    if (step.index) out += fmt::format("[{}]", *step.index);
  }
  return out;
}

std::vector<Column> columns_of(const std::vector<std::string>& head, const object& schema) {
  const Index index(schema);
  std::vector<Column> columns;
  std::map<std::string, std::string> taken;
  for (std::size_t i = 0; i < head.size(); ++i) {
    Column& column = columns.emplace_back(Column{.title = head[i], .letter = docgen::sheet::column_name(i)});
    auto found = index.find(read(head[i]));
    if (!found) continue;
    const auto [at, first] = taken.emplace(found->first.path(), column.letter);
    if (!first) {
      column.doubled = at->second;
      continue;
    }
    column.place = std::move(found->first);
    column.schema = found->second;
  }
  return columns;
}

}  // namespace kontor::documents::bulk
