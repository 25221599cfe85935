#include "docgen/pdf/fonts/cff.hpp"

#include <optional>

namespace kontor::docgen::pdf {
namespace {

/// Reads big-endian numbers; behind the end there are only zeros.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes, std::size_t at = 0) : bytes_(bytes), at_(at) {}

  std::uint32_t number(int size) {
    std::uint32_t value = 0;
    for (int i = 0; i < size; ++i, ++at_)
      value = value << 8 | (at_ < bytes_.size() ? static_cast<unsigned char>(bytes_[at_]) : 0u);
    return value;
  }
  bool ended() const { return at_ >= bytes_.size(); }
  std::size_t at() const { return at_; }

  /// The first object of the INDEX that begins here, and its count; moves behind the INDEX.
  std::string_view index(std::uint32_t& count) {
    count = number(2);
    if (count == 0) return {};
    const int wide = static_cast<int>(number(1));
    if (wide < 1 || wide > 4) return {};
    const std::size_t offsets = at_;
    const std::size_t data = offsets + (std::size_t{count} + 1) * static_cast<std::size_t>(wide) - 1;
    Bytes first(bytes_, offsets), last(bytes_, offsets + std::size_t{count} * static_cast<std::size_t>(wide));
    const std::size_t from = data + first.number(wide), to = data + first.number(wide);
    at_ = data + last.number(wide);
    return from <= to && to <= bytes_.size() ? bytes_.substr(from, to - from) : std::string_view();
  }

 private:
  std::string_view bytes_;
  std::size_t at_;
};

struct TopDict {
  bool selected_by_number = false;
  std::size_t charset = 0, char_strings = 0;
};

TopDict read_top(std::string_view dict) {
  TopDict out;
  std::int64_t operand = 0;
  for (Bytes bytes(dict); !bytes.ended();) {
    const std::uint32_t b = bytes.number(1);
    if (b <= 21) {
      const std::uint32_t op = b == 12 ? 0x0C00 | bytes.number(1) : b;
      if (op == 0x0C1E) out.selected_by_number = true;
      if (op == 15) out.charset = static_cast<std::size_t>(operand);
      if (op == 17) out.char_strings = static_cast<std::size_t>(operand);
    } else if (b == 28) {
      operand = static_cast<std::int16_t>(bytes.number(2));
    } else if (b == 29) {
      operand = static_cast<std::int32_t>(bytes.number(4));
    } else if (b == 30) {
      for (std::uint32_t pair = 0; (pair & 15) != 15 && !bytes.ended();) pair = bytes.number(1);
    } else if (b >= 32 && b <= 246) {
      operand = static_cast<std::int64_t>(b) - 139;
    } else if (b >= 247 && b <= 250) {
      operand = (static_cast<std::int64_t>(b) - 247) * 256 + bytes.number(1) + 108;
    } else if (b >= 251 && b <= 254) {
      operand = -(static_cast<std::int64_t>(b) - 251) * 256 - bytes.number(1) - 108;
    }
  }
  return out;
}

}  // namespace

std::vector<std::uint16_t> cff_selectors(std::string_view cff) {
  Bytes head(cff, 2);
  Bytes file(cff, head.number(1));
  std::uint32_t count = 0;
  file.index(count);  // the names
  const TopDict top = read_top(file.index(count));
  constexpr std::size_t kPredefined = 2;  // charsets that have no table
  if (!top.selected_by_number || top.charset <= kPredefined || top.charset >= cff.size()) return {};
  Bytes glyphs(cff, top.char_strings);
  const std::size_t wanted = glyphs.number(2);
  std::vector<std::uint16_t> selectors{0};
  Bytes set(cff, top.charset);
  const std::uint32_t format = set.number(1);
  while (selectors.size() < wanted && !set.ended()) {
    const std::uint32_t first = set.number(2);
    const std::uint32_t more = format == 0 ? 0 : set.number(format == 1 ? 1 : 2);
    for (std::uint32_t i = 0; i <= more && selectors.size() < wanted; ++i)
      selectors.push_back(static_cast<std::uint16_t>(first + i));
  }
  return selectors;
}

}  // namespace kontor::docgen::pdf
