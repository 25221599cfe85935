#include "docgen/model/picture.hpp"

namespace kontor::docgen {
namespace {

constexpr std::int64_t kMaxPixels = 25'000'000;

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
  if (width > 100'000 || height > 100'000) return false;
  picture.width = static_cast<int>(width);
  picture.height = static_cast<int>(height);
  return true;
}

}  // namespace

Result<Picture> read_picture(std::string_view bytes) {
  Picture picture{.bytes = bytes};
  bool read = false;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) {
    read = read_png(picture);
  } else if (bytes.starts_with("\xFF\xD8\xFF")) {
    picture.kind = Picture::Kind::jpeg;
    read = read_jpeg(picture);
  } else {
    return fail(Error{.code = Code::unsupported, .public_message = "The logo must be a PNG or a JPEG picture."});
  }
  if (!read || picture.width <= 0 || picture.height <= 0) return fail(Error::invalid("logo", "the picture is damaged"));
  if (static_cast<std::int64_t>(picture.width) * picture.height > kMaxPixels)
    return fail(Error{.code = Code::too_large, .public_message = "The logo may have at most 25 million pixels."});
  return picture;
}

Extent fitted(const Picture& picture, double max_width, double max_height) {
  const double scale = std::min(max_width / picture.width, max_height / picture.height);
  return {picture.width * scale, picture.height * scale};
}

}  // namespace kontor::docgen
