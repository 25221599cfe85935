// Many documents at once: a table is looked at, made into documents, and packed; through pauses, ends and crashes.
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>
#include <set>

#include "support/company.hpp"
#include "support/word_file.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kBulk = "/api/v1/documents/bulk";

std::string invoice_template(Person& person) {
  const HttpResponse made = person.http.post(
      "/api/v1/templates",
      {{"name", "Invoice"},
       {"kind", "invoice"},
       {"locale", "en"},
       {"source", "# Invoice for {{ client.name }}\n\n{{ total | money }} until {{ until | date }}\n"}});
  EXPECT_EQ(made.status, 201) << made.body;
  return made.text("id");
}

/// Rows 2 to 301; each 30th has a total that is none.
std::string table_of_300() {
  std::string csv = "client.name;total;until\n";
  for (int i = 1; i <= 300; ++i)
    csv += fmt::format("Client {};{};23.11.2026\n", i, i % 30 == 0 ? "a lot" : fmt::format("{},50", i));
  return csv;
}

class Bulk : public testing::Test {
 protected:
  HttpResponse start(const std::string& csv, const std::string& query = "&formats=html", const std::string& key = "") {
    HttpResponse started = bulk_run(anna_, template_, csv, query, key);
    EXPECT_EQ(started.status, 201) << started.body;
    return started;
  }
  HttpResponse inspect(const std::string& bytes, const std::string& name = "clients.csv") {
    return anna_.http.send("POST", fmt::format("{}/inspect?file_name={}&template_id={}", kBulk, name, template_), bytes,
                           {{"Content-Type", "application/octet-stream"}});
  }
  HttpResponse run(const std::string& id) { return anna_.http.get(fmt::format("{}/{}", kBulk, id)); }
  HttpResponse ask(const std::string& id, const std::string& what) {
    return anna_.http.post(fmt::format("{}/{}/{}", kBulk, id, what), boost::json::object());
  }
  HttpResponse wait_for(const std::string& id, const std::function<bool(const HttpResponse&)>& reached) {
    const auto deadline = std::chrono::steady_clock::now() + 120s;
    EventStream events(anna_);
    for (std::string seen;;) {
      HttpResponse now = run(id);
      if ((now.status == 200 && reached(now)) || std::chrono::steady_clock::now() > deadline) return now;
      events.wait_for("event: bulk", 200ms);
    }
  }
  HttpResponse wait_for_state(const std::string& id, const std::string& state) {
    HttpResponse now = wait_for(id, [&](const HttpResponse& at) { return at.text("state") == state; });
    EXPECT_EQ(now.text("state"), state) << now.body;
    return now;
  }
  /// Titles of all documents, each as often as it is there.
  std::multiset<std::string> titles() {
    std::multiset<std::string> all;
    std::string cursor;
    do {
      const HttpResponse page =
          anna_.http.get("/api/v1/documents?limit=100" + (cursor.empty() ? "" : "&cursor=" + cursor));
      for (const boost::json::value& each : page.json().at("items").as_array())
        all.insert(std::string(each.at("title").as_string()));
      cursor = page.text("next_cursor");
      if (cursor == "null") cursor.clear();
    } while (!cursor.empty());
    return all;
  }

  KontorServer server_;
  Person anna_ = new_company(server_);
  std::string template_ = invoice_template(anna_);
};

TEST_F(Bulk, LooksAtATableBeforeAnythingIsMade) {
  const HttpResponse found = inspect("client.name;Total;Note\nAnna;1 200,50;x\nBoris;much;\n");
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(found.text("total"), "2");
  EXPECT_EQ(found.text("good"), "0");
  const boost::json::value json = found.json();
  EXPECT_EQ(json.at("columns").at(1).at("field").as_string(), "total");
  EXPECT_TRUE(json.at("columns").at(2).at("field").is_null());
  ASSERT_THAT(json.at("missing_fields").as_array(), SizeIs(1));
  EXPECT_EQ(json.at("missing_fields").at(0).at("field").as_string(), "until");
  EXPECT_THAT(boost::json::serialize(json.at("problems")), HasSubstr(R"("row":3,"column":"B")"));
  EXPECT_THAT(titles(), IsEmpty());
  EXPECT_THAT(anna_.http.get(kBulk).body, HasSubstr(R"("items":[])"));
}

TEST_F(Bulk, RefusesWhatIsNoTableOrHasNoGoodRow) {
  EXPECT_EQ(inspect("x", "clients.pdf").status, 415);
  EXPECT_EQ(inspect("").status, 422);
  EXPECT_EQ(inspect("PK", "clients.xlsx").status, 422);
  const HttpResponse none = bulk_run(anna_, template_, "client.name;total;until\nAnna;much;23.11.2026\n");
  EXPECT_EQ(none.status, 422);
  EXPECT_THAT(none.locations(), ElementsAre("body.row 2, column B"));
  EXPECT_THAT(bulk_run(anna_, template_, table_of_300(), "&formats=xlsx").locations(), ElementsAre("query.formats"));
  EXPECT_THAT(bulk_run(anna_, template_, table_of_300(), "&names=%7Bphone%7D").locations(), ElementsAre("query.names"));
}

