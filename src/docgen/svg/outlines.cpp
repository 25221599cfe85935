#include "docgen/svg/outlines.hpp"

#include <hb-ot.h>

#include <charconv>
#include <cmath>

namespace kontor::docgen::svg {
namespace {

/// Points relative to the one before, in whole units: the shortest there is.
class Path {
 public:
  void move(float x, float y) {
    op('m');
    point(x, y);
    land(x, y);
    start_x_ = x_;
    start_y_ = y_;
  }
  void line(float x, float y) {
    op('l');
    point(x, y);
    land(x, y);
  }
  void quadratic(float cx, float cy, float x, float y) {
    op('q');
    point(cx, cy);
    point(x, y);
    land(x, y);
  }
  void cubic(float ax, float ay, float bx, float by, float x, float y) {
    op('c');
    point(ax, ay);
    point(bx, by);
    point(x, y);
    land(x, y);
  }
  void close() {
    out += 'z';
    last_ = 'z';
    x_ = start_x_;
    y_ = start_y_;
  }

  std::string out;

 private:
  void op(char name) {
    if (name != last_) out += name;
    last_ = name;
    first_ = true;
  }
  void point(float x, float y) {
    number(std::lround(x) - x_);
    number(std::lround(y) - y_);
  }
  void number(long value) {
    if (value >= 0 && !out.empty() && out.back() >= '0' && out.back() <= '9') out += ' ';
    std::array<char, 20> digits;
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    first_ = false;
  }
  void land(float x, float y) {
    x_ = std::lround(x);
    y_ = std::lround(y);
  }

  char last_ = 0;
  bool first_ = true;
  long x_ = 0, y_ = 0, start_x_ = 0, start_y_ = 0;
};

hb_draw_funcs_t* functions() {
  static hb_draw_funcs_t* const made = [] {
    hb_draw_funcs_t* out = hb_draw_funcs_create();
    const auto path = [](void* data) -> Path& { return *static_cast<Path*>(data); };
    static constexpr auto kPath = path;
    hb_draw_funcs_set_move_to_func(
        out, [](auto*, void* data, auto*, float x, float y, void*) { kPath(data).move(x, y); }, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        out, [](auto*, void* data, auto*, float x, float y, void*) { kPath(data).line(x, y); }, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        out,
        [](auto*, void* data, auto*, float cx, float cy, float x, float y, void*) {
          kPath(data).quadratic(cx, cy, x, y);
        },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        out,
        [](auto*, void* data, auto*, float ax, float ay, float bx, float by, float x, float y, void*) {
          kPath(data).cubic(ax, ay, bx, by, x, y);
        },
        nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(
        out, [](auto*, void* data, auto*, void*) { kPath(data).close(); }, nullptr, nullptr);
    hb_draw_funcs_make_immutable(out);
    return out;
  }();
  return made;
}

}  // namespace

std::string outline(const layout::Face& face, std::uint32_t glyph) {
  Path path;
  hb_font_get_glyph_shape(face.hb_font(), glyph, functions(), &path);
  return std::move(path.out);
}

PictureGlyph picture(const layout::Face& face, std::uint32_t glyph) {
  PictureGlyph out;
  const std::unique_ptr<hb_blob_t, decltype(&hb_blob_destroy)> png(
      hb_ot_color_glyph_reference_png(face.hb_font(), glyph), hb_blob_destroy);
  unsigned size = 0;
  const char* data = hb_blob_get_data(png.get(), &size);
  hb_glyph_extents_t box{};
  if (size == 0 || !hb_font_get_glyph_extents(face.hb_font(), glyph, &box)) return out;
  out.png.assign(data, size);
  out.left = box.x_bearing;
  out.bottom = box.y_bearing + box.height;
  out.width = box.width;
  out.height = -box.height;  // heights go downwards
  return out;
}

}  // namespace kontor::docgen::svg
