#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>

#include "blob/s3.hpp"
#include "outbound/curl_transport.hpp"
#include "s3/s3_sandbox.hpp"

namespace kontor::blob {
namespace {

using sandbox::S3Sandbox;
using Fault = S3Sandbox::Fault;
using testing::HasSubstr;

Key key(std::string_view text) { return Key::parse(text).value(); }

class S3Store : public testing::Test {
 protected:
  S3Options options(std::string secret = "sandbox-secret") const {
    return {.endpoint = sandbox_.url(),
            .bucket = "kontor",
            .key = {.access_key = "sandbox", .secret_key = Secret(std::move(secret))},
            .part_size = 5 << 20,
            .retry = {.attempts = 3, .base = std::chrono::milliseconds(1)}};
  }

  template <class T>
  T run(Async<T> work) {
    auto done = asio::co_spawn(loop_.executor(), std::move(work), asio::use_future);
    while (done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) loop_.context().run_one();
    return done.get();
  }
  std::string refusal(Async<> work) {
    try {
      run(std::move(work));
    } catch (const Unavailable& error) {
      return error.what();
    }
    return "";
  }

  async::Loop loop_{0};
  SystemClock clock_;
  async::CpuPool pool_{1};
  outbound::CurlTransport transport_{loop_.executor()};
  S3Sandbox sandbox_{loop_.executor(), {}};
  S3 store_{transport_, pool_, options(), clock_};
};

TEST_F(S3Store, KeepsFilesUnderTheirKeys) {
  const std::string bytes("\0binary\xff", 8);
  run(store_.check());
  run(store_.put(key("org=1/doc_a.pdf"), bytes));
  EXPECT_EQ(sandbox_.objects().at("org=1/doc_a.pdf"), bytes);
  EXPECT_EQ(run(store_.get(key("org=1/doc_a.pdf"))), bytes);
  EXPECT_EQ(run(store_.size(key("org=1/doc_a.pdf"))), 8u);
  run(store_.put(key("empty"), ""));
  EXPECT_EQ(run(store_.get(key("empty"))), "");
  run(store_.remove(key("org=1/doc_a.pdf")));
  EXPECT_EQ(run(store_.get(key("org=1/doc_a.pdf"))).error().code, Code::not_found);
  EXPECT_EQ(run(store_.size(key("org=1/doc_a.pdf"))), std::nullopt);
}

TEST_F(S3Store, ReadsRanges) {
  run(store_.put(key("a"), "0123456789"));
  EXPECT_EQ(run(store_.read(key("a"), 2, 3)), "234");
  EXPECT_EQ(run(store_.read(key("a"), 8, 100)), "89");
  EXPECT_EQ(run(store_.read(key("a"), 10, 1)), "");
  EXPECT_EQ(run(store_.read(key("none"), 0, 1)).error().code, Code::not_found);
}

Async<> write(BlobStore& store, Key to, std::size_t pieces, std::size_t size) {
  const auto writer = co_await store.write(to);
  for (std::size_t i = 0; i < pieces; ++i) co_await writer->append(std::string(size, static_cast<char>('a' + i % 26)));
  co_await writer->commit();
}

TEST_F(S3Store, AStreamedFileGoesUpInOnePieceOrInParts) {
  run(write(store_, key("small"), 3, 10));
  EXPECT_EQ(sandbox_.objects().at("small").size(), 30u);
  EXPECT_EQ(sandbox_.requests, 1);
  run(write(store_, key("large"), 13, 1 << 20));
  const std::string& large = sandbox_.objects().at("large");
  ASSERT_EQ(large.size(), std::size_t{13} << 20);
  for (std::size_t i = 0; i < 13; ++i) EXPECT_EQ(large[(i << 20) + 77], static_cast<char>('a' + i));
  EXPECT_EQ(sandbox_.open_uploads(), 0u);
}

TEST_F(S3Store, ADroppedUploadLeavesNothing) {
  run([&]() -> Async<> {
    const auto writer = co_await store_.write(key("a"));
    co_await writer->append(std::string(6 << 20, 'x'));
    EXPECT_EQ(sandbox_.open_uploads(), 1u);
  }());
  while (sandbox_.open_uploads() > 0) loop_.context().run_one();
  EXPECT_TRUE(sandbox_.objects().empty());
}

TEST_F(S3Store, GetsOverFaultsThatPass) {
  sandbox_.faults = {Fault::internal_error, Fault::slow_down};
  run(store_.put(key("a"), "1"));
  sandbox_.faults = {Fault::cut_off};
  EXPECT_EQ(run(store_.get(key("a"))), "1");
  EXPECT_EQ(sandbox_.requests, 5);
}

TEST_F(S3Store, AnUploadWhoseEndWasLostOnTheWayBackIsDone) {
  run([&]() -> Async<> {
    const auto writer = co_await store_.write(key("a"));
    co_await writer->append(std::string(5 << 20, 'x'));
    sandbox_.faults = {Fault::cut_off};
    co_await writer->commit();
  }());
  EXPECT_EQ(sandbox_.objects().at("a").size(), std::size_t{5} << 20);
}

TEST_F(S3Store, AnErrorWithTheStatus200IsAnError) {
  const auto commit = [&]() -> Async<> {
    const auto writer = co_await store_.write(key("a"));
    co_await writer->append(std::string(5 << 20, 'x'));
    sandbox_.faults = {Fault::error_in_200};
    co_await writer->commit();
  };
  EXPECT_THAT(refusal(commit()), HasSubstr("InternalError"));
}

TEST_F(S3Store, SaysWhatIsWrongWithoutTheKey) {
  S3 wrong_key(transport_, pool_, options("other-secret"), clock_);
  const std::string mismatch = refusal(wrong_key.put(key("a"), "1"));
  EXPECT_THAT(mismatch, HasSubstr("403 SignatureDoesNotMatch"));
  EXPECT_THAT(mismatch, testing::Not(HasSubstr("other-secret")));

  S3Options elsewhere = options();
  elsewhere.bucket = "nowhere";
  S3 wrong_bucket(transport_, pool_, elsewhere, clock_);
  EXPECT_THAT(refusal(wrong_bucket.check()), HasSubstr("404"));
  const auto get = [&]() -> Async<> { co_await wrong_bucket.get(key("a")); };
  EXPECT_THAT(refusal(get()), HasSubstr("NoSuchBucket"));

  elsewhere.endpoint = "http://127.0.0.1:1";
  S3 nobody(transport_, pool_, elsewhere, clock_);
  EXPECT_THAT(refusal(nobody.check()), HasSubstr("connect"));
}

}  // namespace
}  // namespace kontor::blob
