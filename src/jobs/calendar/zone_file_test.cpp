#include "jobs/calendar/zone_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::jobs {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;
using ::testing::ElementsAre;

std::string big_endian(std::int64_t value, int size) {
  std::string bytes;
  for (int i = size - 1; i >= 0; --i) bytes += static_cast<char>(value >> 8 * i);
  return bytes;
}

struct Change {
  sys_seconds at;
  char type;
};

/// A file whose old block is empty.
std::string zone_file(const std::vector<seconds>& types, const std::vector<Change>& changes, const std::string& rule,
                      int leaps = 0) {
  const auto header = [](std::initializer_list<int> counts) {
    std::string bytes = "TZif2" + std::string(15, '\0');
    for (const int count : counts) bytes += big_endian(count, 4);
    return bytes;
  };
  std::string bytes = header({0, 0, 0, 0, 0, 0}) + header({0, 0, leaps, int(changes.size()), int(types.size()), 4});
  for (const Change& change : changes) bytes += big_endian(change.at.time_since_epoch().count(), 8);
  for (const Change& change : changes) bytes += change.type;
  for (const seconds offset : types) bytes += big_endian(offset.count(), 4) + std::string(2, '\0');
  return bytes + std::string("ABC\0", 4) + std::string(static_cast<std::size_t>(leaps) * 12, '\0') + "\n" + rule + "\n";
}

const sys_seconds kSpring = sys_days(2026y / 3 / 29) + 1h;
const sys_seconds kAutumn = sys_days(2026y / 10 / 25) + 1h;
const std::string kBerlin = zone_file({1h, 2h}, {{kSpring, 1}, {kAutumn, 0}}, "CET-1CEST,M3.5.0,M10.5.0/3");

TEST(ZoneFile, GoesOnWithItsRuleBehindTheLastChange) {
  const Offsets offsets = read_zone(kBerlin).value();
  EXPECT_THAT(std::span(offsets).first(4), ElementsAre(Offset{kFirstMoment, 1h}, Offset{kSpring, 2h},
                                                       Offset{kAutumn, 1h}, Offset{sys_days(2027y / 3 / 28) + 1h, 2h}));
  EXPECT_EQ(offsets.back(), (Offset{sys_days(2199y / 10 / 27) + 1h, 1h}));
}

TEST(ZoneFile, BeginsWithWhatHeldAtTheFirstMoment) {
  const sys_seconds long_ago = sys_days(1893y / 4 / 1);
  EXPECT_THAT(
      read_zone(zone_file({53min + 28s, 1h, 2h}, {{long_ago, 2}, {long_ago + 1h, 1}, {kSpring, 2}}, "")).value(),
      ElementsAre(Offset{kFirstMoment, 1h}, Offset{kSpring, 2h}));
}

TEST(ZoneFile, LeavesOutChangesThatOnlyRename) {
  EXPECT_THAT(read_zone(zone_file({1h, 1h}, {{kSpring, 1}}, "")).value(), ElementsAre(Offset{kFirstMoment, 1h}));
}

TEST(ZoneFile, IsNothingWhenItIsCutAnywhere) {
  for (std::size_t size = 0; size < kBerlin.size(); ++size) EXPECT_FALSE(read_zone(kBerlin.substr(0, size))) << size;
}

TEST(ZoneFile, IsNothingWhenItContradictsItself) {
  EXPECT_FALSE(read_zone(zone_file({1h}, {{kSpring, 1}}, ""))) << "a type that is not there";
  EXPECT_FALSE(read_zone(zone_file({1h, 2h}, {{kAutumn, 1}, {kSpring, 0}}, ""))) << "back in time";
  EXPECT_FALSE(read_zone(zone_file({24h}, {}, ""))) << "a day from UTC";
  EXPECT_FALSE(read_zone(zone_file({}, {}, ""))) << "no types";
  EXPECT_FALSE(read_zone(zone_file({1h}, {}, "", 1))) << "leap seconds";
  EXPECT_FALSE(read_zone(zone_file({1h}, {}, "CET"))) << "a rule that is none";
  std::string huge = kBerlin;
  huge.replace(44 + 32, 4, "\xff\xff\xff\xff");
  EXPECT_FALSE(read_zone(huge)) << "more changes than bytes";
}

}  // namespace
}  // namespace kontor::jobs
