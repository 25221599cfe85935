#include "base/id.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace kontor {
namespace {

TEST(Uuid, SortsByTheMillisecondInWhichItWasMade) {
  const auto millis = [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  };
  const auto stamp = [](const Uuid& id) {
    return std::stoull(id.text().substr(0, 8) + id.text().substr(9, 4), nullptr, 16);
  };
  const std::uint64_t before = millis();
  const Uuid id = Uuid::v7();
  EXPECT_GE(stamp(id), before);
  EXPECT_LE(stamp(id), millis());
  EXPECT_EQ(id.text()[14], '7');
  EXPECT_THAT(std::string("89ab"), testing::HasSubstr(std::string(1, id.text()[19])));
}

TEST(Uuid, SortsInTheOrderOfMakingWithinAMillisecondAndOverThreads) {
  constexpr int kThreads = 4;
  constexpr std::size_t kIdsOfAThread = 20'000;
  std::vector<std::vector<Uuid>> made(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::vector<Uuid>& ids : made) {
      threads.emplace_back([&ids] {
        for (std::size_t i = 0; i < kIdsOfAThread; ++i) ids.push_back(Uuid::v7());
      });
    }
  }
  std::set<std::string> stamps;  // all but the random half
  for (const std::vector<Uuid>& ids : made) {
    EXPECT_TRUE(std::ranges::is_sorted(ids));
    for (const Uuid& id : ids) stamps.insert(id.text().substr(0, 18));
  }
  EXPECT_EQ(stamps.size(), kThreads * kIdsOfAThread);
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
