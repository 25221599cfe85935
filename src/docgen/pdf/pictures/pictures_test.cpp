#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "docgen/model/data_uri.hpp"
#include "docgen/pdf/deflate.hpp"
#include "docgen/pdf/pdf.hpp"
#include "docgen/pdf/pictures/packed.hpp"
#include "docgen/pdf/sample_test.hpp"
#include "docgen/test_tool.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string number(std::uint32_t value) {
  std::string out;
  for (const int shift : {24, 16, 8, 0}) out += static_cast<char>(value >> shift & 0xFF);
  return out;
}

std::string chunk(const std::string& type, const std::string& content) {
  const std::string body = type + content;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return number(static_cast<std::uint32_t>(content.size())) + body + number(static_cast<std::uint32_t>(sum));
}

struct Sketch {
  std::uint32_t width = 2, height = 2;
  char depth = 8, kind = 2;
  std::string rows;  ///< with their filters
  std::string palette = {}, transparency = {};
  char interlaced = 0;

  std::string png() const {
    std::string packed;
    pdf::append_deflated(packed, rows, pdf::Effort::small);
    std::string out("\x89PNG\r\n\x1A\n", 8);
    out += chunk("IHDR", number(width) + number(height) + std::string{depth, kind, 0, 0, interlaced});
    if (!palette.empty()) out += chunk("PLTE", palette);
    if (!transparency.empty()) out += chunk("tRNS", transparency);
    return out + chunk("IDAT", packed) + chunk("IEND", "");
  }
};

/// The page's picture as a program outside of us draws it: the colours of its pixels, row by row, as hexadecimal.
std::string drawn(const std::string& file, int width, int height) {
  constexpr int kPixel = 8;  // so large that no reader smooths them
  sample::Paper paper;
  paper.page() = {.width = width * 1.0 * kPixel, .height = height * 1.0 * kPixel, .marks = {}};
  auto figure = std::make_shared<Figure>();
  figure->bytes = file;
  paper.y = 0;
  paper.show(figure, width * kPixel, height * kPixel);
  std::get<layout::PictureMark>(paper.page().marks[0]).x = 0;
  const auto written = pdf::write(paper.pages);
  EXPECT_TRUE(written) << written.error().public_message;
  if (!written) return "";
  EXPECT_THAT(said_of(*written, "qpdf --check {} 2>&1"), HasSubstr("No syntax or stream encoding errors found"));
  const std::string ppm = said_of(*written, "pdftoppm -r 72 {}");
  const auto row_size = static_cast<std::size_t>(width * kPixel * 3);
  const std::string_view pixels =
      std::string_view(ppm).substr(ppm.size() - row_size * static_cast<std::size_t>(height * kPixel));
  std::string out;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const auto row = static_cast<std::size_t>(y * kPixel + kPixel / 2),
                 column = static_cast<std::size_t>(x * kPixel + kPixel / 2);
      for (const char c : pixels.substr(row * row_size + column * 3, 3))
        out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
  return out;
}

std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values) out += static_cast<char>(value);
  return out;
}

constexpr const char* kRedGreenBlueWhite =
    "ff0000"
    "00ff00"
    "0000ff"
    "ffffff";

TEST(PdfPicture, ShowsEachKindOfPng) {
  EXPECT_EQ(drawn(Sketch{.rows = bytes({0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255})}.png(), 2, 2),
            kRedGreenBlueWhite);
  EXPECT_EQ(drawn(Sketch{.depth = 2,
                         .kind = 3,
                         .rows = bytes({0, 0x10, 0, 0xB0}),
                         .palette = bytes({255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255})}
                      .png(),
                  2, 2),
            kRedGreenBlueWhite);
  EXPECT_EQ(drawn(Sketch{.kind = 0, .rows = bytes({0, 0, 128, 2, 255, 127})}.png(), 2, 2), "000000808080ffffffffffff");
  EXPECT_EQ(drawn(Sketch{.depth = 1, .kind = 0, .rows = bytes({0, 0x40, 0, 0x80})}.png(), 2, 2),
            "000000ffffffffffff000000");
  EXPECT_EQ(
      drawn(Sketch{.height = 1, .depth = 16, .rows = bytes({0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255})}.png(), 2,
            1),
      "ff00000000ff");
}

TEST(PdfPicture, LetsThePaperShowThroughWhatIsTransparent) {
  // Red as it is, green half, blue not at all, on white.
  EXPECT_EQ(
      drawn(Sketch{.width = 3, .height = 1, .kind = 6, .rows = bytes({0, 255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0})}
                .png(),
            3, 1),
      "ff0000"
      "7fff7f"
      "ffffff");
  EXPECT_EQ(drawn(Sketch{.height = 1, .kind = 4, .rows = bytes({0, 0, 255, 0, 0})}.png(), 2, 1), "000000ffffff");
  EXPECT_EQ(drawn(Sketch{.height = 1,
                         .kind = 3,
                         .rows = bytes({0, 0, 1}),
                         .palette = bytes({255, 0, 0, 0, 0, 255}),
                         .transparency = bytes({255, 0})}
                      .png(),
                  2, 1),
            "ff0000ffffff");
  EXPECT_EQ(drawn(Sketch{.height = 1, .kind = 0, .rows = bytes({0, 7, 0}), .transparency = bytes({0, 7})}.png(), 2, 1),
            "ffffff000000");
}

