// Fifty writers take five thousand numbers of one series, from two processes of which one is killed in the middle.
#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>

#include "db/blocking_session.hpp"
#include "support/company.hpp"
#include "support/private_postgres.hpp"
#include "support/private_redis.hpp"

namespace kontor::test {
namespace {

constexpr int kWriters = 50;
constexpr int kDocuments = 5000;
constexpr int kMostAttempts = 1000;  ///< for one document: a handful is usual

/// Drafts as the API makes them, only faster: copies of one.
constexpr const char* copy_document = R"sql(
  INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, kind, title, payload,
                                   formats, status)
  SELECT uuid_v7(), org_id, owner_id, template_id, template_version, template_name, kind, title, payload, formats, 'ready'
  FROM generated_documents, generate_series(2, $1::integer)
  RETURNING id)sql";

class Writers {
 public:
  Writers(std::vector<std::string> documents, const Person& person, std::vector<const KontorServer*> servers)
      : documents_(std::move(documents)), token_(person.access_token), servers_(std::move(servers)) {}

  /// Returns when all documents are issued; calls `halfway` once, meanwhile.
  void run(const std::function<void()>& halfway) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kWriters; ++i) threads.emplace_back([this, i] { write(i); });
    {
      std::unique_lock lock(mutex_);
      half_done_.wait(lock, [&] { return done_ >= kDocuments / 2; });
    }
    halfway();
  }
  int repeated() const { return repeated_; }
  const std::vector<std::string>& refusals() const { return refusals_; }

 private:
  void write(int writer) {
    std::vector<HttpClient> clients;
    for (const KontorServer* server : servers_) {
      clients.push_back(server->client());
      clients.back().set_bearer(token_);
    }
    for (std::size_t i = static_cast<std::size_t>(writer); i < documents_.size(); i += kWriters) {
      // Each client has its server; when that does not answer, it asks the other, with the same key.
      std::size_t at = i % clients.size();
      int attempts = 1;
      while (!issue(clients[at], documents_[i]) && attempts < kMostAttempts) {
        at = (at + 1) % clients.size();
        ++attempts;
        ++repeated_;
      }
      const std::lock_guard lock(mutex_);
      if (attempts == kMostAttempts) refusals_.push_back("no server answers any more");
      ++done_;
      half_done_.notify_one();
    }
  }

  bool issue(HttpClient& http, const std::string& document) {
    try {
      const HttpResponse answer =
          http.post("/api/v1/documents/" + document + "/issue", boost::json::object{}, {{"Idempotency-Key", document}});
      if (answer.status == 503) return false;  // overloaded, or away
      if (answer.status != 200) {
        const std::lock_guard lock(mutex_);
        refusals_.push_back(answer.body);
      }
      return true;
    } catch (const std::runtime_error&) {
      return false;  // no answer: it may have happened or not
    }
  }

  const std::vector<std::string> documents_;
  const std::string token_;
  const std::vector<const KontorServer*> servers_;
  std::mutex mutex_;
  std::condition_variable half_done_;
  int done_ = 0;
  std::atomic<int> repeated_ = 0;
  std::vector<std::string> refusals_;
};

TEST(Series, GivesNoNumberTwiceAndMissesNoneUnderFiftyWritersOfWhichAProcessIsKilled) {
  TemporaryDirectory directory;
  PrivateRedis redis;
  const std::string database = PrivatePostgres::shared().new_database();
  const KontorServer::Options options{.database = database,
                                      .home = directory.path() / "var",
                                      .environment = {{"REDIS_URL", redis.url()}},
                                      .arguments = {"--roles=api,auth,ai"}};
  KontorServer doomed(options);
  KontorServer heir(options);
  Person anna = new_company(doomed);
  generate(anna, new_template(anna), {"html"});
  db::BlockingSession owner(database);
  std::vector<std::string> documents{owner.value("SELECT id FROM generated_documents")};
  for (const db::TextRow& row : owner.run(copy_document, {std::to_string(kDocuments)}))
    documents.push_back(row.at(0).value());
  ASSERT_EQ(documents.size(), std::size_t{kDocuments});

  Writers writers(documents, anna, {&doomed, &heir});
  writers.run([&] { doomed.kill(); });

  EXPECT_THAT(writers.refusals(), testing::IsEmpty());
  EXPECT_GT(writers.repeated(), 0) << "the killed process was in the middle of something";
  EXPECT_EQ(owner.value("SELECT count(*) FROM document_numbers"), "5000");
  EXPECT_EQ(owner.value("SELECT count(DISTINCT seq) FROM document_numbers WHERE seq BETWEEN 1 AND 5000"), "5000");
  EXPECT_EQ(owner.value("SELECT count(DISTINCT number) FROM generated_documents"), "5000");
  EXPECT_EQ(
      owner.value("SELECT count(*) FROM generated_documents g JOIN document_numbers n ON n.document_id = g.id AND "
                  "n.number = g.number AND n.number LIKE 'Q-%-' || lpad(n.seq::text, 4, '0')"),
      "5000");
  EXPECT_EQ(owner.value("SELECT last FROM document_series_counters"), "5000");
  EXPECT_EQ(owner.value("SELECT count(*) FROM (SELECT seq, lag(seq) OVER (ORDER BY issued_at) AS before FROM "
                        "document_numbers) n WHERE seq <> before + 1"),
            "0")
      << "in the order of their time";
  EXPECT_EQ(owner.value("SELECT count(DISTINCT payload::json->>'document_id') FROM jobs"), "5000")
      << "each with the job that makes its files";
}

TEST(Series, PutsItsNumberIntoADocumentThatWasIssuedBeforeItsDraftWasMade) {
  TemporaryDirectory directory;
  PrivateRedis redis;
  KontorServer::Options options{.database = PrivatePostgres::shared().new_database(),
                                .home = directory.path() / "var",
                                .environment = {{"REDIS_URL", redis.url()}},
                                .arguments = {"--roles=api,auth,ai"}};
  KontorServer front(options);
  Person anna = new_company(front);
  const boost::json::value numbered = {
      {"name", "Invoice"}, {"kind", "invoice"}, {"locale", "en"}, {"source", "# Invoice {{ number }}"}};
  const std::string template_id = anna.http.post("/api/v1/templates", numbered).text("id");
  const std::string id =
      anna.http
          .post("/api/v1/documents",
                {{"template_id", template_id}, {"payload", boost::json::object{}}, {"formats", {"html"}}})
          .text("id");
  const std::string number = anna.http.post("/api/v1/documents/" + id + "/issue", boost::json::object{}).text("number");
  options.arguments = {"--roles=worker"};
  KontorServer worker(options);
  const HttpResponse document = finished(anna, id);
  EXPECT_EQ(document.text("title"), "Invoice " + number) << document.body;
  EXPECT_THAT(front.client().get(document.text("file_url")).body, testing::HasSubstr("Invoice " + number));
}

}  // namespace
}  // namespace kontor::test
