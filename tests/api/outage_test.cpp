// Things that go away at the worst moment: the database, the program, the person who stops it.
#include <gmock/gmock.h>
#include <signal.h>

#include <atomic>
#include <boost/json/serialize.hpp>

#include "base/id.hpp"
#include "db/blocking_session.hpp"
#include "support/company.hpp"
#include "support/private_postgres.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::HasSubstr;

/// Somebody who goes on making documents whatever the answer is, each under its own key until it is accepted.
class Eager {
 public:
  Eager(const KontorServer& server, const Person& person, std::string template_id)
      : person_{.http = server.client(), .access_token = person.access_token}, template_id_(std::move(template_id)) {
    person_.http.set_bearer(person.access_token);
    thread_ = std::thread([this] { work(); });
  }
  ~Eager() { stop(); }

  void stop() {
    stopping_ = true;
    if (thread_.joinable()) thread_.join();
  }
  int count(int status) const {
    const std::lock_guard lock(mutex_);
    const auto found = statuses_.find(status);
    return found == statuses_.end() ? 0 : found->second;
  }
  /// Waits until so many answers more than now had that status.
  bool sees_more(int status, int more, std::chrono::seconds within = 60s) {
    const int wanted = count(status) + more;
    std::unique_lock lock(mutex_);
    return answered_.wait_for(lock, within, [&] { return statuses_[status] >= wanted; });
  }
  std::map<int, int> statuses() const {
    const std::lock_guard lock(mutex_);
    return statuses_;
  }
  /// Accepted documents, by id; only after stop().
  const std::vector<std::string>& accepted() const { return accepted_; }
  int keys() const { return keys_; }

 private:
  void work() {
    std::string key;
    while (!stopping_ || !key.empty()) {
      if (key.empty()) {
        key = Uuid::v7().text();
        ++keys_;
      }
      int status = 0;  // no answer at all
      try {
        const HttpResponse made = generate(person_, template_id_, {"html"}, key);
        status = made.status;
        if (status == 201 || status == 200) {
          accepted_.push_back(made.text("id"));
          key.clear();
        }
      } catch (const std::runtime_error&) {
      }
      const std::lock_guard lock(mutex_);
      ++statuses_[status];
      answered_.notify_all();
      if (stopping_ && status != 503 && status != 201 && status != 200) return;
    }
  }

  Person person_;
  std::string template_id_;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::condition_variable answered_;
  std::map<int, int> statuses_;
  std::vector<std::string> accepted_;
  int keys_ = 0;
  std::thread thread_;
};

void expect_all_ready(Person& person, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) EXPECT_EQ(finished(person, id, 120s).text("status"), "ready") << id;
}

TEST(Outage, OfTheDatabaseGives503AndThenEverythingWorksAgain) {
  PrivatePostgres postgres;
  KontorServer server({.database = postgres.new_database()});
  Person anna = new_company(server);
  const std::string template_id = new_template(anna);
  Eager one(server, anna, template_id);
  Eager two(server, anna, template_id);
  ASSERT_TRUE(one.sees_more(201, 5));

  postgres.stop();
  ASSERT_TRUE(one.sees_more(503, 3)) << testing::PrintToString(one.statuses());
  HttpClient http = server.client();
  EXPECT_EQ(http.get("/healthz").status, 200) << "the process is well";
  EXPECT_EQ(http.get("/readyz").status, 503) << "but cannot serve";
  anna.http.set_header("X-Nothing", "1");
  const HttpResponse failed = anna.http.get("/api/v1/templates");
  EXPECT_EQ(failed.status, 503);
  EXPECT_EQ(failed.header("Content-Type"), "application/problem+json");
  EXPECT_THAT(failed.body, testing::Not(HasSubstr("socket"))) << "no internals";

  postgres.start();
  ASSERT_TRUE(one.sees_more(201, 5)) << testing::PrintToString(one.statuses());
  ASSERT_TRUE(two.sees_more(201, 5)) << testing::PrintToString(two.statuses());
  one.stop();
  two.stop();
  for (const Eager* eager : {&one, &two}) {
    for (const auto& [status, count] : eager->statuses())
      EXPECT_THAT(status, AnyOf(200, 201, 503)) << count << " times";
    EXPECT_EQ(static_cast<int>(eager->accepted().size()), eager->keys());
    expect_all_ready(anna, eager->accepted());
  }
  EXPECT_EQ(http.get("/readyz").status, 200);
  EXPECT_EQ(server.stop(), 0);
}

