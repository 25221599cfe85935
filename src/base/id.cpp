#include "base/id.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

#include "base/secret.hpp"

namespace kontor {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int nibble(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

// RFC 9562, section 6.2, method 3: the twelve bits that follow the milliseconds divide one of them.
constexpr int kTickBits = 12;

// Unix time in 1/4096 ms. Never the same twice and never back: while the clock stands or has been set back, it counts
// on by ones.
std::uint64_t next_tick() {
  constexpr std::uint64_t kNanosInMilli = 1'000'000;
  static std::atomic<std::uint64_t> latest = 0;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto nanos = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
  const std::uint64_t clock =
      (nanos / kNanosInMilli << kTickBits) + (nanos % kNanosInMilli << kTickBits) / kNanosInMilli;
  std::uint64_t before = latest.load(std::memory_order_relaxed);
  std::uint64_t tick = 0;
  do {
    tick = std::max(clock, before + 1);
  } while (!latest.compare_exchange_weak(before, tick, std::memory_order_relaxed));
  return tick;
}

}  // namespace

Uuid Uuid::v7() {
  const std::uint64_t tick = next_tick();
  const std::uint64_t millis = tick >> kTickBits;
  Bytes bytes;
  fill_random(bytes);
  for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
  bytes[6] = static_cast<std::uint8_t>(0x70 | (tick >> 8 & 0x0F));
  bytes[7] = static_cast<std::uint8_t>(tick);
  bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3F));
  return Uuid(bytes);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Bytes bytes;
  std::size_t at = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (dash_before(i) && text[at++] != '-') return std::nullopt;
    const int high = nibble(text[at]);
    const int low = nibble(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    at += 2;
  }
  return Uuid(bytes);
}

void Uuid::write(char* out) const {
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    if (dash_before(i)) *out++ = '-';
    *out++ = kHex[bytes_[i] >> 4];
    *out++ = kHex[bytes_[i] & 0x0F];
  }
}

std::string Uuid::text() const {
  std::string text(36, '\0');
  write(text.data());
  return text;
}

}  // namespace kontor

std::size_t std::hash<kontor::Uuid>::operator()(const kontor::Uuid& uuid) const noexcept {
  std::uint64_t low = 0;  // the random half
  std::memcpy(&low, uuid.bytes().data() + 8, sizeof low);
  return low;
}
