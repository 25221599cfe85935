#include "docgen/pdf/content.hpp"

#include <cmath>

namespace kontor::docgen::pdf {
namespace {

bool is_visible(double opacity) { return opacity < 0.995; }

}  // namespace

int Opacities::number(double opacity) {
  const int wanted = static_cast<int>(std::lround(std::clamp(opacity, 0.0, 1.0) * 100));
  const auto found = std::ranges::find(hundredths_, wanted);
  if (found != hundredths_.end()) return static_cast<int>(found - hundredths_.begin());
  hundredths_.push_back(wanted);
  return static_cast<int>(hundredths_.size()) - 1;
}

std::string Opacities::resources() const {
  std::string out;
  for (std::size_t i = 0; i < hundredths_.size(); ++i) {
    std::string value;
    append_hundredths(value, hundredths_[i]);
    out += fmt::format("/A{}<</ca {}/CA {}>>", i, value, value);
  }
  return out;
}

std::string Content::operators() {
  out_.reserve(32 << 10);
  for (const layout::Mark& any : page_.marks) std::visit([&](const auto& each) { mark(each); }, any);
  end_belonging();
  return std::move(out_);
}

/// What comes next is content of that node; neighbours of one node are one stretch.
void Content::belongs_to(layout::Node node) {
  if (!structure_.present()) return;
  const Belonging wanted = structure_.has(node) ? Belonging::node : Belonging::artifact;
  if (wanted == belonging_ && (wanted == Belonging::artifact || node == node_)) return;
  end_belonging();
  belonging_ = wanted;
  node_ = node;
  if (wanted == Belonging::artifact) {
    out_ += "/Artifact BMC\n";
    return;
  }
  out_ += "/P<</MCID ";
  append_integer(out_, structure_.add_content(node));
  out_ += ">>BDC\n";
}

void Content::end_belonging() {
  end_text();
  end_path();
  if (belonging_ != Belonging::nothing) out_ += "EMC\n";
  belonging_ = Belonging::nothing;
}

void Content::end_text() {
  if (!in_text_) return;
  out_ += "ET\n";
  in_text_ = false;
}

void Content::end_path() {
  if (path_ == Path::none) return;
  out_ += path_ == Path::fill ? "f\n" : "S\n";
  path_ = Path::none;
}

void Content::fill_color(const Color& color) {
  if (color == fill_) return;
  end_path();
  append_color(out_, color, false);
  fill_ = color;
}

void Content::line_color(const Color& color) {
  if (color == line_) return;
  end_path();
  append_color(out_, color, true);
  line_ = color;
}

void Content::mark(const layout::FillMark& fill) {
  if (!(fill.width > 0) || !(fill.height > 0)) return;
  belongs_to(layout::kArtifact);
  end_text();
  if (path_ == Path::lines) end_path();
  opacity(1);
  fill_color(fill.color);
  append_length(out_, fill.x);
  append_hundredths(out_, up(fill.y + fill.height));
  out_ += ' ';
  append_length(out_, fill.width);
  append_length(out_, fill.height);
  out_ += "re\n";
  path_ = Path::fill;
}

void Content::mark(const layout::LineMark& line) {
  if (!(line.width > 0)) return;
  belongs_to(layout::kArtifact);
  end_text();
  if (path_ == Path::fill) end_path();
  opacity(1);
  line_color(line.color);
  line_style(line);
  path_ = Path::lines;
  if (line.style == layout::LineMark::Style::wave) return wave(line);
  append_length(out_, line.x1);
  append_hundredths(out_, up(line.y1));
  out_ += " m ";
  append_length(out_, line.x2);
  append_hundredths(out_, up(line.y2));
  out_ += " l\n";
}

void Content::line_style(const layout::LineMark& line) {
  using Style = layout::LineMark::Style;
  const std::int64_t width = hundredths(line.width);
  if (width != line_width_) {
    end_path();
    append_hundredths(out_, width);
    out_ += " w\n";
    line_width_ = width;
  }
  const Style style = line.style == Style::wave ? Style::solid : line.style;
  if (style == line_style_ && (style == Style::solid || dash_of_ == width)) return;
  end_path();
  if ((style == Style::dotted) != (line_style_ == Style::dotted)) out_ += style == Style::dotted ? "1 J\n" : "0 J\n";
  out_ += '[';
  if (style == Style::dashed) {
    append_hundredths(out_, width * 3);
    out_ += ' ';
    append_hundredths(out_, width * 2);
  } else if (style == Style::dotted) {
    out_ += "0 ";
    append_hundredths(out_, width * 2);
  }
  out_ += "]0 d\n";
  line_style_ = style;
  dash_of_ = width;
}

/// Half waves above and below the line, four line widths long.
void Content::wave(const layout::LineMark& line) {
  const double length = std::hypot(line.x2 - line.x1, line.y2 - line.y1);
  constexpr double kMostWaves = 4000;
  if (!(length > 0) || !std::isfinite(length)) return;
  const double waves = std::clamp(std::round(length / (4 * line.width)), 1.0, kMostWaves);
  const double dx = (line.x2 - line.x1) / waves, dy = (line.y2 - line.y1) / waves;
  const double high = 2 * line.width, nx = -dy * waves / length * high, ny = dx * waves / length * high;
  const auto point = [&](double x, double y) {
    append_length(out_, x);
    append_hundredths(out_, up(y));
    out_ += ' ';
  };
  point(line.x1, line.y1);
  out_ += "m\n";
  double side = -1;
  for (double i = 0; i < waves; ++i, side = -side) {
    const double x = line.x1 + i * dx, y = line.y1 + i * dy;
    point(x + dx * 0.4 + side * nx, y + dy * 0.4 + side * ny);
    point(x + dx * 0.6 + side * nx, y + dy * 0.6 + side * ny);
    point(x + dx, y + dy);
    out_ += "c\n";
  }
}

void Content::opacity(double wanted) {
  if (!is_visible(wanted)) wanted = 1;
  if (wanted == opacity_) return;
  end_path();
  out_ += fmt::format("/A{} gs\n", opacities_.number(wanted));
  opacity_ = wanted;
}

void Content::mark(const layout::PictureMark& picture) {
  if (!picture.figure || !(picture.width > 0) || !(picture.height > 0)) return;
  belongs_to(picture.node);
  end_text();
  end_path();
  opacity(picture.opacity);
  out_ += "q ";
  append_length(out_, picture.width);
  out_ += "0 0 ";
  append_length(out_, picture.height);
  append_length(out_, picture.x);
  append_hundredths(out_, up(picture.y + picture.height));
  out_ += fmt::format(" cm/X{} Do Q\n", pictures_.number(*picture.figure));
  if (structure_.has(picture.node))
    structure_.set_box(picture.node, picture.x, page_.height - picture.y - picture.height, picture.x + picture.width,
                       page_.height - picture.y);
}

}  // namespace kontor::docgen::pdf
