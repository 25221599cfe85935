#include "features/documents/template_fields.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace kontor::documents {
namespace {

using boost::json::object;
using testing::ElementsAre;
using testing::IsEmpty;

boost::json::value json_of(const object& json) { return json; }

object schema(std::string_view text) { return boost::json::parse(text).as_object(); }

const object kFound = schema(R"({"type": "object", "required": ["client", "date", "items"], "properties": {
  "client": {"type": "object", "title": "Client", "required": ["name"],
             "properties": {"name": {"type": "string", "title": "Name"}}},
  "date": {"type": "string", "format": "date", "title": "Date"},
  "items": {"type": "array", "title": "Items", "items": {"type": "object", "required": ["price"],
            "properties": {"price": {"type": "string", "format": "money", "title": "Price"}}}}}})");

TEST(RefinedFields, FollowTheFileWhereTheAuthorSaidNothing) {
  object next = kFound;
  next.at("properties").at("date").as_object()["format"] = "text";
  next.at("properties").as_object()["stamp"] = schema(R"({"type": "boolean", "title": "Stamp"})");
  EXPECT_EQ(carried_over(kFound, kFound, next), next);
}

TEST(RefinedFields, KeepTheAuthorsWordsTypesAndDemands) {
  object mine = kFound;
  mine.at("properties").at("client").at("properties").at("name").as_object()["title"] = "Кто заказал";
  mine.at("properties").at("items").at("items").at("properties").at("price").as_object()["minimum"] = "0";
  mine["required"] = boost::json::array{"client"};
  object next = kFound;
  next.at("properties").at("client").at("properties").as_object()["inn"] = schema(R"({"type": "string"})");
  const object merged = carried_over(kFound, mine, next);
  EXPECT_EQ(json_of(merged).at_pointer("/properties/client/properties/name/title"), "Кто заказал");
  EXPECT_EQ(json_of(merged).at_pointer("/properties/items/items/properties/price/minimum"), "0");
  EXPECT_EQ(json_of(merged).at_pointer("/properties/items/items/properties/price/format"), "money");
  EXPECT_EQ(merged.at("required"), (boost::json::array{"client"})) << "a field made optional stays so";
  EXPECT_TRUE(json_of(merged).at_pointer("/properties/client/properties").as_object().contains("inn"))
      << "what came is there";
}

TEST(RefinedFields, KeepTheAuthorsOrderAndPutNewFieldsBehind) {
  object mine = kFound;
  mine["properties"] = object{{"items", kFound.at("properties").at("items")},
                              {"client", kFound.at("properties").at("client")},
                              {"date", kFound.at("properties").at("date")}};
  object next = kFound;
  next["properties"] = object{{"stamp", object{{"type", "boolean"}}},
                              {"client", kFound.at("properties").at("client")},
                              {"items", kFound.at("properties").at("items")}};
  std::vector<std::string> names;
  const object merged = carried_over(kFound, mine, next);
  for (const auto& entry : merged.at("properties").as_object()) names.emplace_back(entry.key());
  EXPECT_THAT(names, ElementsAre("items", "client", "stamp")) << "and the date is gone with its tag";
}

TEST(RefinedFields, KeepFieldsThatOnlyTheAuthorHas) {
  object mine = kFound;
  mine.at("properties").as_object()["hint"] = schema(R"({"type": "string", "title": "Hint"})");
  EXPECT_TRUE(carried_over(kFound, mine, kFound).at("properties").as_object().contains("hint"));
}

TEST(RefinedFields, KeepOnlyTheWordsOfWhatBecameAnotherKindOfThing) {
  object mine = kFound;
  mine.at("properties").at("date").as_object()["title"] = "Когда";
  object next = kFound;
  next.at("properties").as_object()["date"] =
      schema(R"({"type": "object", "title": "Date", "properties": {"from": {"type": "string"}}})");
  const object date = carried_over(kFound, mine, next).at("properties").at("date").as_object();
  EXPECT_EQ(date.at("title"), "Когда");
  EXPECT_EQ(date.at("type"), "object");
  EXPECT_FALSE(date.contains("format"));
}

TEST(FieldPaths, NameEveryPlainFieldAndWhatCameAndWent) {
  EXPECT_THAT(field_paths(kFound), ElementsAre("client.name", "date", "items[].price"));
  EXPECT_THAT(field_paths({}), IsEmpty());
  EXPECT_THAT(paths_without({"a", "b", "c"}, {"b"}), ElementsAre("a", "c"));
}

}  // namespace
}  // namespace kontor::documents
