#include "docgen/excel/sheet.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "docgen/excel/formula.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::attribute_of;
using office::Mark;

/// A sheet of 32 MiB could hold two million of the shortest cells, each of which costs some 150 bytes here.
constexpr std::size_t kMaxCells = 1'000'000;

Failure broken(std::string message) { return fail(Error{.code = Code::invalid, .public_message = std::move(message)}); }

int number_in(std::string_view text, int otherwise) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? out : otherwise;
}

/// The attributes of a tag as they are written, with a space before each, but those named.
std::string attributes_but(std::string_view tag, std::initializer_list<std::string_view> names) {
  std::string out;
  Offset from = 0;
  while (const auto found = office::next_attribute(tag, from, static_cast<Offset>(tag.size()))) {
    from = found->end;
    if (std::ranges::find(names, found->name) != names.end()) continue;
    const char quote = tag[found->begin - 1];
    out.append(" ").append(found->name).append("=");
    out += quote;
    out.append(tag.substr(found->begin, found->end - found->begin));
    out += quote;
  }
  return out;
}

class Reader {
 public:
  Reader(Sheet& sheet, const SharedStrings& strings) : sheet_(sheet), strings_(strings), xml_(sheet.xml) {}

  Result<void> run() {
    office::Scanner scanner(xml_);
    bool root = false;
    for (;;) {
      TRY(const Mark mark, scanner.next());
      if (mark.kind == Mark::Kind::end) break;
      if (mark.kind == Mark::Kind::text || mark.kind == Mark::Kind::other) continue;
      if (!root && mark.name.find(':') != std::string_view::npos)
        return broken("uses unusual names for Excel's markup; open the file in Excel or LibreOffice and save it again");
      root = true;
      TRY(take(mark));
    }
    if (sheet_.data_end == 0) return broken("is damaged: it holds no rows");
    for (const Formula& formula : sheet_.formulas) sheet_.looks_beyond |= excel::looks_beyond(formula.text);
    return {};
  }

 private:
  Result<void> take(const Mark& mark) {
    const bool opens = mark.kind != Mark::Kind::close;
    const bool closes = mark.kind != Mark::Kind::open;
    if (mark.name == "sheetData") {
      if (opens && (in_data_ || sheet_.data_end != 0)) return broken("is damaged: it holds its rows twice");
      if (opens) sheet_.data = mark.begin;
      if (closes && (opens || in_data_)) sheet_.data_end = mark.end;
      in_data_ = mark.kind == Mark::Kind::open;
    }
    if (!in_data_) return {};
    if (mark.name == "row") {
      if (opens) TRY(open_row(mark));
      if (closes && !sheet_.rows.empty()) sheet_.rows.back().end = mark.end;
    } else if (mark.name == "c" && !sheet_.rows.empty()) {
      if (opens) TRY(open_cell(mark));
      if (mark.kind == Mark::Kind::close && in_cell_) TRY(close_cell(mark));
    } else if (in_cell_) {
      if (mark.name == "f") formula(mark);
      if (mark.name == "v" && mark.kind == Mark::Kind::open) value_ = mark.end;
      if (mark.name == "v" && mark.kind == Mark::Kind::close) value_end_ = mark.begin;
      if (mark.name == "is" && mark.kind == Mark::Kind::open) value_ = mark.end;
      if (mark.name == "is" && mark.kind == Mark::Kind::close) value_end_ = mark.begin;
    }
    return {};
  }

  std::string_view tag(const Mark& mark) const { return xml_.substr(mark.begin, mark.end - mark.begin); }

  Result<void> open_row(const Mark& mark) {
    if (in_cell_) return broken("is damaged: a row stands in a cell");
    const int number = number_in(attribute_of(tag(mark), "r"), sheet_.last_row() + 1);
    if (number <= sheet_.last_row() || number > kMaxRow)
      return broken(fmt::format("is damaged: row {} stands behind row {}", number, sheet_.last_row()));
    sheet_.rows.push_back({.number = number,
                           .begin = mark.begin,
                           .end = mark.end,
                           .attributes = attributes_but(tag(mark), {"r", "spans"}),
                           .cells = {}});
    return {};
  }

