#include "async/cpu_pool.hpp"

#include <gtest/gtest.h>

#include "async/test_loop.hpp"

namespace kontor::async {
namespace {

TEST(CpuPool, ComputesElsewhereAndResumesOnTheLoop) {
  TestLoop loop;
  const auto result = loop.run([](CpuPool& pool) -> Async<std::pair<bool, bool>> {
    const auto home = std::this_thread::get_id();
    const auto away = co_await pool.run([] { return std::this_thread::get_id(); });
    co_return std::pair(away != home, std::this_thread::get_id() == home);
  }(loop.cpu()));
  EXPECT_TRUE(result.first);
  EXPECT_TRUE(result.second);
}

TEST(CpuPool, PassesExceptionsOn) {
  TestLoop loop;
  EXPECT_THROW(loop.run(loop.cpu().run([]() -> int { throw std::out_of_range("far"); })), std::out_of_range);
}

}  // namespace
}  // namespace kontor::async
