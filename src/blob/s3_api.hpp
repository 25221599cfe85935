#pragma once

#include "blob/s3.hpp"

namespace kontor::blob {

/// The requests of S3, signed. Statuses that the caller does not expect throw Unavailable with S3's error code.
class S3::Api {
 public:
  Api(outbound::Transport& transport, async::CpuPool& pool, S3Options options, const Clock& clock);

  struct Call {
    std::string method = "GET";
    std::string key = {};  ///< empty: the bucket
    std::vector<std::pair<std::string, std::string>> query = {};
    std::vector<outbound::Header> headers = {};
    std::string body = {};
  };
  /// An answer of a 2xx status, or of one of `expected`.
  Async<outbound::Response> send(Call call, std::vector<int> expected = {});

  Async<std::string> begin_upload(const Key& key);
  /// The part's ETag.
  Async<std::string> upload_part(const Key& key, const std::string& upload, int number, std::string bytes);
  Async<> complete_upload(const Key& key, const std::string& upload, const std::vector<std::string>& etags,
                          std::uint64_t total);
  Async<> abort_upload(const Key& key, const std::string& upload);
  Async<std::optional<std::uint64_t>> size(const Key& key);

  std::size_t part_size() const { return options_.part_size; }

 private:
  /// SHA-256 in hex; the body goes to the pool and comes back, so that no thread works on what may die.
  Async<std::string> hash_of(std::string& body);
  outbound::Request sign(Call call, std::string payload_sha256) const;

  S3Options options_;
  std::string host_;  ///< as the Host header has it
  const Clock& clock_;
  async::CpuPool& pool_;
  outbound::Retrying transport_;
};

}  // namespace kontor::blob
