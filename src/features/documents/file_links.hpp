#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "features/auth/tokens.hpp"
#include "features/documents/document.hpp"

namespace kontor::documents {

/// Links to files that work without a login for a while: signed, and for one file of one document.
class FileLinks {
 public:
  /// Long enough to be opened from a page left open over lunch.
  static constexpr std::chrono::hours kLife{2};

  struct Target {
    Id<Organization> org;
    Id<GeneratedDocument> document;
    Format format;
  };

  FileLinks(const auth::Tokens& tokens, const Clock& clock) : tokens_(tokens), clock_(clock) {}

  std::string path(const Target& target) const;
  /// Error{not_found} for a link that is not ours, or no longer valid.
  Result<Target> open(std::string_view token) const;

 private:
  const auth::Tokens& tokens_;
  const Clock& clock_;
};

}  // namespace kontor::documents
