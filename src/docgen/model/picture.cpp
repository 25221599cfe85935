#include "docgen/model/picture.hpp"

namespace kontor::docgen {
namespace {

constexpr std::int64_t kMaxPixels = 25'000'000;           // 100 MB when it is unpacked
constexpr std::size_t kMaxBytes = std::size_t{10} << 20;  // a photograph of 25 million pixels has about 8
constexpr std::uint32_t kMaxSide = 100'000;               // more is no picture for a page

struct Signature {
  std::string_view kind;
  std::size_t at;
  std::string_view bytes;
};

constexpr Signature kSignatures[] = {
    {"PNG", 0, "\x89PNG\r\n\x1A\n"},
    {"JPEG", 0, "\xFF\xD8\xFF"},
    {"GIF", 0, "GIF8"},
    {"WebP", 8, "WEBP"},
    {"BMP", 0, "BM"},
    {"TIFF", 0, {"II*\0", 4}},
    {"TIFF", 0, "MM"},
    {"HEIC", 4, "ftyphei"},
    {"AVIF", 4, "ftypavif"},
    {"HEIC", 4, "ftypmif1"},
    {"PDF", 0, "%PDF-"},
    {"ZIP", 0, "PK\x03\x04"},
    {"ICO", 0, {"\0\0\1\0", 4}},
};

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Width and height stand in the frame header, behind segments of any number.
bool read_jpeg(Picture& picture) {
  const std::string_view bytes = picture.bytes;
  for (std::size_t at = 2; at + 9 < bytes.size();) {
    if (bytes[at] != '\xFF') return false;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (frame) {
      picture.height = static_cast<int>(big_endian(bytes, at + 5, 2));
      picture.width = static_cast<int>(big_endian(bytes, at + 7, 2));
      return true;
    }
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  return false;
}

bool read_png(Picture& picture) {
  if (picture.bytes.size() < 33 || picture.bytes.substr(12, 4) != "IHDR") return false;
  const std::uint32_t width = big_endian(picture.bytes, 16, 4);
  const std::uint32_t height = big_endian(picture.bytes, 20, 4);
  picture.width = static_cast<int>(std::min(width, kMaxSide + 1));
  picture.height = static_cast<int>(std::min(height, kMaxSide + 1));
  return true;
}

std::string shown(int side) {
  return static_cast<std::uint32_t>(side) > kMaxSide ? fmt::format("over {}", kMaxSide) : std::to_string(side);
}

}  // namespace

Result<Picture> read_picture(std::string_view bytes, std::string_view name) {
  const auto refused = [](Code code, std::string message) {
    return fail(Error{.code = code, .public_message = std::move(message)});
  };
  Picture picture{.bytes = bytes};
  const std::string_view kind = file_kind(bytes);
  if (kind != "PNG" && kind != "JPEG")
    return refused(Code::unsupported,
                   fmt::format("{} must be a PNG or a JPEG picture{}", name,
                               bytes.empty()  ? ", but is empty"
                               : kind.empty() ? ", and this file is neither"
                                              : fmt::format(", but this file is of the kind {}", kind)));
  if (bytes.size() > kMaxBytes)
    return refused(Code::too_large, fmt::format("{} may have at most {} MiB", name, kMaxBytes >> 20));
  if (kind == "JPEG") picture.kind = Picture::Kind::jpeg;
  const bool read = kind == "PNG" ? read_png(picture) : read_jpeg(picture);
  if (!read || picture.width <= 0 || picture.height <= 0)
    return refused(Code::invalid, fmt::format("{} is damaged: its head cannot be read", name));
  if (static_cast<std::int64_t>(picture.width) * picture.height > kMaxPixels)
    return refused(Code::too_large, fmt::format("{} claims {} × {} pixels, more than the 25 million that are taken",
                                                name, shown(picture.width), shown(picture.height)));
  return picture;
}

std::string_view file_kind(std::string_view bytes) {
  for (const Signature& each : kSignatures)
    if (bytes.size() >= each.at && bytes.substr(each.at).starts_with(each.bytes)) return each.kind;
  return {};
}

Extent fitted(const Picture& picture, double max_width, double max_height) {
  const double scale = std::min(max_width / picture.width, max_height / picture.height);
  return {picture.width * scale, picture.height * scale};
}

}  // namespace kontor::docgen
