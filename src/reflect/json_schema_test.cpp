#include "reflect/json_schema.hpp"

#include <gtest/gtest.h>

#include "reflect/raw_json.hpp"

namespace kontor::reflect {
namespace {

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

TEST(JsonSchema, NamesStructsAndMarksWhatIsRequired) {
  Components components;
  EXPECT_EQ(to_text(schema_of<Order>(components)), R"({"$ref":"#/components/schemas/Order"})");
  EXPECT_EQ(to_text(components.schemas()["Item"]),
            R"({"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":10},)"
            R"("quantity":{"type":"integer"}},"required":["name","quantity"]})");
  EXPECT_EQ(to_text(components.schemas()["Order"].at("properties").at("email")),
            R"({"type":["string","null"],"format":"email"})");
}

}  // namespace
}  // namespace kontor::reflect
