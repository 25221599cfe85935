#include <gmock/gmock.h>

#include <fstream>

#include "base/test_directory.hpp"
#include "support/company.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class Documents : public testing::Test {
 protected:
  HttpResponse ready(const std::vector<std::string>& formats) {
    const HttpResponse made = generate(anna_, template_id_, formats);
    EXPECT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("status"), "draft");
    return finished(anna_, made.text("id"));
  }
  /// The bytes behind the link of that format, fetched without any login: the link is the right.
  static HttpResponse file_of(const HttpResponse& document, const std::string& format) {
    const boost::json::value root = document.json();
    for (const boost::json::value& file : root.at("files").as_array()) {
      if (file.at("format").as_string() != format) continue;
      return shared_server().client().get(std::string(file.at("url").as_string()));
    }
    ADD_FAILURE() << "no " << format << " in " << document.body;
    return {};
  }
  std::string saved(const std::string& name, const std::string& bytes) {
    const std::filesystem::path file = directory_.path() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

  TemporaryDirectory directory_;
  Person anna_ = new_company();
  std::string template_id_ = new_template(anna_);
};

const auto every_field = AllOf(HasSubstr("Näive Übermut ООО «Ёлка»"), HasSubstr("We look forward to it."),
                               HasSubstr("Oak table"), HasSubstr("Стул дубовый"));

TEST_F(Documents, BecomeAPdfWithEveryField) {
  const HttpResponse document = ready({"pdf"});
  ASSERT_EQ(document.text("status"), "ready") << document.body;
  EXPECT_EQ(document.text("failure"), "");
  EXPECT_EQ(document.text("owner_id"), anna_.id);
  EXPECT_EQ(document.text("template_version"), "1");
  const HttpResponse pdf = file_of(document, "pdf");
  ASSERT_EQ(pdf.status, 200) << pdf.body;
  EXPECT_EQ(pdf.header("Content-Type"), "application/pdf");
  EXPECT_THAT(pdf.header("Content-Disposition"), HasSubstr("attachment"));
  const Process::Outcome text = Process::run({"pdftotext", "-layout", saved("out.pdf", pdf.body), "-"});
  EXPECT_THAT(text.output, every_field);
}

TEST_F(Documents, BecomeADocxThatLibreOfficeReads) {
  const HttpResponse document = ready({"docx"});
  ASSERT_EQ(document.text("status"), "ready") << document.body;
  const std::string docx = saved("out.docx", file_of(document, "docx").body);
  const std::string place = directory_.path().string();
  const Process::Outcome converted = Process::run({"soffice", "-env:UserInstallation=file://" + place + "/profile",
                                                   "--headless", "--convert-to", "pdf", "--outdir", place, docx},
                                                  {{"HOME", place}}, 180s);
  EXPECT_EQ(converted.code, 0) << converted.output;
  EXPECT_THAT(Process::run({"pdftotext", "-layout", place + "/out.pdf", "-"}).output, every_field);
}

