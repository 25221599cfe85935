#pragma once

#include <chrono>
#include <cstddef>

namespace kontor::http {

/// What one client may cost us. Public, because the answers name them.
struct Limits {
  std::size_t header_bytes = 16 * 1024;         ///< room for large cookies, not for an attack
  std::size_t json_bytes = 1024 * 1024;         ///< no form and no template is larger
  std::size_t upload_bytes = 25 * 1024 * 1024;  ///< as much as mail servers take in one letter
  std::chrono::seconds idle{75};                ///< between two requests; a little more than proxies' 60 s
  std::chrono::seconds headers{10};             ///< from the first byte of a request to the end of its headers
  std::chrono::seconds json_body{30};           ///< 1 MiB over a poor mobile line
  std::chrono::seconds upload{300};             ///< 25 MiB over the same
  std::chrono::seconds write{60};               ///< until the client has taken a response
  std::chrono::seconds stop{15};                ///< what is in flight when the server stops
};

}  // namespace kontor::http