  Result<void> open_cell(const Mark& mark) {
    Row& row = sheet_.rows.back();
    const int before = row.cells.empty() ? 0 : row.cells.back().column;
    const std::string_view name = attribute_of(tag(mark), "r");
    const auto at = cell_of(name);
    const int column = name.empty() ? before + 1 : at ? at->column : 0;
    if (column <= before || column > kMaxColumn || (at && at->row != row.number))
      return broken(fmt::format("is damaged: cell \"{}\" stands in row {}", name.substr(0, 20), row.number));
    if (++cells_ > kMaxCells) return broken(fmt::format("has more than {} cells", kMaxCells));
    type_ = attribute_of(tag(mark), "t");
    opening_ = tag(mark);
    inside_ = mark.end;
    value_ = value_end_ = 0;
    row.cells.push_back({.column = column,
                         .attributes = attributes_but(tag(mark), {"r"}),
                         .style = number_in(attribute_of(tag(mark), "s"), 0)});
    in_cell_ = mark.kind == Mark::Kind::open;
    return {};
  }

  Result<void> close_cell(const Mark& mark) {
    in_cell_ = false;
    TemplateCell& cell = sheet_.rows.back().cells.back();
    cell.inside = xml_.substr(inside_, mark.begin - inside_);
    const bool has_value = value_end_ > value_;
    if (cell.formula >= 0) {
      cell.attributes = attributes_but(opening_, {"r", "t"});
    } else if (type_ == "s" && has_value) {
      cell.shared = number_in(xml_.substr(value_, value_end_ - value_), -1);
      if (cell.shared >= 0) cell.content = strings_.inside(static_cast<std::size_t>(cell.shared));
    } else if (type_ == "inlineStr" && has_value) {
      cell.content = xml_.substr(value_, value_end_ - value_);
    }
    return {};
  }

  void formula(const Mark& mark) {
    if (mark.kind != Mark::Kind::open && mark.kind != Mark::Kind::empty) return finish_formula(mark);
    formula_tag_ = tag(mark);
    formula_ = mark.end;
    if (mark.kind == Mark::Kind::empty) finish_formula(mark);
  }

  void finish_formula(const Mark& mark) {
    const Row& row = sheet_.rows.back();
    const Cell here{row.number, row.cells.back().column};
    const std::string_view type = attribute_of(formula_tag_, "t");
    Formula out;
    if (mark.kind == Mark::Kind::close) out.text = office::unescaped(xml_.substr(formula_, mark.begin - formula_));
    out.area = area_of(attribute_of(formula_tag_, "ref"));
    out.is_table = type == "dataTable";
    if (type == "shared") {
      const std::string group(attribute_of(formula_tag_, "si"));
      if (!out.text.empty()) {
        shared_[group] = {here, out.text};
      } else if (const auto found = shared_.find(group); found != shared_.end()) {
        out.text = shifted_formula(found->second.second, here.row - found->second.first.row,
                                   here.column - found->second.first.column);
      }
      out.area.reset();
      out.attributes = attributes_but(formula_tag_, {"t", "ref", "si"});
    } else {
      out.attributes = attributes_but(formula_tag_, {"ref"});
    }
    if (out.text.empty() && !out.is_table) return;
    sheet_.rows.back().cells.back().formula = static_cast<int>(sheet_.formulas.size());
    sheet_.formulas.push_back(std::move(out));
  }

  Sheet& sheet_;
  const SharedStrings& strings_;
  std::string_view xml_;
  bool in_data_ = false;
  bool in_cell_ = false;
  std::string_view type_, opening_, formula_tag_;
  Offset inside_ = 0, value_ = 0, value_end_ = 0, formula_ = 0;
  std::size_t cells_ = 0;
  std::map<std::string, std::pair<Cell, std::string>> shared_;
};

}  // namespace

Result<void> read_rows(Sheet& sheet, const SharedStrings& strings) { return Reader(sheet, strings).run(); }

}  // namespace kontor::docgen::excel
