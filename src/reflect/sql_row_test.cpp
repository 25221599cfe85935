#include "reflect/sql_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::reflect {
namespace {

using ::testing::ElementsAre;

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

TEST(SqlRow, RefusesANullInAnArray) {
  using namespace std::string_literals;
  FakeRow row = visit();
  row.cells[3].second = "\0\0\0\1\0\0\0\1\0\0\0\x19\0\0\0\2\0\0\0\1\xFF\xFF\xFF\xFF\0\0\0\2bc"s;
  EXPECT_THROW(read_row<Visit>(row), RowMismatch);
}

TEST(SqlRow, WritesArraysThatPostgresReadsBack) {
  EXPECT_EQ(to_param(std::vector<std::string>{"a", "b\"c", "d\\e,f"}), R"({"a","b\"c","d\\e,f"})");
}

}  // namespace
}  // namespace kontor::reflect
