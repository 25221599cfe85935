#include "docgen/model/figure.hpp"

#include <cmath>

#include "docgen/model/svg.hpp"

namespace kontor::docgen {
namespace {

constexpr double kInch = 25.4;
constexpr double kPixel = kInch / 96;                  // CSS's and Word's
constexpr double kPageWidth = 165, kPageHeight = 240;  // the text of an A4 page with its margins
constexpr double kLongest = 1000;                      // of a side that follows from the other
constexpr double kDots = 300;                          // to the inch: what printers show
constexpr double kMaxDrawnPixels = 2'500'000;          // 10 MB while it is drawn

Extent printed_size(Extent pixels, const FigureSize& size) {
  const double ratio = pixels.height / pixels.width;
  if (size.width_mm && size.height_mm) return {*size.width_mm, *size.height_mm};
  if (size.width_mm) return {*size.width_mm, std::min(*size.width_mm * ratio, kLongest)};
  if (size.height_mm) return {std::min(*size.height_mm / ratio, kLongest), *size.height_mm};
  const Extent natural{pixels.width * kPixel, pixels.height * kPixel};
  const double scale = std::min({1.0, kPageWidth / natural.width, kPageHeight / natural.height});
  return {natural.width * scale, natural.height * scale};
}

Result<std::shared_ptr<const Figure>> drawn(std::string_view svg, const FigureSize& size, std::string alt) {
  TRY(const SvgDrawing drawing, SvgDrawing::read(svg));
  const Extent printed = printed_size(drawing.size(), size);
  Extent dots{std::max(1.0, std::round(printed.width / kInch * kDots)),
              std::max(1.0, std::round(printed.height / kInch * kDots))};
  if (const double scale = std::sqrt(kMaxDrawnPixels / (dots.width * dots.height)); scale < 1)
    dots = {std::max(1.0, std::floor(dots.width * scale)), std::max(1.0, std::floor(dots.height * scale))};
  auto figure = std::make_shared<Figure>();
  figure->width = static_cast<int>(dots.width);
  figure->height = static_cast<int>(dots.height);
  TRY(figure->bytes, drawing.png(figure->width, figure->height));
  figure->width_mm = printed.width;
  figure->height_mm = printed.height;
  figure->alt = std::move(alt);
  return figure;
}

}  // namespace

Result<std::shared_ptr<const Figure>> figure_of(std::string bytes, FigureSize size, std::string alt) {
  if (looks_like_svg(bytes)) return drawn(bytes, size, std::move(alt));
  TRY(const Picture picture, read_picture(bytes));
  const Extent printed = printed_size({static_cast<double>(picture.width), static_cast<double>(picture.height)}, size);
  auto figure = std::make_shared<Figure>();
  figure->kind = picture.kind;
  figure->width = picture.width;
  figure->height = picture.height;
  figure->width_mm = printed.width;
  figure->height_mm = printed.height;
  figure->bytes = std::move(bytes);
  figure->alt = std::move(alt);
  return figure;
}

}  // namespace kontor::docgen
