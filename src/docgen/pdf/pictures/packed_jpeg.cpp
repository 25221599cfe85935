#include <optional>

#include "docgen/pdf/pictures/packed.hpp"

namespace kontor::docgen::pdf {
namespace {

struct Frame {
  int width = 0, height = 0, channels = 0;
  bool adobe = false;  ///< made by Adobe's programs, which write inks the other way round
};

/// The frame's head; nothing when there is none before the picture's data, or one of a kind that PDF does not know:
/// only baseline, extended and progressive with eight bits are.
std::optional<Frame> frame_of(std::string_view file) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(file[at]); };
  Frame frame;
  for (std::size_t at = 2; at + 4 <= file.size();) {
    if (byte(at) != 0xFF) return std::nullopt;
    const unsigned marker = byte(at + 1);
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    const std::size_t size = static_cast<std::size_t>(byte(at + 2) << 8 | byte(at + 3));
    if (size < 2 || at + 2 + size > file.size()) return std::nullopt;
    const std::string_view content = file.substr(at + 4, size - 2);
    if (marker == 0xEE && content.starts_with("Adobe")) frame.adobe = true;
    if (marker == 0xDA) return frame.channels > 0 ? std::optional(frame) : std::nullopt;
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
      if (marker > 0xC2 || content.size() < 6 || content[0] != 8) return std::nullopt;
      frame.height = byte(at + 5) << 8 | byte(at + 6);
      frame.width = byte(at + 7) << 8 | byte(at + 8);
      frame.channels = content[5];
    }
    at += 2 + size;
  }
  return std::nullopt;
}

}  // namespace

Result<PackedPicture> packed_jpeg(std::string_view file) {
  const auto frame = frame_of(file);
  if (!frame || frame->width == 0 || frame->height == 0 ||
      (frame->channels != 1 && frame->channels != 3 && frame->channels != 4))
    return fail(Error{.public_message = "a picture of this document is damaged, or a JPEG of a kind that PDF files "
                                        "cannot hold: save it again as a common JPEG"});
  PackedPicture packed;
  packed.cmyk = frame->channels == 4;
  packed.entries = fmt::format("/Width {}/Height {}/BitsPerComponent 8/Filter/DCTDecode/ColorSpace/{}{}", frame->width,
                               frame->height,
                               frame->channels == 1   ? "DeviceGray"
                               : frame->channels == 3 ? "DeviceRGB"
                                                      : "DeviceCMYK",
                               packed.cmyk && frame->adobe ? "/Decode[1 0 1 0 1 0 1 0]" : "");
  packed.bytes = file;
  return packed;
}

}  // namespace kontor::docgen::pdf
