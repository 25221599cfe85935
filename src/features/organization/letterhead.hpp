#pragma once

#include <functional>
#include <optional>
#include <string>

#include "async/task.hpp"
#include "base/caller.hpp"
#include "features/auth/auth_store.hpp"

namespace kontor::blob {
class BlobStore;
}

namespace kontor::organization {

/// What stands on an organisation's paper.
struct Letterhead {
  std::string name;
  std::string logo;  ///< bytes of a PNG or JPEG, or empty
};

enum class PictureType { png, jpeg };

/// By its first bytes; what a client claims does not count.
std::optional<PictureType> picture_type(std::string_view bytes);
std::string_view media_type(PictureType type);

class Letterheads {
 public:
  Letterheads(db::Database& database, blob::BlobStore& blobs) : store_(database), blobs_(blobs) {}

  Async<Letterhead> of(Id<Organization> org);
  /// Takes pieces from `next` until an empty one; nothing changes unless all have come. Error{unsupported} for what is
  /// neither PNG nor JPEG.
  Task<> set_logo(const Caller& caller, std::function<Task<std::string_view>()> next);
  Task<> remove_logo(const Caller& caller);
  /// Error{not_found} without one.
  Task<std::string> logo(const Caller& caller);

 private:
  auth::AuthStore store_;
  blob::BlobStore& blobs_;
};

}  // namespace kontor::organization
