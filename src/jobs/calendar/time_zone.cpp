#include "jobs/calendar/time_zone.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "jobs/calendar/zone_file.hpp"

namespace kontor::jobs {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono;

constexpr std::string_view kZones = "/usr/share/zoneinfo";
/// tzdata's own longest name has 32 letters.
constexpr std::size_t kLongestName = 64;
constexpr std::array<std::string_view, 11> kRegions = {
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Etc", "Australia", "Europe", "Indian", "Pacific"};
/// Clocks differ from UTC by less than a day (zone_file checks it), so what they showed two days ago is behind them.
constexpr hours kFarthestFromUtc{24};

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return std::move(bytes).str();
}

/// No dots: a name cannot leave the folder.
bool well_formed(std::string_view name) {
  const std::size_t slash = name.find('/');
  return name.size() <= kLongestName && slash != std::string_view::npos &&
         std::ranges::find(kRegions, name.substr(0, slash)) != kRegions.end() && std::ranges::all_of(name, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
                  c == '-' || c == '+';
         });
}

/// The zones that tzdata gives to places on the map.
std::vector<std::string> places() {
  std::vector<std::string> names;
  std::istringstream lines(contents(fs::path(kZones) / "zone.tab"));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream columns(line);
    std::string country, coordinates, name;
    if (!line.starts_with('#') && columns >> country >> coordinates >> name) names.push_back(std::move(name));
  }
  return names;
}

/// ` (did you mean Europe/Berlin?)` for a slip of the keyboard, the wrong case or the city alone.
std::string hint(std::string_view name) {
  if (name.empty() || name.size() > kLongestName || !is_utf8(name)) return "";
  const std::vector<std::string> all = places();
  const std::string wanted = lowercase(name);
  const auto same = std::ranges::find_if(all, [&](const std::string& place) {
    const std::string small = lowercase(place);
    return small == wanted || small.substr(small.rfind('/') + 1) == wanted;
  });
  const std::string_view found = same != all.end()    ? std::string_view(*same)
                                 : name.contains('/') ? nearest(name, all)
                                                      : std::string_view();
  return found.empty() ? "" : fmt::format(" (did you mean {}?)", found);
}

Failure unknown(std::string_view name) {
  const bool printable = name.size() <= kLongestName && text_fault(name).empty();
  return fail(
      Error::invalid("", fmt::format("{} is not a time zone: name a region and a city such as Europe/Berlin, or UTC{}",
                                     printable ? fmt::format("\"{}\"", name) : "this", hint(name))));
}

Result<Offsets> read_named(std::string_view name) {
  if (name == "UTC") return Offsets{{kFirstMoment, seconds(0)}};
  if (!well_formed(name)) return unknown(name);
  std::error_code absent;
  if (!fs::is_directory(kZones, absent)) throw Unavailable(fmt::format("no time zones in {}: install tzdata", kZones));
  const fs::path path = fs::path(kZones) / name;
  if (!fs::is_regular_file(path, absent)) return unknown(name);
  std::optional<Offsets> read = read_zone(contents(path));
  if (!read) throw Unavailable(fmt::format("{} is damaged: reinstall tzdata", path.string()));
  return std::move(*read);
}

}  // namespace

Result<TimeZone> TimeZone::find(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, TimeZone, std::less<>> known;  // only zones that exist: a few hundred at most
  {
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(name); found != known.end()) return found->second;
  }
  TRY(Offsets offsets, read_named(name));
  TimeZone zone(std::make_shared<const std::string>(name), std::make_shared<const Offsets>(std::move(offsets)));
  const std::lock_guard lock(mutex);
  return known.emplace(name, std::move(zone)).first->second;
}

TimeZone::Period TimeZone::period(sys_seconds at) const {
  const std::size_t i = index(at);
  return {(*offsets_)[i].begin, end(i), (*offsets_)[i].offset};
}

local_seconds TimeZone::local(sys_seconds at) const {
  return local_seconds((at + (*offsets_)[index(at)].offset).time_since_epoch());
}

local_seconds TimeZone::furthest(sys_seconds at) const {
  std::size_t i = index(at);
  sys_seconds shown = at + (*offsets_)[i].offset;
  for (; i > 0 && (*offsets_)[i].begin > at - 2 * kFarthestFromUtc; --i)
    shown = std::max(shown, end(i - 1) + (*offsets_)[i - 1].offset - seconds(1));
  return local_seconds(shown.time_since_epoch());
}

sys_seconds TimeZone::reached(local_seconds local) const {
  const sys_seconds shown(local.time_since_epoch());
  std::size_t i = index(shown - kFarthestFromUtc);
  while (i + 1 < offsets_->size() && end(i) + (*offsets_)[i].offset <= shown) ++i;
  return std::max((*offsets_)[i].begin, shown - (*offsets_)[i].offset);
}

/// Of the stretch that holds `at`.
std::size_t TimeZone::index(sys_seconds at) const {
  const auto after = std::ranges::upper_bound(*offsets_, at, {}, &Offset::begin);
  return after == offsets_->begin() ? 0 : static_cast<std::size_t>(after - offsets_->begin()) - 1;
}

sys_seconds TimeZone::end(std::size_t i) const {
  return i + 1 < offsets_->size() ? (*offsets_)[i + 1].begin : kLastMoment;
}

}  // namespace kontor::jobs
