// Cron expressions: whatever the text is, it is refused in words, or its ticks come one after another, soon found, on
// whole minutes of the clock, and the same after the text is read again. The first byte chooses the zone, the next four
// the moment.
#include "jobs/calendar/cron.hpp"

using namespace kontor;
using namespace kontor::jobs;

namespace {

constexpr std::string_view kZones[] = {
    "UTC",           "Europe/Berlin",       "America/New_York",  "Asia/Kolkata",
    "Africa/Cairo",  "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia",
    "Europe/Dublin", "Antarctica/Troll",    "America/Nuuk",      "Africa/Casablanca"};
constexpr std::size_t kChoice = 5;

void expect(bool holds) {
  if (!holds) __builtin_trap();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono;
  if (size < kChoice || size > 2'000) return 0;
  std::uint32_t moment = 0;
  std::memcpy(&moment, data + 1, sizeof moment);
  const TimeZone zone = TimeZone::find(kZones[data[0] % std::size(kZones)]).value();
  const Result<Cron> cron = Cron::parse({reinterpret_cast<const char*>(data) + kChoice, size - kChoice});
  if (!cron) {
    expect(!cron.error().fields.at(0).message.empty());
    return 0;
  }
  const Cron again = Cron::parse(cron->text()).value();
  std::optional<sys_seconds> at = kFirstMoment + seconds(moment);
  for (int i = 0; i < 50; ++i) {
    const std::optional<sys_seconds> tick = cron->next(*at, zone);
    expect(tick == again.next(*at, zone));
    if (!tick) break;
    expect(*tick > *at && *tick < kLastMoment);
    expect(zone.local(*tick).time_since_epoch() % minutes(1) == seconds(0));
    expect(cron->next(*tick - seconds(1), zone) == tick);
    at = tick;
  }
  return 0;
}
