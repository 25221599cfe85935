#include "docgen/svg/svg.hpp"

#include <charconv>
#include <cmath>
#include <numbers>

#include "docgen/model/data_uri.hpp"
#include "docgen/svg/outlines.hpp"

namespace kontor::docgen::svg {
namespace {

constexpr double kSlant = 0.2126;
constexpr double kHeavier = 1.0 / 30;

/// Hundredths of a point are finer than any screen.
void append_number(std::string& out, double value, int digits = 2) {
  const double unit = digits == 2 ? 100 : digits == 4 ? 10'000 : 1;
  constexpr double kFarthest = 1e6;
  const double rounded =
      std::isfinite(value) ? std::round(std::clamp(value, -kFarthest, kFarthest) * unit) / unit + 0.0 : 0;
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), rounded, std::chars_format::fixed).ptr;
  std::string_view number(text.data(), static_cast<std::size_t>(end - text.data()));
  if (number.starts_with("-0.")) {
    out += '-';
    number.remove_prefix(2);
  } else if (number.starts_with("0.")) {
    number.remove_prefix(1);
  }
  out += number;
}

class Drawing {
 public:
  Drawing(const layout::Page& page, std::string_view prefix) : page_(page), prefix_(prefix) {}

  std::string run() {
    for (const layout::Mark& any : page_.marks) std::visit([&](const auto& each) { mark(each); }, any);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ";
    append_number(out, page_.width);
    out += ' ';
    append_number(out, page_.height);
    out += "\" width=\"";
    append_number(out, page_.width);
    out += "\" height=\"";
    append_number(out, page_.height);
    out += "\">";
    if (!definitions_.empty()) out += "<defs>" + definitions_ + "</defs>";
    return out + body_ + "</svg>\n";
  }

 private:
  void attribute(std::string_view name, double value) {
    body_ += fmt::format(" {}=\"", name);
    append_number(body_, value);
    body_ += '"';
  }

  void opacity(double value) {
    if (value < 0.995) attribute("opacity", std::max(value, 0.0));
  }

  void mark(const layout::FillMark& fill) {
    if (!(fill.width > 0) || !(fill.height > 0)) return;
    body_ += "<path d=\"M";
    append_number(body_, fill.x);
    body_ += ' ';
    append_number(body_, fill.y);
    body_ += 'h';
    append_number(body_, fill.width);
    body_ += 'v';
    append_number(body_, fill.height);
    body_ += 'h';
    append_number(body_, -fill.width);
    body_ += fmt::format("z\" fill=\"#{}\"/>", fill.color.hex());
  }

  void mark(const layout::LineMark& line) {
    using Style = layout::LineMark::Style;
    if (!(line.width > 0)) return;
    body_ += "<path d=\"M";
    point(line.x1, line.y1);
    if (line.style == Style::wave) {
      wave(line);
    } else {
      body_ += 'L';
      point(line.x2, line.y2);
    }
    body_ += fmt::format("\" fill=\"none\" stroke=\"#{}\"", line.color.hex());
    attribute("stroke-width", line.width);
    if (line.style == Style::dotted) body_ += " stroke-linecap=\"round\"";
    if (line.style == Style::dotted || line.style == Style::dashed) {
      body_ += " stroke-dasharray=\"";
      append_number(body_, line.style == Style::dashed ? line.width * 3 : 0);
      body_ += ' ';
      append_number(body_, line.width * 2);
      body_ += '"';
    }
    body_ += "/>";
  }

  void wave(const layout::LineMark& line) {
    const double length = std::hypot(line.x2 - line.x1, line.y2 - line.y1);
    constexpr double kMostWaves = 4000;
    if (!(length > 0) || !std::isfinite(length)) return;
    const double waves = std::clamp(std::round(length / (4 * line.width)), 1.0, kMostWaves);
    const double dx = (line.x2 - line.x1) / waves, dy = (line.y2 - line.y1) / waves;
    const double nx = -(line.y2 - line.y1) / length * 2 * line.width,
                 ny = (line.x2 - line.x1) / length * 2 * line.width;
    double side = -1;
    for (double i = 0; i < waves; ++i, side = -side) {
      const double x = line.x1 + i * dx, y = line.y1 + i * dy;
      body_ += 'C';
      point(x + dx * 0.4 + side * nx, y + dy * 0.4 + side * ny);
      body_ += ' ';
      point(x + dx * 0.6 + side * nx, y + dy * 0.6 + side * ny);
      body_ += ' ';
      point(x + dx, y + dy);
    }
  }

  void point(double x, double y) {
    append_number(body_, x);
    body_ += ' ';
    append_number(body_, y);
  }

