#include "docgen/excel/program.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/excel/landing.hpp"
#include "docgen/excel/programmer.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Edits;
using office::Finding;
using office::Insert;
using office::Tag;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string sign(char kind, int number) { return fmt::format("{}{};", kind, number); }

/// A formula without the quoted names of sheets before a "!": those may hold the tags that the sheets' own names hold.
std::string without_sheet_names(std::string_view formula) {
  std::string out;
  while (!formula.empty()) {
    const std::size_t from = std::min(formula.find('\''), formula.size());
    const std::size_t end = from < formula.size() ? formula.find('\'', from + 1) : formula.size();
    out += formula.substr(0, from);
    if (end >= formula.size()) {
      out += formula.substr(from);
      break;
    }
    if (!formula.substr(end + 1).starts_with('!')) out += formula.substr(from, end + 1 - from);
    formula.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

Program program_of(Sheet& sheet, Formats& formats, const std::vector<Area>& tables, std::vector<bool>& emptied,
                   Offset offset) {
  return Programmer(sheet, formats, tables, emptied).run(offset);
}

Program Programmer::run(Offset offset) {
  offset_ = offset;
  collect();
  match_blocks();
  decide_rows();
  put_between();
  if (!texts_.empty()) write();
  out_.tagged = !texts_.empty();
  return std::move(out_);
}

std::string Programmer::place_of(std::size_t row, std::size_t cell) const {
  return fmt::format("sheet “{}”, cell {}", sheet_.name,
                     str(Cell{sheet_.rows[row].number, sheet_.rows[row].cells[cell].column}));
}

void Programmer::find(const Text& text, std::size_t at, std::string message, bool error) {
  out_.findings.push_back({text.rich.spot(text.place, at), std::move(message), error});
}

void Programmer::collect() {
  bool raw = false;
  for (std::size_t row = 0; row < sheet_.rows.size(); ++row)
    for (std::size_t cell = 0; cell < sheet_.rows[row].cells.size(); ++cell) {
      const TemplateCell& of = sheet_.rows[row].cells[cell];
      if (of.formula >= 0) {
        const std::string& formula = sheet_.formulas[static_cast<std::size_t>(of.formula)].text;
        if (const std::string own = without_sheet_names(formula);
            own.find("{{") != std::string::npos || own.find("{%") != std::string::npos)
          out_.findings.push_back({{.place = place_of(row, cell), .near = formula.substr(0, 60)},
                                   "a formula cannot hold tags: put the tag into a cell of its own and refer to that",
                                   true});
      } else if (of.content.find('{') != std::string_view::npos || of.content.find('}') != std::string_view::npos) {
        read(row, cell, raw);
      }
    }
}

void Programmer::read(std::size_t row, std::size_t cell, bool& raw) {
  TemplateCell& of = sheet_.rows[row].cells[cell];
  Text text{
      .row = row, .cell = cell, .place = place_of(row, cell), .rich = {}, .tags = {}, .for_rows = {}, .dropped = {}};
  auto rich = RichText::read(of.content, 0, static_cast<Offset>(of.content.size()));
  if (!rich) return;  // the part was read as a whole before
  text.rich = std::move(*rich);
  office::Tags found = office::tags_in(text.rich.text(), raw);
  for (office::Remark& remark : found.remarks) find(text, remark.at, std::move(remark.message), remark.error);
  if (found.tags.empty() && found.dropped.empty()) return;
  text.tags = std::move(found.tags);
  text.dropped = std::move(found.dropped);
  text.for_rows.assign(text.tags.size(), false);
  for (const Tag& tag : text.tags) check_level(text, tag);
  const int number = sheet_.rows[row].number;
  for (const Area& table : tables_)
    if (number == table.first.row && of.column >= table.first.column && of.column <= table.last.column)
      find(text, text.tags.empty() ? 0 : text.tags.front().begin,
           "the heading of a table of Excel cannot be filled: its formulas call the column by that name", true);
  if (of.shared >= 0) {
    if (emptied_.size() <= static_cast<std::size_t>(of.shared))
      emptied_.resize(static_cast<std::size_t>(of.shared) + 1);
    emptied_[static_cast<std::size_t>(of.shared)] = true;
  }
  texts_.push_back(std::move(text));
}

void Programmer::check_level(const Text& text, const Tag& tag) {
  if (tag.kind != Tag::Kind::statement) return;
  if (tag.level == Tag::Level::cell)
    find(text, tag.begin, "a template of Excel repeats rows, not columns: {%tr … %}, or a block within one cell", true);
  if (tag.level == Tag::Level::paragraph)
    find(text, tag.begin, "a sheet has no paragraphs: {%tr … %} stands for its row", true);
}

void Programmer::write() {
  auto next = between_.begin();
  auto text = texts_.begin();
  int from = 1;
  for (std::size_t row = 0; row < sheet_.rows.size(); ++row) {
    const bool has_between = next != between_.end() && next->row == row;
    const bool has_text = text != texts_.end() && text->row == row;
    if (!has_between && !has_text) continue;
    const int number = sheet_.rows[row].number;
    write_rows(from, number - 1);
    from = number + 1;
    auto end = next;
    while (end != between_.end() && end->row == row) ++end;
    for (auto each = next; each != end; ++each)
      if (!each->behind) write_statement(*each);
    if (!gone_[row]) write_row(row);
    for (auto each = next; each != end; ++each)
      if (each->behind) write_statement(*each);
    next = end;
    while (text != texts_.end() && text->row == row) ++text;
  }
  write_rows(from, sheet_.last_row());
}

void Programmer::write_rows(int first, int last) {
  if (first <= last) out_.text.source += fmt::format("{}{}-{};", kRows, first, last);
}

void Programmer::write_row(std::size_t row) {
  const int number = sheet_.rows[row].number;
  write_rows(number, number);
  const auto first = std::ranges::lower_bound(texts_, row, {}, &Text::row);
  for (auto text = first; text != texts_.end() && text->row == row; ++text)
    write_cell(static_cast<std::size_t>(text - texts_.begin()));
}

/// One tag that prints, and nothing else but what stands for rows.
bool Programmer::is_alone(const Text& text, std::size_t& output) const {
  std::size_t outputs = 0;
  std::vector<bool> covered(text.rich.text().size());
  for (std::size_t i = 0; i < text.tags.size(); ++i) {
    const Tag& each = text.tags[i];
    if (each.kind == Tag::Kind::output) {
      ++outputs;
      output = i;
    } else if (each.kind == Tag::Kind::statement && !text.for_rows[i]) {
      return false;
    }
    std::fill(covered.begin() + static_cast<std::ptrdiff_t>(each.begin),
              covered.begin() + static_cast<std::ptrdiff_t>(each.end), true);
  }
  for (std::size_t at = 0; at < covered.size(); ++at)
    if (!covered[at] && !is_blank(text.rich.text()[at])) return false;
  return outputs == 1;
}

void Programmer::write_cell(std::size_t index) {
  Text& text = texts_[index];
  TemplateCell& cell = sheet_.rows[text.row].cells[text.cell];
  if (cell.tagged < 0) {
    cell.tagged = static_cast<int>(sheet_.tagged.size());
    std::string attributes;
    Offset from = 0;
    const std::string tag = "<c" + cell.attributes + ">";
    while (const auto found = office::next_attribute(tag, from, static_cast<Offset>(tag.size()))) {
      from = found->end;
      if (found->name != "s" && found->name != "t")
        attributes += fmt::format(" {}=\"{}\"", found->name, tag.substr(found->begin, found->end - found->begin));
    }
    sheet_.tagged.push_back({.at = {sheet_.rows[text.row].number, cell.column},
                             .attributes = std::move(attributes),
                             .style = cell.style,
                             .shows = formats_.of(cell.style)});
  }
  TaggedCell& tagged = sheet_.tagged[static_cast<std::size_t>(cell.tagged)];
  out_.text.source += sign(kCell, cell.tagged);
  std::size_t output = 0;
  if (is_alone(text, output)) {
    tagged.typed = true;
    if (tagged.shows == Shows::anything) {
      tagged.date_style = formats_.dated(cell.style, false);
      tagged.time_style = formats_.dated(cell.style, true);
    }
    out_.text.source += kTyped;
    return write_tag(text, text.tags[output]);
  }
  Edits edits;
  for (std::size_t i = 0; i < text.tags.size(); ++i) {
    const Tag& each = text.tags[i];
    if (text.for_rows[i])
      text.rich.cut(each, edits);
    else
      text.rich.place(each, text.rich.spot(text.place, each.begin), "", edits);
    text.rich.join(each, edits);
  }
  for (const std::size_t letter : text.dropped) text.rich.cut(letter, edits);
  for (const Insert& each : edits.settle())
    if (!each.tag.empty()) out_.tags.push_back(each);
  office::Rewritten written = edits.written(cell.content, offset_ + static_cast<Offset>(out_.text.source.size()));
  out_.text.source += written.source;
  std::ranges::move(written.points, std::back_inserter(out_.text.points));
}

Insert Programmer::insert_of(const Text& text, const Tag& tag) const {
  return {.tag = tag.source(),
          .word = tag.word,
          .spot = text.rich.spot(text.place, tag.begin),
          .inside_column = text.rich.spot(text.place, tag.inside_at).column};
}

void Programmer::write_tag(const Text& text, const Tag& tag) {
  Insert insert = insert_of(text, tag);
  const auto from = static_cast<Offset>(offset_ + out_.text.source.size());
  out_.text.points.push_back({from, insert.spot, ""});
  out_.text.points.push_back({from + 2, insert.spot, insert.tag.substr(2)});
  out_.text.points.back().spot.column = insert.inside_column;
  out_.text.source += insert.tag;
  out_.tags.push_back(std::move(insert));
}

void Programmer::write_statement(const Between& each) {
  const Tag& at = tag(each.statement);
  const Text& text = texts_[each.statement.text];
  const int number = sheet_.rows[each.row].number;
  const bool gone = gone_[each.row];
  const auto end_turn = [&](int last) {
    if (open_.empty() || !open_.back().in_turn) return;
    open_.back().in_turn = false;
    sheet_.loops[static_cast<std::size_t>(open_.back().loop)].last = last;
    out_.text.source += kTurnEnd;
  };
  if (at.word == "for") {
    open_.push_back({at.word, static_cast<int>(sheet_.loops.size()), true});
    sheet_.loops.push_back({.first = gone ? number + 1 : number});
    out_.text.source += sign(kLoop, open_.back().loop);
    write_tag(text, at);
    out_.text.source += kTurn;
  } else if (at.word == "else" || at.word == "elif") {
    if (!open_.empty() && open_.back().word == "for") end_turn(number - 1);
    write_tag(text, at);
  } else if (at.word.starts_with("end") && !open_.empty() && at.word == "end" + open_.back().word) {
    const Open block = open_.back();
    end_turn(gone ? number - 1 : number);
    open_.pop_back();
    write_tag(text, at);
    if (block.loop < 0) return;
    out_.text.source += kLoopEnd;
    RowLoop& loop = sheet_.loops[static_cast<std::size_t>(block.loop)];
    loop.keeps_row = std::ranges::any_of(
        tables_, [&](const Area& table) { return table.first.row < loop.first && loop.last <= table.last.row; });
  } else {
    if (opens(at)) open_.push_back({.word = at.word});
    write_tag(text, at);
  }
}

}  // namespace kontor::docgen::excel
