#include <algorithm>

#include "docgen/word/rewriter.hpp"

/// Blocks ({% for %} … {% endfor %}) repeat or leave out the XML between their tags, so both have to stand in the same
/// elements; and some elements may not be left empty.
namespace kontor::docgen::word {
namespace {

bool is_middle(std::string_view word) { return word == "else" || word == "elif"; }
bool is_end(std::string_view word) { return word.starts_with("end"); }

}  // namespace

bool Rewriter::opens_block(const Insert& insert) const {
  const std::string& word = insert.word;
  if (word.empty() || is_middle(word) || is_end(word)) return false;
  if (word == "set" && insert.tag.find('=') != std::string::npos) return false;
  return word == "if" || word == "for" || closed_words_.contains("end" + word);
}

void Rewriter::hold_blocks() {
  std::vector<Insert>& inserts = edits_.settle();
  for (const Insert& each : inserts)
    if (is_end(each.word)) closed_words_.insert(each.word);
  for (const auto& block : uneven_blocks(inserts))
    for (const std::size_t i : block) lift(inserts[i]);
  for (const auto& block : uneven_blocks(inserts)) {
    const Insert& open = inserts[block.front()];
    const auto path = outline_.path(open.element);
    const auto other =
        std::ranges::find_if(block, [&](std::size_t i) { return outline_.path(inserts[i].element) != path; });
    const Insert& close = inserts[other == block.end() ? block.back() : *other];
    out_.findings.push_back(
        {close.spot,
         fmt::format(
             "this {} belongs to the {} in {}, but not to the same paragraph, cell, row or table: put both into "
             "paragraphs of the same level, or use {{%p %}}, {{%tr %}} or {{%tc %}}",
             close.word, open.word, open.spot.shown()),
         true});
  }
  warn_of_repeated_cells(inserts);
  int depth = 0;
  for (const Insert& each : inserts) {
    if (opens_block(each)) ++depth;
    if (is_end(each.word)) --depth;
    if (!each.word.empty()) depths_.emplace_back(each.at, depth);
  }
}

/// {% for %} in the first cell of a row and {% endfor %} in the last is most often meant for the row.
void Rewriter::warn_of_repeated_cells(const std::vector<Insert>& inserts) {
  std::vector<const Insert*> open;
  for (const Insert& each : inserts) {
    if (opens_block(each)) open.push_back(&each);
    if (!is_end(each.word) || open.empty()) continue;
    const Insert& first = *open.back();
    open.pop_back();
    const int cell = outline_.around(first.element, Kind::cell);
    const int other = outline_.around(each.element, Kind::cell);
    if (first.word != "for" || cell < 0 || other < 0 || cell == other ||
        outline_.at(cell).parent != outline_.at(other).parent)
      continue;
    out_.findings.push_back({first.spot, "this for repeats cells of the row; {%tr for … %} repeats the row", false});
  }
}

std::vector<std::vector<std::size_t>> Rewriter::uneven_blocks(const std::vector<Insert>& inserts) const {
  std::vector<std::vector<std::size_t>> open;
  std::vector<std::vector<std::size_t>> uneven;
  for (std::size_t i = 0; i < inserts.size(); ++i) {
    const Insert& each = inserts[i];
    if (opens_block(each)) open.push_back({});
    if (open.empty() || each.word.empty() || !(opens_block(each) || is_middle(each.word) || is_end(each.word)))
      continue;
    open.back().push_back(i);
    if (!is_end(each.word)) continue;
    const Insert& first = inserts[open.back().front()];
    const std::string path = outline_.path(first.element);
    const bool even = std::ranges::all_of(open.back(), [&](std::size_t at) {
      return inserts[at].in_attribute == first.in_attribute && outline_.path(inserts[at].element) == path;
    });
    if (!even && each.word == "end" + first.word) uneven.push_back(open.back());
    open.pop_back();
  }
  return uneven;
}

/// Out of its run (and a link or a revision around it) into the paragraph, whose runs it then stands between.
void Rewriter::lift(Insert& insert) const {
  const int paragraph = outline_.around(insert.element, Kind::paragraph);
  if (!insert.inline_tag || paragraph < 0) return;
  std::string before;
  std::string after;
  for (int at = insert.element; at != paragraph; at = outline_.at(at).parent) {
    const std::string_view name = outline_.name(at);
    if (name == "w:sdtContent") return;  // a content control cannot be cut in two
    before.append("</").append(name).append(">");
    std::string open(outline_.at(at).kind == Kind::text ? kTextOpen : outline_.opening(at));
    if (outline_.at(at).kind == Kind::run) open += outline_.properties(at);
    after.insert(0, open);
  }
  insert.before = before;
  insert.after = after;
  insert.element = paragraph;
  insert.inline_tag = false;
}

int Rewriter::depth_at(Offset at) const {
  const auto after = std::ranges::upper_bound(depths_, at, {}, &std::pair<Offset, int>::first);
  return after == depths_.begin() ? 0 : (after - 1)->second;
}

/// A cell has to end with a paragraph, a row to have a cell, a table to have a row: where tags may take them away, a
/// mark says so.
void Rewriter::guard_containers() {
  std::set<int> holders;
  for (const Insert& each : edits_.settle())
    if (!each.word.empty() && !each.inline_tag && each.element >= 0) holders.insert(each.element);
  std::set<int> tables;
  for (const int holder : holders)
    if (outline_.at(holder).kind == Kind::row) tables.insert(outline_.around(holder, Kind::table));
  for (const int table : tables) fit_grid(table);
  for (const int holder : holders) {
    const Element& element = outline_.at(holder);
    char mark = 0;
    if ((element.kind == Kind::cell || element.kind == Kind::container) && !has_certain(holder, Kind::paragraph, true))
      mark = kNeedsParagraph;
    if (element.kind == Kind::row && !has_certain(holder, Kind::cell, false)) mark = kNeedsCell;
    if (element.kind == Kind::table && !has_certain(holder, Kind::row, false)) mark = kNeedsRow;
    if (mark == 0) continue;
    edits_.insert({.at = element.inside_end, .order = kLast, .before = std::string(1, mark)});
    out_.marked = true;
  }
}

/// {%tc %} changes how many columns a table has.
void Rewriter::fit_grid(int table) {
  if (table < 0) return;
  for (const int child : outline_.children(table)) {
    if (outline_.name(child) != "w:tblGrid" || outline_.at(child).inside == outline_.at(child).end) continue;
    edits_.insert({.at = outline_.at(child).begin, .before = std::string(1, kGrid)});
    out_.marked = true;
  }
}

bool Rewriter::has_certain(int element, Kind kind, bool last) const {
  const int depth = depth_at(outline_.at(element).begin);
  std::vector<int> children = outline_.children(element);
  if (last) {
    const auto block = std::ranges::find_if(children.rbegin(), children.rend(),
                                            [&](int child) { return !edits_.is_replaced(outline_.at(child).begin); });
    return block != children.rend() && outline_.at(*block).kind == kind && depth_at(outline_.at(*block).begin) == depth;
  }
  return std::ranges::any_of(children, [&](int child) {
    const Element& at = outline_.at(child);
    return at.kind == kind && !edits_.is_replaced(at.begin) && depth_at(at.begin) == depth;
  });
}

}  // namespace kontor::docgen::word
