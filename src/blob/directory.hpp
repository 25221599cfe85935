#pragma once

#include <filesystem>

#include "async/cpu_pool.hpp"
#include "blob/blob_store.hpp"

namespace kontor::blob {

/// Files below a folder of this machine, readable by its owner only. A file is written beside, synced, and renamed, so
/// neither a crash nor a power cut leaves half of one. The disk is touched on the pool's threads. Any loop.
class Directory final : public BlobStore {
 public:
  /// Makes the folder, and clears away what writers of an earlier process left. Throws Unavailable when it cannot be
  /// used. Blocks: at start only.
  Directory(std::filesystem::path root, async::CpuPool& pool);

  Async<> put(Key key, std::string bytes) override;
  Async<std::unique_ptr<Writer>> write(Key key) override;
  Task<std::string> get(Key key) override;
  Task<std::string> read(Key key, std::uint64_t offset, std::size_t size) override;
  Async<std::optional<std::uint64_t>> size(Key key) override;
  Async<bool> remove(Key key) override;
  Async<> check() override;

 private:
  std::filesystem::path root_;
  async::CpuPool& pool_;
};

}  // namespace kontor::blob
