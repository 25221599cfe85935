#include "docgen/model/picture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/codes/bilevel_png.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/model/svg.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

std::string png() {
  return bilevel_png(12, 5, [](int x, int y) { return x == y; });
}

std::string message(const std::string& bytes) {
  const auto picture = read_picture(bytes);
  return picture ? "read" : picture.error().public_message;
}

std::string drawing(std::string_view inside, std::string_view attributes = "width='40' height='20'") {
  return fmt::format("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {}>{}</svg>",
                     attributes, inside);
}

std::string complaint(const std::string& svg) {
  const auto read = SvgDrawing::read(svg);
  return read ? "read" : read.error().public_message;
}

TEST(Picture, IsMeasuredByItsHead) {
  const std::string bytes = png();
  const auto picture = read_picture(bytes);
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->width, 12);
  EXPECT_EQ(picture->height, 5);
  const std::string jpeg("\xFF\xD8\xFF\xE0\x00\x04xx\xFF\xC0\x00\x11\x08\x00\x20\x00\x40\x03xxxxxxxxx", 28);
  const auto photo = read_picture(jpeg);
  ASSERT_TRUE(photo);
  EXPECT_EQ(photo->kind, Picture::Kind::jpeg);
  EXPECT_EQ(photo->width, 64);
  EXPECT_EQ(photo->height, 32);
}

TEST(Picture, IsRefusedWhenItsHeadClaimsTooMuch) {
  std::string bytes = png();
  bytes[17] = bytes[21] = 1;  // 65,548 × 65,541
  EXPECT_EQ(message(bytes), "the picture claims 65548 × 65541 pixels, more than the 25 million that are taken");
  bytes[16] = bytes[20] = '\x7F';
  EXPECT_EQ(message(bytes),
            "the picture claims over 100000 × over 100000 pixels, more than the 25 million that are taken");
}

TEST(Picture, NamesWhatAFileIsInstead) {
  EXPECT_EQ(message("GIF89a"), "the picture must be a PNG or a JPEG picture, but this file is of the kind GIF");
  EXPECT_EQ(message(std::string("RIFF\0\0\0\0WEBP", 12)),
            "the picture must be a PNG or a JPEG picture, but this file is of the kind WebP");
  EXPECT_THAT(message("%PDF-1.7"), HasSubstr("PDF"));
  EXPECT_THAT(message("hello"), HasSubstr("neither"));
  EXPECT_THAT(message(""), HasSubstr("empty"));
  EXPECT_THAT(message(png().substr(0, 20)), HasSubstr("damaged"));
  EXPECT_THAT(message(png() + std::string(11 << 20, 'x')), HasSubstr("at most 10 MiB"));
}

TEST(DataUri, GivesTheBytes) {
  EXPECT_EQ(from_base64("SGVs\nbG8="), "Hello");
  EXPECT_EQ(from_base64("SGVsbG8"), "Hello");
  EXPECT_EQ(from_base64("SGVsbG8h!"), std::nullopt);
  EXPECT_EQ(from_base64("A"), std::nullopt);
  EXPECT_EQ(from_data_uri("data:text/plain;base64,SGVsbG8="), "Hello");
  EXPECT_EQ(from_data_uri("data:image/svg+xml,%3Csvg%2F%3E"), "<svg/>");
  EXPECT_EQ(from_data_uri("data:image/png"), std::nullopt);
}

TEST(Svg, IsDrawnAtTheSizeThatIsPrinted) {
  const auto figure = figure_of(drawing("<circle cx='20' cy='10' r='9'/>"), {.width_mm = 25.4}, "a dot");
  ASSERT_TRUE(figure) << figure.error().public_message;
  EXPECT_EQ((*figure)->width, 300);
  EXPECT_EQ((*figure)->height, 150);
  const auto drawn = read_picture((*figure)->bytes);
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->width, 300);
}

TEST(Svg, TakesItsProportionsFromTheViewBox) {
  const auto figure = figure_of(drawing("", "viewBox='0 0 100 300'"), {.width_mm = 10}, "");
  ASSERT_TRUE(figure) << figure.error().public_message;
  EXPECT_DOUBLE_EQ((*figure)->height_mm, 30);
}

TEST(Svg, NeverReachesOutOfItsFile) {
  EXPECT_THAT(complaint(drawing("<image href='file:///etc/passwd'/>")),
              HasSubstr("another file, \"file:///etc/passwd\""));
  EXPECT_THAT(complaint(drawing("<image xlink:href='https://a.b/x.png'/>")), HasSubstr("another file"));
  EXPECT_THAT(complaint("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + drawing("&x;")),
              HasSubstr("declares entities"));
  EXPECT_EQ(complaint(drawing("<a href='https://a.b'><rect width='1' height='1'/></a>")), "read");
}

TEST(Svg, IsRefusedWhenDrawingWouldNotEnd) {
  std::string bomb = "<g id='a0'><rect width='1' height='1'/></g>";
  for (int i = 1; i < 12; ++i) {
    bomb += fmt::format("<g id='a{}'>", i);
    for (int k = 0; k < 10; ++k) bomb += fmt::format("<use href='#a{}'/>", i - 1);
    bomb += "</g>";
  }
  EXPECT_THAT(complaint(drawing(bomb)), HasSubstr("too complex"));
  const std::string blur = "<filter id='f'><feGaussianBlur stdDeviation='9'/></filter>";
  std::string blurred = blur, marked = "<marker id='m'>" + std::string(300, ' ') + "<g/><g/><g/></marker><path d='M0 0";
  for (int i = 0; i < 50; ++i) blurred += "<rect width='9' height='9' style='filter:url(#f)'/>";
  for (int i = 0; i < 5000; ++i) marked += " L1 1";
  EXPECT_THAT(complaint(drawing(blurred)), HasSubstr("too complex"));
  EXPECT_THAT(complaint(drawing(marked + "' marker-mid='url(#m)'/>")), HasSubstr("too complex"));
  EXPECT_EQ(complaint(drawing(marked + "'/>")), "read");
  EXPECT_EQ(complaint(drawing(blur + "<rect width='9' height='9' filter='url(#f)'/>")), "read");
  EXPECT_THAT(complaint(drawing(blur + "<style>rect{filter:url(#f)}</style>" + std::string(50, ' ') +
                                "<g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/><g/>")),
              HasSubstr("too complex"));
  EXPECT_THAT(complaint(drawing("<filter><feTurbulence numOctaves='1000000'/></filter>")),
              HasSubstr("the effect feTurbulence, which is not drawn"));
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<g>";
  for (int i = 0; i < 5000; ++i) deep += "</g>";
  EXPECT_THAT(complaint(drawing(deep)), HasSubstr("nested too deeply"));
  EXPECT_EQ(complaint(drawing("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>")), "read");
  EXPECT_THAT(complaint(drawing(std::string(2 << 20, ' '))), HasSubstr("at most 1 MiB"));
  EXPECT_THAT(complaint("<svg"), HasSubstr("damaged"));
}

}  // namespace
}  // namespace kontor::docgen
