// What administrators see of the jobs in the background, and do about them.
#include <gmock/gmock.h>

#include "db/blocking_session.hpp"
#include "support/company.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class JobsOfACompany : public testing::Test {
 protected:
  boost::json::value first(const std::string& path) { return anna_.http.get(path).json().at("items").at(0); }
  static std::string text(const boost::json::value& object, const char* name) {
    return std::string(object.at(name).as_string());
  }
  /// As when all attempts to make a document have failed.
  std::string dead_job(const std::string& document) {
    db::BlockingSession session(shared_server().database());
    session.run("UPDATE generated_documents SET status = 'failed', failure = 'no luck' WHERE id::text = $1",
                {document});
    return session.value(
        "INSERT INTO jobs (id, org_id, kind, payload, state, attempts, finished_at, errors)"
        " VALUES (uuid_v7(), $1::uuid, 'render_document', json_build_object('document_id', $2::text), 'dead', 8, now(),"
        " jsonb_build_array(jsonb_build_object('at', now(), 'attempt', 8, 'what', 'the disk is full'))) RETURNING id",
        {anna_.organization_id, document});
  }

  Person anna_ = new_company();
};

TEST_F(JobsOfACompany, AreListedAndInspected) {
  const std::string document = generate(anna_, new_template(anna_), {"html"}).text("id");
  finished(anna_, document);
  const boost::json::value job = first("/api/v1/jobs?kind=render_document&state=done");
  const HttpResponse details = anna_.http.get("/api/v1/jobs/" + text(job, "id"));
  EXPECT_EQ(details.text("payload.document_id"), document);
  EXPECT_EQ(details.text("job.queue"), "default");
  EXPECT_EQ(anna_.http.post("/api/v1/jobs/" + text(job, "id") + "/cancel", boost::json::object{}).status, 409);
  EXPECT_EQ(anna_.http.get("/api/v1/jobs?state=nonsense").status, 422);
  EXPECT_EQ(anna_.http.get("/api/v1/jobs?id=nonsense").status, 422);
  EXPECT_THAT(anna_.http.get("/api/v1/jobs/workers").body, HasSubstr(R"("running":0)"));
}

TEST_F(JobsOfACompany, ThatFailedForGoodAreTriedAgainAndDone) {
  const std::string document = generate(anna_, new_template(anna_), {"html"}).text("id");
  finished(anna_, document);
  const std::string job = dead_job(document);
  EXPECT_EQ(first("/api/v1/jobs/dead").at("jobs").as_int64(), 1);
  EXPECT_EQ(text(first("/api/v1/jobs?state=dead"), "last_error"), "the disk is full");
  EventStream events(anna_);
  const HttpResponse retried = anna_.http.post("/api/v1/jobs/dead/retry", {{"kind", "render_document"}});
  EXPECT_EQ(retried.json().at("retried").as_int64(), 1) << retried.body;
  EXPECT_TRUE(events.wait_for("event: job", 10s)) << "other administrators look at the page, too";
  EXPECT_TRUE(events.wait_for(R"("status":"ready")", 30s)) << "the document is made at last";
}

TEST_F(JobsOfACompany, WaitWhileTheirQueueIsPausedAndCanBeCancelled) {
  const std::string template_id = new_template(anna_);
  EXPECT_EQ(anna_.http.post("/api/v1/jobs/queues/default/pause", boost::json::object{}).status, 204);
  const std::string stays = generate(anna_, template_id, {"html"}).text("id");
  const std::string goes = text(first("/api/v1/jobs"), "id");
  EXPECT_EQ(anna_.http.get("/api/v1/jobs/" + goes).text("job.state"), "available");
  const boost::json::value queue = first("/api/v1/jobs/queues");
  EXPECT_TRUE(queue.at("paused_at").is_string());
  EXPECT_EQ(queue.at("available").as_int64(), 1);
  EXPECT_EQ(anna_.http.post("/api/v1/jobs/" + goes + "/cancel", boost::json::object{}).text("job.state"), "cancelled");
  const std::string made = generate(anna_, template_id, {"html"}).text("id");
  EXPECT_EQ(anna_.http.post("/api/v1/jobs/queues/default/resume", boost::json::object{}).status, 204);
  EXPECT_EQ(finished(anna_, made).text("status"), "ready");
  EXPECT_EQ(anna_.http.get("/api/v1/documents/" + stays).text("status"), "draft");
  EXPECT_EQ(anna_.http.post("/api/v1/jobs/" + goes + "/retry", boost::json::object{}).status, 200);
  EXPECT_EQ(finished(anna_, stays).text("status"), "ready");
}

TEST_F(JobsOfACompany, AreMeasured) {
  finished(anna_, generate(anna_, new_template(anna_), {"html"}).text("id"));
  EXPECT_THAT(shared_server().client().get("/metrics").body, HasSubstr("kontor_jobs_total"));
}

}  // namespace
}  // namespace kontor::test
