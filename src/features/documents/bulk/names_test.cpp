#include "features/documents/bulk/names.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

namespace kontor::documents::bulk {
namespace {

const boost::json::object kPayload =
    boost::json::parse(R"({"client": {"name": "ООО \"Ромашка\""}, "items": [{"price": 10}]})").as_object();

TEST(BulkNames, AreMadeOfThePatternAndAreSafe) {
  Names names("{row} {client.name} {items[0].price}", 5000);
  EXPECT_EQ(names.next({.row = 12, .title = "", .payload = kPayload}), "0012 ООО Ромашка 10");
  EXPECT_EQ(safe_name("../../etc/passwd"), "etc passwd");
  EXPECT_EQ(safe_name("a\tb\nc:d*?"), "a b c d");
  EXPECT_EQ(safe_name("CON.pdf"), "_CON.pdf");
  EXPECT_EQ(safe_name(" . "), "_");
  std::string long_one;
  for (int i = 0; i < 300; ++i) long_one += "ж";
  EXPECT_EQ(safe_name(long_one).size(), 180u);
}

TEST(BulkNames, AreUniqueWhateverTheCapitals) {
  Names names("{title}", 10);
  names.take("Ошибки");
  EXPECT_EQ(names.next({.row = 2, .title = "Счёт", .payload = kPayload}), "Счёт");
  EXPECT_EQ(names.next({.row = 3, .title = "СЧЁТ", .payload = kPayload}), "СЧЁТ (2)");
  EXPECT_EQ(names.next({.row = 4, .title = "Счёт", .payload = kPayload}), "Счёт (3)");
  EXPECT_EQ(names.next({.row = 5, .title = "ошибки", .payload = kPayload}), "ошибки (2)");
}

TEST(BulkNames, AreAskedForWithFieldsOfTheTemplateOnly) {
  const auto schema =
      boost::json::parse(R"({"properties": {"client": {"properties": {"name": {"type": "string"}}}}})").as_object();
  EXPECT_TRUE(Names::check("{row} {title} {client.name}", schema));
  EXPECT_EQ(Names::check("{row", schema).error().fields[0].location, "query.names");
  EXPECT_THAT(Names::check("{client.phone}", schema).error().fields[0].message, testing::HasSubstr("{client.phone}"));
}

}  // namespace
}  // namespace kontor::documents::bulk
