#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "features/auth/tokens.hpp"
#include "features/documents/document.hpp"

namespace kontor::documents {

namespace bulk {
struct BulkRun;
}
/// What many documents at once leave behind: their archive, and the rows that failed.
enum class BulkFile { zip, xlsx, csv };
BOOST_DESCRIBE_ENUM(BulkFile, zip, xlsx, csv)

/// Links to files that work without a login for a while: signed, and for one file of one document.
class FileLinks {
 public:
  /// Long enough to be opened from a page left open over lunch.
  static constexpr std::chrono::hours kLife{2};

  struct Target {
    Id<Organization> org;
    Id<GeneratedDocument> document;
    Format format;
    /// The file's hash: new bytes have a new link, or a browser that kept the old would not ask for them.
    std::string sha256;
  };

  struct BulkTarget {
    Id<Organization> org;
    Id<bulk::BulkRun> run;
    BulkFile file;
  };

  FileLinks(const auth::Tokens& tokens, const Clock& clock) : tokens_(tokens), clock_(clock) {}

  std::string path(const Target& target) const;
  /// Error{not_found} for a link that is not ours, or no longer valid.
  Result<Target> open(std::string_view token) const;

  std::string path(const BulkTarget& target) const;
  Result<BulkTarget> open_bulk(std::string_view token) const;

 private:
  std::string signed_path(std::string_view purpose, std::string_view folder, const std::string& org,
                          const std::string& id, std::string_view file) const;
  /// What was signed, while it is valid.
  std::optional<std::string> claim_of(std::string_view purpose, std::string_view token) const;

  const auth::Tokens& tokens_;
  const Clock& clock_;
};

}  // namespace kontor::documents
