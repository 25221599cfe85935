#include <algorithm>

#include "base/text.hpp"
#include "docgen/excel/programmer.hpp"

/// A block that begins and ends in one cell repeats or leaves out text of that cell. Any other takes whole rows: from
/// the row of its first tag to that of its last. Rows that hold nothing but such tags go.
namespace kontor::docgen::excel {
namespace {

using office::Tag;

bool is_middle(std::string_view word) { return word == "else" || word == "elif"; }
bool is_end(std::string_view word) { return word.starts_with("end"); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool Programmer::opens(const Tag& tag) const {
  if (tag.word.empty() || is_middle(tag.word) || is_end(tag.word)) return false;
  if (tag.word == "set" && tag.inside.find('=') != std::string::npos) return false;
  return tag.word == "if" || tag.word == "for" || closed_words_.contains("end" + tag.word);
}

void Programmer::match_blocks() {
  for (std::size_t i = 0; i < texts_.size(); ++i)
    for (std::size_t j = 0; j < texts_[i].tags.size(); ++j) {
      const Tag& each = texts_[i].tags[j];
      if (each.kind != Tag::Kind::statement) continue;
      statements_.push_back({i, j});
      if (is_end(each.word)) closed_words_.insert(each.word);
    }
  std::vector<std::vector<Statement>> open;
  for (const Statement& at : statements_) {
    const Tag& each = tag(at);
    if (opens(each)) open.push_back({});
    if (open.empty() || !(opens(each) || is_middle(each.word) || is_end(each.word))) continue;
    open.back().push_back(at);
    if (!is_end(each.word)) continue;
    if (each.word == "end" + tag(open.back().front()).word) close_block(open.back());
    open.pop_back();
  }
}

/// What does not fit together is named by the checks of the language.
void Programmer::close_block(const std::vector<Statement>& block) {
  const bool in_text = std::ranges::all_of(
      block, [&](const Statement& at) { return at.text == block.front().text && tag(at).level != Tag::Level::row; });
  if (in_text) return;
  const Tag& first = tag(block.front());
  const Text& of = texts_[block.front().text];
  if (first.word != "for" && first.word != "if" && first.word != "with")
    return find(of, first.begin, fmt::format("this {} has to end in the cell that it begins in", first.word), true);
  for (const Statement& at : block) {
    texts_[at.text].for_rows[at.tag] = true;
    if (is_middle(tag(at).word) && row(at) == row(block.front()))
      find(texts_[at.text], tag(at).begin,
           fmt::format("this {} stands in the row that its {} begins in: rows are chosen as a whole, so give it a row "
                       "of its own, or keep the block in one cell",
                       tag(at).word, first.word),
           true);
  }
}

/// The row has something besides tags that stand for rows.
bool Programmer::holds_more(std::size_t row) const {
  const auto of_row = std::ranges::equal_range(texts_, row, {}, &Text::row);
  for (std::size_t i = 0; i < sheet_.rows[row].cells.size(); ++i) {
    const TemplateCell& cell = sheet_.rows[row].cells[i];
    const auto text = std::ranges::find(of_row, i, &Text::cell);
    if (text == of_row.end()) {
      if (cell.formula >= 0 || !cell.inside.empty()) return true;
      continue;
    }
    std::vector<bool> covered(text->rich.text().size());
    for (std::size_t j = 0; j < text->tags.size(); ++j) {
      const Tag& each = text->tags[j];
      if (each.kind != Tag::Kind::comment && !text->for_rows[j]) return true;
      std::fill(covered.begin() + static_cast<std::ptrdiff_t>(each.begin),
                covered.begin() + static_cast<std::ptrdiff_t>(each.end), true);
    }
    for (std::size_t at = 0; at < covered.size(); ++at)
      if (!covered[at] && !is_blank(text->rich.text()[at])) return true;
  }
  return false;
}

void Programmer::decide_rows() {
  gone_.assign(sheet_.rows.size(), false);
  for (std::size_t i = 0; i < texts_.size();) {
    const std::size_t row = texts_[i].row;
    std::size_t named = 0;  // {%tr %}
    std::size_t taken = 0;
    const Text& first = texts_[i];
    for (; i < texts_.size() && texts_[i].row == row; ++i)
      for (std::size_t j = 0; j < texts_[i].tags.size(); ++j) {
        const bool tr = texts_[i].tags[j].level == Tag::Level::row && texts_[i].tags[j].kind != Tag::Kind::output;
        if (tr) texts_[i].for_rows[j] = true;
        named += tr ? 1 : 0;
        taken += texts_[i].for_rows[j] ? 1 : 0;
      }
    if (taken == 0) continue;
    const bool more = holds_more(row);
    gone_[row] = !more || named == 1;
    if (more && gone_[row])
      find(first, 0, "what else stands in this row goes with its {%tr %} tag: give the tag a row of its own", false);
  }
}

void Programmer::put_between() {
  for (const Statement& at : statements_) {
    if (!texts_[at.text].for_rows[at.tag]) continue;
    between_.push_back({row(at), !gone_[row(at)] && is_end(tag(at).word), at});
  }
}

}  // namespace kontor::docgen::excel
