#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "async/task.hpp"
#include "blob/key.hpp"

namespace kontor::blob {

/// A file on its way in. It appears under its key, whole, when commit() has returned; a Writer that is destroyed before
/// leaves nothing. One call at a time, on the loop on which it was made.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual Async<> append(std::string bytes) = 0;
  /// Once, last. Replaces what was under the key.
  virtual Async<> commit() = 0;
};

/// Where files are kept. What was put is on the disk (or in S3) when the call returns. One object per loop.
/// A store that is full, forbidden or out of reach throws Unavailable; a missing file is not_found.
class BlobStore {
 public:
  virtual ~BlobStore() = default;

  virtual Async<> put(Key key, std::string bytes) = 0;
  virtual Async<std::unique_ptr<Writer>> write(Key key) = 0;
  /// The whole file, which the caller knows to be of a size for memory.
  virtual Task<std::string> get(Key key) = 0;
  /// At most `size` bytes from `offset`; fewer at the end, none behind it.
  virtual Task<std::string> read(Key key, std::uint64_t offset, std::size_t size) = 0;
  virtual Async<std::optional<std::uint64_t>> size(Key key) = 0;
  /// True when there was a file, as far as the store tells (S3 does not).
  virtual Async<bool> remove(Key key) = 0;
  /// Throws Unavailable, with the reason, unless files can be kept now. For /readyz and doctor.
  virtual Async<> check() = 0;
};

/// Gives the file to `take` in pieces of up to 1 MiB, the next when `take` has returned true for the last.
Task<> stream(BlobStore& store, Key key, std::function<Async<bool>(std::string piece)> take);

}  // namespace kontor::blob
