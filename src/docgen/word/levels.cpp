#include <algorithm>
#include <cstring>

#include "docgen/word/rewriter.hpp"

/// {%p %}, {%tr %}, {%tc %}, {{p }} …: tags that stand for the whole paragraph, row or cell that they are in.
namespace kontor::docgen::word {
namespace {

Kind kind_of(Tag::Level level) {
  return level == Tag::Level::row ? Kind::row : level == Tag::Level::cell ? Kind::cell : Kind::paragraph;
}

std::string_view name_of(Kind kind) {
  return kind == Kind::row ? "row of a table" : kind == Kind::cell ? "cell of a table" : "paragraph";
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

void Rewriter::note_level(const Tagged& in, const Tag& tag) {
  const bool prints = tag.kind == Tag::Kind::output;
  const int element = outline_.around(in.stream.paragraph, kind_of(tag.level));
  if (element < 0)
    return find(in.stream, tag.begin,
                fmt::format("this tag stands for a {}, but it is in none", name_of(kind_of(tag.level))), true);
  levels_[prints ? in.stream.paragraph : element].push_back({&in.stream, &tag});
}

void Rewriter::replace_levels() {
  for (const auto& [element, tags] : levels_) replace_level(element, tags);
}

void Rewriter::replace_level(int element, const std::vector<Leveled>& tags) {
  const auto printed = std::ranges::find(tags, Tag::Kind::output, [](const Leveled& each) { return each.tag->kind; });
  if (printed != tags.end()) return print_paragraph(*printed);
  if (tags.size() > 1 && visible(element)) return keep_level(element, tags);
  const Element& around = outline_.at(element);
  edits_.replace(around.begin, around.end);
  for (const Leveled& each : tags) {
    if (each.tag->kind == Tag::Kind::comment) continue;
    Insert insert = insert_of(*each.stream, *each.tag);
    insert.at = around.begin;
    insert.element = around.parent;
    edits_.insert(std::move(insert));
  }
}

/// {%p if x %}text{%p endif %} in one paragraph: the tags go before it and behind it.
void Rewriter::keep_level(int element, const std::vector<Leveled>& tags) {
  const Element& around = outline_.at(element);
  const auto [first, last] = *visible(element);
  for (const Leveled& each : tags) {
    const Offset here = each.stream->letters[each.tag->begin].begin;
    cut_letters(*each.stream, each.tag->begin, each.tag->end);
    if (each.tag->kind == Tag::Kind::comment) continue;
    if (here > first && here < last) {
      find(*each.stream, each.tag->begin,
           fmt::format("this tag stands in the middle of a {}: give it one of its own", name_of(around.kind)), true);
      continue;
    }
    Insert insert = insert_of(*each.stream, *each.tag);
    insert.at = here <= first ? around.begin : around.end;
    insert.element = around.parent;
    edits_.insert(std::move(insert));
  }
}

/// {{p x }}: the paragraph keeps its own properties and those of the tag's run, and holds nothing else.
void Rewriter::print_paragraph(const Leveled& of) {
  const int paragraph = of.stream->paragraph;
  const Element& around = outline_.at(paragraph);
  const int holder = of.stream->letters[of.tag->begin].holder;
  const int run = outline_.around(holder, Kind::run);
  const Offset from = around.inside + static_cast<Offset>(outline_.properties(paragraph).size());
  edits_.replace(from, around.inside_end);
  Insert insert = insert_of(*of.stream, *of.tag);
  insert.at = from;
  insert.before = std::string(kRunOpen);
  if (run >= 0) insert.before += outline_.properties(run);
  insert.before.append(kTextOpen) += kDropIfEmpty;
  insert.after = kTextRunClose;
  insert.element = paragraph;
  edits_.insert(std::move(insert));
  out_.marked = true;
}

std::optional<std::pair<Offset, Offset>> Rewriter::visible(int element) const {
  const Element& around = outline_.at(element);
  Offset first = around.end;
  Offset last = around.begin;
  const auto see = [&](Offset at) {
    first = std::min(first, at);
    last = std::max(last, at);
  };
  std::set<Offset> covered;  // of tags for whole elements, which are not cut yet
  for (const Tagged& in : tagged_) {
    if (in.stream.letters.front().begin >= around.end || in.stream.letters.back().begin < around.begin) continue;
    for (std::size_t i = 0; i < in.covered.size(); ++i)
      if (in.covered[i]) covered.insert(in.stream.letters[i].begin);
    for (const Tag& tag : in.tags)
      if (tag.kind != Tag::Kind::comment && (tag.level == Tag::Level::inside || tag.kind == Tag::Kind::output) &&
          cell_word(tag).empty())
        see(in.stream.letters[tag.begin].begin);
  }
  for (std::size_t i = static_cast<std::size_t>(element); i < outline_.elements.size(); ++i) {
    const Element& inner = outline_.elements[i];
    if (inner.begin >= around.end) break;
    const std::string_view name = outline_.name(static_cast<int>(i));
    if (name == "w:drawing" || name == "w:pict" || name == "w:object" || name == "m:oMath") see(inner.begin);
    if (inner.kind != Kind::text) continue;
    for (Offset at = inner.inside; at < inner.inside_end; ++at)
      if (!is_blank(outline_.xml[at]) && !covered.contains(at)) see(at);
  }
  // What several tags of the element cover partly lies in `covered` byte by byte; a reference such as &amp; by its
  // head.
  if (first > last) return std::nullopt;
  return std::pair(first, last);
}

}  // namespace kontor::docgen::word
