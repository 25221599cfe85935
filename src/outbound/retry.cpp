#include "outbound/retry.hpp"

#include <charconv>
#include <random>

#include "async/timer.hpp"

namespace kontor::outbound {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 10'000'000) return std::nullopt;
  return value;
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that is still sent.
std::optional<Timestamp> http_date(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto day = whole_number(text.substr(5, 2));
  const auto month = kMonths.find(text.substr(8, 3));
  const auto year = whole_number(text.substr(12, 4));
  const auto hour = whole_number(text.substr(17, 2));
  const auto minute = whole_number(text.substr(20, 2));
  const auto second = whole_number(text.substr(23, 2));
  if (!day || month == kMonths.npos || month % 3 != 0 || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(month / 3 + 1)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

bool worth_repeating(const RetryPolicy& policy, const Request& request, const Answer& answer) {
  if (answer) return request.may_repeat() && (policy.transient ? policy.transient(*answer) : is_transient(*answer));
  switch (answer.error().cause) {
    case Cause::resolve:
    case Cause::connect:
    case Cause::timed_out:
    case Cause::cut_off:
      return request.may_repeat() || !answer.error().maybe_sent;
    default:
      return false;
  }
}

}  // namespace

bool is_transient(const Response& response) {
  switch (response.status) {
    case 408:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return true;
    default:
      return false;
  }
}

std::optional<std::chrono::milliseconds> retry_after(const Response& response, Timestamp now) {
  if (const auto precise = whole_number(response.header("retry-after-ms"))) return std::chrono::milliseconds(*precise);
  const std::string_view value = response.header("retry-after");
  if (const auto seconds = whole_number(value)) return std::chrono::seconds(*seconds);
  if (const auto date = http_date(value))
    return std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(*date - now));
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> next_try(const RetryPolicy& policy, const Request& request,
                                                  const Answer& answer, int tried, double random, Timestamp now) {
  if (tried >= policy.attempts || !worth_repeating(policy, request, answer)) return std::nullopt;
  const auto ceiling = std::min(policy.cap, policy.base * (std::int64_t{1} << std::min(tried - 1, 20)));
  const auto jittered =
      std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(ceiling.count()) * random));
  if (!answer) return jittered;
  const auto asked = retry_after(*answer, now);
  if (!asked) return jittered;
  if (*asked > policy.longest_wait) return std::nullopt;
  return *asked + jittered / 4;  // so that all who were turned away do not come back together
}

Async<Answer> Retrying::send(Request request) {
  static thread_local std::minstd_rand generator{std::random_device{}()};
  bool given = false;
  if (request.on_data) {
    request.on_data = [&given, inner = std::move(request.on_data)](std::string piece) -> Async<bool> {
      given = true;
      return inner(std::move(piece));
    };
  }
  for (int tried = 1;; ++tried) {
    Answer answer = co_await inner_.send(request);
    const double random = std::uniform_real_distribution<double>(0, 1)(generator);
    const auto wait = next_try(policy_, request, answer, tried, random, clock_.now());
    if (!wait || given) co_return answer;
    co_await async::sleep_for(*wait);
  }
}

}  // namespace kontor::outbound
