#include "features/documents/multipart.hpp"

#include <gmock/gmock.h>

namespace kontor::documents {
namespace {

using testing::HasSubstr;

std::string why(std::string_view body) {
  const auto parts = form_parts(body);
  return parts ? "" : parts.error().fields.at(0).message;
}

constexpr std::string_view kForm =
    "------WebKitFormBoundaryAbC\r\n"
    "Content-Disposition: form-data; name=\"about\"\r\n"
    "Content-Type: application/json\r\n\r\n"
    "{\"name\": \"Offer\"}\r\n"
    "------WebKitFormBoundaryAbC\r\n"
    "content-disposition: form-data; name=\"file\"; filename=\"КП %22дуб%22.docx\"\r\n\r\n"
    "PK\r\n--\r\n\r\n\r\n"
    "------WebKitFormBoundaryAbC--\r\n";

TEST(Form, IsPartedAsBrowsersSendIt) {
  const auto parts = form_parts(kForm);
  ASSERT_TRUE(parts) << describe(parts.error());
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ(parts->at(0).name, "about");
  EXPECT_EQ(parts->at(0).content, "{\"name\": \"Offer\"}");
  EXPECT_EQ(parts->at(0).file_name, "");
  EXPECT_EQ(parts->at(1).name, "file");
  EXPECT_EQ(parts->at(1).file_name, "КП \"дуб\".docx");
  EXPECT_EQ(parts->at(1).content, "PK\r\n--\r\n\r\n") << "byte for byte";
}

TEST(Form, IsRecognisedByItsMediaType) {
  EXPECT_TRUE(is_form("Multipart/Form-Data; boundary=x"));
  EXPECT_FALSE(is_form("application/octet-stream"));
}

TEST(Form, ThatIsNoneSaysWhy) {
  EXPECT_THAT(why(""), HasSubstr("begin with a boundary"));
  EXPECT_THAT(why("PK\x03\x04"), HasSubstr("begin with a boundary"));
  EXPECT_THAT(why("--\r\n"), HasSubstr("begin with a boundary"));
  EXPECT_THAT(why(kForm.substr(0, 60)), HasSubstr("no headers"));
  EXPECT_THAT(why(kForm.substr(0, kForm.size() - 10)), HasSubstr("cut off"));
  EXPECT_THAT(why("--b\r\nX: y\r\n\r\nz\r\n--b--"), HasSubstr("no Content-Disposition"));
  EXPECT_THAT(why("--b\r\nContent-Disposition: form-data\r\n\r\nz\r\n--b--"), HasSubstr("no name"));
  EXPECT_THAT(why("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nz\r\n--bc"), HasSubstr("something else"));
  std::string many;
  for (int i = 0; i < 20; ++i) many += "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nz\r\n";
  EXPECT_THAT(why(many + "--b--"), HasSubstr("too many parts"));
}

}  // namespace
}  // namespace kontor::documents
