// The same program in several processes: who serves does not work, who works does not serve.
#include <gmock/gmock.h>

#include "support/company.hpp"
#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class Roles : public testing::Test {
 protected:
  KontorServer::Options process(const std::string& roles) {
    return {.database = database_,
            .home = directory_.path() / "var",
            .environment = {{"REDIS_URL", redis_.url()}},
            .arguments = {"--roles=" + roles}};
  }

  TemporaryDirectory directory_;
  PrivateRedis redis_;
  std::string database_ = PrivatePostgres::shared().new_database();
};

TEST_F(Roles, WorkIsDoneByAnotherProcessAndHeardInThisOne) {
  KontorServer front(process("api,auth,ai,email,dashboard"));
  Person anna = new_company(front);
  const std::string template_id = new_template(anna);
  EventStream events(anna);
  const std::string document = generate(anna, template_id, {"html"}).text("id");
  EXPECT_EQ(anna.http.get("/api/v1/documents/" + document).text("status"), "draft") << "nobody works yet";
  KontorServer worker(process("worker,scheduler"));
  EXPECT_TRUE(events.wait_for(R"("status":"ready")", 30s));
  EXPECT_EQ(finished(anna, document).text("status"), "ready");
}

TEST_F(Roles, AJobOfAWorkerThatDiesIsTakenOver) {
  KontorServer front(process("api,auth,ai,email,dashboard"));
  Person anna = new_company(front);
  const std::string template_id = new_template(anna);
  std::vector<std::string> documents;
  {
    KontorServer doomed(process("worker"));
    for (int i = 0; i < 10; ++i) documents.push_back(generate(anna, template_id, {"pdf", "docx"}).text("id"));
    doomed.kill();
  }
  KontorServer heir(process("worker"));
  for (const std::string& document : documents) {
    ASSERT_EQ(finished(anna, document, 120s).text("status"), "ready")
        << front.process().output() << heir.process().output();
  }
}

TEST_F(Roles, ADeadRedisStopsNoDocument) {
  KontorServer server(process("api,auth,ai,email,worker,scheduler,dashboard"));
  Person anna = new_company(server);
  const std::string template_id = new_template(anna);
  redis_.kill();
  const std::string document = generate(anna, template_id, {"html"}).text("id");
  redis_.start();
  EXPECT_EQ(finished(anna, document, 60s).text("status"), "ready");
}

TEST_F(Roles, ASecondProcessWithoutRedisIsRefused) {
  KontorServer first({.database = database_});
  Process second({kontor_binary(), "serve", "--port", "0"}, {{"DATABASE_URL", database_},
                                                             {"JWT_SECRET", KontorServer::jwt_secret()},
                                                             {"KONTOR_HOME", (directory_.path() / "other").string()}});
  EXPECT_EQ(second.wait(30s), 1) << second.output();
  EXPECT_THAT(second.output(), HasSubstr("REDIS_URL"));
}

TEST_F(Roles, AnUnknownRoleIsNamed) {
  const Process::Outcome outcome = Process::run({kontor_binary(), "serve", "--port", "0", "--roles=api,wroker"},
                                                {{"KONTOR_HOME", (directory_.path() / "home").string()}});
  EXPECT_NE(outcome.code, 0);
  EXPECT_THAT(outcome.output, HasSubstr("\"wroker\" is not a role"));
}

}  // namespace
}  // namespace kontor::test
