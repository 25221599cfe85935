#include "docgen/codes/bilevel_png.hpp"

#include <zlib.h>

#include <stdexcept>

namespace kontor::docgen {
namespace {

void append_number(std::string& out, std::uint32_t number) {
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(number >> shift & 0xFF);
}

void append_chunk(std::string& out, std::string_view type, std::string_view content) {
  append_number(out, static_cast<std::uint32_t>(content.size()));
  const std::size_t from = out.size();
  out += type;
  out += content;
  const auto* bytes = reinterpret_cast<const Bytef*>(out.data() + from);
  append_number(out, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(out.size() - from))));
}

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
                Z_BEST_COMPRESSION) != Z_OK)
    throw std::runtime_error("zlib: a picture could not be compressed");
  out.resize(size);
  return out;
}

}  // namespace

std::string bilevel_png(int width, int height, const std::function<bool(int, int)>& black) {
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';  // the row's filter: none
    for (int x = 0; x < width; x += 8) {
      unsigned bits = 0;
      for (int i = 0; i < 8; ++i) bits = bits << 1 | static_cast<unsigned>(x + i >= width || !black(x + i, y));
      rows += static_cast<char>(bits);
    }
  }
  std::string head;
  append_number(head, static_cast<std::uint32_t>(width));
  append_number(head, static_cast<std::uint32_t>(height));
  head += std::string_view("\1\0\0\0\0", 5);  // one bit, grey, and the only methods there are
  std::string out("\x89PNG\r\n\x1A\n", 8);
  append_chunk(out, "IHDR", head);
  append_chunk(out, "IDAT", deflated(rows));
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace kontor::docgen
