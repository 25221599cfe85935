#include "docgen/svg/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "docgen/codes/bilevel_png.hpp"
#include "docgen/pdf/pdf.hpp"
#include "docgen/pdf/sample_test.hpp"
#include "docgen/svg/outlines.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Everything that marks can be, on one small page.
layout::Pages motley() {
  sample::Paper paper;
  auto& page = paper.page();
  page.width = 200;
  page.height = 160;
  paper.y = 0;
  page.marks.push_back(layout::FillMark{20, 20, 60, 30, {0.9, 0.2, 0.1}});
  using Style = layout::LineMark::Style;
  for (const auto& [style, y] :
       {std::pair{Style::solid, 60.0}, {Style::dashed, 70.0}, {Style::dotted, 80.0}, {Style::wave, 90.0}})
    page.marks.push_back(layout::LineMark{20, y, 180, y, 2, {0, 0.3, 0.6}, style});
  const auto text = [&](double x, double y) -> layout::TextMark& {
    page.marks.push_back(layout::TextMark{.x = x, .baseline = y, .run = sample::shaped("Ёлка fi", sample::sans(), 16)});
    return std::get<layout::TextMark>(page.marks.back());
  };
  text(100, 40);
  text(190, 140).turned = 1;
  text(20, 110).opacity = 0.4;
  auto bent = std::make_shared<layout::GlyphRun>(*sample::shaped("Bent", sample::sans(), 16));
  bent->slant = bent->embolden = true;
  text(90, 110).run = bent;
  auto wide = std::make_shared<layout::GlyphRun>(*sample::shaped("Wide", sample::sans(), 16));
  wide->stretch = 1.5;
  for (layout::Glyph& glyph : wide->glyphs) glyph.advance *= 1.5F;
  text(90, 135).run = wide;
  auto figure = std::make_shared<Figure>();
  figure->bytes = bilevel_png(64, 64, [](int x, int y) { return (x / 16 + y / 16) % 2 == 0; });
  figure->width = figure->height = 64;
  figure->crisp = true;
  page.marks.push_back(layout::PictureMark{.x = 20, .y = 120, .width = 32, .height = 32, .figure = figure});
  return std::move(paper.pages);
}

TEST(SvgPage, IsOneWellFormedDrawingOfItsOwn) {
  const std::string svg = svg::write(motley().pages[0], "a");
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(svg.c_str()));
  EXPECT_STREQ(document.child("svg").attribute("viewBox").value(), "0 0 200 160");
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("href=\"http")));
  EXPECT_THAT(svg, HasSubstr("id=\"ag0\""));
  EXPECT_EQ(svg, svg::write(motley().pages[0], "a"));
}

TEST(SvgPage, LooksAsThePdfDoes) {
  const layout::Pages pages = motley();
  const std::string from_pdf = said_of(*pdf::write(pages), "pdftoppm -r 144 {}");
  const std::string from_svg =
      said_of(svg::write(pages.pages[0]),
              "rsvg-convert --dpi-x 72 --dpi-y 72 -f pdf {0} -o {0}.pdf && pdftoppm -r 144 {0}.pdf");
  ASSERT_EQ(from_pdf.size(), from_svg.size());
  std::size_t off = 0, inked = 0;
  for (std::size_t i = 20; i < from_pdf.size(); ++i) {
    const int a = static_cast<unsigned char>(from_pdf[i]), b = static_cast<unsigned char>(from_svg[i]);
    off += std::abs(a - b) > 128;
    inked += a < 128;
  }
  EXPECT_GT(inked, 5000u);
  EXPECT_LT(off * 50, inked) << off << " of " << inked;
}

TEST(SvgPage, DrawsALetterAsItsOutline) {
  EXPECT_THAT(svg::outline(sample::sans(), 36), ::testing::StartsWith("m"));
  EXPECT_EQ(svg::outline(sample::sans(), 3), "");  // a space
  EXPECT_EQ(svg::outline(sample::sans(), 1'000'000), "");
}

}  // namespace
}  // namespace kontor::docgen
