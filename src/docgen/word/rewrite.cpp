#include "docgen/word/rewrite.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/word/rewriter.hpp"

namespace kontor::docgen::word {
namespace {

/// Code points of the text before and behind a tag that are quoted in messages.
constexpr std::size_t kNear = 30;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The text around a byte, cut at code points, on one line.
std::string near(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  for (std::size_t n = 0; begin > 0 && n < kNear; ++n)
    while (begin > 0 && continues(text[--begin])) {
    }
  std::size_t end = at;
  for (std::size_t n = 0; end < text.size() && n < kNear; ++n)
    while (++end < text.size() && continues(text[end])) {
    }
  std::string out = begin > 0 ? "…" : "";
  out += text.substr(begin, end - begin);
  if (end < text.size()) out += "…";
  std::ranges::replace_if(out, is_blank, ' ');
  return std::string(trimmed(out));
}

}  // namespace

Result<PartSource> rewritten(std::string_view xml, std::string_view label, Offset offset) {
  TRY(const Outline found, outline(xml, label));
  return Rewriter(found).run(offset);
}

Rewriter::Rewriter(const Outline& outline) : outline_(outline) {
  const std::size_t count = outline.elements.size();
  previous_.assign(count, -1);
  next_.assign(count, -1);
  std::vector<int> last(count + 1, -1);  // child of each element, and of the part itself
  for (std::size_t i = 0; i < count; ++i) {
    int& before = last[static_cast<std::size_t>(outline.elements[i].parent + 1)];
    previous_[i] = before;
    if (before >= 0) next_[static_cast<std::size_t>(before)] = static_cast<int>(i);
    before = static_cast<int>(i);
  }
}

PartSource Rewriter::run(Offset offset) {
  bool raw = false;
  for (const Stream& stream : outline_.streams) read(stream, raw);
  for (Tagged& each : tagged_) place(each);
  replace_levels();
  write_cells();
  hold_blocks();
  guard_containers();
  out_.tagged = !edits_.empty();
  edits_.settle();
  out_.text = edits_.written(outline_.xml, offset);
  for (Insert& each : edits_.settle())
    if (!each.tag.empty()) out_.tags.push_back(each);
  return std::move(out_);
}

void Rewriter::read(const Stream& stream, bool& raw) {
  if (stream.where == Stream::Where::address) note_link(stream);
  Tags found = tags_in(stream.text, raw);
  for (Remark& remark : found.remarks) find(stream, remark.at, std::move(remark.message), remark.error);
  if (found.tags.empty() && found.dropped.empty()) return;
  Tagged tagged{stream, std::move(found.tags), std::vector<bool>(stream.text.size())};
  for (const std::size_t at : found.dropped) {
    tagged.covered[at] = true;
    cut_letters(stream, at, at + 1);
  }
  for (const Tag& tag : tagged.tags)
    std::fill(tagged.covered.begin() + static_cast<std::ptrdiff_t>(tag.begin),
              tagged.covered.begin() + static_cast<std::ptrdiff_t>(tag.end), true);
  if (stream.where == Stream::Where::instruction && !tagged.tags.empty())
    find(stream, tagged.tags[0].begin,
         "this tag is in the instruction of a field: Word shows what it gives when the field is updated (F9)", false);
  tagged_.push_back(std::move(tagged));
}

void Rewriter::note_link(const Stream& address) {
  edits_.insert({.at = address.letters.front().begin,
                 .order = kFirst,
                 .before = fmt::format("{}{}{}", kAddress, out_.links.size(), kAddress)});
  out_.links.push_back(spot(address, 0));
}

void Rewriter::place(Tagged& in) {
  for (const Tag& tag : in.tags) {
    const bool block = tag.level != Tag::Level::inside && tag.level != Tag::Level::run;
    if (block && in.stream.where == Stream::Where::runs) {
      note_level(in, tag);
      continue;
    }
    cut_letters(in.stream, tag.begin, tag.end);
    if (tag.joins_before || tag.joins_after) join(in, tag);
    if (tag.kind == Tag::Kind::comment || change_cell(in, tag)) continue;
    place_inside(in, tag);
  }
  cut_emptied_runs(in);
  warn_of_empty_paragraph(in);
}

void Rewriter::warn_of_empty_paragraph(const Tagged& in) {
  if (in.stream.where != Stream::Where::runs || in.tags.size() != 1) return;
  const Tag& tag = in.tags[0];
  const bool alone = trimmed(in.stream.text).size() == tag.end - tag.begin;
  const bool joins = tag.joins_before || tag.joins_after;
  if (!alone || joins || tag.kind != Tag::Kind::statement || tag.level != Tag::Level::inside || !cell_word(tag).empty())
    return;
  find(in.stream, tag.begin, fmt::format("this paragraph stays, empty; {{%p {} … %}} takes it away", tag.word), false);
}

void Rewriter::place_inside(Tagged& in, const Tag& tag) {
  const int holder = in.stream.letters[tag.begin].holder;
  const int run = outline_.at(holder).parent;
  const bool in_run = in.stream.where == Stream::Where::runs && run >= 0 && outline_.at(run).kind == Kind::run;
  if (in_run && tag.level == Tag::Level::run && tag.kind == Tag::Kind::statement)
    return place_between_runs(in, tag, run);
  Insert insert = insert_of(in.stream, tag);
  insert.at = in.stream.letters[tag.begin].begin;
  insert.element = holder;
  insert.inline_tag = in_run;
  const bool address = in.stream.where == Stream::Where::address;
  insert.in_attribute = address || in.stream.where == Stream::Where::attribute;
  if (in.stream.where != Stream::Where::runs && tag.kind == Tag::Kind::output) {
    insert.before = address ? kUrl : kPlain;
    out_.marked = true;
  }
  edits_.insert(std::move(insert));
  if (in.stream.where == Stream::Where::runs || in.stream.where == Stream::Where::instruction)
    keep_spaces(in.stream, tag);
}

void Rewriter::place_between_runs(Tagged& in, const Tag& tag, int run) {
  const Element& around = outline_.at(run);
  const Offset here = in.stream.letters[tag.begin].begin;
  bool before = false;
  bool after = false;
  for (std::size_t i = 0; i < in.stream.letters.size(); ++i) {
    const Letter& letter = in.stream.letters[i];
    if (in.covered[i] || letter.begin < around.begin || letter.begin >= around.end) continue;
    (letter.begin < here ? before : after) = true;
  }
  for (const Tag& other : in.tags) {  // a tag that prints counts as text
    const Offset at = in.stream.letters[other.begin].begin;
    if (other.level != Tag::Level::inside || other.kind == Tag::Kind::comment || at < around.begin || at >= around.end)
      continue;
    (at < here ? before : after) = true;
  }
  for (const int child : outline_.children(run)) {
    const Element& element = outline_.at(child);
    if (element.kind != Kind::other || edits_.is_cut(element.begin)) continue;
    (element.begin < here ? before : after) = true;
  }
  Insert insert = insert_of(in.stream, tag);
  insert.element = around.parent;
  insert.at = !before ? around.begin : !after ? around.end : here;
  if (before && after) {
    insert.before = kTextRunClose;
    insert.after = std::string(kRunOpen).append(outline_.properties(run)).append(kTextOpen);
  }
  edits_.insert(std::move(insert));
}

void Rewriter::cut_letters(const Stream& stream, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) edits_.cut(stream.letters[i].begin, stream.letters[i].end);
}

