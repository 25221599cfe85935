#include "base/secret.hpp"

#include <sodium.h>

#include <stdexcept>

#include "base/text.hpp"

namespace kontor {
namespace {

/// libsodium wants one call before the first use of its random numbers; the static makes it thread-safe.
void ready() {
  static const bool ok = sodium_init() >= 0;
  if (!ok) throw std::runtime_error("libsodium could not start: no source of random numbers");
}

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Secret::~Secret() {
  if (!value_.empty()) sodium_memzero(value_.data(), value_.size());
}

void fill_random(std::span<std::uint8_t> out) {
  ready();
  randombytes_buf(out.data(), out.size());
}

std::string random_token(std::size_t size) {
  std::string raw(size, '\0');
  fill_random({bytes(raw), raw.size()});
  return base64url(raw);
}

std::string sha256(std::string_view data) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes(digest), bytes(data), data.size());
  return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(data), data.size());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes(mac));
  return mac;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(const Secret& password, const Argon2id& cost) {
  ready();
  std::string encoded(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(encoded.data(), password.reveal().data(), password.reveal().size(), cost.passes,
                            cost.memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();  // the one way in which it fails
  encoded.resize(std::strlen(encoded.c_str()));
  return encoded;
}

bool verify_password(const Secret& password, const std::string& encoded) {
  ready();
  return crypto_pwhash_str_verify(encoded.c_str(), password.reveal().data(), password.reveal().size()) == 0;
}

}  // namespace kontor
