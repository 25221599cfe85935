#include "docgen/docx/parts.hpp"
#include "docgen/model/escape.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr int kLevels = 9;
/// The definitions of the writer's own bullets and numbers; those of the document's lists follow.
constexpr std::size_t kBullets = 0, kNumbers = 1, kOwn = 2;

/// What is in `<w:lvl>`, in the order of its schema. Paragraphs say their indents themselves.
std::string level(const ListFormat::Level& level, std::string_view bullet_font) {
  std::string out = fmt::format("<w:start w:val=\"{}\"/><w:numFmt w:val=\"{}\"/>", level.start, escaped(level.number));
  if (level.restarts_after >= 0) out += fmt::format("<w:lvlRestart w:val=\"{}\"/>", level.restarts_after);
  if (level.legal) out += "<w:isLgl/>";
  if (level.follow != Label::Follow::tab)
    out += fmt::format("<w:suff w:val=\"{}\"/>", level.follow == Label::Follow::space ? "space" : "nothing");
  out += fmt::format("<w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"{}\"/>", escaped(level.text),
                     level.align == Align::right    ? "right"
                     : level.align == Align::center ? "center"
                                                    : "left");
  if (level.number == "bullet" && !bullet_font.empty())
    out += fmt::format("<w:rPr><w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:cs=\"{0}\"/></w:rPr>", escaped(bullet_font));
  return out;
}

std::string_view font_of(const List& list, int level) {
  const auto found = list.bullet_fonts.find(level);
  return found == list.bullet_fonts.end() ? std::string_view() : found->second;
}

std::string in_the_writers_look(bool ordered) {
  std::string out = fmt::format("<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>",
                                ordered ? kNumbers : kBullets);
  for (int i = 0; i < kLevels; ++i)
    out += fmt::format(
        "<w:lvl w:ilvl=\"{0}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{1}\"/><w:lvlText w:val=\"{2}\"/><w:lvlJc "
        "w:val=\"left\"/>"
        "<w:pPr><w:ind w:left=\"{3}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
        i, ordered ? "decimal" : "bullet", ordered ? fmt::format("%{}.", i + 1) : std::string("–"), 400 * (i + 1));
  return out + "</w:abstractNum>";
}

std::string own_definition(const List& list, std::size_t id) {
  std::string out = fmt::format("<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"multilevel\"/>", id);
  int i = 0;
  for (const ListFormat::Level& each : list.own->levels) {
    out += fmt::format("<w:lvl w:ilvl=\"{}\">{}</w:lvl>", i, level(each, font_of(list, i)));
    ++i;
  }
  return out + "</w:abstractNum>";
}

/// What the list has otherwise than the one that its definition was made of.
std::string own_overrides(const List& list, const List& defined) {
  std::string out;
  const auto& levels = list.own->levels;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const int at = static_cast<int>(i);
    std::string differs;
    if (levels[i].begins_anew) differs += fmt::format("<w:startOverride w:val=\"{}\"/>", *levels[i].begins_anew);
    ListFormat::Level same = i < defined.own->levels.size() ? defined.own->levels[i] : ListFormat::Level{};
    same.begins_anew = levels[i].begins_anew;
    if (levels[i] != same)
      differs += fmt::format("<w:lvl w:ilvl=\"{}\">{}</w:lvl>", at, level(levels[i], font_of(list, at)));
    if (!differs.empty()) out += fmt::format("<w:lvlOverride w:ilvl=\"{}\">{}</w:lvlOverride>", at, differs);
  }
  return out;
}

std::string start_overrides(int start) {
  std::string out;
  for (int i = 0; i < kLevels; ++i)
    out += fmt::format("<w:lvlOverride w:ilvl=\"{}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>", i, start);
  return out;
}

}  // namespace

/// Each list in the writer's look is an instance of its own, so that it counts from its start; the document's lists
/// share a definition where they share their counting.
std::string numbering(const Gathered& gathered) {
  std::string definitions = in_the_writers_look(false) + in_the_writers_look(true), instances;
  std::map<std::string_view, std::pair<std::size_t, const List*>> own;  // by what counts: the definition's id
  std::size_t number = 0;
  for (const List& list : gathered.lists) {
    std::size_t definition = list.ordered ? kNumbers : kBullets;
    std::string overrides;
    if (list.own) {
      const auto [at, added] = own.try_emplace(list.own->counter, kOwn + own.size(), &list);
      definition = at->second.first;
      if (added) definitions += own_definition(list, definition);
      overrides = own_overrides(list, *at->second.second);
    } else if (list.ordered) {
      overrides = start_overrides(list.start);
    }
    instances +=
        fmt::format("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/>{}</w:num>", ++number, definition, overrides);
  }
  return fmt::format("{}<w:numbering {}>{}{}</w:numbering>", kHead, kNamespaces, definitions, instances);
}

}  // namespace kontor::docgen::docx
