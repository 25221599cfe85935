#include "docgen/model/look.hpp"

#include <cmath>

namespace kontor::docgen {
namespace {

constexpr Color from_hex(unsigned rgb) {
  return {static_cast<double>(rgb >> 16 & 255) / 255, static_cast<double>(rgb >> 8 & 255) / 255,
          static_cast<double>(rgb & 255) / 255};
}

std::optional<Color> parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  unsigned rgb = 0;
  for (const char c : text.substr(1)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return std::nullopt;
    rgb = rgb << 4 | static_cast<unsigned>(digit);
  }
  return from_hex(rgb);
}

}  // namespace

std::string Color::hex() const {
  const auto byte = [](double part) { return static_cast<int>(std::lround(part * 255)); };
  return fmt::format("{:02x}{:02x}{:02x}", byte(red), byte(green), byte(blue));
}

Color Color::lighter(double share) const {
  const auto part = [&](double value) { return value + (1 - value) * share; };
  return {part(red), part(green), part(blue)};
}

Result<Look> look_of(const Document& document, const WriteOptions& options) {
  Look look{.typeface = document.typeface,
            .accent = from_hex(0x1f4e79),
            .ink = from_hex(0x1b2430),
            .muted = from_hex(0x5b6775),
            .line = from_hex(0xcdd5de)};
  if (!options.accent.empty()) {
    const auto accent = parse_color(options.accent);
    if (!accent)
      return fail(Error::invalid("accent", fmt::format("\"{}\" is not a colour such as #1f4e79", options.accent)));
    look.accent = *accent;
  }
  look.shade = look.accent.lighter(0.92);
  if (document.typeface == Typeface::serif) {
    look.size = 10;
    look.pitch = 13.7;
    look.accent = options.accent.empty() ? look.ink : look.accent;  // a contract is black on white
    look.shade = from_hex(0xf2f4f6);
  }
  if (!options.logo.empty()) {
    TRY(look.logo, read_picture(options.logo, "the logo"));
  }
  return look;
}

Runs page_label(Locale locale) {
  static const auto kPage = std::make_shared<const PageField>(PageField{.kind = PageField::Kind::page});
  static const auto kPages = std::make_shared<const PageField>(PageField{.kind = PageField::Kind::pages});
  const bool russian = locale == Locale::ru;
  return {{.text = russian ? "Стр. " : "Page "},
          {.text = "1", .field = kPage},
          {.text = russian ? " из " : " of "},
          {.text = "1", .field = kPages}};
}

std::string_view language_tag(Locale locale) { return locale == Locale::ru ? "ru-RU" : "en-US"; }

}  // namespace kontor::docgen
