#include "features/documents/page_cursor.hpp"

#include <gtest/gtest.h>

namespace kontor::documents {
namespace {

struct Item {
  Id<Item> id;
  Timestamp created_at;
};

std::vector<Item> items(std::size_t count) {
  std::vector<Item> made;
  const Timestamp start = *parse_rfc3339("2026-11-23T14:00:00.123456Z");
  for (std::size_t i = 0; i < count; ++i) made.push_back({Id<Item>::make(), start - std::chrono::seconds(i)});
  return made;
}

Result<std::optional<PageCursor>> parsed(const std::string& text) {
  return PageCursor::parse(Text<1, 200>::parse(text).value());
}

TEST(PageCursor, PointsBehindTheLastItemOfAPage) {
  const std::vector<Item> all = items(4);
  const auto first = page(all, 3);
  EXPECT_EQ(first.items.size(), 3u);
  ASSERT_TRUE(first.next_cursor);
  const PageCursor cursor = parsed(*first.next_cursor).value().value();
  EXPECT_EQ(cursor.created_at, all[2].created_at) << "to the microsecond";
  EXPECT_EQ(cursor.id, all[2].id.uuid());
}

TEST(PageCursor, IsNoneOnTheLastPage) {
  EXPECT_EQ(page(items(3), 3).next_cursor, std::nullopt);
  EXPECT_EQ(page(items(3), 3).items.size(), 3u);
  EXPECT_EQ(page(items(0), 3).next_cursor, std::nullopt);
}

TEST(PageCursor, IsOptional) { EXPECT_EQ(PageCursor::parse(std::nullopt).value(), std::nullopt); }

TEST(PageCursor, ThatNoListHasGivenIsNamed) {
  const std::string real = PageCursor{items(1)[0].created_at, Uuid::v7()}.text();
  EXPECT_TRUE(parsed(real));
  for (const std::string& wrong : {std::string("7"), std::string("!!"), real.substr(1), real.substr(0, 20), real + "A",
                                   base64url("2026-11-23T14:00:00Z"), base64url(" "),
                                   base64url("yesterday 0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b")}) {
    const auto cursor = parsed(wrong);
    ASSERT_FALSE(cursor) << wrong;
    EXPECT_EQ(cursor.error().fields.at(0).location, "query.cursor");
  }
}

TEST(PageLimit, IsFromOneToTheLargestPage) {
  EXPECT_EQ(page_limit(std::nullopt).value(), kUsualPage);
  EXPECT_EQ(page_limit(1).value(), 1);
  EXPECT_EQ(page_limit(kLargestPage).value(), kLargestPage);
  for (const int wrong : {0, -1, kLargestPage + 1}) {
    ASSERT_FALSE(page_limit(wrong)) << wrong;
    EXPECT_EQ(page_limit(wrong).error().fields.at(0).location, "query.limit");
  }
}

}  // namespace
}  // namespace kontor::documents
