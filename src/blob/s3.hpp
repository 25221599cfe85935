#pragma once

#include "async/cpu_pool.hpp"
#include "blob/blob_store.hpp"
#include "blob/sigv4.hpp"
#include "outbound/retry.hpp"

namespace kontor::blob {

struct S3Options {
  std::string endpoint;  ///< `https://s3.example.com[:port]`
  std::string bucket;
  SigningKey key;
  std::size_t part_size = 8 << 20;  ///< of a streamed upload; S3 takes no smaller ones than 5 MiB
  outbound::RetryPolicy retry = {};
};

/// Files in one bucket of S3, MinIO or another store with its API; path style. Large bodies
/// are hashed on the pool. One loop; the transport and the pool outlive it.
class S3 final : public BlobStore {
 public:
  S3(outbound::Transport& transport, async::CpuPool& pool, S3Options options, const Clock& clock);
  ~S3() override;

  Async<> put(Key key, std::string bytes) override;
  Async<std::unique_ptr<Writer>> write(Key key) override;
  Task<std::string> get(Key key) override;
  Task<std::string> read(Key key, std::uint64_t offset, std::size_t size) override;
  Async<std::optional<std::uint64_t>> size(Key key) override;
  Async<bool> remove(Key key) override;
  Async<> check() override;

 private:
  class Api;
  class UploadWriter;
  std::shared_ptr<Api> api_;
};

}  // namespace kontor::blob
