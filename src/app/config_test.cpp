#include "app/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

#include "base/test_directory.hpp"

namespace kontor::app {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

const std::string kGoodSecret = "Vw3m0sXk9pQz7rTn2bLc5dGh8jFy4aEu";

TEST(EnvFile, ReadsWhatAShellWould) {
  EXPECT_THAT(
      parse_env_file("# a comment\n"
                     "\n"
                     "PLAIN=one\r\n"
                     "  export EXPORTED = two words  \n"
                     "QUOTED=\"three # not a comment \"\n"
                     "SINGLE='four'\n"
                     "COMMENTED=five # why\n"
                     "HASH=six#seven\n"
                     "EQUALS=a=b==\n"
                     "EMPTY=\n"
                     "no assignment\n"
                     "LAST=end"),
      UnorderedElementsAre(Pair("PLAIN", "one"), Pair("EXPORTED", "two words"),
                           Pair("QUOTED", "three # not a comment "), Pair("SINGLE", "four"), Pair("COMMENTED", "five"),
                           Pair("HASH", "six#seven"), Pair("EQUALS", "a=b=="), Pair("EMPTY", ""), Pair("LAST", "end")));
  EXPECT_THAT(parse_env_file(""), IsEmpty());
}

/// Loads a configuration from given settings alone, in a home of its own.
class Settings : public testing::Test {
 protected:
  Result<Config> load_with(std::map<std::string, std::string> values, const Flags& flags = {}) {
    values.try_emplace("KONTOR_HOME", home_.path().string());
    return load(
        [values](const std::string& name) -> std::optional<std::string> {
          const auto found = values.find(name);
          return found == values.end() ? std::nullopt : std::optional(found->second);
        },
        flags);
  }
  std::vector<FieldError> complaints(std::map<std::string, std::string> values, const Flags& flags = {}) {
    const Result<Config> config = load_with(std::move(values), flags);
    return config ? std::vector<FieldError>() : config.error().fields;
  }
  static auto about(std::string name, std::string part) {
    return AllOf(Field(&FieldError::location, name), Field(&FieldError::message, HasSubstr(part)));
  }

