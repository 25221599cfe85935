#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

struct redisReader;

namespace kontor::state {

/// Where a Redis listens, read from `redis://[user:password@]host[:port][/db]` or `unix:///path/to.sock[?db=n]`.
struct RedisAddress {
  std::string host;
  std::string port = "6379";
  std::string path;  ///< of a Unix socket; then host and port mean nothing
  std::string user;
  Secret password;
  int db = 0;

  /// The error names the place in the URL and never repeats the password.
  static Result<RedisAddress> parse(std::string_view url);
};

/// One answer of the protocol.
struct Reply {
  enum class Kind { nil, integer, text, error, list };
  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;  ///< of a text, a status or an error
  std::vector<Reply> items;
};

/// Appends the wire form of a command.
void encode(std::span<const std::string> command, std::string& out);

/// Turns bytes as they arrive into replies; no I/O.
class ReplyReader {
 public:
  ReplyReader();

  void feed(std::string_view bytes);
  /// The next whole reply, if there is one. Throws Unavailable when the bytes are not Redis's protocol.
  std::optional<Reply> next();

 private:
  struct Free {
    void operator()(redisReader* reader) const;
  };
  std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace kontor::state
