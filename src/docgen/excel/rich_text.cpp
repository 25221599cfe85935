#include "docgen/excel/rich_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Edits;
using office::Mark;
using office::Scanner;
using office::Spot;
using office::Tag;

/// Code points of the text before and behind a tag that are quoted in messages.
constexpr std::size_t kNear = 30;
constexpr std::int64_t kBeforeAll = -1'000'000'000'000;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0
bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

Result<RichText> RichText::read(std::string_view xml, Offset begin, Offset end) {
  RichText out;
  out.xml_ = xml;
  const std::string_view inside = xml.substr(begin, end - begin);
  Scanner scanner(inside);
  std::string_view run;
  std::string_view properties;
  Offset properties_begin = 0;
  bool in_text = false;
  int phonetic = 0;  // the reading of Japanese text, which is no part of it
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) break;
    const std::string_view name = local(mark.name);
    if (mark.kind == Mark::Kind::text && in_text && phonetic == 0) {
      out.append(xml, begin + mark.begin, begin + mark.end, static_cast<int>(out.holders_.size()) - 1);
    } else if (mark.kind == Mark::Kind::open) {
      if (name == "rPh") ++phonetic;
      if (name == "r" || name == "fld") {
        run = mark.name;
        properties = {};
        out.has_runs_ = true;
      }
      if (name == "rPr") properties_begin = mark.begin;
      if (name == "t") {
        in_text = true;
        out.holders_.push_back({begin + mark.begin, begin + mark.end, mark.name, run, properties});
      }
    } else if (mark.kind == Mark::Kind::close) {
      if (name == "rPh") --phonetic;
      if (name == "r" || name == "fld") run = {};
      if (name == "rPr") properties = inside.substr(properties_begin, mark.end - properties_begin);
      if (name == "t") in_text = false;
    } else if (mark.kind == Mark::Kind::empty && name == "rPr") {
      properties = inside.substr(mark.begin, mark.end - mark.begin);
    }
  }
  return out;
}

RichText RichText::plain(std::string_view xml, Offset begin, Offset end) {
  RichText out;
  out.xml_ = xml;
  out.append(xml, begin, end, -1);
  return out;
}

void RichText::append(std::string_view xml, Offset begin, Offset end, int holder) {
  std::string sign;
  while (begin < end) {
    std::size_t used = 1;
    sign.assign(1, xml[begin]);
    if (sign[0] == '&') {
      sign.clear();
      used = std::max<std::size_t>(1, office::reference(xml.substr(begin, end - begin), sign));
    }
    for (const char c : sign) {
      text_ += c;
      letters_.push_back({begin, static_cast<Offset>(begin + used), holder});
    }
    begin += static_cast<Offset>(used);
  }
}

void RichText::cut(const Tag& tag, Edits& edits) {
  int last = -1;
  for (std::size_t i = tag.begin; i < tag.end; ++i) {
    const Letter& letter = letters_[i];
    edits.cut(letter.begin, letter.end);
    if (letter.holder == last || letter.holder < 0) continue;
    last = letter.holder;
    const Holder& holder = holders_[static_cast<std::size_t>(last)];
    keep_spaces(xml_.substr(holder.begin, holder.inside - holder.begin), holder, edits);
  }
}

/// What is left of a text, and what comes into it, may begin or end with spaces.
void RichText::keep_spaces(std::string_view opening, const Holder& holder, Edits& edits) {
  if (holder.name != "t" || !office::attribute_of(opening, "xml:space").empty()) return;
  const bool done = std::ranges::find(spaced_, holder.begin) != spaced_.end();
  if (done) return;
  spaced_.push_back(holder.begin);
  edits.insert({.at = holder.inside - 1, .order = kBeforeAll, .before = " xml:space=\"preserve\""});
}

void RichText::place(const Tag& tag, const Spot& spot, std::string_view before, Edits& edits) {
  cut(tag, edits);
  if (tag.kind == Tag::Kind::comment) return;
  const Letter& letter = letters_[tag.begin];
  office::Insert insert{.at = letter.begin,
                        .before = std::string(before),
                        .tag = tag.source(),
                        .word = tag.word,
                        .spot = spot,
                        .inside_column = spot.column + static_cast<std::uint32_t>(length(std::string_view(text_).substr(
                                                           tag.begin, tag.inside_at - tag.begin)))};
  if (tag.kind == Tag::Kind::statement && letter.holder >= 0) {
    const Holder& holder = holders_[static_cast<std::size_t>(letter.holder)];
    if (!holder.run.empty()) {
      const std::string_view space = holder.name == "t" ? " xml:space=\"preserve\"" : "";
      insert.before += fmt::format("</{}></{}>", holder.name, holder.run);
      insert.after = fmt::format("<{}>{}<{}{}>", holder.run, holder.properties, holder.name, space);
    }
  }
  edits.insert(std::move(insert));
}

void RichText::join(const Tag& tag, Edits& edits) const {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
  if (tag.joins_before)
    for (std::size_t at = tag.begin; at > 0 && is_blank(text_[at - 1]); --at) cut(at - 1, edits);
  if (tag.joins_after)
    for (std::size_t at = tag.end; at < text_.size() && is_blank(text_[at]); ++at) cut(at, edits);
}

Spot RichText::spot(std::string_view place, std::size_t letter) const {
  std::size_t begin = letter;
  for (std::size_t n = 0; begin > 0 && n < kNear; ++n)
    while (begin > 0 && continues(text_[--begin])) {
    }
  std::size_t end = letter;
  for (std::size_t n = 0; end < text_.size() && n < kNear; ++n)
    while (++end < text_.size() && continues(text_[end])) {
    }
  std::string near = begin > 0 ? "…" : "";
  near.append(text_, begin, end - begin);
  if (end < text_.size()) near += "…";
  std::ranges::replace_if(near, [](char c) { return c == '\t' || c == '\n'; }, ' ');
  return {.place = std::string(place),
          .near = std::string(trimmed(near)),
          .column = static_cast<std::uint32_t>(1 + length(std::string_view(text_).substr(0, letter)))};
}

}  // namespace kontor::docgen::excel
