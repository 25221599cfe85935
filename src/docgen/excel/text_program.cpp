#include <algorithm>

#include "docgen/excel/landing.hpp"
#include "docgen/excel/program.hpp"
#include "docgen/excel/rich_text.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Edits;
using office::Mark;
using office::Tag;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

/// What holds formulas, in which the names of sheets may look like tags; they are moved when all is filled.
bool is_formula(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "v", "totalsRowFormula"};
  return std::ranges::find(kNames, name) != std::end(kNames);
}

/// The text of headers and footers: & begins a code there.
bool is_header(std::string_view name) { return name.ends_with("Header") || name.ends_with("Footer"); }

/// What a person sees as one text though it has runs: paragraphs of text boxes and charts, comments.
bool is_rich(std::string_view name) { return name == "a:p" || name == "text"; }

class Reader {
 public:
  Reader(std::string_view xml, std::string_view place) : xml_(xml), place_(place) {}

  Result<Program> run(Offset offset) {
    office::Scanner scanner(xml_);
    for (;;) {
      TRY(const Mark mark, scanner.next());
      if (mark.kind == Mark::Kind::end) break;
      TRY(take(mark));
    }
    out_.tagged = !edits_.empty();
    if (!out_.tagged) return std::move(out_);
    for (const office::Insert& each : edits_.settle())
      if (!each.tag.empty()) out_.tags.push_back(each);
    out_.text = edits_.written(xml_, offset);
    return std::move(out_);
  }

 private:
  Result<void> take(const Mark& mark) {
    const bool holds_brace = xml_.substr(mark.begin, mark.end - mark.begin).find('{') != std::string_view::npos;
    if (mark.kind == Mark::Kind::text) {
      if (holds_brace && rich_ == 0 && !is_formula(local(open_)))
        fill(RichText::plain(xml_, mark.begin, mark.end), is_header(local(open_)));
      return {};
    }
    if (mark.kind == Mark::Kind::close) {
      if (is_rich(mark.name) && rich_ > 0 && --rich_ == 0) {
        TRY(RichText text, RichText::read(xml_, rich_begin_, mark.begin));
        fill(std::move(text), false);
      }
      open_ = {};
    }
    if (mark.kind != Mark::Kind::open && mark.kind != Mark::Kind::empty) return {};
    if (holds_brace) attributes(mark);
    if (mark.kind != Mark::Kind::open) return {};
    open_ = mark.name;
    if (is_rich(mark.name) && rich_++ == 0) rich_begin_ = mark.end;
    return {};
  }

  void attributes(const Mark& mark) {
    Offset from = mark.begin;
    while (const auto found = office::next_attribute(xml_, from, mark.end)) {
      from = found->end;
      const std::string_view value = xml_.substr(found->begin, found->end - found->begin);
      if (value.find("{{") == std::string_view::npos && value.find("{%") == std::string_view::npos) continue;
      fill(RichText::plain(xml_, found->begin, found->end), false);
    }
  }

  void fill(RichText text, bool header) {
    bool raw = false;
    office::Tags found = office::tags_in(text.text(), raw);
    for (office::Remark& remark : found.remarks)
      out_.findings.push_back({text.spot(place_, remark.at), std::move(remark.message), remark.error});
    for (const Tag& tag : found.tags) {
      const bool prints = tag.kind == Tag::Kind::output;
      text.place(tag, text.spot(place_, tag.begin), header && prints ? std::string_view(&kHeader, 1) : "", edits_);
    }
    for (const std::size_t letter : found.dropped) text.cut(letter, edits_);
  }

  std::string_view xml_;
  std::string_view place_;
  Edits edits_;
  Program out_;
  std::string_view open_;
  int rich_ = 0;
  Offset rich_begin_ = 0;
};

}  // namespace

Result<Program> text_program(std::string_view xml, std::string_view place, Offset offset) {
  return Reader(xml, place).run(offset);
}

}  // namespace kontor::docgen::excel
