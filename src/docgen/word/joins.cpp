#include <algorithm>

#include "docgen/word/rewriter.hpp"

/// {%- … -%}: a tag that stands alone on a line or in a paragraph joins what is before and behind it.
namespace kontor::docgen::word {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

/// What may stand between two paragraphs that are joined; it stays.
bool is_mark(std::string_view name) {
  constexpr std::string_view kMarks[] = {"w:bookmarkStart", "w:bookmarkEnd",     "w:proofErr", "w:commentRangeStart",
                                         "w:permStart",     "w:commentRangeEnd", "w:permEnd"};
  return std::ranges::find(kMarks, name) != std::end(kMarks);
}

}  // namespace

void Rewriter::join(Tagged& in, const Tag& tag) {
  if (in.stream.where != Stream::Where::runs) return;
  if (tag.joins_before) join_before(in, tag);
  if (tag.joins_after) join_after(in, tag);
}

void Rewriter::join_before(Tagged& in, const Tag& tag) {
  const std::string& text = in.stream.text;
  std::size_t from = tag.begin;
  while (from > 0 && is_blank(text[from - 1]) && !in.covered[from - 1]) --from;
  if (from > 0) {
    const std::size_t line = text.rfind('\n', tag.begin - 1);  // spaces before the end of a line are the author's
    if (line != std::string::npos && line >= from) from = line;
  } else if (const int before = neighbour(in.stream.paragraph, previous_); before >= 0) {
    join_paragraphs(before, in.stream.paragraph);
  }
  cut_letters(in.stream, from, tag.begin);
  std::fill(in.covered.begin() + static_cast<std::ptrdiff_t>(from),
            in.covered.begin() + static_cast<std::ptrdiff_t>(tag.begin), true);
}

void Rewriter::join_after(Tagged& in, const Tag& tag) {
  const std::string& text = in.stream.text;
  std::size_t end = tag.end;
  while (end < text.size() && is_blank(text[end]) && !in.covered[end]) ++end;
  if (end < text.size()) {
    const std::size_t line = text.find('\n', tag.end);
    if (line < end) end = line + 1;
  } else if (const int after = neighbour(in.stream.paragraph, next_); after >= 0) {
    join_paragraphs(in.stream.paragraph, after);
  }
  cut_letters(in.stream, tag.end, end);
  std::fill(in.covered.begin() + static_cast<std::ptrdiff_t>(tag.end),
            in.covered.begin() + static_cast<std::ptrdiff_t>(end), true);
}

int Rewriter::neighbour(int paragraph, const std::vector<int>& siblings) const {
  int at = siblings[static_cast<std::size_t>(paragraph)];
  while (at >= 0 && is_mark(outline_.name(at))) at = siblings[static_cast<std::size_t>(at)];
  return at >= 0 && outline_.at(at).kind == Kind::paragraph ? at : -1;
}

/// The runs of the second become the first's: what lies between them goes. A section that ends there stays.
void Rewriter::join_paragraphs(int first, int second) {
  const Element& before = outline_.at(first);
  const Element& after = outline_.at(second);
  const std::string_view properties = outline_.properties(second);
  if (outline_.properties(first).find("<w:sectPr") != std::string_view::npos) return;
  if (before.inside == before.end) return edits_.cut(before.begin, before.end);
  if (after.inside == after.end) return edits_.cut(after.begin, after.end);
  if (properties.find("<w:sectPr") != std::string_view::npos) return;
  edits_.cut(before.inside_end, before.end);
  edits_.cut(after.begin, after.inside + static_cast<Offset>(properties.size()));
}

}  // namespace kontor::docgen::word
