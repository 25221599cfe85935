#include "docgen/wordml/look.hpp"

namespace kontor::docgen::wordml {
namespace {

/// A paragraph that only names its style looks like all others of it.
bool names_only_its_style(Xml properties) {
  for (const Xml node : properties) {
    const std::string_view name = name_of(node);
    if (name != "w:pStyle" && name != "w:sectPr" && name != "w:pPrChange" && !(name == "w:rPr" && !node.first_child()))
      return false;
  }
  return true;
}

Borders borders_of(const BorderSides& sides) {
  Borders out;
  out.top = sides.top.value_or(Border{});
  out.bottom = sides.bottom.value_or(Border{});
  out.left = sides.left.value_or(Border{});
  out.right = sides.right.value_or(Border{});
  out.between = sides.between.value_or(Border{});
  return out;
}

}  // namespace

const RunProperties& Looks::run_base(const Styles::ParagraphStyle& style, const TableRegion* region) {
  const auto [at, made] = bases_.try_emplace({&style, region});
  if (!made) return at->second;
  RunProperties& out = at->second;
  out = reading_.styles().default_run();
  if (region) out.put_style(region->run);
  out.put_style(style.run);
  return out;
}

ParagraphLook Looks::paragraph(Xml properties, const TableRegion* region) {
  const Styles::ParagraphStyle& style = reading_.styles().paragraph(val(properties.child("w:pStyle")));
  const bool plain = names_only_its_style(properties);
  if (plain)
    if (const auto known = plain_.find({&style, region}); known != plain_.end()) return known->second;
  ParagraphLook out{.run = run_base(style, region)};
  const ParagraphProperties own =
      plain ? ParagraphProperties() : ParagraphProperties::read(properties, reading_.theme());
  const std::optional<Numbered> number = number_of(own, style);
  const ParagraphProperties all = resolved(own, style, region, number);
  out.align = all.align.value_or(Align::left);
  const RunProperties mark = run(out, properties.child("w:rPr"));
  auto made = std::make_shared<ParagraphFormat>(format(all));
  made->style = style.name;
  made->font = mark.font.value_or(std::string(kDefaultFont));
  made->size = mark.size.value_or(kDefaultSize);
  made->mark_bold = mark.bold.value_or(false);
  if (number) made->label = label(*number, mark);
  out.format = std::move(made);
  if (plain && !number) plain_.emplace(Key{&style, region}, out);
  return out;
}

std::optional<Looks::Numbered> Looks::number_of(const ParagraphProperties& own,
                                                const Styles::ParagraphStyle& style) const {
  const NumberReference& said = own.number;
  const NumberReference& inherited = style.paragraph.number;
  Numbered out;
  out.by_style = !said.list;
  out.list = said.list ? *said.list : inherited.list.value_or(0);
  if (out.list == 0) return std::nullopt;
  const Numbering& numbering = reading_.numbering();
  if (said.level)
    out.level = *said.level;
  else if (const auto of_style = numbering.level_of(out.list, style.id); of_style && out.by_style)
    out.level = *of_style;
  else
    out.level = inherited.level.value_or(0);
  out.kind = numbering.level(out.list, out.level);
  return out.kind ? std::optional(out) : std::nullopt;
}

ParagraphProperties Looks::resolved(const ParagraphProperties& own, const Styles::ParagraphStyle& style,
                                    const TableRegion* region, const std::optional<Numbered>& number) const {
  ParagraphProperties out = reading_.styles().default_paragraph();
  if (region) out.put(region->paragraph);
  if (number && number->by_style) out.put(number->kind->paragraph);
  out.put(style.paragraph);
  if (number && !number->by_style) out.put(number->kind->paragraph);
  // Without its number a paragraph loses the indents that came with it.
  if (own.number.list && *own.number.list == 0 && style.paragraph.number.list && !own.left && !own.first_line) {
    out.left = style.paragraph.left;
    out.first_line = style.paragraph.first_line;
  }
  out.put(own);
  return out;
}

std::shared_ptr<const Label> Looks::label(const Numbered& number, const RunProperties& mark) {
  auto out = std::make_shared<Label>();
  out->align = number.kind->align;
  out->follow = number.kind->follow;
  out->level = number.level;
  out->list = reading_.numbering().format(number.list);
  std::string text = reading_.numbering().next(number.list, number.level);
  RunProperties look = mark;
  look.underline = Dress::Underline::none;
  look.put(number.kind->run);
  Run run{.text = std::move(text)};
  reading_.dresses().put_on(run, look);
  out->runs.push_back(std::move(run));
  return out;
}

ParagraphFormat Looks::format(const ParagraphProperties& properties) const {
  constexpr int kOutlineLevels = 9;
  ParagraphFormat out;
  out.left = properties.left.value_or(0);
  out.right = properties.right.value_or(0);
  out.first_line = properties.first_line.value_or(0);
  out.before = std::max(0.0, properties.before.value_or(0));
  out.after = std::max(0.0, properties.after.value_or(0));
  out.adds_space = reading_.settings().adds_space;
  out.contextual = properties.contextual.value_or(false);
  out.line = properties.line.value_or(LineSpacing{});
  out.tabs = properties.tabs;
  out.default_tab = reading_.settings().default_tab;
  out.keep_with_next = properties.keep_with_next.value_or(false);
  out.keep_lines = properties.keep_lines.value_or(false);
  out.page_break_before = properties.page_break_before.value_or(false);
  out.widow_control = properties.widow_control.value_or(true);
  out.hyphenate = reading_.settings().hyphenates && !properties.no_hyphens.value_or(false);
  const int outline = properties.outline.value_or(0);
  out.outline = outline >= 1 && outline <= kOutlineLevels ? outline : 0;
  out.borders = borders_of(properties.borders);
  out.shade = properties.shade.value_or("");
  return out;
}

RunProperties Looks::run(const ParagraphLook& paragraph, Xml properties) const {
  RunProperties out = paragraph.run;
  if (!properties) return out;
  const RunProperties own = RunProperties::read(properties, reading_.theme());
  if (!own.style.empty()) out.put_style(reading_.styles().character(own.style));
  out.put(own);
  return out;
}

}  // namespace kontor::docgen::wordml
