#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reflect/json_read.hpp"
#include "reflect/json_write.hpp"

namespace kontor::reflect {
namespace {

using ::testing::ElementsAre;

enum class Status { draft, ready };
BOOST_DESCRIBE_ENUM(Status, draft, ready)

struct Item {
  Text<1, 10> name;
  int quantity;
};
KONTOR_DESCRIBE(Item, name, quantity)

struct Order {
  Id<Order> id;
  Status status;
  std::optional<EmailAddress> email;
  std::vector<Item> items;
  RawJson extra;
};
KONTOR_DESCRIBE(Order, id, status, email, items, extra)

constexpr std::string_view kOrder =
    R"({"id":"0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b","status":"ready","email":null,)"
    R"("items":[{"name":"Стол \"дуб\"","quantity":2}],"extra":{"price":12.5,"big":1e21}})";

TEST(Json, WritesBackWhatItRead) {
  const Result<Order> order = from_json<Order>(kOrder);
  ASSERT_TRUE(order) << describe(order.error());
  EXPECT_EQ(to_json(*order), R"({"id":"0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b","status":"ready","email":null,)"
                             R"("items":[{"name":"Стол \"дуб\"","quantity":2}],"extra":{"price":12.5,"big":1e+21}})");
}

TEST(Json, NamesEveryBadPlaceAtOnce) {
  const Result<Order> order = from_json<Order>(
      R"({"id":"7","status":"lost","email":"x","items":[{"name":"","quantity":1.5},{"quantity":"2"}],"extra":1,"statsu":2})");
  ASSERT_FALSE(order);
  EXPECT_THAT(order.error().fields,
              ElementsAre(FieldError{"body.statsu", "is not a known field: did you mean \"status\"?"},
                          FieldError{"body.id", "is not an id (a UUID such as 0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b)"},
                          FieldError{"body.status", "must be draft or ready"},
                          FieldError{"body.email", "is not an e-mail address: the @ is missing"},
                          FieldError{"body.items[0].name", "must not be empty"},
                          FieldError{"body.items[0].quantity", "must be a whole number from -2147483648 to 2147483647"},
                          FieldError{"body.items[1].name", "is required"},
                          FieldError{"body.items[1].quantity", "expected a whole number, found text"}));
}

TEST(Json, SaysWhereTheTextIsNotJson) {
  const auto message = [](std::string_view text) { return parse_json(text, "body").error().fields[0].message; };
  EXPECT_EQ(message("{\"a\":1"), "is not JSON at line 1, column 7: it ends too early");
  EXPECT_THAT(message("{\n \"a\": x}"), ::testing::HasSubstr("line 2, column 7"));
  EXPECT_THAT(message("{} {}"), ::testing::HasSubstr("more text after its end"));
  EXPECT_THAT(message("{\"a\":\"\xC3\x28\"}"), ::testing::HasSubstr("UTF-8"));
  EXPECT_THAT(message(std::string(100, '[')), ::testing::HasSubstr("too deep"));
}

TEST(Json, EscapesWhatWouldBreakOut) {
  std::string out;
  append_json_string(out, std::string_view("a\"\\\n\x01\0z", 7));
  EXPECT_EQ(out, R"("a\"\\\n\u0001\u0000z")");
}

}  // namespace
}  // namespace kontor::reflect