  void mark(const layout::PictureMark& picture) {
    if (!picture.figure || !(picture.width > 0) || !(picture.height > 0)) return;
    const auto [known, added] = pictures_.try_emplace(picture.figure->bytes, pictures_.size());
    const std::string name = fmt::format("{}p{}", prefix_, known->second);
    if (added)
      definitions_ += fmt::format(
          "<image id=\"{}\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\"{} href=\"data:image/{};base64,{}\"/>",
          name, picture.figure->crisp ? " style=\"image-rendering:pixelated\"" : "", picture.figure->extension(),
          to_base64(picture.figure->bytes));
    body_ += fmt::format("<use href=\"#{}\" transform=\"matrix(", name);
    append_number(body_, picture.width);
    body_ += " 0 0 ";
    append_number(body_, picture.height);
    body_ += ' ';
    point(picture.x, picture.y);
    body_ += ")\"";
    opacity(picture.opacity);
    body_ += "/>";
  }

  void mark(const layout::TextMark& text) {
    if (!text.run || !text.run->face || text.run->glyphs.empty() || !(text.run->size > 0)) return;
    const layout::GlyphRun& run = *text.run;
    const double scale = run.size / run.face->units_per_em();
    const double wide = scale * (run.stretch > 0 ? run.stretch : 1);
    const double angle = ((text.turned & 3) * 90 + text.angle) * std::numbers::pi / 180;
    const auto exact = [](double part) { return std::round(part * 1e6) / 1e6 + 0.0; };  // no 6e-17, no -0
    const double rx = exact(std::cos(angle)), ry = exact(-std::sin(angle));
    const double lean = run.slant ? kSlant : 0;
    // The face's y goes upwards: towards (ry, -rx) on the page, and to the right when letters lean.
    const std::array<double, 4> matrix = {rx * wide, ry * wide, (ry + lean * rx) * scale, (-rx + lean * ry) * scale};
    body_ += fmt::format("<g fill=\"#{}\" transform=\"matrix(", text.color.hex());
    for (const double each : matrix) {
      append_number(body_, each, 4);
      body_ += ' ';
    }
    point(text.x, text.baseline);
    body_ += ")\"";
    if (run.embolden)
      body_ +=
          fmt::format(" stroke=\"#{}\" stroke-width=\"{:.0f}\"", text.color.hex(), run.face->units_per_em() * kHeavier);
    opacity(text.opacity);
    body_ += '>';
    double pen = 0;
    for (const layout::Glyph& glyph : run.glyphs) {
      use(*run.face, glyph.id, (pen + static_cast<double>(glyph.dx)) / wide, static_cast<double>(glyph.dy) / scale);
      pen += static_cast<double>(glyph.advance);
    }
    body_ += "</g>";
  }

  void use(const layout::Face& face, std::uint32_t glyph, double x, double y) {
    const auto [known, added] = glyphs_.try_emplace({&face, glyph}, -1);
    if (added && define(face, glyph)) known->second = count_++;
    if (known->second < 0) return;  // nothing to be seen
    body_ += "<use href=\"#";
    body_ += prefix_;
    body_ += fmt::format("g{}\"", known->second);
    if (x != 0) {
      body_ += " x=\"";
      append_number(body_, x, 0);
      body_ += '"';
    }
    if (y != 0) {
      body_ += " y=\"";
      append_number(body_, y, 0);
      body_ += '"';
    }
    body_ += "/>";
  }

  bool define(const layout::Face& face, std::uint32_t glyph) {
    const std::string name = fmt::format("{}g{}", prefix_, count_);
    if (face.has_color_bitmaps()) {
      if (const PictureGlyph shown = picture(face, glyph); !shown.png.empty()) {
        definitions_ += fmt::format(
            "<image id=\"{}\" width=\"{}\" height=\"{}\" transform=\"matrix(1 0 0 -1 {} {})\" "
            "preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>",
            name, shown.width, shown.height, shown.left, shown.bottom + shown.height, to_base64(shown.png));
        return true;
      }
    }
    const std::string data = outline(face, glyph);
    if (data.empty()) return false;
    definitions_ += fmt::format("<path id=\"{}\" d=\"{}\"/>", name, data);
    return true;
  }

  void mark(const layout::LinkMark&) {}  // a preview leads nowhere

  const layout::Page& page_;
  std::string_view prefix_;
  std::string definitions_, body_;
  std::map<std::pair<const layout::Face*, std::uint32_t>, int> glyphs_;  ///< below 0: without an outline
  std::unordered_map<std::string_view, std::size_t> pictures_;
  int count_ = 0;
};

}  // namespace

std::string write(const layout::Page& page, std::string_view prefix) { return Drawing(page, prefix).run(); }

}  // namespace kontor::docgen::svg
