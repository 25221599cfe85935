#include "docgen/excel/pictures.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "docgen/excel/landing.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {
namespace {

/// English metric units, of which a millimetre has 36,000 and a point 12,700.
std::int64_t emu(double millimetres) { return std::max<std::int64_t>(1, std::llround(millimetres * 36'000)); }
std::int64_t emu_of_points(double points) { return std::llround(points * 12'700); }

}  // namespace

std::size_t Pictures::add(const Figure& figure) {
  auto& alike = by_hash_[std::hash<std::string_view>()(figure.bytes)];
  auto found = std::ranges::find_if(alike, [&](std::size_t i) { return media_[i].bytes == figure.bytes; });
  if (found == alike.end()) {
    media_.push_back({figure.bytes, figure.extension()});
    found = alike.insert(alike.end(), media_.size() - 1);
  }
  shown_.push_back({*found, figure.width_mm, figure.height_mm, figure.alt});
  return shown_.size() - 1;
}

Result<std::vector<std::size_t>> take_pictures(std::string& content, std::size_t known) {
  std::vector<std::size_t> out;
  for (std::size_t at = content.find(kPicture); at != std::string::npos; at = content.find(kPicture, at)) {
    std::size_t number = 0;
    const char* const end = content.data() + content.size();
    const auto [stop, error] = std::from_chars(content.data() + at + 1, end, number);
    if (error != std::errc{} || stop == end || *stop != ';' || number >= known)
      return fail(Error{.code = Code::invalid, .public_message = "a picture cannot be changed by filters"});
    out.push_back(number);
    content.erase(at, static_cast<std::size_t>(stop + 1 - content.data()) - at);
  }
  return out;
}

std::string anchors(std::span<const PlacedPicture> pictures, const Pictures& all, std::span<const std::string> relation,
                    int first) {
  constexpr std::string_view kSheet = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
  constexpr std::string_view kMain = "http://schemas.openxmlformats.org/drawingml/2006/main";
  constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  std::string out;
  for (const PlacedPicture& each : pictures) {
    const Pictures::Shown& shown = all.shown()[each.number];
    std::string alt = office::escaped(shown.alt);
    std::ranges::replace(alt, '\n', ' ');
    out += fmt::format(
        R"(<xdr:oneCellAnchor xmlns:xdr="{}" xmlns:a="{}" xmlns:r="{}"><xdr:from><xdr:col>{}</xdr:col><xdr:colOff>{}</xdr:colOff>)"
        R"(<xdr:row>{}</xdr:row><xdr:rowOff>{}</xdr:rowOff></xdr:from><xdr:ext cx="{}" cy="{}"/>)",
        kSheet, kMain, kOffice, each.at.column - 1, emu_of_points(kPictureGap), each.at.row - 1,
        emu_of_points(each.down + kPictureGap), emu(shown.width_mm), emu(shown.height_mm));
    out += fmt::format(
        R"(<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{0}" name="Picture {0}" descr="{1}"/><xdr:cNvPicPr><a:picLocks )"
        R"(noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{2}"/><a:stretch><a:fillRect/>)"
        R"(</a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{3}" cy="{4}"/></a:xfrm>)"
        R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>)",
        first++, alt, relation[shown.media], emu(shown.width_mm), emu(shown.height_mm));
  }
  return out;
}

}  // namespace kontor::docgen::excel
