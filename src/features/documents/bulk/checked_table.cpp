#include "features/documents/bulk/checked_table.hpp"

#include <boost/json/array.hpp>

#include "docgen/schema/check.hpp"
#include "docgen/schema/shape.hpp"
#include "features/documents/bulk/cell_values.hpp"
#include "features/documents/issue_fields.hpp"

namespace kontor::documents::bulk {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// `client` holds `client.name`, and `items` holds `items[0].price`.
bool holds(std::string_view path, std::string_view other) {
  return other.starts_with(path) &&
         (path.empty() || other.size() == path.size() || other[path.size()] == '.' || other[path.size()] == '[');
}

void put(object& payload, const Place& place, value cell) {
  object* at = &payload;
  for (std::size_t i = 0; i < place.steps.size(); ++i) {
    const Step& step = place.steps[i];
    value* member = &(*at)[step.name];
    if (step.index) {
      array& entries = member->is_array() ? member->get_array() : member->emplace_array();
      if (entries.size() <= *step.index) entries.resize(*step.index + 1);
      member = &entries[*step.index];
    }
    if (i + 1 == place.steps.size()) {
      *member = std::move(cell);
      return;
    }
    at = member->is_object() ? &member->get_object() : &member->emplace_object();
  }
}

/// Entries of lists that a row leaves empty close up; `moved` gets where what stays comes from.
void close_up(value& json, const std::string& now, const std::string& before,
              std::vector<std::pair<std::string, std::string>>& moved) {
  if (object* fields = json.if_object())
    for (auto& [name, member] : *fields) {
      const auto below = [&](const std::string& path) {
        return path.empty() ? std::string(name) : fmt::format("{}.{}", path, std::string_view(name));
      };
      close_up(member, below(now), below(before), moved);
    }
  array* entries = json.if_array();
  if (!entries) return;
  std::size_t to = 0;
  for (std::size_t from = 0; from < entries->size(); ++from) {
    if ((*entries)[from].is_null()) continue;
    if (to != from) (*entries)[to] = std::move((*entries)[from]);
    const std::string is = fmt::format("{}[{}]", now, to), was = fmt::format("{}[{}]", before, from);
    if (is != was) moved.emplace_back(is, was);
    close_up((*entries)[to], is, was, moved);
    ++to;
  }
  entries->resize(to);
}

std::string place_before(const std::string& location, const std::vector<std::pair<std::string, std::string>>& moved) {
  const std::pair<std::string, std::string>* best = nullptr;
  for (const auto& each : moved)
    if (holds(each.first, location) && (!best || each.first.size() > best->first.size())) best = &each;
  return best ? best->second + location.substr(best->first.size()) : location;
}

class RowChecker {
 public:
  RowChecker(const std::vector<Column>& columns, const object& schema, Locale locale, const std::string& day)
      : columns_(columns),
        schema_(schema),
        shape_(schema),
        locale_(locale),
        issue_{.number = std::nullopt, .day = day, .locale = locale} {}

  CheckedRow check(docgen::sheet::FilledRow row) const {
    CheckedRow out{.row = row.number, .cells = std::move(row.cells), .payload = {}, .problems = {}};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Column& column = columns_[i];
      if (!column.place || out.cells[i].empty()) continue;
      auto found = cell_value(out.cells[i], *column.schema, locale_);
      if (found)
        put(out.payload, *column.place, *std::move(found));
      else
        out.problems.push_back({row.number, column.letter, column.title, column.place->path(), found.error()});
    }
    std::vector<std::pair<std::string, std::string>> moved;
    value payload(std::move(out.payload));
    close_up(payload, "", "", moved);
    out.payload = std::move(payload.get_object());
    const value whole(with_issue_fields(schema_, out.payload, issue_));
    for (const FieldError& error : docgen::payload_errors(shape_, whole))
      add(out, place_before(error.location, moved), error.message);
    return out;
  }

  /// What is missing although no row can have it.
  std::vector<BulkField> missing() const {
    std::vector<BulkField> out;
    for (const FieldError& error : docgen::payload_errors(shape_, value(with_issue_fields(schema_, {}, issue_)))) {
      const bool filled = std::ranges::any_of(
          columns_, [&](const Column& column) { return column.place && holds(error.location, column.place->path()); });
      if (!filled) out.push_back({error.location, title_of(error.location)});
    }
    return out;
  }

 private:
  /// A value that could not be read is not missing as well.
  void add(CheckedRow& row, const std::string& path, const std::string& message) const {
    const auto told = [&](const BulkProblem& problem) { return holds(path, problem.field); };
    if (std::ranges::any_of(row.problems, told)) return;
    BulkProblem problem{row.row, std::nullopt, std::nullopt, path, message};
    for (const Column& column : columns_) {
      if (!column.place || column.place->path() != path) continue;
      problem.column = column.letter;
      problem.title = column.title;
    }
    if (!problem.title) problem.title = title_of(path);
    row.problems.push_back(std::move(problem));
  }

  /// The form's words for a field: "Client: Name".
  std::string title_of(std::string_view path) const {
    std::string out;
    const object* at = &schema_;
    while (!path.empty() && at) {
      const std::size_t end = std::min(path.find('.'), path.size());
      const std::string_view step = path.substr(0, std::min(path.find('['), end));
      path.remove_prefix(std::min(end + 1, path.size()));
      const value* properties = at->if_contains("properties");
      const value* member =
          properties && properties->is_object() ? properties->get_object().if_contains(step) : nullptr;
      at = member ? member->if_object() : nullptr;
      const value* title = at ? at->if_contains("title") : nullptr;
      out += fmt::format("{}{}", out.empty() ? "" : ": ",
                         title && title->is_string() ? std::string_view(title->get_string()) : step);
      if (const value* items = at ? at->if_contains("items") : nullptr; items && items->is_object())
        at = &items->get_object();
    }
    return out;
  }

  const std::vector<Column>& columns_;
  const object& schema_;
  docgen::Shape shape_;
  Locale locale_;
  IssueFields issue_;
};

}  // namespace

std::size_t CheckedTable::good() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const CheckedRow& row) { return row.problems.empty(); }));
}

CheckedTable checked(docgen::sheet::FilledTable table, const object& schema, Locale locale, const std::string& day) {
  CheckedTable out{.columns = columns_of(table.head, schema), .missing = {}, .rows = {}};
  const RowChecker checker(out.columns, schema, locale, day);
  out.missing = checker.missing();
  out.rows.reserve(table.rows.size());
  for (docgen::sheet::FilledRow& row : table.rows) out.rows.push_back(checker.check(std::move(row)));
  return out;
}

}  // namespace kontor::documents::bulk
