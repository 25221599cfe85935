#include "base/result.hpp"

#include <gtest/gtest.h>

namespace kontor {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Error::invalid("n", "is odd"));
  return n / 2;
}

Result<int> quarter(int n) {
  TRY(const int once, half(n));
  TRY(const int twice, half(once));
  return twice;
}

TEST(Result, TryStopsAtTheFirstError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(6).error().fields, (std::vector<FieldError>{{"n", "is odd"}}));
}

}  // namespace
}  // namespace kontor
