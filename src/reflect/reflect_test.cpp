#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reflect/json_read.hpp"
#include "reflect/json_schema.hpp"
#include "reflect/json_write.hpp"
#include "reflect/sql_row.hpp"

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

TEST(JsonSchema, NamesStructsAndMarksWhatIsRequired) {
  Components components;
  EXPECT_EQ(to_text(schema_of<Order>(components)), R"({"$ref":"#/components/schemas/Order"})");
  EXPECT_EQ(to_text(components.schemas()["Item"]),
            R"({"type":"object","properties":{"name":{"type":"string","minLength":1,"maxLength":10},)"
            R"("quantity":{"type":"integer"}},"required":["name","quantity"]})");
  EXPECT_EQ(to_text(components.schemas()["Order"].at("properties").at("email")),
            R"({"type":["string","null"],"format":"email"})");
}

struct FakeRow {
  std::vector<std::pair<std::string, std::optional<std::string>>> cells;
  std::size_t columns() const { return cells.size(); }
  std::string_view name(std::size_t i) const { return cells[i].first; }
  std::optional<std::string_view> value(std::size_t i) const { return cells[i].second; }
};

struct Visit {
  std::int64_t count;
  std::optional<std::string> note;
  Timestamp at;
  std::vector<std::string> tags;
};
KONTOR_DESCRIBE(Visit, count, note, at, tags)

FakeRow visit() {
  using namespace std::string_literals;
  return {{{"count", "\0\0\0\x05"s},
           {"note", std::nullopt},
           {"at", "\0\0\0\0\0\0\0\x01"s},
           {"tags", "\0\0\0\1\0\0\0\0\0\0\0\x19\0\0\0\2\0\0\0\1\0\0\0\1a\0\0\0\2bc"s}}};
}

TEST(SqlRow, ReadsTheBinaryFormat) {
  const Visit read = read_row<Visit>(visit());
  EXPECT_EQ(read.count, 5);
  EXPECT_EQ(read.note, std::nullopt);
  EXPECT_EQ(rfc3339(read.at), "2000-01-01T00:00:00.000001Z");
  EXPECT_THAT(read.tags, ElementsAre("a", "bc"));
}

TEST(SqlRow, RefusesAStatementThatDoesNotFitTheStruct) {
  FakeRow renamed = visit();
  renamed.cells[0].first = "counter";
  EXPECT_THROW(read_row<Visit>(renamed), RowMismatch);
  FakeRow null = visit();
  null.cells[0].second = std::nullopt;
  EXPECT_THROW(read_row<Visit>(null), RowMismatch);
}

TEST(SqlRow, WritesArraysThatPostgresReadsBack) {
  EXPECT_EQ(to_param(std::vector<std::string>{"a", "b\"c", "d\\e,f"}), R"({"a","b\"c","d\\e,f"})");
}

}  // namespace
}  // namespace kontor::reflect
