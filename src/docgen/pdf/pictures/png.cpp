#include "docgen/pdf/pictures/png.hpp"

#include <cstdlib>

#include "docgen/pdf/deflate.hpp"

namespace kontor::docgen::pdf {
namespace {

/// Each pass of an interlaced picture is a small picture of the pixels from (x, y) on in these steps.
struct Pass {
  std::uint32_t x, y, dx, dy;

  std::uint32_t width(const Png& png) const { return png.width > x ? (png.width - x + dx - 1) / dx : 0; }
  std::uint32_t height(const Png& png) const { return png.height > y ? (png.height - y + dy - 1) / dy : 0; }
};
constexpr Pass kWhole[] = {{0, 0, 1, 1}};
constexpr Pass kAdam7[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                           {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

std::span<const Pass> passes_of(const Png& png) {
  return png.interlaced ? std::span<const Pass>(kAdam7) : std::span<const Pass>(kWhole);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

bool read_head(Png& png, std::string_view head) {
  constexpr std::uint32_t kMaxSide = 100'000;  // as for pictures of the model
  if (head.size() != 13) return false;
  png.width = big_endian(head, 0);
  png.height = big_endian(head, 4);
  png.depth = head[8];
  const int kind = head[9];
  png.interlaced = head[12] == 1;
  if (png.width == 0 || png.height == 0 || png.width > kMaxSide || png.height > kMaxSide) return false;
  if (head[10] != 0 || head[11] != 0 || static_cast<unsigned char>(head[12]) > 1) return false;
  png.kind = static_cast<Png::Kind>(kind);
  const int depth = png.depth;
  const bool small = depth == 1 || depth == 2 || depth == 4;
  switch (kind) {
    case Png::grey:
      return small || depth == 8 || depth == 16;
    case Png::palette:
      return small || depth == 8;
    case Png::colors:
    case Png::grey_alpha:
    case Png::colors_alpha:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

int nearest_of(int left, int above, int corner) {
  const int guess = left + above - corner;
  const int a = std::abs(guess - left), b = std::abs(guess - above), c = std::abs(guess - corner);
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

void unfilter(unsigned char* row, const unsigned char* above, std::size_t size, std::size_t step, int filter) {
  const auto left = [&](std::size_t i) { return i < step ? 0 : static_cast<int>(row[i - step]); };
  const auto over = [&](std::size_t i) { return above ? static_cast<int>(above[i]) : 0; };
  const auto corner = [&](std::size_t i) { return above && i >= step ? static_cast<int>(above[i - step]) : 0; };
  const auto add = [&](std::size_t i, int value) { row[i] = static_cast<unsigned char>(row[i] + value); };
  switch (filter) {
    case 1:
      for (std::size_t i = step; i < size; ++i) add(i, row[i - step]);
      break;
    case 2:
      if (above)
        for (std::size_t i = 0; i < size; ++i) add(i, above[i]);
      break;
    case 3:
      for (std::size_t i = 0; i < size; ++i) add(i, (left(i) + over(i)) / 2);
      break;
    case 4:
      for (std::size_t i = 0; i < size; ++i) add(i, nearest_of(left(i), over(i), corner(i)));
      break;
    default:
      break;
  }
}

/// Reads the samples of one row, whatever their depth.
class Row {
 public:
  Row(const Png& png, const unsigned char* bytes) : bytes_(bytes), depth_(static_cast<std::size_t>(png.depth)) {}

  unsigned raw(std::size_t i) const {
    if (depth_ == 8) return bytes_[i];
    if (depth_ == 16) return static_cast<unsigned>(bytes_[2 * i] << 8 | bytes_[2 * i + 1]);
    const std::size_t bit = i * depth_;
    return bytes_[bit / 8] >> (8 - depth_ - bit % 8) & ((1u << depth_) - 1);
  }
  /// Of 0…255.
  unsigned char level(std::size_t i) const {
    if (depth_ == 8) return bytes_[i];
    if (depth_ == 16) return bytes_[2 * i];
    return static_cast<unsigned char>(raw(i) * 255 / ((1u << depth_) - 1));
  }

 private:
  const unsigned char* bytes_;
  std::size_t depth_;
};

class Unpacking {
 public:
  Unpacking(const Png& png, bool mask_only) : png_(png) {
    const std::size_t pixels = static_cast<std::size_t>(png.width) * png.height;
    samples_.channels = png.kind == Png::grey || png.kind == Png::grey_alpha ? 1 : 3;
    if (!mask_only) samples_.colors.resize(pixels * static_cast<std::size_t>(samples_.channels));
    with_alpha_ = png.kind == Png::grey_alpha || png.kind == Png::colors_alpha || !png.transparency.empty();
    if (with_alpha_) samples_.alpha.assign(pixels, '\xFF');
  }

  Samples run(std::string rows) {
    auto* at = reinterpret_cast<unsigned char*>(rows.data());
    const auto step = static_cast<std::size_t>(std::max(1, png_.channels() * png_.depth / 8));
    for (const Pass& pass : passes_of(png_)) {
      const std::uint32_t width = pass.width(png_), height = pass.height(png_);
      if (width == 0) continue;
      const std::size_t size = png_.row_size(width);
      const unsigned char* above = nullptr;
      for (std::uint32_t y = 0; y < height; ++y, at += size + 1) {
        unfilter(at + 1, above, size, step, at[0]);
        above = at + 1;
        for (std::uint32_t x = 0; x < width; ++x)
          pixel(Row(png_, at + 1), x,
                static_cast<std::size_t>(pass.y + y * pass.dy) * png_.width + pass.x + x * pass.dx);
      }
    }
    if (opaque_) samples_.alpha.clear();
    return std::move(samples_);
  }

 private:
  void pixel(Row row, std::size_t x, std::size_t place) {
    const auto channels = static_cast<std::size_t>(png_.channels());
    const std::size_t first = x * channels;
    if (!samples_.colors.empty()) {
      char* out = samples_.colors.data() + place * static_cast<std::size_t>(samples_.channels);
      if (png_.kind == Png::palette) {
        const std::size_t entry = row.raw(first) * std::size_t{3};
        for (std::size_t i = 0; i < 3; ++i)
          out[i] = entry + 3 <= png_.colors_of_palette.size() ? png_.colors_of_palette[entry + i] : '\0';
      } else {
        for (std::size_t i = 0; i < static_cast<std::size_t>(samples_.channels); ++i)
          out[i] = static_cast<char>(row.level(first + i));
      }
    }
    if (!with_alpha_) return;
    const unsigned char alpha = alpha_of(row, first, channels);
    if (alpha != 255) opaque_ = false;
    samples_.alpha[place] = static_cast<char>(alpha);
  }

  unsigned char alpha_of(Row row, std::size_t first, std::size_t channels) const {
    const std::string_view known = png_.transparency;
    if (png_.kind == Png::palette) {
      const unsigned entry = row.raw(first);
      return entry < known.size() ? static_cast<unsigned char>(known[entry]) : 255;
    }
    if (png_.kind == Png::grey_alpha || png_.kind == Png::colors_alpha) return row.level(first + channels - 1);
    // One colour is clear: its samples stand in the chunk with two bytes each.
    for (std::size_t i = 0; i < channels; ++i) {
      if (known.size() < 2 * channels) return 255;
      const unsigned clear = static_cast<unsigned>(static_cast<unsigned char>(known[2 * i])) << 8 |
                             static_cast<unsigned char>(known[2 * i + 1]);
      if (row.raw(first + i) != clear) return 255;
    }
    return 0;
  }

  const Png& png_;
  Samples samples_;
  bool with_alpha_ = false, opaque_ = true;
};

}  // namespace

std::optional<Png> Png::read(std::string_view file) {
  constexpr std::size_t kSignature = 8, kFrame = 12;  // length, type and checksum of a chunk
  Png png;
  bool has_head = false;
  for (std::size_t at = kSignature; at + kFrame <= file.size();) {
    const std::size_t size = big_endian(file, at);
    if (size > file.size() - at - kFrame) break;
    const std::string_view type = file.substr(at + 4, 4), content = file.substr(at + 8, size);
    at += size + kFrame;
    if (type == "IHDR") {
      if (has_head || !read_head(png, content)) return std::nullopt;
      has_head = true;
    } else if (type == "PLTE") {
      png.colors_of_palette = content.substr(0, content.size() / 3 * 3);
    } else if (type == "tRNS") {
      png.transparency = content;
    } else if (type == "IDAT") {
      png.data += content;
    } else if (type == "IEND") {
      break;
    }
  }
  if (!has_head || png.data.empty()) return std::nullopt;
  if (png.kind == palette && png.colors_of_palette.empty()) return std::nullopt;
  if (png.kind == grey_alpha || png.kind == colors_alpha) png.transparency = {};
  return png;
}

std::size_t Png::raw_size() const {
  std::size_t size = 0;
  for (const Pass& pass : passes_of(*this))
    if (const std::uint32_t columns = pass.width(*this); columns > 0)
      size += (row_size(columns) + 1) * pass.height(*this);
  return size;
}

std::optional<std::string> Png::rows() const {
  std::string out;
  if (!inflate(data, out, raw_size())) return std::nullopt;
  std::size_t at = 0;
  for (const Pass& pass : passes_of(*this)) {
    const std::uint32_t columns = pass.width(*this);
    if (columns == 0) continue;
    for (std::uint32_t y = 0; y < pass.height(*this); ++y, at += row_size(columns) + 1)
      if (static_cast<unsigned char>(out[at]) > 4) return std::nullopt;  // a filter that there is not
  }
  return out;
}

Samples samples_of(const Png& png, std::string rows, bool mask_only) {
  return Unpacking(png, mask_only).run(std::move(rows));
}

}  // namespace kontor::docgen::pdf
