#include "jobs/calendar/zone_file.hpp"

#include "jobs/calendar/zone_rule.hpp"

namespace kontor::jobs {
namespace {

using namespace std::chrono;

constexpr std::size_t kHeaderSize = 44;
constexpr std::size_t kTypeSize = 6;  // offset, daylight saving or not, abbreviation
constexpr seconds kDay = days(1);

/// A big-endian number of `size` bytes.
std::int64_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return size == 4 ? static_cast<std::int32_t>(value) : static_cast<std::int64_t>(value);
}

struct Header {
  std::size_t utc_marks, standard_marks, leaps, times, types, letters;

  /// Of the data behind the header, whose times have `time_size` bytes.
  std::size_t data_size(std::size_t time_size) const {
    return times * (time_size + 1) + types * kTypeSize + letters + leaps * (time_size + 4) + standard_marks + utc_marks;
  }
};

std::optional<Header> read_header(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || !bytes.starts_with("TZif") || bytes[4] < '2') return std::nullopt;
  const auto count = [&](std::size_t i) { return static_cast<std::uint32_t>(number(bytes, 20 + 4 * i, 4)); };
  return Header{count(0), count(1), count(2), count(3), count(4), count(5)};
}

/// Keeps the table's order and its promise that neighbours differ; what lies before the first moment becomes its state.
void append(Offsets& offsets, Offset next) {
  next.begin = std::max(next.begin, kFirstMoment);
  if (!offsets.empty() && next.begin < offsets.back().begin) return;
  if (!offsets.empty() && offsets.back().begin == next.begin) offsets.pop_back();
  if ((offsets.empty() || offsets.back().offset != next.offset) && next.begin < kLastMoment) offsets.push_back(next);
}

}  // namespace

std::optional<Offsets> read_zone(std::string_view bytes) {
  // The first block has times of 32 bits, for old readers.
  const std::optional<Header> old = read_header(bytes);
  if (!old || bytes.size() < kHeaderSize + old->data_size(4)) return std::nullopt;
  bytes.remove_prefix(kHeaderSize + old->data_size(4));
  const std::optional<Header> header = read_header(bytes);
  if (!header || bytes.size() < kHeaderSize + header->data_size(8)) return std::nullopt;
  if (header->leaps != 0 || header->types == 0) return std::nullopt;

  const std::size_t times = kHeaderSize;
  const std::size_t kinds = times + header->times * 8;
  const std::size_t types = kinds + header->times;
  const auto offset_of = [&](std::size_t type) { return seconds(number(bytes, types + type * kTypeSize, 4)); };
  for (std::size_t i = 0; i < header->types; ++i)
    if (abs(offset_of(i)) >= kDay) return std::nullopt;

  Offsets offsets;
  append(offsets, {kFirstMoment, offset_of(0)});
  sys_seconds last = sys_seconds::min();
  for (std::size_t i = 0; i < header->times; ++i) {
    const sys_seconds at{seconds(number(bytes, times + i * 8, 8))};
    const auto type = static_cast<unsigned char>(bytes[kinds + i]);
    if (at <= last || type >= header->types) return std::nullopt;
    append(offsets, {at, offset_of(type)});
    last = at;
  }

  // Behind the data, between two newlines, the rule for all time to come.
  bytes.remove_prefix(kHeaderSize + header->data_size(8));
  if (bytes.size() < 2 || bytes.front() != '\n' || bytes.back() != '\n') return std::nullopt;
  const std::string_view rule = bytes.substr(1, bytes.size() - 2);
  if (rule.empty()) return offsets;
  const std::optional<ZoneRule> parsed = ZoneRule::parse(rule);
  if (!parsed) return std::nullopt;
  for (const Offset& change : parsed->changes(std::max(last, kFirstMoment)))
    if (change.begin > last) append(offsets, change);
  return offsets;
}

}  // namespace kontor::jobs