TEST_F(Documents, BecomeHtmlThatHoldsNoScriptOfTheFields) {
  boost::json::object payload = proposal_payload();
  payload["comment"] = "<script>alert(1)</script> & more";
  const HttpResponse made =
      anna_.http.post("/api/v1/documents",
                      {{"template_id", template_id_}, {"payload", payload}, {"formats", boost::json::array{"html"}}},
                      {{"Idempotency-Key", "html"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const HttpResponse html = file_of(finished(anna_, made.text("id")), "html");
  EXPECT_THAT(html.header("Content-Type"), StartsWith("text/html"));
  EXPECT_THAT(html.body, AllOf(HasSubstr("ООО «Ёлка»"), testing::Not(HasSubstr("<script>alert"))));
}

TEST_F(Documents, AreMadeInAllFormatsAtOnce) {
  const HttpResponse document = ready({"pdf", "docx", "html"});
  ASSERT_EQ(document.text("status"), "ready") << document.body;
  EXPECT_EQ(document.json().at("files").as_array().size(), 3u);
  EXPECT_THAT(file_of(document, "pdf").body, StartsWith("%PDF-"));
  EXPECT_THAT(file_of(document, "docx").body, StartsWith("PK"));
  EXPECT_NE(document.text("file_url"), "");
}

TEST_F(Documents, KeepTheVersionOfTheirTemplate) {
  const HttpResponse document = ready({"html"});
  ASSERT_EQ(anna_.http
                .patch("/api/v1/templates/" + template_id_,
                       {{"source", std::string(proposal_template().at("source").as_string()) + "\nMore."}})
                .status,
            200);
  EXPECT_EQ(anna_.http.get("/api/v1/documents/" + document.text("id")).text("template_version"), "1");
  EXPECT_EQ(ready({"html"}).text("template_version"), "2");
}

TEST_F(Documents, FailWithAReasonThatAPersonUnderstands) {
  boost::json::object broken = proposal_template();
  broken["source"] = "# {{ client.name }}\n\n{{ 1 / items | length }}\n";
  const HttpResponse made = anna_.http.post("/api/v1/templates", broken);
  ASSERT_EQ(made.status, 201) << made.body;
  boost::json::object payload = proposal_payload();
  payload["items"] = boost::json::array{};
  const HttpResponse asked = anna_.http.post(
      "/api/v1/documents", {{"template_id", made.text("id")}, {"payload", payload}}, {{"Idempotency-Key", "fails"}});
  if (asked.status == 422) return;  // told at once is better still
  ASSERT_EQ(asked.status, 201) << asked.body;
  const HttpResponse document = finished(anna_, asked.text("id"));
  ASSERT_EQ(document.text("status"), "failed") << document.body;
  EXPECT_THAT(document.text("failure"), HasSubstr("line"));
  const boost::json::array places = document.json().at("failure_places").as_array();
  ASSERT_EQ(places.size(), 1u) << document.body;
  EXPECT_EQ(places[0].at("location"), "line 3, column 6") << document.body;
  EXPECT_EQ(document.text("file_url"), "");
  const HttpResponse again =
      anna_.http.post("/api/v1/documents/" + document.text("id") + "/retry", boost::json::object{});
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.text("status"), "draft");
}

TEST_F(Documents, SayWhatAPersonShouldLookAtBeforeTheyGoOut) {
  const HttpResponse contract = anna_.http.post(
      "/api/v1/templates", {{"name", "Договор"},
                            {"kind", "contract"},
                            {"locale", "ru"},
                            {"source", "# Договор {{ number }}\n\nв лице {{ director | genitive }}\n"}});
  ASSERT_EQ(contract.status, 201) << contract.body;
  const auto made_for = [&](const std::string& director) {
    const HttpResponse asked = anna_.http.post(
        "/api/v1/documents", {{"template_id", contract.text("id")}, {"payload", {{"director", director}}}},
        {{"Idempotency-Key", director}});
    EXPECT_EQ(asked.text("remarks"), asked.text("failure_places")) << "none yet: " << asked.body;
    return finished(anna_, asked.text("id"));
  };
  EXPECT_EQ(made_for("Иванов Иван Иванович").json().at("remarks"), boost::json::array{});

  const HttpResponse draft = made_for("Кравец Иван Петрович");
  const boost::json::array remarks = draft.json().at("remarks").as_array();
  ASSERT_EQ(remarks.size(), 1u) << draft.body;
  EXPECT_EQ(remarks[0].at("location"), "line 3, column 22");
  EXPECT_THAT(std::string(remarks[0].at("message").as_string()),
              StartsWith("\"Кравец Иван Петрович\" stays as it is: "));

  const std::string id = draft.text("id");
  ASSERT_EQ(anna_.http.post("/api/v1/documents/" + id + "/issue", boost::json::object{}).status, 200);
  const HttpResponse issued = finished(anna_, id);
  EXPECT_EQ(issued.text("status"), "ready") << issued.body;
  EXPECT_EQ(issued.json().at("remarks"), remarks) << "its files were made anew";
  const boost::json::value list = anna_.http.get("/api/v1/documents").json();
  for (const boost::json::value& each : list.at("items").as_array()) EXPECT_TRUE(each.at("remarks").is_null());
}

TEST_F(Documents, AreRetriedOnlyWhenTheyFailed) {
  const HttpResponse document = ready({"html"});
  EXPECT_EQ(anna_.http.post("/api/v1/documents/" + document.text("id") + "/retry", boost::json::object{}).status, 409);
}

TEST_F(Documents, AreMadeOnceForOneKey) {
  const HttpResponse first = generate(anna_, template_id_, {"html"}, "order-17");
  ASSERT_EQ(first.status, 201) << first.body;
  const HttpResponse same = generate(anna_, template_id_, {"html"}, "order-17");
  EXPECT_THAT(same.status, testing::AnyOf(200, 201)) << same.body;
  EXPECT_EQ(same.text("id"), first.text("id"));
  const HttpResponse other = generate(anna_, template_id_, {"docx"}, "order-17");
  EXPECT_EQ(other.status, 409) << other.body;
  EXPECT_EQ(anna_.http.get("/api/v1/documents").json().at("items").as_array().size(), 1u);

  Person stranger = new_company();
  const std::string theirs = new_template(stranger);
  EXPECT_EQ(generate(stranger, theirs, {"html"}, "order-17").status, 201) << "keys of organisations do not meet";
}

TEST_F(Documents, AreMadeOnceForOneKeyEvenAtTheSameMoment) {
  std::vector<std::thread> people;
  std::mutex mutex;
  std::set<std::string> ids;
  for (int i = 0; i < 8; ++i) {
    people.emplace_back([&] {
      Person same{.http = shared_server().client(), .access_token = anna_.access_token};
      same.http.set_bearer(anna_.access_token);
      const HttpResponse made = generate(same, template_id_, {"html"}, "one-click-too-many");
      const std::lock_guard lock(mutex);
      ids.insert(made.status < 300 ? made.text("id") : std::to_string(made.status));
    });
  }
  for (std::thread& person : people) person.join();
  ids.erase("409");  // "the first is still being handled" is a fair answer
  EXPECT_EQ(ids.size(), 1u) << testing::PrintToString(ids);
  EXPECT_EQ(anna_.http.get("/api/v1/documents").json().at("items").as_array().size(), 1u);
}

TEST_F(Documents, AreGivenOutByLinksThatCannotBeChanged) {
  const HttpResponse document = ready({"pdf"});
  const std::string url = document.text("files.0.url");
  HttpClient anybody = shared_server().client();
  EXPECT_EQ(anybody.get(url).status, 200);
  EXPECT_THAT(anybody.get(url + "?inline=1").header("Content-Disposition"), StartsWith("inline"));
  for (std::size_t at = std::string("/api/v1/documents/files/").size(); at < url.size(); at += 7) {
    std::string changed = url;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_THAT(anybody.get(changed).status, testing::AnyOf(403, 404, 410)) << "changed at " << at;
  }
}

TEST_F(Documents, AreListedFilteredAndDeleted) {
  const HttpResponse document = ready({"html"});
  auto count = [&](const std::string& query) {
    return anna_.http.get("/api/v1/documents?" + query).json().at("items").as_array().size();
  };
  EXPECT_EQ(count("status=ready"), 1u);
  EXPECT_EQ(count("status=failed"), 0u);
  EXPECT_EQ(count("template_id=" + template_id_), 1u);
  EXPECT_EQ(count("q=" + std::string("proposal")), 1u);
  EXPECT_EQ(count("q=nothing-like-it"), 0u);
  EXPECT_EQ(anna_.http.get("/api/v1/documents").text("items.0.payload"), "") << "lists are light";
  EXPECT_EQ(anna_.http.del("/api/v1/documents/" + document.text("id")).status, 204);
  EXPECT_EQ(count("limit=10"), 0u);
  EXPECT_THAT(shared_server().client().get(document.text("files.0.url")).status, testing::AnyOf(404, 410));
}

TEST_F(Documents, TellTheirOwnersWhenTheyAreReady) {
  EventStream events(anna_);
  Person stranger = new_company();
  EventStream elsewhere(stranger);
  const std::string id = generate(anna_, template_id_, {"html"}).text("id");
  ASSERT_TRUE(events.wait_for(R"("status":"ready")", 30s));
  EXPECT_TRUE(events.wait_for(id, 1s));
  // An event of their own comes after: had the other one gone to them, it would be there by then.
  const std::string theirs = generate(stranger, new_template(stranger), {"html"}).text("id");
  ASSERT_TRUE(elsewhere.wait_for(theirs, 30s));
  EXPECT_FALSE(elsewhere.wait_for(id, 0ms));
}

TEST_F(Documents, HaveASectionWrittenWithoutAnyModel) {
  boost::json::object written = proposal_template();
  written["source"] = "# Proposal for {{ client.name }}\n\n{{ introduction }}\n";
  written["schema"] = {
      {"type", "object"},
      {"properties",
       {{"client", {{"type", "object"}, {"properties", {{"name", {{"type", "string"}}}}}}},
        {"introduction", {{"type", "string"}, {"x-written", true}, {"x-prompt-hint", "Two friendly sentences"}}}}}};
  written["prompt_hint"] = "Write two friendly sentences of introduction.";
  const HttpResponse made = anna_.http.post("/api/v1/templates", written);
  ASSERT_EQ(made.status, 201) << made.body;
  const HttpResponse asked = anna_.http.post("/api/v1/documents",
                                             {{"template_id", made.text("id")},
                                              {"payload", {{"client", {{"name", "Acme"}}}}},
                                              {"formats", boost::json::array{"html"}}},
                                             {{"Idempotency-Key", "written"}});
  ASSERT_EQ(asked.status, 201) << asked.body;
  const HttpResponse document = finished(anna_, asked.text("id"));
  ASSERT_EQ(document.text("status"), "ready") << document.body;
  EXPECT_EQ(document.text("cost_tokens"), "0") << "the built-in composer costs nothing";
}

}  // namespace
}  // namespace kontor::test