TEST(PdfPicture, PutsInterlacedPixelsInTheirPlaces) {
  // Of two by two pixels: the first pass has one, the sixth the one at its right, the seventh the row below.
  EXPECT_EQ(
      drawn(Sketch{.rows = bytes({0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255}), .interlaced = 1}.png(), 2,
            2),
      kRedGreenBlueWhite);
}

TEST(PdfPicture, UndoesEveryFilter) {
  Sketch sketch{.width = 2, .height = 5, .kind = 6, .rows = {}};
  sketch.rows += bytes({0, 10, 20, 30, 255, 20, 30, 40, 255});
  sketch.rows += bytes({1, 10, 20, 30, 255, 10, 10, 10, 0});
  sketch.rows += bytes({2, 0, 0, 0, 0, 0, 0, 0, 0});
  sketch.rows += bytes({3, 5, 10, 15, 128, 5, 5, 5, 0});
  sketch.rows += bytes({4, 0, 0, 0, 0, 0, 0, 0, 0});
  std::string same;
  for (int y = 0; y < 5; ++y)
    same +=
        "0a141e"
        "141e28";
  EXPECT_EQ(drawn(sketch.png(), 2, 5), same);
}

TEST(PdfPicture, IsInTheFileOnceHoweverOftenItIsShown) {
  sample::Paper paper;
  const std::string file = Sketch{.rows = bytes({0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255})}.png();
  for (int i = 0; i < 3; ++i) {
    auto figure = std::make_shared<Figure>();
    figure->bytes = file;
    paper.show(figure, 20, 20);
  }
  const std::string images =
      said_of(*pdf::write(paper.pages), "pdfimages -list {} | tail -n +3 | awk '{{print $11}}' | sort -u | wc -l");
  EXPECT_EQ(images, "1\n");
}

TEST(PdfPicture, RefusesDamagedFiles) {
  const std::string good = Sketch{.rows = bytes({0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255})}.png();
  EXPECT_TRUE(pdf::packed_png(good));
  for (std::size_t size = 0; size < good.size() - 12; ++size)
    EXPECT_FALSE(pdf::packed_png(good.substr(0, size))) << size;
  EXPECT_FALSE(pdf::packed_png(Sketch{.rows = bytes({0, 255, 0})}.png()));                         // too few pixels
  EXPECT_FALSE(pdf::packed_png(Sketch{.height = 1, .rows = bytes({9, 1, 2, 3, 4, 5, 6})}.png()));  // no such filter
  EXPECT_FALSE(pdf::packed_png(Sketch{.depth = 3, .kind = 2, .rows = "x"}.png()));
  EXPECT_FALSE(pdf::packed_png(Sketch{.kind = 3, .rows = bytes({0, 0, 0, 0, 0, 0})}.png()));  // no palette
}

std::string jpeg(char frame, char channels, const std::string& before = {}) {
  std::string out = "\xFF\xD8" + before + "\xFF";
  out += frame;
  out += std::string("\0\x08\x08\0\x10\0\x20", 7) + channels;
  return out + std::string("\xFF\xDA\0\x02\0\xFF\xD9", 7);
}

TEST(PdfPicture, TakesJpegsAsTheyAre) {
  const auto colors = pdf::packed_jpeg(jpeg('\xC0', 3));
  ASSERT_TRUE(colors);
  EXPECT_EQ(colors->bytes, jpeg('\xC0', 3));
  EXPECT_THAT(colors->entries, HasSubstr("/Width 32/Height 16"));
  EXPECT_THAT(colors->entries, HasSubstr("/DeviceRGB"));
  const auto inks = pdf::packed_jpeg(jpeg('\xC2', 4,
                                          std::string("\xFF\xEE\0\x0E"
                                                      "Adobe\0\x64\0\0\0\0\2",
                                                      16)));
  ASSERT_TRUE(inks);
  EXPECT_TRUE(inks->cmyk);
  EXPECT_THAT(inks->entries, HasSubstr("/Decode[1 0 1 0 1 0 1 0]"));
  EXPECT_FALSE(pdf::packed_jpeg(jpeg('\xC3', 3)));  // lossless
  EXPECT_FALSE(pdf::packed_jpeg("\xFF\xD8\xFF"));
}

}  // namespace
}  // namespace kontor::docgen
