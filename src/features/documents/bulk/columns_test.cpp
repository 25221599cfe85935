#include "features/documents/bulk/columns.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

namespace kontor::documents::bulk {
namespace {

const boost::json::object& schema() {
  static const boost::json::object parsed = boost::json::parse(R"json({"type": "object", "properties": {
    "client": {"type": "object", "title": "Клиент", "properties": {
      "name": {"type": "string", "title": "Название"}, "inn": {"type": "string", "title": "ИНН"}}},
    "agent": {"type": "object", "title": "Агент", "properties": {"name": {"type": "string", "title": "Название"}}},
    "items": {"type": "array", "title": "Позиции", "items": {"type": "object", "properties": {
      "price": {"type": "number", "title": "Цена"}}}},
    "tags": {"type": "array", "title": "Метки", "items": {"type": "string"}},
    "address2": {"type": "string", "title": "Адрес 2"}}})json")
                                                .as_object();
  return parsed;
}

std::string place(const std::string& head) {
  const Column column = columns_of({head}, schema()).front();
  return column.place ? column.place->path() : "";
}

TEST(BulkColumns, AreNamedByPaths) {
  EXPECT_EQ(place("client.name"), "client.name");
  EXPECT_EQ(place("Client.Name"), "client.name");
  EXPECT_EQ(place("items[0].price"), "items[0].price");
  EXPECT_EQ(place("items[12].price"), "items[12].price");
  EXPECT_EQ(place("items.price"), "items[0].price") << "one entry in each row";
  EXPECT_EQ(place("tags[1]"), "tags[1]");
}

TEST(BulkColumns, AreNamedInTheWordsOfTheForm) {
  EXPECT_EQ(place("ИНН"), "client.inn");
  EXPECT_EQ(place("Клиент: название"), "client.name");
  EXPECT_EQ(place("Агент / Название *"), "agent.name");
  EXPECT_EQ(place("Цена"), "items[0].price");
  EXPECT_EQ(place("Цена 2"), "items[1].price");
  EXPECT_EQ(place("Позиции 3: Цена"), "items[2].price");
  EXPECT_EQ(place("Адрес 2"), "address2");
}

TEST(BulkColumns, ThatNameNoFieldOrMoreThanOneFillNone) {
  EXPECT_EQ(place("Название"), "") << "the client's or the agent's?";
  EXPECT_EQ(place("Комментарий"), "");
  EXPECT_EQ(place(""), "");
  EXPECT_EQ(place("items[99999].price"), "");
  EXPECT_EQ(place("items[0][1].price"), "");
}

TEST(BulkColumns, FillAFieldOnlyOnce) {
  const std::vector<Column> columns = columns_of({"inn", "x", "ИНН"}, schema());
  EXPECT_TRUE(columns[0].place);
  EXPECT_FALSE(columns[2].place);
  EXPECT_EQ(columns[2].doubled, "A");
}

}  // namespace
}  // namespace kontor::documents::bulk
