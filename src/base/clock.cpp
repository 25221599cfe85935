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

/// Exactly `digits` digits and what follows them.
char* put(char* out, unsigned value, int digits, char next) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  out[digits] = next;
  return out + digits + 1;
}

}  // namespace

void append_rfc3339(std::string& out, Timestamp at) {
  using namespace std::chrono;
  const auto day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss time(at - day);
  char text[28];
  char* end = text;
  end = put(end, static_cast<unsigned>(static_cast<int>(date.year())), 4, '-');
  end = put(end, static_cast<unsigned>(date.month()), 2, '-');
  end = put(end, static_cast<unsigned>(date.day()), 2, 'T');
  end = put(end, static_cast<unsigned>(time.hours().count()), 2, ':');
  end = put(end, static_cast<unsigned>(time.minutes().count()), 2, ':');
  const auto fraction = static_cast<unsigned>(time.subseconds().count());
  end = put(end, static_cast<unsigned>(time.seconds().count()), 2, fraction == 0 ? 'Z' : '.');
  if (fraction != 0) end = put(end, fraction, 6, 'Z');
  out.append(text, end);
}

std::string rfc3339(Timestamp at) {
  std::string text;
  append_rfc3339(text, at);
  return text;
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
