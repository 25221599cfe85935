#include "http/message.hpp"

#include <gtest/gtest.h>

#include "http/fake_request.hpp"

namespace kontor::http {
namespace {

TEST(Cookies, AreFoundByTheirWholeName) {
  FakeRequest request;
  request.headers["cookie"] = "xid=no; id=yes;empty=; last=a=b";
  EXPECT_EQ(request.cookie("id"), "yes");
  EXPECT_EQ(request.cookie("xid"), "no");
  EXPECT_EQ(request.cookie("last"), "a=b");
  EXPECT_EQ(request.cookie("empty"), "");
  EXPECT_EQ(request.cookie("i"), "");
  EXPECT_EQ(request.cookie("yes"), "");
}

TEST(Cookies, AreNoneWithoutTheHeader) { EXPECT_EQ(FakeRequest().cookie("id"), ""); }

TEST(Cookies, OfBrokenHeadersAreJustNotThere) {
  FakeRequest request;
  for (const char* broken : {";;;", "id", "=", " ; = ;id", "; id"}) {
    request.headers["cookie"] = broken;
    EXPECT_EQ(request.cookie("id"), "") << broken;
  }
}

TEST(Headers, CannotBeStartedByAValue) {
  Response response;
  response.add_header("Location", std::string_view("/a\r\nSet-Cookie: id=evil\0x", 25));
  response.add_header("ETag", "\"1\"");
  EXPECT_EQ(response.headers, "Location: /a  Set-Cookie: id=evil x\r\nETag: \"1\"\r\n");
}

TEST(Method, HasTheNameOfTheProtocol) {
  EXPECT_EQ(name(Method::del), "DELETE");
  EXPECT_EQ(name(Method::get), "GET");
}

}  // namespace
}  // namespace kontor::http
