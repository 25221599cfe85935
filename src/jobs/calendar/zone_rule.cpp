#include "jobs/calendar/zone_rule.hpp"

namespace kontor::jobs {

using namespace std::chrono;

/// Reads from the front; each member gives nothing when the text does not go on as it should.
class ZoneRuleReader {
 public:
  explicit ZoneRuleReader(std::string_view text) : rest_(text) {}

  std::optional<ZoneRule> rule() {
    ZoneRule rule;
    if (!abbreviation()) return std::nullopt;
    const std::optional<seconds> west = time(24);
    if (!west) return std::nullopt;
    rule.standard_ = rule.daylight_ = -*west;
    if (rest_.empty()) return rule;

    if (!abbreviation()) return std::nullopt;
    rule.daylight_ += hours(1);
    if (!rest_.starts_with(',')) {
      const std::optional<seconds> daylight_west = time(24);
      if (!daylight_west) return std::nullopt;
      rule.daylight_ = -*daylight_west;
    }
    const std::optional<ZoneRule::Day> begin = day();
    const std::optional<ZoneRule::Day> end = begin ? day() : std::nullopt;
    if (!end || !rest_.empty()) return std::nullopt;
    rule.days_.emplace(*begin, *end);
    return rule;
  }

 private:
  /// `CET` or `<+03>`.
  bool abbreviation() {
    const bool quoted = skip('<');
    std::size_t size = 0;
    const auto letter = [&](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
             (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    while (size < rest_.size() && letter(rest_[size])) ++size;
    rest_.remove_prefix(size);
    return size > 0 && (!quoted || skip('>'));
  }

  /// `,M3.5.0/2`, `,J60` or `,59`, of which the time may be left out.
  std::optional<ZoneRule::Day> day() {
    using enum ZoneRule::Day::Kind;
    if (!skip(',')) return std::nullopt;
    ZoneRule::Day day{.kind = of_year, .at = hours(2)};
    if (skip('M')) {
      day.kind = weekday_of_month;
      const std::optional<unsigned> month = number(1, 12);
      const std::optional<unsigned> week = month && skip('.') ? number(1, 5) : std::nullopt;
      const std::optional<unsigned> weekday = week && skip('.') ? number(0, 6) : std::nullopt;
      if (!weekday) return std::nullopt;
      day.month = *month;
      day.week = *week;
      day.day = *weekday;
    } else {
      if (skip('J')) day.kind = of_year_without_29_february;
      const std::optional<unsigned> of_the_year = day.kind == of_year ? number(0, 365) : number(1, 365);
      if (!of_the_year) return std::nullopt;
      day.day = *of_the_year;
    }
    if (skip('/')) {
      const std::optional<seconds> at = time(167);
      if (!at) return std::nullopt;
      day.at = *at;
    }
    return day;
  }

  /// `-3`, `5:45`, `0:44:30`.
  std::optional<seconds> time(unsigned most_hours) {
    const int sign = skip('-') ? -1 : (skip('+'), 1);
    const std::optional<unsigned> h = number(0, most_hours);
    const std::optional<unsigned> m = h && skip(':') ? number(0, 59) : h ? std::optional(0U) : std::nullopt;
    const std::optional<unsigned> s = m && skip(':') ? number(0, 59) : m ? std::optional(0U) : std::nullopt;
    if (!s) return std::nullopt;
    return sign * (hours(*h) + minutes(*m) + seconds(*s));
  }

  std::optional<unsigned> number(unsigned least, unsigned most) {
    unsigned value = 0;
    std::size_t size = 0;
    for (; size < rest_.size() && size < 3 && rest_[size] >= '0' && rest_[size] <= '9'; ++size)
      value = value * 10 + static_cast<unsigned>(rest_[size] - '0');
    if (size == 0 || value < least || value > most) return std::nullopt;
    rest_.remove_prefix(size);
    return value;
  }

  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
};

std::optional<ZoneRule> ZoneRule::parse(std::string_view text) { return ZoneRuleReader(text).rule(); }

Offsets ZoneRule::changes(sys_seconds from) const {
  if (!days_) return {};
  Offsets changes;
  const year last = year_month_day(floor<days>(kLastMoment)).year();
  for (year y = year_month_day(floor<days>(from)).year(); y < last; ++y) {
    const Offset begin{days_->first.in(y)-standard_, daylight_};
    const Offset end{days_->second.in(y)-daylight_, standard_};
    const bool north = begin.begin < end.begin;  // south of the equator, the year begins in summer
    changes.push_back(north ? begin : end);
    changes.push_back(north ? end : begin);
  }
  return changes;
}

sys_seconds ZoneRule::Day::in(year y) const {
  switch (kind) {
    case Kind::of_year:
      return sys_days(y / 1 / 1) + days(day) + at;
    case Kind::of_year_without_29_february:
      return sys_days(y / 1 / 1) + days(day - 1) + days(y.is_leap() && day >= 60 ? 1 : 0) + at;
    case Kind::weekday_of_month:
      break;
  }
  const weekday wanted(day);
  return (week == 5 ? sys_days(y / month / wanted[std::chrono::last]) : sys_days(y / month / wanted[week])) + at;
}

}  // namespace kontor::jobs
