#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kontor::blob {

/// The name of a stored file: `org-id/documents/….pdf`. Parts of A-Z a-z 0-9 . _ = - between single slashes, none
/// beginning with a dot, at most 512 bytes: safe as a path and as an S3 key. Never made of what a user typed.
class Key {
 public:
  static Result<Key> parse(std::string_view text);

  const std::string& str() const { return value_; }
  auto operator<=>(const Key&) const = default;

 private:
  explicit Key(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

}  // namespace kontor::blob
