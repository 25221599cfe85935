#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kontor {

/// A password, key or token: wiped when it dies, never printed, not comparable by accident.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret();

  /// The only way to the value; its name makes every use easy to find.
  const std::string& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

 private:
  std::string value_;
};

/// Cryptographically secure random bytes. Any thread.
void fill_random(std::span<std::uint8_t> out);
/// `bytes` random bytes in base64url: 32 give a token that nobody guesses.
std::string random_token(std::size_t bytes = 32);

/// SHA-256, 32 raw bytes.
std::string sha256(std::string_view data);
/// HMAC-SHA-256, 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view data);
/// Takes the same time whatever differs; false for different lengths.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// What a password hash costs (RFC 9106 names: memory and passes, one lane).
struct Argon2id {
  std::size_t memory_kib = 19'456;  ///< OWASP's first recommendation, 19 MiB
  unsigned passes = 2;
};

/// The encoded hash (`$argon2id$v=19$…`). Takes tens of milliseconds: CPU pool only.
std::string hash_password(const Secret& password, const Argon2id& cost);
/// Same cost as hashing. False for a malformed hash.
bool verify_password(const Secret& password, const std::string& encoded);

}  // namespace kontor
