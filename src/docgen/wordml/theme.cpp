#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "docgen/wordml/properties.hpp"

namespace kontor::docgen::wordml {
namespace {

/// The names that WordprocessingML has for the colours of DrawingML's scheme.
constexpr std::pair<std::string_view, std::string_view> kRoles[] = {
    {"text1", "dk1"},       {"dark1", "dk1"},
    {"background1", "lt1"}, {"light1", "lt1"},
    {"text2", "dk2"},       {"dark2", "dk2"},
    {"tx1", "dk1"},         {"tx2", "dk2"},
    {"bg1", "lt1"},         {"bg2", "lt2"},
    {"background2", "lt2"}, {"light2", "lt2"},
    {"hyperlink", "hlink"}, {"followedHyperlink", "folHlink"}};

std::string latin_font(Xml fonts) { return std::string(text_in(fonts.child("a:latin"), "typeface")); }

double channel(std::string_view hex, std::size_t at) {
  unsigned value = 0;
  std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
  return value;
}

/// w:themeTint moves a colour toward white, w:themeShade toward black; both are shares of 255 that stay.
std::string toward(std::string_view color, std::string_view share, double goal) {
  if (color.size() != 6 || share.size() != 2) return std::string(color);
  const double stays = channel(share, 0) / 255;
  std::string out;
  for (std::size_t at = 0; at < 6; at += 2)
    out += fmt::format("{:02x}", static_cast<int>(std::lround(channel(color, at) * stays + goal * (1 - stays))));
  return out;
}

}  // namespace

Theme Theme::read(Xml root) {
  Theme theme;
  const Xml elements = root.child("a:themeElements");
  theme.major_font = latin_font(elements.child("a:fontScheme").child("a:majorFont"));
  theme.minor_font = latin_font(elements.child("a:fontScheme").child("a:minorFont"));
  for (const Xml color : elements.child("a:clrScheme")) {
    const std::string_view name = name_of(color).substr(2);
    const Xml fixed = color.child("a:srgbClr");
    const std::string_view hex = fixed ? text_in(fixed, "val") : text_in(color.child("a:sysClr"), "lastClr");
    theme.colors.emplace_back(name, color_from(hex));
  }
  return theme;
}

std::string Theme::font(std::string_view role) const {
  if (role.starts_with("major")) return major_font;
  if (role.starts_with("minor")) return minor_font;
  return {};
}

std::string Theme::color(std::string_view role) const {
  for (const auto& [name, scheme] : kRoles)
    if (role == name) {
      role = scheme;
      break;
    }
  const auto found = std::ranges::find(colors, role, [](const auto& color) -> std::string_view { return color.first; });
  return found == colors.end() ? std::string() : found->second;
}

std::string color_of(Xml node, const char* attribute, const char* theme_attribute, const Theme& theme) {
  std::string color = theme.color(text_in(node, theme_attribute));
  if (color.empty()) return color_from(text_in(node, attribute));
  const std::string prefix = std::string(theme_attribute) == "w:themeFill" ? "w:themeFill" : "w:theme";
  color = toward(color, text_in(node, (prefix + "Tint").c_str()), 255);
  return toward(color, text_in(node, (prefix + "Shade").c_str()), 0);
}

}  // namespace kontor::docgen::wordml
