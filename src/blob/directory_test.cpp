#include "blob/directory.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <fstream>

#include "async/loops.hpp"
#include "base/test_directory.hpp"

namespace kontor::blob {
namespace {

namespace fs = std::filesystem;

Key key(std::string_view text) { return Key::parse(text).value(); }

class Files : public testing::Test {
 protected:
  Files() { store_.emplace(root_, pool_); }

  template <class T>
  T run(Async<T> work) {
    async::Loop loop(0);
    auto done = asio::co_spawn(loop.executor(), std::move(work), asio::use_future);
    loop.context().run();
    return done.get();
  }
  /// How many files lie below the folder, those on their way in included.
  std::ptrdiff_t files() const {
    return std::count_if(fs::recursive_directory_iterator(root_), {},
                         [](const auto& entry) { return entry.is_regular_file(); });
  }

  async::CpuPool pool_{1};
  const test::TemporaryDirectory directory_;
  const fs::path root_ = directory_.path() / "files";
  std::optional<Directory> store_;
};

TEST(Key, IsSafeAsAPathAndAsAnS3Key) {
  for (const char* good : {"a", "0192-f/documents/a_B.pdf", "tenant=1/x"}) EXPECT_TRUE(Key::parse(good)) << good;
  const std::string long_part(201, 'a');
  const std::string long_key = std::string(200, 'a') + "/" + std::string(200, 'b') + "/" + std::string(200, 'c');
  for (const std::string& bad :
       {std::string(), std::string("/a"), std::string("a/"), std::string("a//b"), std::string(".."),
        std::string("a/../b"), std::string("a/.hidden"), std::string("a b"), std::string("a\\b"),
        std::string("a\0b", 3), std::string("ä"), std::string("a\n"), long_part, long_key})
    EXPECT_FALSE(Key::parse(bad)) << bad;
}

TEST_F(Files, WhatWasPutIsThereAndCanBeReplacedAndRemoved) {
  const std::string bytes("\0binary\xff", 8);
  run(store_->put(key("org/doc.pdf"), bytes));
  EXPECT_EQ(run(store_->get(key("org/doc.pdf"))), bytes);
  EXPECT_EQ(run(store_->size(key("org/doc.pdf"))), 8u);
  run(store_->put(key("org/doc.pdf"), "second"));
  EXPECT_EQ(run(store_->get(key("org/doc.pdf"))), "second");
  EXPECT_TRUE(run(store_->remove(key("org/doc.pdf"))));
  EXPECT_FALSE(run(store_->remove(key("org/doc.pdf"))));
  EXPECT_EQ(run(store_->get(key("org/doc.pdf"))).error().code, Code::not_found);
  EXPECT_EQ(run(store_->size(key("org/doc.pdf"))), std::nullopt);
  EXPECT_EQ(run(store_->get(key("org"))).error().code, Code::not_found) << "a folder is no file";
  EXPECT_FALSE(run(store_->remove(key("org"))));
}

TEST_F(Files, ReadsRangesAndStreams) {
  std::string bytes;
  for (int i = 0; i < 300'000; ++i) bytes += fmt::format("{:07} ", i);
  run(store_->put(key("big"), bytes));
  EXPECT_EQ(run(store_->read(key("big"), 8, 7)), "0000001");
  EXPECT_EQ(run(store_->read(key("big"), bytes.size() - 3, 100)), bytes.substr(bytes.size() - 3));
  EXPECT_EQ(run(store_->read(key("big"), bytes.size() + 5, 100)), "");
  EXPECT_EQ(run(store_->read(key("none"), 0, 1)).error().code, Code::not_found);

  std::string got;
  int pieces = 0;
  const auto take = [&](std::string piece) -> Async<bool> {
    got += piece;
    ++pieces;
    co_return true;
  };
  EXPECT_TRUE(run(stream(*store_, key("big"), take)));
  EXPECT_EQ(got, bytes);
  EXPECT_EQ(pieces, 3);
}

TEST_F(Files, AWrittenFileAppearsWholeOrNotAtAll) {
  run([&]() -> Async<> {
    const auto writer = co_await store_->write(key("a/b/c"));
    co_await writer->append("one ");
    co_await writer->append("two");
    EXPECT_EQ(co_await store_->size(key("a/b/c")), std::nullopt);
    co_await writer->commit();
  }());
  EXPECT_EQ(run(store_->get(key("a/b/c"))), "one two");
  EXPECT_EQ(files(), 1);

  run([&]() -> Async<> {
    const auto dropped = co_await store_->write(key("a/b/c"));
    co_await dropped->append("lost");
    EXPECT_EQ(files(), 2);
  }());
  EXPECT_EQ(run(store_->get(key("a/b/c"))), "one two");
  EXPECT_EQ(files(), 1);
}

TEST_F(Files, OnlyTheOwnerMayReadThem) {
  run(store_->put(key("a/b"), "x"));
  EXPECT_EQ(fs::status(root_).permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(root_ / "a").permissions(), fs::perms::owner_all);
  EXPECT_EQ(fs::status(root_ / "a/b").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, AStartClearsAwayWhatADeadProcessLeftButNotWhatALivingOneWrites) {
  std::ofstream(root_ / ".incoming/old") << "half";
  std::ofstream(root_ / ".incoming/fresh") << "half";
  fs::last_write_time(root_ / ".incoming/old", fs::file_time_type::clock::now() - std::chrono::hours(25));
  Directory again(root_, pool_);
  EXPECT_FALSE(fs::exists(root_ / ".incoming/old"));
  EXPECT_TRUE(fs::exists(root_ / ".incoming/fresh"));
}

TEST_F(Files, AStoreThatCannotBeUsedSaysWhy) {
  EXPECT_NO_THROW(run(store_->check()));
  EXPECT_EQ(files(), 0);
  fs::remove_all(root_);
  EXPECT_THROW(run(store_->check()), Unavailable);
  EXPECT_THROW(run(store_->put(key("a"), "x")), Unavailable);
  std::ofstream(root_.parent_path() / "a-file") << "x";
  EXPECT_THROW(Directory(root_.parent_path() / "a-file", pool_), Unavailable);
}

}  // namespace
}  // namespace kontor::blob
