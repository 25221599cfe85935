#include "base/clock.hpp"

namespace kontor {
namespace {

/// Takes exactly `digits` digits from the front of `text`; -1 when they are not there.
int take(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::microseconds> fraction(std::string_view& text) {
  if (!skip(text, '.')) return std::chrono::microseconds{0};
  int micros = 0;
  int digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits)
    if (digits < 6) micros = micros * 10 + (text.front() - '0');
  if (digits == 0) return std::nullopt;
  for (; digits < 6; ++digits) micros *= 10;
  return std::chrono::microseconds{micros};
}

std::optional<std::chrono::minutes> offset(std::string_view& text) {
  if (skip(text, 'Z') || skip(text, 'z')) return std::chrono::minutes{0};
  const int sign = skip(text, '+') ? 1 : skip(text, '-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const int hours = take(text, 2);
  if (hours < 0 || hours > 23 || !skip(text, ':')) return std::nullopt;
  const int minutes = take(text, 2);
  if (minutes < 0 || minutes > 59) return std::nullopt;
  return std::chrono::minutes{sign * (hours * 60 + minutes)};
}

}  // namespace

std::string rfc3339(Timestamp at) {
  using namespace std::chrono;
  const auto day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss time(at - day);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:06}", time.subseconds().count());
  return text += 'Z';
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const int y = take(text, 4);
  if (y < 0 || !skip(text, '-')) return std::nullopt;
  const int m = take(text, 2);
  if (m < 0 || !skip(text, '-')) return std::nullopt;
  const int d = take(text, 2);
  if (d < 0 || !(skip(text, 'T') || skip(text, 't') || skip(text, ' '))) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  const int hour = take(text, 2);
  if (!date.ok() || hour < 0 || hour > 23 || !skip(text, ':')) return std::nullopt;
  const int minute = take(text, 2);
  if (minute < 0 || minute > 59 || !skip(text, ':')) return std::nullopt;
  const int second = take(text, 2);
  if (second < 0 || second > 59) return std::nullopt;
  const auto micros = fraction(text);
  if (!micros) return std::nullopt;
  const auto zone = offset(text);
  if (!zone || !text.empty()) return std::nullopt;
  return Timestamp{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} + *micros - *zone;
}

Timestamp SystemClock::now() const {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace kontor