  test::TemporaryDirectory home_;
};

TEST_F(Settings, NeedNoneForAWholeProduct) {
  const Config config = load_with({}).value();
  EXPECT_TRUE(config.embedded());
  EXPECT_FALSE(config.has_model);
  EXPECT_FALSE(config.behind_tls());
  EXPECT_EQ(config.host, "127.0.0.1");
  EXPECT_TRUE(config.roles.has(Role::worker));
}

TEST_F(Settings, MakeASecretOnceAndKeepItFromOthers) {
  const std::string made = load_with({})->jwt_secret.reveal();
  EXPECT_GE(made.size(), 32u);
  EXPECT_EQ(load_with({})->jwt_secret.reveal(), made);
  struct stat file{};
  ASSERT_EQ(stat((home_.path() / "jwt_secret").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
}

TEST_F(Settings, MakeAnotherSecretWhenTheFileWasCutOff) {
  const std::string made = load_with({})->jwt_secret.reveal();
  std::ofstream(home_.path() / "jwt_secret") << made.substr(0, 5);
  EXPECT_GE(load_with({})->jwt_secret.reveal().size(), 32u);
}

TEST_F(Settings, RefuseSecretsThatEverybodyKnows) {
  EXPECT_TRUE(load_with({{"JWT_SECRET", kGoodSecret}}));
  for (const char* known :
       {"changeme", "ChangeMe-ChangeMe-ChangeMe-ChangeMe", "your-256-bit-secret-your-256-bit-secret",
        "00000000000000000000000000000000", "my-super-secret-password-for-production"})
    EXPECT_THAT(complaints({{"JWT_SECRET", known}}), ElementsAre(about("JWT_SECRET", "everybody knows"))) << known;
  EXPECT_THAT(complaints({{"JWT_SECRET", kGoodSecret.substr(1)}}), ElementsAre(about("JWT_SECRET", "at least 32")));
}

TEST_F(Settings, NeverRepeatASecretInAComplaint) {
  const Result<Config> config = load_with({{"JWT_SECRET", "hunter2"}, {"DATABASE_URL", "mysql://root:geheim@x/y"}});
  ASSERT_FALSE(config);
  EXPECT_THAT(describe(config.error()), AllOf(Not(HasSubstr("hunter2")), Not(HasSubstr("geheim"))));
}

TEST_F(Settings, AreLessStrictWithADemo) {
  EXPECT_TRUE(load_with({{"JWT_SECRET", "changeme-changeme-changeme-changeme"}}, {.demo = true}));
}

TEST_F(Settings, NameAllThatIsWrongAtOnce) {
  EXPECT_THAT(complaints({{"JWT_SECRET", "short"},
                          {"DATABASE_URL", "mysql://db/shop"},
                          {"PUBLIC_URL", "kontor.example"},
                          {"OPENAI_BASE_URL", "localhost:11434"},
                          {"S3_ENDPOINT", "https://s3.example"}},
                         {.roles = "api,cook"}),
              UnorderedElementsAre(about("JWT_SECRET", "at least 32"), about("DATABASE_URL", "PostgreSQL"),
                                   about("PUBLIC_URL", "http"), about("OPENAI_BASE_URL", "http"),
                                   about("S3_BUCKET", "required"), about("S3_ACCESS_KEY", "required"),
                                   about("S3_SECRET_KEY", "required"), about("--roles", "\"cook\"")));
}

TEST_F(Settings, ReadUrlsAsPeopleWriteThem) {
  const Config config = load_with({{"PUBLIC_URL", " https://kontor.example/ "},
                                   {"OPENAI_BASE_URL", "http://localhost:11434/v1//"},
                                   {"DATABASE_URL", "postgresql+asyncpg://anna:x@db:5433/shop"}})
                            .value();
  EXPECT_EQ(config.public_url, "https://kontor.example");
  EXPECT_TRUE(config.behind_tls());
  EXPECT_EQ(config.openai_base_url, "http://localhost:11434/v1");
  EXPECT_TRUE(config.has_model) << "a local server needs no key";
  EXPECT_FALSE(config.embedded());
  EXPECT_THAT(config.database, AllOf(HasSubstr("host='db'"), HasSubstr("port='5433'")));
}

TEST_F(Settings, TakeAnOfficeSuiteThatIsThere) {
  EXPECT_EQ(load_with({})->office, "");
  EXPECT_EQ(load_with({{"KONTOR_OFFICE", "/bin/sh"}})->office, "/bin/sh");
  EXPECT_THAT(complaints({{"KONTOR_OFFICE", "soffice"}}), ElementsAre(Field(&FieldError::location, "KONTOR_OFFICE")));
  EXPECT_THAT(complaints({{"KONTOR_OFFICE", "/nowhere/soffice"}}),
              ElementsAre(Field(&FieldError::location, "KONTOR_OFFICE")));
}

TEST_F(Settings, TakeS3WithWhatItNeeds) {
  const Config config = load_with({{"S3_ENDPOINT", "https://s3.example"},
                                   {"S3_BUCKET", "files"},
                                   {"S3_ACCESS_KEY", "key"},
                                   {"S3_SECRET_KEY", "hush"}})
                            .value();
  EXPECT_EQ(config.s3_region, "us-east-1");
  EXPECT_EQ(config.s3_bucket, "files");
}

/// A directory of its own with a .env file, and variables that are gone with it.
class ProcessEnvironment : public testing::Test {
 protected:
  ProcessEnvironment() : before_(fs::current_path()) { fs::current_path(directory_.path()); }
  ~ProcessEnvironment() override {
    fs::current_path(before_);
    for (const char* name : {"KONTOR_TEST_A", "KONTOR_TEST_A_FILE"}) unsetenv(name);
  }
  static std::optional<std::string> a() { return environment()("KONTOR_TEST_A"); }

  fs::path before_;
  test::TemporaryDirectory directory_;
};

TEST_F(ProcessEnvironment, StandsAboveTheEnvFile) {
  EXPECT_EQ(a(), std::nullopt);
  std::ofstream(".env") << "KONTOR_TEST_A=file\n";
  EXPECT_EQ(a(), "file");
  setenv("KONTOR_TEST_A", "process", 1);
  EXPECT_EQ(a(), "process");
  setenv("KONTOR_TEST_A", "", 1);
  EXPECT_EQ(a(), "file") << "set to nothing is not set";
}

TEST_F(ProcessEnvironment, ReadsASecretFromTheFileThatIsNamed) {
  std::ofstream("secret.txt") << "from the file\n";
  setenv("KONTOR_TEST_A_FILE", "secret.txt", 1);
  EXPECT_EQ(a(), "from the file\n") << "its reader trims it";
  setenv("KONTOR_TEST_A", "plain", 1);
  EXPECT_EQ(a(), "plain");
}

TEST_F(ProcessEnvironment, SaysWhichSecretsFileIsMissing) {
  setenv("KONTOR_TEST_A_FILE", "/nowhere/secret", 1);
  try {
    a();
    FAIL();
  } catch (const std::runtime_error& failure) {
    EXPECT_STREQ(failure.what(), "KONTOR_TEST_A_FILE: /nowhere/secret cannot be read");
  }
}

}  // namespace
}  // namespace kontor::app
