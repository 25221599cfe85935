// Schedules: what administrators have done again and again, and the documents that come of it.
#include <gmock/gmock.h>

#include <chrono>
#include <functional>

#include "db/blocking_session.hpp"
#include "support/company.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class Schedules : public testing::Test {
 protected:
  boost::json::object proposal_each_month() {
    return {{"kind", "generate_scheduled_document"},
            {"name", "Rent"},
            {"payload",
             {{"template_id", template_id_},
              {"title", "Rent"},
              {"payload", proposal_payload()},
              {"formats", boost::json::array{"html"}}}},
            {"cron", "0 9 1 * *"},
            {"zone", "Europe/Berlin"}};
  }
  std::string made() {
    const HttpResponse response = anna_.http.post("/api/v1/schedules", proposal_each_month());
    EXPECT_EQ(response.status, 201) << response.body;
    return "/api/v1/schedules/" + response.text("id");
  }
  std::vector<std::string> places(const HttpResponse& response) {
    EXPECT_EQ(response.status, 422) << response.body;
    std::vector<std::string> found;
    const boost::json::value problem = response.json();
    for (const boost::json::value& error : problem.at("errors").as_array())
      found.emplace_back(error.at("location").as_string());
    return found;
  }
  /// The time of the tick has come.
  void let_it_come(const std::string& path, const std::string& at = "2026-03-01 08:00Z") {
    db::BlockingSession(shared_server().database())
        .run("UPDATE schedules SET next_at = $1::text::timestamptz WHERE id = $2::text::uuid",
             {at, path.substr(path.rfind('/') + 1)});
  }
  /// Asks until the answer is right; the last one when it does not become so.
  HttpResponse asked_until(const std::string& path, const std::function<bool(const HttpResponse&)>& right) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    HttpResponse response = anna_.http.get(path);
    while (!right(response) && std::chrono::steady_clock::now() < deadline) response = anna_.http.get(path);
    return response;
  }
  HttpResponse stopped(const std::string& path) {
    return asked_until(path, [](const HttpResponse& response) { return response.text("disabled_because") != ""; });
  }

  Person anna_ = new_company();
  std::string template_id_ = new_template(anna_);
};

TEST_F(Schedules, AreMadeShownChangedAndDeleted) {
  const std::string path = made();
  HttpResponse schedule = anna_.http.get(path);
  EXPECT_EQ(schedule.text("cron"), "0 9 1 * *");
  EXPECT_EQ(schedule.text("zone"), "Europe/Berlin");
  EXPECT_EQ(schedule.text("missed"), "once");
  EXPECT_EQ(schedule.text("owner_id"), anna_.id);
  EXPECT_THAT(schedule.text("next_at"), testing::ContainsRegex("-01T0[78]:00:00Z$"));
  EXPECT_THAT(anna_.http.get("/api/v1/schedules").body, HasSubstr(schedule.text("id")));

  schedule = anna_.http.patch(path, {{"name", "Office rent"}, {"missed", "all"}});
  EXPECT_EQ(schedule.status, 200) << schedule.body;
  EXPECT_EQ(schedule.text("name"), "Office rent");
  EXPECT_EQ(schedule.text("missed"), "all");
  schedule = anna_.http.patch(path, {{"interval", 3600}});
  EXPECT_EQ(schedule.text("interval"), "3600") << schedule.body;
  EXPECT_EQ(schedule.text("cron"), "");
  EXPECT_EQ(schedule.text("zone"), "");
  schedule = anna_.http.patch(path, {{"cron", "@daily"}});
  EXPECT_EQ(schedule.text("zone"), "UTC") << schedule.body;
  EXPECT_THAT(schedule.text("next_at"), HasSubstr("T00:00:00Z"));

  EXPECT_EQ(anna_.http.del(path).status, 204);
  EXPECT_EQ(anna_.http.get(path).status, 404);
}

TEST_F(Schedules, AreSwitchedOffAndOn) {
  const std::string path = made();
  const HttpResponse off = anna_.http.patch(path, {{"enabled", false}});
  EXPECT_EQ(off.text("next_at"), "") << off.body;
  EXPECT_EQ(off.text("disabled_because"), "");
  EXPECT_NE(anna_.http.patch(path, {{"enabled", true}}).text("next_at"), "");
}

TEST_F(Schedules, NameEveryBadFieldAtOnce) {
  boost::json::object wrong = proposal_each_month();
  wrong["cron"] = "0 25 * * *";
  wrong["zone"] = "Europe/Berlim";
  wrong.at("payload").as_object()["payload"] = boost::json::object{};
  const HttpResponse refused = anna_.http.post("/api/v1/schedules", wrong);
  EXPECT_THAT(refused.body, HasSubstr("Europe/Berlin")) << "the near one";
  const std::vector<std::string> all = places(refused);
  EXPECT_THAT(all, testing::IsSupersetOf({"body.cron", "body.zone"}));
  EXPECT_THAT(all, testing::Contains(testing::StartsWith("body.payload.payload.client")));

  wrong = proposal_each_month();
  wrong["kind"] = "sync_mailbox";
  EXPECT_THAT(places(anna_.http.post("/api/v1/schedules", wrong)), ElementsAre("body.kind"));
  wrong = proposal_each_month();
  wrong["interval"] = 60;
  EXPECT_THAT(places(anna_.http.post("/api/v1/schedules", wrong)), ElementsAre("body.interval"));
  wrong.erase("cron");
  wrong["interval"] = 59;
  EXPECT_THAT(places(anna_.http.post("/api/v1/schedules", wrong)), ElementsAre("body.interval"));
  wrong = proposal_each_month();
  wrong.erase("cron");
  EXPECT_THAT(places(anna_.http.post("/api/v1/schedules", wrong)), ElementsAre("body.cron"));
  wrong = proposal_each_month();
  wrong.at("payload").as_object()["template_id"] = new_company().id;
  EXPECT_THAT(places(anna_.http.post("/api/v1/schedules", wrong)), ElementsAre("body.payload.template_id"));
  const std::string path = made();
  EXPECT_THAT(places(anna_.http.patch(path, {{"cron", "soon"}})), ElementsAre("body.cron"));
  EXPECT_EQ(anna_.http.get(path).text("cron"), "0 9 1 * *");
}

