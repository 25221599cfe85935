#include "docgen/pdf/color_profile.hpp"

#include <cmath>

#include "docgen/pdf/deflate.hpp"

namespace kontor::docgen::pdf {
namespace {

void append(std::string& out, std::uint32_t value, int bytes = 4) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

/// Numbers with 16 bits behind the point.
std::string xyz(std::array<std::uint32_t, 3> values) {
  std::string out("XYZ \0\0\0\0", 8);
  for (const std::uint32_t value : values) append(out, value);
  return out;
}

/// The curve of IEC 61966-2-1. Between so many points, a straight line is off by less than a level of 8 bits.
std::string curve() {
  constexpr std::uint32_t kPoints = 64;
  std::string out("curv\0\0\0\0", 8);
  append(out, kPoints);
  for (std::uint32_t i = 0; i < kPoints; ++i) {
    const double shown = static_cast<double>(i) / (kPoints - 1);
    const double light = shown <= 0.04045 ? shown / 12.92 : std::pow((shown + 0.055) / 1.055, 2.4);
    append(out, static_cast<std::uint32_t>(std::lround(light * 65535)), 2);
  }
  return out;
}

std::string description() {
  constexpr std::string_view kName = "sRGB";
  std::string out("desc\0\0\0\0", 8);
  append(out, kName.size() + 1);
  out += kName;
  out.append(1 + 4 + 4 + 2 + 1 + 67, '\0');  // the name's end, and the same in two more alphabets: left empty
  return out;
}

std::string made() {
  constexpr std::array<std::uint32_t, 3> kWhite = {0xF6D6, 0x10000, 0xD32D};  // D50, as all profiles have it
  struct Tag {
    std::string_view name;
    std::string content;
  };
  const Tag tags[] = {
      {"desc", description()},
      {"cprt", std::string("text\0\0\0\0CC0\0", 12)},
      {"wtpt", xyz(kWhite)},
      {"rXYZ", xyz({0x6FA2, 0x38F5, 0x390})},
      {"gXYZ", xyz({0x6299, 0xB785, 0x18DA})},
      {"bXYZ", xyz({0x24A0, 0xF84, 0xB6CF})},
      {"rTRC", curve()},
      {"gTRC", {}},  // the same curve
      {"bTRC", {}},
  };
  constexpr std::size_t kHeader = 128, kEntry = 12;
  std::string table, data;
  append(table, std::size(tags));
  const std::size_t start = kHeader + 4 + kEntry * std::size(tags);
  std::size_t at = 0, size = 0;
  for (const Tag& tag : tags) {
    if (!tag.content.empty()) {
      data.resize((data.size() + 3) / 4 * 4);
      at = start + data.size();
      size = tag.content.size();
      data += tag.content;
    }
    table += tag.name;
    append(table, static_cast<std::uint32_t>(at));
    append(table, static_cast<std::uint32_t>(size));
  }
  std::string out;
  append(out, static_cast<std::uint32_t>(start + data.size()));
  append(out, 0);
  append(out, 0x02100000);  // version 2.1
  out += "mntrRGB XYZ ";
  for (const std::uint32_t part : {2026u, 1u, 1u, 0u, 0u, 0u}) append(out, part, 2);
  out += "acsp";
  out.append(28, '\0');
  for (const std::uint32_t value : kWhite) append(out, value);
  out.resize(kHeader);
  return out + table + data;
}

}  // namespace

std::string_view srgb_profile() {
  static const std::string packed = [] {
    std::string out;
    append_deflated(out, made(), Effort::small);
    return out;
  }();
  return packed;
}

}  // namespace kontor::docgen::pdf
