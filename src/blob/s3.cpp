#include "blob/s3.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include "blob/s3_api.hpp"

namespace kontor::blob {

/// Up to one part is held in memory; a file that is no longer than that goes up in one request.
class S3::UploadWriter final : public Writer {
 public:
  UploadWriter(std::shared_ptr<Api> api, Key key, asio::any_io_executor executor)
      : api_(std::move(api)), key_(std::move(key)), executor_(std::move(executor)) {}

  ~UploadWriter() override {
    if (upload_.empty()) return;
    auto abort = [](std::shared_ptr<Api> api, Key key, std::string upload) -> Async<> {
      co_await api->abort_upload(key, upload);
    };
    // If this fails too, the bucket's rule for incomplete uploads clears it away.
    asio::co_spawn(executor_, abort(api_, key_, upload_), [](std::exception_ptr) {});
  }

  Async<> append(std::string bytes) override {
    waiting_ += bytes;
    total_ += bytes.size();
    while (waiting_.size() >= api_->part_size()) {
      std::string part = waiting_.substr(0, api_->part_size());
      waiting_.erase(0, part.size());
      co_await send(std::move(part));
    }
  }

  Async<> commit() override {
    if (upload_.empty()) {
      co_await api_->send({.method = "PUT", .key = key_.str(), .body = std::exchange(waiting_, {})});
      co_return;
    }
    if (!waiting_.empty()) co_await send(std::exchange(waiting_, {}));
    co_await api_->complete_upload(key_, upload_, etags_, total_);
    upload_.clear();
  }

 private:
  Async<> send(std::string part) {
    if (upload_.empty()) upload_ = co_await api_->begin_upload(key_);
    etags_.push_back(co_await api_->upload_part(key_, upload_, static_cast<int>(etags_.size()) + 1, std::move(part)));
  }

  std::shared_ptr<Api> api_;
  Key key_;
  asio::any_io_executor executor_;
  std::string waiting_;
  std::uint64_t total_ = 0;
  std::string upload_;
  std::vector<std::string> etags_;
};

S3::S3(outbound::Transport& transport, async::CpuPool& pool, S3Options options, const Clock& clock)
    : api_(std::make_shared<Api>(transport, pool, std::move(options), clock)) {}

S3::~S3() = default;

Async<> S3::put(Key key, std::string bytes) {
  co_await api_->send({.method = "PUT", .key = key.str(), .body = std::move(bytes)});
}

Async<std::unique_ptr<Writer>> S3::write(Key key) {
  co_return std::make_unique<UploadWriter>(api_, std::move(key), co_await asio::this_coro::executor);
}

Task<std::string> S3::get(Key key) {
  outbound::Response answer = co_await api_->send({.key = key.str()}, {404});
  if (answer.status == 404) co_return fail(Error::not_found("file"));
  co_return std::move(answer.body);
}

Task<std::string> S3::read(Key key, std::uint64_t offset, std::size_t size) {
  if (size == 0) co_return std::string();
  outbound::Response answer = co_await api_->send(
      {.key = key.str(), .headers = {{"Range", fmt::format("bytes={}-{}", offset, offset + size - 1)}}}, {404, 416});
  if (answer.status == 404) co_return fail(Error::not_found("file"));
  if (answer.status == 416) co_return std::string();
  if (answer.status == 206) co_return std::move(answer.body);
  co_return offset >= answer.body.size() ? std::string() : answer.body.substr(offset, size);  // it knows no ranges
}

Async<std::optional<std::uint64_t>> S3::size(Key key) { co_return co_await api_->size(key); }

Async<bool> S3::remove(Key key) {
  const outbound::Response answer = co_await api_->send({.method = "DELETE", .key = key.str()}, {404});
  co_return answer.ok();
}

Async<> S3::check() { co_await api_->send({.method = "HEAD"}); }

}  // namespace kontor::blob
