#include "docgen/preview/page_hash.hpp"

#include "base/secret.hpp"
#include "base/text.hpp"

namespace kontor::docgen {
namespace {

/// Half of a SHA-256: two pages are never taken for one another.
constexpr std::size_t kHashBytes = 16;

/// Everything that the eye can tell, as bytes.
class Bytes {
 public:
  std::string bytes;

  void operator()(const layout::TextMark& mark) {
    begin('t');
    put(mark.x, mark.baseline, mark.opacity, mark.angle, static_cast<double>(mark.turned));
    put(mark.color);
    if (!mark.run || !mark.run->face) return;
    const layout::GlyphRun& run = *mark.run;
    put(std::string_view(run.face->path()));
    put(std::string_view(run.face->postscript_name()));
    put(run.size, run.stretch);
    bytes += run.embolden ? 'b' : '-';
    bytes += run.slant ? 's' : '-';
    put(std::string_view(run.text));
    for (const layout::Glyph& glyph : run.glyphs) put(glyph.id, glyph.advance, glyph.dx, glyph.dy);
  }
  void operator()(const layout::FillMark& mark) {
    begin('f');
    put(mark.x, mark.y, mark.width, mark.height);
    put(mark.color);
  }
  void operator()(const layout::LineMark& mark) {
    begin('l');
    put(mark.x1, mark.y1, mark.x2, mark.y2, mark.width);
    put(mark.color);
    bytes += static_cast<char>(mark.style);
  }
  void operator()(const layout::PictureMark& mark) {
    begin('p');
    put(mark.x, mark.y, mark.width, mark.height, mark.opacity);
    if (!mark.figure) return;
    // Photographs have megabytes: a quick hash, and the length.
    put(std::hash<std::string_view>()(mark.figure->bytes), mark.figure->bytes.size());
  }
  void operator()(const layout::LinkMark&) {}  // is not seen

  template <class... Numbers>
    requires(std::is_arithmetic_v<Numbers> && ...)
  void put(Numbers... numbers) {
    (raw(&numbers, sizeof numbers), ...);
  }

 private:
  void begin(char kind) { bytes += kind; }
  void put(const Color& color) { put(color.red, color.green, color.blue); }
  void put(std::string_view text) {
    put(text.size());
    bytes += text;
  }
  void raw(const void* data, std::size_t size) { bytes.append(static_cast<const char*>(data), size); }
};

}  // namespace

std::string hash_of(const layout::Page& page) {
  Bytes all;
  all.put(page.width, page.height);
  for (const layout::Mark& mark : page.marks) std::visit(all, mark);
  return hex(sha256(all.bytes).substr(0, kHashBytes));
}

}  // namespace kontor::docgen