TEST(Outage, OfTheDatabaseLeavesTheProgramItsOnlyMaster) {
  PrivatePostgres postgres;
  KontorServer first({.database = postgres.new_database()});
  postgres.stop();
  postgres.start();
  db::BlockingSession(first.database()).run(R"sql(
    SET statement_timeout = '60s';
    DO $$ BEGIN
      WHILE NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted) LOOP
        PERFORM pg_sleep(0.02);
      END LOOP;
    END $$)sql");
  const TemporaryDirectory home;
  EXPECT_THAT([&] { KontorServer({.database = first.database(), .home = home.path()}); },
              testing::ThrowsMessage<std::runtime_error>(HasSubstr("another Kontor works on this database")));
}

TEST(Outage, OfADatabaseThatCrashesLosesNoDocument) {
  PrivatePostgres postgres;
  KontorServer server({.database = postgres.new_database()});
  Person anna = new_company(server);
  Eager eager(server, anna, new_template(anna));
  ASSERT_TRUE(eager.sees_more(201, 5));
  for (int i = 0; i < 3; ++i) {
    postgres.crash();  // it is started again by itself
    ASSERT_TRUE(eager.sees_more(201, 5)) << testing::PrintToString(eager.statuses());
  }
  eager.stop();
  EXPECT_EQ(std::set<std::string>(eager.accepted().begin(), eager.accepted().end()).size(), eager.accepted().size());
  expect_all_ready(anna, eager.accepted());
  EXPECT_EQ(server.process().wait(0ms), std::nullopt) << "kontor lives";
}

TEST(Outage, OfTheProgramLosesNoDocumentThatWasAccepted) {
  KontorServer server;
  Person anna = new_company(server);
  const std::string template_id = new_template(anna);
  std::vector<std::string> accepted;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 10; ++i) {
      const HttpResponse made = generate(anna, template_id, {"pdf"});
      ASSERT_EQ(made.status, 201) << made.body;
      accepted.push_back(made.text("id"));
    }
    server.kill();
    server.start();
  }
  expect_all_ready(anna, accepted);
  const HttpResponse all = anna.http.get("/api/v1/documents?limit=100");
  EXPECT_EQ(all.json().at("items").as_array().size(), accepted.size()) << "none twice";
}

TEST(Outage, OfTheProgramWithItsOwnDatabaseKeepsEverything) {
  KontorServer server({.database = "embedded"});
  Person anna = new_company(server);
  const std::string template_id = new_template(anna);
  const std::string document = generate(anna, template_id, {"html"}).text("id");
  server.kill();
  server.start();
  EXPECT_EQ(log_in(anna.email, Person::password, server).id, anna.id);
  EXPECT_EQ(finished(anna, document, 120s).text("status"), "ready");
}

TEST(Stop, FinishesWhatIsInFlightAndTakesNothingNew) {
  KontorServer server;
  Person anna = new_company(server);
  const std::string body = boost::json::serialize(proposal_template());
  RawConnection slow(server.url());
  slow.send(
      fmt::format("POST /api/v1/templates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  "Authorization: Bearer {}\r\nExpect: 100-continue\r\nContent-Length: {}\r\n\r\n",
                  anna.access_token, body.size()));
  slow.read_until("100 Continue");  // the server is in the middle of the request
  slow.send(body.substr(0, 10));
  EventStream events(anna);

  server.process().signal(SIGTERM);
  EXPECT_FALSE(events.wait_for("never comes", 10s)) << "the stream ends instead of holding the stop up";
  slow.send(body.substr(10));
  slow.read_until("HTTP/1.1 201 ");
  EXPECT_EQ(server.process().wait(20s), 0);
  EXPECT_THROW(RawConnection(server.url()), std::runtime_error);
}

TEST(Stop, IsQuickWhenNobodyIsThere) {
  KontorServer server;
  RawConnection idle(server.url());
  server.process().signal(SIGINT);
  EXPECT_EQ(server.process().wait(5s), 0) << server.process().output();
}

TEST(Start, IsRefusedForDefaultSecretsOutsideTheDemo) {
  const Process::Outcome outcome = Process::run({kontor_binary(), "serve", "--port", "0"},
                                                {{"JWT_SECRET", "changeme"}, {"DATABASE_URL", "host=/nowhere"}});
  EXPECT_EQ(outcome.code, 1) << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("JWT_SECRET"));
}

TEST(Start, SaysInOneLineThatTheDatabaseIsAway) {
  const Process::Outcome outcome = Process::run(
      {kontor_binary(), "serve", "--port", "0"},
      {{"JWT_SECRET", KontorServer::jwt_secret()}, {"DATABASE_URL", "postgresql://me:geheim@/x?host=/nowhere"}});
  EXPECT_EQ(outcome.code, 1) << outcome.output;
  EXPECT_THAT(outcome.output, testing::AllOf(HasSubstr("/nowhere"), testing::Not(HasSubstr("geheim"))));
}

}  // namespace
}  // namespace kontor::test