TEST_F(Schedules, TellTheNextTicksWhileOneChooses) {
  const HttpResponse preview = anna_.http.get("/api/v1/schedules/preview?cron=30%209%20*%20*%20*&zone=Asia/Tokyo");
  ASSERT_EQ(preview.status, 200) << preview.body;
  const boost::json::value ticks = preview.json().at("ticks");
  ASSERT_EQ(ticks.as_array().size(), 5u);
  for (const boost::json::value& tick : ticks.as_array())
    EXPECT_THAT(std::string(tick.as_string()), HasSubstr("T00:30:00Z"));
  EXPECT_THAT(places(anna_.http.get("/api/v1/schedules/preview?cron=x&zone=y")),
              UnorderedElementsAre("query.cron", "query.zone"));
  EXPECT_THAT(places(anna_.http.get("/api/v1/schedules/preview?interval=5")), ElementsAre("query.interval"));
}

TEST_F(Schedules, SayWhatCanBeScheduled) {
  const boost::json::value kinds = anna_.http.get("/api/v1/schedules/kinds").json();
  const boost::json::value& kind = kinds.at("items").at(0);
  EXPECT_EQ(kind.at("kind").as_string(), "generate_scheduled_document");
  EXPECT_TRUE(kind.at("schema").at("properties").as_object().contains("template_id"));
}

TEST_F(Schedules, MakeADraftAtEachTickWithItsDate) {
  const std::string path = made();
  EventStream events(anna_);
  let_it_come(path);
  const HttpResponse list = asked_until("/api/v1/documents", [](const HttpResponse& response) {
    return response.body.find("\"ready\"") != std::string::npos;
  });
  const boost::json::value documents = list.json().at("items");
  ASSERT_EQ(documents.as_array().size(), 1u) << list.body;
  const boost::json::value& draft = documents.at(0);
  EXPECT_EQ(draft.at("owner_id").as_string(), anna_.id);
  EXPECT_EQ(draft.at("template_id").as_string(), template_id_);
  // All the ticks that were missed since make one, the last: on the first day of a month.
  EXPECT_THAT(std::string(draft.at("title").as_string()),
              testing::MatchesRegex("Rent, 1 [A-Z][a-z][a-z] 20[0-9][0-9]"));
  EXPECT_TRUE(draft.at("number").is_null()) << "a person looks at it first";
  EXPECT_NE(anna_.http.get(path).text("last_at"), "");
}

TEST_F(Schedules, AreDoneOnceMoreWhenAsked) {
  const std::string path = made();
  const HttpResponse run = anna_.http.post(path + "/run", boost::json::object{});
  EXPECT_EQ(run.status, 200) << run.body;
  EXPECT_NE(run.text("job_id"), "");
  const HttpResponse list = asked_until("/api/v1/documents", [](const HttpResponse& response) {
    return response.body.find("Rent, ") != std::string::npos;
  });
  EXPECT_THAT(list.body, HasSubstr("Rent, "));
  EXPECT_EQ(anna_.http.get(path).text("last_at"), "") << "that was no tick";
}

TEST_F(Schedules, StopWhenTheTemplateIsGone) {
  const std::string path = made();
  ASSERT_EQ(anna_.http.del("/api/v1/templates/" + template_id_).status, 204);
  let_it_come(path);
  EXPECT_EQ(stopped(path).text("disabled_because"), "Its template was deleted.");
  EXPECT_THAT(places(anna_.http.patch(path, {{"enabled", true}})), ElementsAre("body.payload.template_id"));
}

TEST_F(Schedules, StopWhenTheTemplateAsksForSomethingElse) {
  const std::string path = made();
  const HttpResponse changed =
      anna_.http.patch("/api/v1/templates/" + template_id_, {{"source", "# For {{ guest }}"},
                                                             {"schema",
                                                              {{"type", "object"},
                                                               {"required", boost::json::array{"guest"}},
                                                               {"properties", {{"guest", {{"type", "string"}}}}}}}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  let_it_come(path);
  EXPECT_THAT(stopped(path).text("disabled_because"), HasSubstr("cannot be filled in like this any more"));
}

TEST_F(Schedules, StopWhenTheirOwnerLeavesAndAreTakenOver) {
  Person boris = new_colleague(anna_, "admin");
  const HttpResponse made = boris.http.post("/api/v1/schedules", proposal_each_month());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/api/v1/schedules/" + made.text("id");
  db::BlockingSession(shared_server().database()).run("DELETE FROM users WHERE id = $1::text::uuid", {boris.id});
  let_it_come(path);
  EXPECT_THAT(stopped(path).text("disabled_because"), HasSubstr("owner has left"));
  const HttpResponse taken = anna_.http.patch(path, {{"enabled", true}});
  EXPECT_EQ(taken.text("owner_id"), anna_.id) << taken.body;
  EXPECT_EQ(taken.text("disabled_because"), "");
}

}  // namespace
}  // namespace kontor::test