TEST_F(Bulk, TakesAFormAndRussianExcelsTable) {
  const std::string form =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nclient.name;total;until\n"
      "\xC0\xED\xED\xE0;1,5;01.02.2026\n\r\n--b--\r\n";
  const HttpResponse started = anna_.http.send("POST", fmt::format("{}?template_id={}&formats=html", kBulk, template_),
                                               form, {{"Content-Type", "multipart/form-data; boundary=b"}});
  ASSERT_EQ(started.status, 201) << started.body;
  wait_for_state(started.text("id"), "done");
  EXPECT_THAT(titles(), ElementsAre("Invoice for Анна"));
}

TEST_F(Bulk, GivesTheFirstRunAgainForTheSameKey) {
  const std::string table = "client.name;total;until\nAnna;1;2026-11-23\n";
  const HttpResponse first = start(table, "&formats=html", "key-1");
  EXPECT_EQ(start(table, "&formats=html", "key-1").text("id"), first.text("id"));
  EXPECT_EQ(bulk_run(anna_, template_, table + "Boris;2;2026-11-23\n", "&formats=html", "key-1").status, 409);
  wait_for_state(first.text("id"), "done");
  EXPECT_THAT(titles(), SizeIs(1));
}

TEST_F(Bulk, MakesEachRowOnceAlthoughTheProgramIsKilledTwice) {
  const std::string id = start(table_of_300(), "&formats=html,pdf").text("id");
  for (const int reached : {20, 150}) {
    const HttpResponse at =
        wait_for(id, [&](const HttpResponse& now) { return std::stoi(now.text("done")) >= reached; });
    EXPECT_EQ(at.text("state"), "running") << "it is killed in the middle";
    server_.kill();
    server_.start();
  }
  const HttpResponse done = wait_for_state(id, "done");
  EXPECT_EQ(done.text("total"), "300");
  EXPECT_EQ(done.text("done"), "290");
  EXPECT_EQ(done.text("failed"), "10");
  EXPECT_EQ(done.text("percent"), "100");
  const auto made = titles();
  EXPECT_THAT(made, SizeIs(290));
  EXPECT_THAT(std::set(made.begin(), made.end()), SizeIs(290)) << "none twice";

  HttpClient anybody = server_.client();
  const HttpResponse zip = anybody.get(done.text("zip_url"));
  EXPECT_EQ(zip.header("Content-Type"), "application/zip");
  EXPECT_EQ(std::to_string(zip.body.size()), done.text("zip_size"));
  const std::vector<std::string> files = files_in_zip(zip.body);
  EXPECT_THAT(files, SizeIs(2 * 290 + 2)) << "and the report twice";
  EXPECT_EQ(files[0], "002 Invoice for Client 1.html");
  EXPECT_THAT(std::set(files.begin(), files.end()), SizeIs(files.size()));

  const HttpResponse report = anybody.get(done.text("report_csv_url"));
  EXPECT_THAT(report.body, HasSubstr("31,\"column B (total): \"\"a lot\"\" is not an amount"));
  EXPECT_THAT(report.body, HasSubstr("Client 30"));
  EXPECT_EQ(anybody.get(done.text("report_xlsx_url")).status, 200);

  const HttpResponse page = anna_.http.get(fmt::format("{}/{}/failed?limit=6", kBulk, id));
  EXPECT_THAT(page.json().at("items").as_array(), SizeIs(6));
  const HttpResponse rest =
      anna_.http.get(fmt::format("{}/{}/failed?limit=6&after={}", kBulk, id, page.text("next_after")));
  EXPECT_THAT(rest.json().at("items").as_array(), SizeIs(4));
  EXPECT_TRUE(rest.json().at("next_after").is_null());
}

TEST_F(Bulk, IsPausedAndGoesOn) {
  const std::string id = start(table_of_300(), "&formats=pdf").text("id");
  EXPECT_EQ(ask(id, "pause").text("state"), "paused");
  EXPECT_EQ(ask(id, "pause").status, 409);
  // What had begun ends; documents of people are made all the same.
  EXPECT_EQ(anna_.http
                .post("/api/v1/documents",
                      {{"template_id", template_},
                       {"payload", {{"client", {{"name", "Single"}}}, {"total", 1}, {"until", "2026-11-23"}}}})
                .status,
            201);
  wait_for(id, [&](const HttpResponse&) { return titles().contains("Invoice for Single"); });
  EXPECT_EQ(run(id).text("state"), "paused");
  EXPECT_LT(std::stoi(run(id).text("done")), 290);
  EXPECT_EQ(ask(id, "resume").status, 200);
  EXPECT_EQ(wait_for_state(id, "done").text("done"), "290");
}

TEST_F(Bulk, IsCancelledAndKeepsWhatWasMade) {
  const std::string id = start(table_of_300(), "&formats=pdf").text("id");
  const HttpResponse cancelled = ask(id, "cancel");
  EXPECT_EQ(cancelled.status, 200) << cancelled.body;
  EXPECT_EQ(cancelled.text("state"), "cancelled");
  EXPECT_LT(std::stoi(cancelled.text("done")), 290);
  EXPECT_EQ(ask(id, "resume").status, 409);
  EXPECT_EQ(ask(id, "pause").status, 409);
  EXPECT_EQ(run(id).text("zip_url"), "");
  const HttpResponse list = anna_.http.get(kBulk + "?template_id=" + template_);
  EXPECT_EQ(list.json().at("items").at(0).at("id").as_string(), id);
}

}  // namespace
}  // namespace kontor::test
