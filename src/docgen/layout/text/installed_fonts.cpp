#include "docgen/layout/text/installed_fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <mutex>

#include "base/text.hpp"

namespace kontor::docgen::layout {
namespace {

const char* c_str(const FcChar8* text) { return reinterpret_cast<const char*>(text); }

std::optional<InstalledFont> described(FcPattern* pattern) {
  InstalledFont font;
  FcChar8* text = nullptr;
  FcBool scalable = FcFalse, variable = FcFalse, color = FcFalse;
  FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
  FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);  // the font as such; its named cuts are listed beside it
  FcPatternGetBool(pattern, FC_COLOR, 0, &color);
  if ((!scalable && !color) || variable) return std::nullopt;
  if (FcPatternGetString(pattern, FC_FILE, 0, &text) != FcResultMatch) return std::nullopt;
  font.path = c_str(text);
  font.color = color;
  int index = 0;
  FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  font.index = static_cast<unsigned>(index);
  for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &text) == FcResultMatch; ++i)
    font.families.push_back(lowercase(c_str(text)));
  font.weight = FC_WEIGHT_REGULAR;
  font.width = FC_WIDTH_NORMAL;
  double number = 0;  // fontconfig gives whole numbers as such too
  if (FcPatternGetDouble(pattern, FC_WEIGHT, 0, &number) == FcResultMatch) font.weight = static_cast<int>(number);
  if (FcPatternGetDouble(pattern, FC_WIDTH, 0, &number) == FcResultMatch) font.width = static_cast<int>(number);
  FcPatternGetInteger(pattern, FC_SLANT, 0, &font.slant);
  FcCharSet* letters = nullptr;
  FcPatternGetCharSet(pattern, FC_CHARSET, 0, &letters);
  font.letters = letters;
  return font;
}

std::vector<InstalledFont> read_installed() {
  std::vector<InstalledFont> fonts;
  FcInit();
  for (const FcSetName set : {FcSetSystem, FcSetApplication}) {
    const FcFontSet* found = FcConfigGetFonts(nullptr, set);
    if (found == nullptr) continue;
    for (int i = 0; i < found->nfont; ++i)
      if (auto font = described(found->fonts[i])) fonts.push_back(std::move(*font));
  }
  std::ranges::sort(fonts, {}, [](const InstalledFont& font) { return std::tie(font.path, font.index); });
  return fonts;
}

}  // namespace

bool InstalledFont::has(char32_t letter) const {
  return letters != nullptr && FcCharSetHasChar(static_cast<const FcCharSet*>(letters), letter);
}

const std::vector<InstalledFont>& installed_fonts() {
  static const std::vector<InstalledFont> fonts = read_installed();
  return fonts;
}

std::string substitute_family(std::string_view family) {
  installed_fonts();  // the settings are read
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(std::string(family).c_str()));
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  std::string found;
  FcChar8* name = nullptr;
  if (match != nullptr && FcPatternGetString(match, FC_FAMILY, 0, &name) == FcResultMatch)
    found = lowercase(c_str(name));
  if (match != nullptr) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
  return found;
}

const Face* open_font(const InstalledFont& font) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, unsigned>, std::unique_ptr<Face>> faces;
  const std::scoped_lock lock(mutex);
  const auto [at, is_new] = faces.try_emplace({font.path, font.index});
  if (is_new) {
    try {
      at->second = std::make_unique<Face>(font.path, font.index);
    } catch (const std::exception&) {
      return nullptr;  // removed since it was listed: the next one serves
    }
  }
  return at->second.get();
}

}  // namespace kontor::docgen::layout
