#include "docgen/pdf/deflate.hpp"
#include "docgen/pdf/pictures/packed.hpp"
#include "docgen/pdf/pictures/png.hpp"

namespace kontor::docgen::pdf {
namespace {

Failure damaged() { return fail(Error{.public_message = "a picture of this document is damaged"}); }

std::string predictor(int channels, int depth, std::uint32_t width) {
  return fmt::format("/DecodeParms<</Predictor 15/Colors {}/BitsPerComponent {}/Columns {}>>", channels, depth, width);
}

std::string size_of(const Png& png, int depth) {
  return fmt::format("/Width {}/Height {}/BitsPerComponent {}/Filter/FlateDecode", png.width, png.height, depth);
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return out;
}

/// Colours as they lie in the file.
void pass_over(PackedPicture& packed, Png& png) {
  packed.entries = size_of(png, png.depth);
  if (png.kind == Png::palette) {
    // No more entries than the samples can name: readers refuse others.
    const std::string_view colors = png.colors_of_palette.substr(0, std::size_t{3} << png.depth);
    packed.entries += fmt::format("/ColorSpace[/Indexed/DeviceRGB {}<{}>]", colors.size() / 3 - 1, hex(colors));
  } else {
    packed.entries += png.kind == Png::grey ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB";
  }
  packed.entries += predictor(png.channels(), png.depth, png.width);
  packed.bytes = std::move(png.data);
}

/// Each row as its difference from the one above or from the pixel at the left, whichever is smaller: flat colours and
/// photographs are both packed well.
std::string filtered(std::string_view samples, std::size_t row_size, std::size_t step) {
  std::string out;
  out.reserve(samples.size() + samples.size() / row_size);
  std::string left(row_size, '\0'), over(row_size, '\0');
  const auto cost = [](std::string_view row) {
    std::size_t sum = 0;
    for (const char c : row) sum += static_cast<std::size_t>(std::abs(static_cast<signed char>(c)));
    return sum;
  };
  for (std::size_t at = 0; at < samples.size(); at += row_size) {
    const char* row = samples.data() + at;
    for (std::size_t i = 0; i < row_size; ++i) {
      left[i] = static_cast<char>(row[i] - (i < step ? 0 : row[i - step]));
      over[i] = static_cast<char>(row[i] - (at == 0 ? 0 : *(row + i - row_size)));
    }
    const bool up = cost(over) <= cost(left);
    out += up ? '\2' : '\1';
    out += up ? over : left;
  }
  return out;
}

void pack_samples(std::string& entries, std::string& bytes, const Png& png, std::string_view samples, int channels) {
  entries = size_of(png, 8);
  entries += channels == 1 ? "/ColorSpace/DeviceGray" : "/ColorSpace/DeviceRGB";
  entries += predictor(channels, 8, png.width);
  const auto step = static_cast<std::size_t>(channels);
  append_deflated(bytes, filtered(samples, png.width * step, step), Effort::small);
}

}  // namespace

Result<PackedPicture> packed_png(std::string_view file) {
  auto png = Png::read(file);
  if (!png) return damaged();
  auto rows = png->rows();
  if (!rows) return damaged();
  PackedPicture packed;
  const bool as_it_is = !png->interlaced && png->kind != Png::grey_alpha && png->kind != Png::colors_alpha;
  if (as_it_is && png->transparency.empty()) {
    pass_over(packed, *png);
    return packed;
  }
  Samples samples = samples_of(*png, std::move(*rows), as_it_is);
  if (!samples.alpha.empty()) pack_samples(packed.mask_entries, packed.mask_bytes, *png, samples.alpha, 1);
  samples.alpha = {};
  if (as_it_is)
    pass_over(packed, *png);
  else
    pack_samples(packed.entries, packed.bytes, *png, samples.colors, samples.channels);
  return packed;
}

}  // namespace kontor::docgen::pdf
