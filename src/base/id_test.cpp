#include "base/id.hpp"

#include <gtest/gtest.h>

namespace kontor {
namespace {

TEST(Uuid, SortsByTheMillisecondInWhichItWasMade) {
  const auto now = std::chrono::system_clock::now();
  const Uuid earlier = Uuid::v7(now);
  const Uuid later = Uuid::v7(now + std::chrono::milliseconds(1));
  EXPECT_LT(earlier, later);
  EXPECT_LT(earlier.text(), later.text());
  EXPECT_EQ(earlier.text()[14], '7');
}

TEST(Uuid, ReadsBackWhatItWroteAndNothingElse) {
  const Uuid id = Uuid::v7();
  EXPECT_EQ(Uuid::parse(id.text()), id);
  EXPECT_FALSE(Uuid::parse(id.text().substr(1)));
  EXPECT_FALSE(Uuid::parse("0190a5f0-0000-7000-8000-00000000000g"));
  EXPECT_FALSE(Uuid::parse("0190a5f0x0000-7000-8000-000000000000"));
}

}  // namespace
}  // namespace kontor
