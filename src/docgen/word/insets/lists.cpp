#include "docgen/word/insets/lists.hpp"

namespace kontor::docgen::word {
namespace {

constexpr int kLevels = 9;  // as many as Word has

/// Bullets of fonts that every machine has; three kinds, then the same again.
constexpr std::string_view kBullets[] = {"•", "–", "▪"};

}  // namespace

std::string list_definition(bool ordered) {
  std::string out = fmt::format(
      "<w:abstractNum w:abstractNumId=\"@\"><w:nsid w:val=\"{}\"/><w:multiLevelType w:val=\"hybridMultilevel\"/>",
      ordered ? "4B4F4E32" : "4B4F4E31");
  for (int level = 0; level < kLevels; ++level) {
    const std::string mark =
        ordered ? fmt::format("%{}.", level + 1) : std::string(kBullets[static_cast<std::size_t>(level) % 3]);
    out += fmt::format(
        "<w:lvl w:ilvl=\"{}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{}\"/><w:lvlText w:val=\"{}\"/><w:lvlJc "
        "w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{}\"/></w:pPr></w:lvl>",
        level, ordered ? "decimal" : "bullet", mark, list_indent(level), kListStep);
  }
  return out + "</w:abstractNum>";
}

std::string start_override(int start) {
  std::string out;
  for (int level = 0; level < kLevels; ++level)
    out += fmt::format("<w:lvlOverride w:ilvl=\"{}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>", level, start);
  return out;
}

std::string empty_numbering() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"></w:numbering>";
}

}  // namespace kontor::docgen::word
