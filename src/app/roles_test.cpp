#include "app/roles.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kontor::app {
namespace {

using ::testing::HasSubstr;

constexpr std::array kAll{Role::api, Role::auth, Role::ai, Role::email, Role::worker, Role::scheduler, Role::dashboard};

TEST(Roles, AreAllUnlessToldOtherwise) {
  for (const Role role : kAll) EXPECT_TRUE(Roles::all().has(role)) << static_cast<int>(role);
}

TEST(Roles, AreThoseThatAreNamed) {
  const Roles roles = Roles::parse("worker, api").value();
  for (const Role role : kAll) EXPECT_EQ(roles.has(role), role == Role::worker || role == Role::api);
}

TEST(Roles, ThatDoNotExistAreNamedWithTheChoices) {
  for (const char* wrong : {"api,wroker", "API", "api;worker", "api worker"}) {
    const Result<Roles> roles = Roles::parse(wrong);
    ASSERT_FALSE(roles) << wrong;
    EXPECT_EQ(roles.error().fields.at(0).location, "--roles");
    EXPECT_THAT(roles.error().fields.at(0).message, HasSubstr("api, auth, ai, email, worker, scheduler or dashboard"));
  }
  EXPECT_THAT(Roles::parse("api,wroker").error().fields.at(0).message, HasSubstr("\"wroker\""));
}

TEST(Roles, AreNotNone) {
  EXPECT_FALSE(Roles::parse(""));
  EXPECT_FALSE(Roles::parse(","));
}

}  // namespace
}  // namespace kontor::app
