#include "docgen/wordml/properties.hpp"

#include <algorithm>

namespace kontor::docgen::wordml {
namespace {

constexpr std::pair<std::string_view, std::string_view> kHighlights[] = {
    {"yellow", "ffff00"},    {"green", "00ff00"},     {"cyan", "00ffff"},        {"magenta", "ff00ff"},
    {"blue", "0000ff"},      {"red", "ff0000"},       {"darkBlue", "000080"},    {"darkCyan", "008080"},
    {"darkGreen", "008000"}, {"darkRed", "800000"},   {"darkMagenta", "800080"}, {"darkYellow", "808000"},
    {"darkGray", "808080"},  {"lightGray", "c0c0c0"}, {"black", "000000"},       {"white", "ffffff"}};

Dress::Underline underline_from(std::string_view kind) {
  using enum Dress::Underline;
  if (kind == "none") return none;
  if (kind == "double") return twofold;
  if (kind.starts_with("dotted")) return dotted;
  if (kind.starts_with("dash") || kind.starts_with("dot")) return dashed;
  if (kind.starts_with("wav")) return wave;
  return single;
}

std::optional<Align> align_from(std::string_view word) {
  if (word == "left" || word == "start") return Align::left;
  if (word == "right" || word == "end") return Align::right;
  if (word == "center") return Align::center;
  if (word == "both" || word == "distribute" || word.ends_with("Kashida")) return Align::justify;
  return std::nullopt;
}

TabStop::Kind tab_from(std::string_view word) {
  if (word == "right" || word == "end") return TabStop::Kind::right;
  if (word == "center") return TabStop::Kind::center;
  if (word == "decimal") return TabStop::Kind::decimal;
  if (word == "bar") return TabStop::Kind::bar;
  return TabStop::Kind::left;
}

std::string leader_from(std::string_view word) {
  if (word == "dot") return ".";
  if (word == "middleDot") return "·";
  if (word == "hyphen") return "-";
  if (word == "underscore" || word == "heavy") return "_";
  return {};
}

template <class T>
void take(std::optional<T>& mine, const std::optional<T>& over) {
  if (over) mine = over;
}

void cancel(std::optional<bool>& mine, const std::optional<bool>& over) {
  if (over) mine = mine.value_or(false) != *over;
}

std::optional<LineSpacing> spacing_of(Xml node) {
  const std::optional<double> value = length(node, "w:line");
  if (!value || *value <= 0) return std::nullopt;
  const std::string_view rule = text_in(node, "w:lineRule");
  if (rule == "exact") return LineSpacing{LineSpacing::Rule::exactly, *value};
  if (rule == "atLeast") return LineSpacing{LineSpacing::Rule::at_least, *value};
  constexpr double kSingle = 12;  // points that stand for one line
  return LineSpacing{LineSpacing::Rule::multiple, *value / kSingle};
}

/// HTML's space between paragraphs, which Word has as "automatic".
constexpr double kAutomaticSpace = 14;

std::optional<double> space_of(Xml node, const char* attribute, const char* automatic) {
  if (const std::string_view word = text_in(node, automatic); !word.empty() && is_on(word)) return kAutomaticSpace;
  return length(node, attribute);
}

}  // namespace

RunProperties RunProperties::read(Xml properties, const Theme& theme) {
  RunProperties out;
  for (const Xml node : properties) {
    const std::string_view name = name_of(node);
    if (name == "w:rStyle") {
      out.style = val(node);
    } else if (name == "w:rFonts") {
      std::string font;
      for (const char* role : {"w:asciiTheme", "w:hAnsiTheme"})
        if (font.empty()) font = theme.font(text_in(node, role));
      for (const char* direct : {"w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"})
        if (font.empty()) font = text_in(node, direct);
      if (!font.empty()) out.font = std::move(font);
    } else if (name == "w:b") {
      out.bold = is_on(val(node));
    } else if (name == "w:i") {
      out.italic = is_on(val(node));
    } else if (name == "w:strike" || name == "w:dstrike") {
      out.strike = is_on(val(node));
    } else if (name == "w:caps") {
      out.capitals = is_on(val(node));
    } else if (name == "w:smallCaps") {
      out.small_capitals = is_on(val(node));
    } else if (name == "w:vanish" || name == "w:webHidden") {
      if (name == "w:vanish") out.hidden = is_on(val(node));
    } else if (name == "w:u") {
      out.underline = underline_from(val(node));
    } else if (name == "w:color") {
      out.color = color_of(node, "w:val", "w:themeColor", theme);
    } else if (name == "w:highlight") {
      const auto found =
          std::ranges::find(kHighlights, val(node), &std::pair<std::string_view, std::string_view>::first);
      out.highlight = found == std::end(kHighlights) ? std::string() : std::string(found->second);
    } else if (name == "w:shd") {
      out.shade = shade_of(node, theme);
    } else if (name == "w:sz") {
      if (const auto halves = number(val(node)); halves && *halves > 0) out.size = *halves / 2;
    } else if (name == "w:spacing") {
      out.spacing = length(node, "w:val");
    } else if (name == "w:kern") {
      if (const auto halves = number(val(node)); halves && *halves >= 0) out.kerning_from = *halves / 2;
    } else if (name == "w:position") {
      if (const auto halves = number(val(node))) out.position = *halves / 2;
    } else if (name == "w:w") {
      if (const auto percent = number(val(node)); percent && *percent >= 1) out.stretch = *percent / 100;
    } else if (name == "w:vertAlign") {
      out.rise = val(node) == "superscript" ? 1 : val(node) == "subscript" ? -1 : 0;
    } else if (name == "w:lang") {
      if (!val(node).empty()) out.language = val(node);
    }
  }
  return out;
}

void RunProperties::put(const RunProperties& over) {
  take(font, over.font);
  take(color, over.color);
  take(highlight, over.highlight);
  take(shade, over.shade);
  take(language, over.language);
  take(size, over.size);
  take(spacing, over.spacing);
  take(position, over.position);
  take(kerning_from, over.kerning_from);
  take(stretch, over.stretch);
  take(bold, over.bold);
  take(italic, over.italic);
  take(strike, over.strike);
  take(capitals, over.capitals);
  take(small_capitals, over.small_capitals);
  take(hidden, over.hidden);
  take(underline, over.underline);
  take(rise, over.rise);
}

void RunProperties::put_style(const RunProperties& over) {
  RunProperties rest = over;
  cancel(bold, std::exchange(rest.bold, std::nullopt));
  cancel(italic, std::exchange(rest.italic, std::nullopt));
  cancel(strike, std::exchange(rest.strike, std::nullopt));
  cancel(capitals, std::exchange(rest.capitals, std::nullopt));
  cancel(small_capitals, std::exchange(rest.small_capitals, std::nullopt));
  cancel(hidden, std::exchange(rest.hidden, std::nullopt));
  put(rest);
}

Border border_of(Xml node, const Theme& theme) {
  const std::string_view kind = val(node);
  Border out;
  if (kind.empty() || kind == "nil" || kind == "none") return out;
  out.line = kind == "double"                                       ? Border::Line::twofold
             : kind == "dotted"                                     ? Border::Line::dotted
             : kind.starts_with("dash") || kind.starts_with("dotD") ? Border::Line::dashed
                                                                    : Border::Line::single;
  constexpr double kEighths = 8;  // of a point
  out.width = std::clamp(number(text_in(node, "w:sz")).value_or(4) / kEighths, 0.25, 12.0);
  out.space = std::clamp(number(text_in(node, "w:space")).value_or(0), 0.0, 31.0);
  out.color = color_of(node, "w:color", "w:themeColor", theme);
  return out;
}

BorderSides BorderSides::read(Xml borders, const Theme& theme) {
  BorderSides out;
  for (const Xml node : borders) {
    const std::string_view side = name_of(node);
    const Border border = border_of(node, theme);
    if (side == "w:top") out.top = border;
    if (side == "w:bottom") out.bottom = border;
    if (side == "w:left" || side == "w:start") out.left = border;
    if (side == "w:right" || side == "w:end") out.right = border;
    if (side == "w:insideH") out.inside_across = border;
    if (side == "w:insideV") out.inside_down = border;
    if (side == "w:between") out.between = border;
  }
  return out;
}

void BorderSides::put(const BorderSides& over) {
  take(top, over.top);
  take(bottom, over.bottom);
  take(left, over.left);
  take(right, over.right);
  take(inside_across, over.inside_across);
  take(inside_down, over.inside_down);
  take(between, over.between);
}

std::optional<std::string> shade_of(Xml shading, const Theme& theme) {
  if (!shading) return std::nullopt;
  if (val(shading) == "solid") return color_of(shading, "w:color", "w:themeColor", theme);
  return color_of(shading, "w:fill", "w:themeFill", theme);
}

ParagraphProperties ParagraphProperties::read(Xml properties, const Theme& theme) {
  ParagraphProperties out;
  for (const Xml node : properties) {
    const std::string_view name = name_of(node);
    if (name == "w:pStyle") {
      out.style = val(node);
    } else if (name == "w:ind") {
      out.left = length(node, "w:left");
      if (!out.left) out.left = length(node, "w:start");
      out.right = length(node, "w:right");
      if (!out.right) out.right = length(node, "w:end");
      out.first_line = length(node, "w:firstLine");
      if (const auto hanging = length(node, "w:hanging")) out.first_line = -*hanging;
    } else if (name == "w:spacing") {
      out.before = space_of(node, "w:before", "w:beforeAutospacing");
      out.after = space_of(node, "w:after", "w:afterAutospacing");
      out.line = spacing_of(node);
    } else if (name == "w:jc") {
      out.align = align_from(val(node));
    } else if (name == "w:contextualSpacing") {
      out.contextual = is_on(val(node));
    } else if (name == "w:keepNext") {
      out.keep_with_next = is_on(val(node));
    } else if (name == "w:keepLines") {
      out.keep_lines = is_on(val(node));
    } else if (name == "w:pageBreakBefore") {
      out.page_break_before = is_on(val(node));
    } else if (name == "w:widowControl") {
      out.widow_control = is_on(val(node));
    } else if (name == "w:suppressAutoHyphens") {
      out.no_hyphens = is_on(val(node));
    } else if (name == "w:outlineLvl") {
      out.outline = integer(val(node), 9) + 1;
    } else if (name == "w:shd") {
      out.shade = shade_of(node, theme);
    } else if (name == "w:pBdr") {
      out.borders = BorderSides::read(node, theme);
    } else if (name == "w:numPr") {
      if (const Xml list = node.child("w:numId")) out.number.list = integer(val(list));
      if (const Xml level = node.child("w:ilvl")) out.number.level = std::clamp(integer(val(level)), 0, 8);
    } else if (name == "w:tabs") {
      for (const Xml tab : node.children("w:tab")) {
        const std::optional<double> at = length(tab, "w:pos");
        if (!at) continue;
        if (val(tab) == "clear")
          out.cleared_tabs.push_back(*at);
        else
          out.tabs.push_back({*at, tab_from(val(tab)), leader_from(text_in(tab, "w:leader"))});
      }
    }
  }
  return out;
}

void ParagraphProperties::put(const ParagraphProperties& over) {
  take(left, over.left);
  take(right, over.right);
  take(first_line, over.first_line);
  take(before, over.before);
  take(after, over.after);
  take(line, over.line);
  take(align, over.align);
  take(contextual, over.contextual);
  take(keep_with_next, over.keep_with_next);
  take(keep_lines, over.keep_lines);
  take(page_break_before, over.page_break_before);
  take(widow_control, over.widow_control);
  take(no_hyphens, over.no_hyphens);
  take(outline, over.outline);
  take(shade, over.shade);
  borders.put(over.borders);
  const auto is_at = [](double at) { return [at](const TabStop& tab) { return std::abs(tab.at - at) < 0.05; }; };
  for (const double at : over.cleared_tabs) std::erase_if(tabs, is_at(at));
  for (const TabStop& tab : over.tabs) {
    std::erase_if(tabs, is_at(tab.at));
    tabs.push_back(tab);
  }
  std::ranges::sort(tabs, {}, &TabStop::at);
  take(number.list, over.number.list);
  take(number.level, over.number.level);
}

}  // namespace kontor::docgen::wordml
