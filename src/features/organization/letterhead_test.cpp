#include "features/organization/letterhead.hpp"

#include <gtest/gtest.h>

namespace kontor::organization {
namespace {

using namespace std::string_view_literals;

TEST(PictureType, IsReadFromTheFirstBytes) {
  EXPECT_EQ(picture_type("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv), PictureType::png);
  EXPECT_EQ(picture_type("\xFF\xD8\xFF\xE0\0\x10JFIF"sv), PictureType::jpeg);
  EXPECT_EQ(picture_type("\xFF\xD8\xFF\xE1"sv), PictureType::jpeg);
}

TEST(PictureType, IsNoneForWhatOnlyClaimsToBeAPicture) {
  for (const std::string_view bytes :
       {""sv, "PNG"sv, "\x89PNG"sv, "\x89PNG\n\x1A\n"sv, "\xFF\xD8"sv, " \xFF\xD8\xFF"sv, "GIF89a"sv,
        "<svg xmlns=\"http://www.w3.org/2000/svg\">"sv, "RIFF\0\0\0\0WEBP"sv, "%PDF-1.7"sv})
    EXPECT_EQ(picture_type(bytes), std::nullopt) << bytes;
}

TEST(PictureType, HasItsMediaType) {
  EXPECT_EQ(media_type(PictureType::png), "image/png");
  EXPECT_EQ(media_type(PictureType::jpeg), "image/jpeg");
}

}  // namespace
}  // namespace kontor::organization