void Rewriter::cut_emptied_runs(const Tagged& in) {
  if (in.stream.where != Stream::Where::runs) return;
  int last = -1;
  for (std::size_t i = 0; i < in.covered.size(); ++i) {
    const int run = outline_.at(in.stream.letters[i].holder).parent;
    if (!in.covered[i] || run < 0 || run == last || outline_.at(run).kind != Kind::run) continue;
    last = run;
    if (is_emptied(in, run)) edits_.replace(outline_.at(run).begin, outline_.at(run).end);
  }
}

bool Rewriter::is_emptied(const Tagged& in, int run) const {
  const Element& around = outline_.at(run);
  const auto& letters = in.stream.letters;
  const auto first = std::ranges::lower_bound(letters, around.begin, {}, &Letter::begin);
  const auto end = std::ranges::lower_bound(letters, around.end, {}, &Letter::begin);
  for (auto letter = first; letter != end; ++letter)
    if (!in.covered[static_cast<std::size_t>(letter - letters.begin())]) return false;
  for (const Tag& tag : in.tags) {
    const Offset at = letters[tag.begin].begin;
    const bool prints = tag.kind != Tag::Kind::comment && tag.level == Tag::Level::inside && cell_word(tag).empty();
    const bool value = tag.kind == Tag::Kind::output && tag.level == Tag::Level::run;
    if ((prints || value) && at >= around.begin && at < around.end) return false;
  }
  for (const int child : outline_.children(run)) {
    const Element& element = outline_.at(child);
    if (element.kind != Kind::other) continue;
    const auto letter = std::ranges::lower_bound(letters, element.begin, {}, &Letter::begin);
    if (letter == letters.end() || letter->holder != child) return false;  // a drawing, a note: not text of a tag
  }
  return true;
}

void Rewriter::keep_spaces(const Stream& stream, const Tag& tag) {
  int last = -1;
  for (std::size_t i = tag.begin; i < tag.end; ++i) {
    const int holder = stream.letters[i].holder;
    if (holder == last || outline_.at(holder).kind != Kind::text) continue;
    last = holder;
    if (!spaced_.insert(holder).second) continue;
    if (attribute_of(outline_.opening(holder), "xml:space").empty())
      edits_.insert({.at = outline_.at(holder).inside - 1, .order = kFirst, .before = " xml:space=\"preserve\""});
  }
}

Spot Rewriter::spot(const Stream& stream, std::size_t at) const {
  return {.place = stream.place,
          .near = near(stream.text, at),
          .column = static_cast<std::uint32_t>(1 + length(std::string_view(stream.text).substr(0, at)))};
}

void Rewriter::find(const Stream& stream, std::size_t at, std::string message, bool error) {
  out_.findings.push_back({spot(stream, at), std::move(message), error});
}

Insert Rewriter::insert_of(const Stream& stream, const Tag& tag) const {
  return {.tag = tag.source(),
          .word = tag.word,
          .spot = spot(stream, tag.begin),
          .inside_column = spot(stream, tag.inside_at).column};
}

}  // namespace kontor::docgen::word
