#include "base/secret.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "base/text.hpp"

namespace kontor {
namespace {

using ::testing::HasSubstr;

TEST(Secret, HashesVectorsOfTheStandards) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, case 2
}

TEST(Secret, PasswordHashVerifiesOnlyItsPassword) {
  const Argon2id cheap{.memory_kib = 8, .passes = 1};
  const std::string encoded = hash_password(Secret("correct horse"), cheap);
  EXPECT_THAT(encoded, HasSubstr("$argon2id$v=19$m=8,t=1,p=1$"));
  EXPECT_TRUE(verify_password(Secret("correct horse"), encoded));
  EXPECT_FALSE(verify_password(Secret("wrong horse"), encoded));
  EXPECT_FALSE(verify_password(Secret("correct horse"), "not a hash"));
}

TEST(Secret, TokensDoNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(seen.insert(random_token()).second);
}

}  // namespace
}  // namespace kontor
