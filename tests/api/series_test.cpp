// Numbers: series, issuing, the register, void documents.
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "db/blocking_session.hpp"
#include "support/company.hpp"
#include "support/word_file.hpp"

namespace kontor::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string year() {
  return rfc3339(std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now())).substr(0, 4);
}

boost::json::object numbered_template(const std::string& kind = "invoice") {
  return {{"name", "Invoice"},
          {"kind", kind},
          {"locale", "en"},
          {"source", "# Invoice {{ number }}\n\nOf {{ date | date }} for {{ client }}."}};
}

class Numbers : public testing::Test {
 protected:
  std::string make_template(const boost::json::object& what) {
    const HttpResponse made = anna_.http.post("/api/v1/templates", what);
    EXPECT_EQ(made.status, 201) << made.body;
    return made.text("id");
  }
  /// An invoice with its files made.
  std::string draft(boost::json::object payload = {{"client", "Oak"}}) {
    if (template_id_.empty()) template_id_ = make_template(numbered_template());
    const HttpResponse made = anna_.http.post(
        "/api/v1/documents",
        {{"template_id", template_id_}, {"payload", std::move(payload)}, {"formats", boost::json::array{"html"}}});
    EXPECT_EQ(made.status, 201) << made.body;
    return finished(anna_, made.text("id")).text("id");
  }
  HttpResponse issue(const std::string& id, const std::string& key = "") {
    return anna_.http.post("/api/v1/documents/" + id + "/issue", boost::json::object{},
                           key.empty() ? Headers{} : Headers{{"Idempotency-Key", key}});
  }
  HttpResponse make_void(const std::string& id, const std::string& reason = "A wrong address") {
    return anna_.http.post("/api/v1/documents/" + id + "/void", {{"reason", reason}});
  }
  std::string html(const HttpResponse& document) {
    return shared_server().client().get(document.text("file_url")).body;
  }
  boost::json::value series(const std::string& kind) {
    const boost::json::value list = anna_.http.get("/api/v1/series").json();
    for (const boost::json::value& each : list.at("items").as_array())
      if (each.at("kind").as_string() == kind) return each;
    return {};
  }
  std::string series_path(const std::string& kind) {
    return "/api/v1/series/" + std::string(series(kind).at("id").as_string());
  }

  Person anna_ = new_company();
  std::string template_id_;
};

TEST_F(Numbers, BeginWithASeriesForEachKindInTheOwnLanguage) {
  EXPECT_EQ(series("proposal").at("next_number").as_string(), "Q-" + year() + "-0001");
  EXPECT_EQ(series("contract").at("next_number").as_string(), "C-" + year() + "-0001");
  EXPECT_EQ(series("invoice").at("next_number").as_string(), "INV-" + year() + "-0001");
  EXPECT_EQ(series("other").at("next_number").as_string(), "DOC-" + year() + "-0001");

  HttpClient http = shared_server().client();
  const HttpResponse session = http.post("/api/v1/auth/register", {{"organization_name", "Ромашка"},
                                                                   {"name", "Анна"},
                                                                   {"email", new_email()},
                                                                   {"locale", "ru"},
                                                                   {"password", Person::password}});
  http.set_bearer(session.text("access_token"));
  EXPECT_THAT(http.get("/api/v1/series").body, HasSubstr("КП-" + year() + "-0001"));
  EXPECT_EQ(http.get("/api/v1/organization").text("time_zone"), "Europe/Moscow");
}

TEST_F(Numbers, StandInTheIssuedDocumentAndNotInTheDraft) {
  const std::string id = draft();
  const HttpResponse before = anna_.http.get("/api/v1/documents/" + id);
  EXPECT_EQ(before.text("number"), "");
  EXPECT_EQ(before.text("title"), "Invoice draft");
  EXPECT_THAT(html(before), HasSubstr("Invoice draft"));

  const HttpResponse issued = issue(id);
  ASSERT_EQ(issued.status, 200) << issued.body;
  EXPECT_EQ(issued.text("number"), "INV-" + year() + "-0001");
  EXPECT_EQ(issued.text("status"), "draft") << "its final files are being made";
  const HttpResponse after = finished(anna_, id);
  EXPECT_EQ(after.text("status"), "ready");
  EXPECT_EQ(after.text("title"), "Invoice INV-" + year() + "-0001");
  EXPECT_EQ(after.text("issued_by"), anna_.id);
  EXPECT_EQ(after.text("issued_by_name"), "Anna Ivanova");
  EXPECT_EQ(after.text("issued_at").substr(0, 4), year());
  EXPECT_EQ(after.text("template_version"), "1");
  EXPECT_THAT(html(after), HasSubstr("INV-" + year() + "-0001"));
  EXPECT_THAT(html(after), Not(HasSubstr("draft")));
}

TEST_F(Numbers, AndDatesStandInDocumentsOfEverySyntaxHoweverTheTemplateWritesThem) {
  const auto text_of = [&](const std::string& template_id) {
    const HttpResponse asked =
        anna_.http.post("/api/v1/documents", {{"template_id", template_id}, {"payload", boost::json::object{}}});
    EXPECT_EQ(asked.status, 201) << asked.body;
    const std::string id = finished(anna_, asked.text("id")).text("id");
    EXPECT_EQ(issue(id).status, 200);
    const HttpResponse ready = finished(anna_, id);
    for (const boost::json::value& file : ready.json().at("files").as_array())
      if (file.at("format") == "docx")
        return text_of_word_file(shared_server().client().get(std::string(file.at("url").as_string())).body);
    return ready.body;
  };
  const auto word = [&](const std::string& paragraph) {
    return anna_.http
        .send("POST", "/api/v1/templates/upload?file_name=a.docx&locale=en", word_file_of({paragraph}),
              {{"Content-Type", "application/octet-stream"}})
        .text("document_template.id");
  };
  const std::string today = "\u00A0[A-Z][a-z]+ " + year();
  for (const char* tag : {"{{ date }}", "{{ date | date }}"}) {
    const std::string line = fmt::format("No {{{{ number }}}} of {}.", tag);
    const std::string expected = "No DOC-" + year() + "-000[0-9] of [0-9]+" + today + "\\.";
    EXPECT_THAT(text_of(make_template({{"name", "Plain"}, {"kind", "other"}, {"locale", "en"}, {"source", line}})),
                testing::ContainsRegex(expected))
        << tag;
    EXPECT_THAT(text_of(word(line)), testing::ContainsRegex(expected)) << tag;
  }
}

TEST_F(Numbers, BearTheHashOfTheBytes) {
  const std::string id = draft();
  ASSERT_EQ(issue(id).status, 200);
  const HttpResponse document = finished(anna_, id);
  const boost::json::value root = document.json();
  ASSERT_EQ(root.at("files").as_array().size(), 1u);
  EXPECT_EQ(root.at("files").at(0).at("sha256").as_string(), hex(sha256(html(document))));
}

TEST_F(Numbers, FollowEachOtherAndAreFoundAgain) {
  const std::string first = draft();
  const std::string second = draft();
  ASSERT_EQ(issue(second).text("number"), "INV-" + year() + "-0001");
  ASSERT_EQ(issue(first).text("number"), "INV-" + year() + "-0002");
  draft();
  const auto ids = [&](const std::string& query) {
    std::vector<std::string> found;
    const boost::json::value list = anna_.http.get("/api/v1/documents?" + query).json();
    for (const boost::json::value& each : list.at("items").as_array()) found.emplace_back(each.at("id").as_string());
    return found;
  };
  EXPECT_THAT(ids("q=inv-" + year() + "-0002"), ElementsAre(first));
  EXPECT_THAT(ids("number=INV-" + year() + "-0001"), ElementsAre(second));
  EXPECT_THAT(ids("number=INV-" + year() + "-0003"), IsEmpty());
  EXPECT_THAT(ids("standing=issued"), ElementsAre(second, first));
  EXPECT_EQ(ids("standing=unissued").size(), 1u);
  EXPECT_THAT(ids("standing=voided"), IsEmpty());
}

TEST_F(Numbers, AreTakenOnceForOneKeyAndOneDocument) {
  const std::string id = draft();
  const HttpResponse first = issue(id, "invoice-1");
  ASSERT_EQ(first.status, 200) << first.body;
  const HttpResponse same = issue(id, "invoice-1");
  EXPECT_EQ(same.status, 200) << same.body;
  EXPECT_EQ(same.text("number"), first.text("number"));
  const HttpResponse again = issue(id, "invoice-2");
  EXPECT_EQ(again.status, 409) << again.body;
  EXPECT_THAT(again.text("detail"), HasSubstr(first.text("number")));
  EXPECT_EQ(issue(id).status, 409);

  const std::string other = draft();
  EXPECT_EQ(issue(other, "invoice-1").status, 409) << "the key belongs to another document";
  EXPECT_EQ(issue(other, "invoice-3").text("number"), "INV-" + year() + "-0002") << "what was refused took no number";
}

TEST_F(Numbers, ChangeNoWordOfWhatWasWrittenForTheDraft) {
  template_id_ = make_template(
      {{"name", "Invoice"},
       {"kind", "invoice"},
       {"locale", "en"},
       {"source",
        "---\n{\"fields\": {\"greeting\": {\"x-written\": true, \"x-prompt-hint\": \"A greeting.\"}}}\n---\n"
        "# Invoice {{ number }}\n\n{{ client }}\n\n{{ greeting }}"}});
  const std::string id = draft();
  db::BlockingSession owner(shared_server().database());
  EXPECT_NE(owner.value("SELECT written->>'greeting' FROM generated_documents WHERE id = $1", {id}), "");
  // Whoever writes it again would write something else.
  owner.run("UPDATE generated_documents SET written = '{\"greeting\": \"As it was read.\"}' WHERE id = $1", {id});
  ASSERT_EQ(issue(id).status, 200);
  EXPECT_THAT(html(finished(anna_, id)), HasSubstr("As it was read."));
}

TEST_F(Numbers, AreNotLostWhenTheFinalFilesCannotBeMade) {
  template_id_ = make_template({{"name", "Invoice"},
                                {"kind", "invoice"},
                                {"locale", "en"},
                                {"source", "# {{ number }}\n\n{{ 1 / (0 if number != \"draft\" else 1) }}"}});
  const std::string id = draft({});
  ASSERT_EQ(issue(id).status, 200);
  const HttpResponse failed = finished(anna_, id);
  EXPECT_EQ(failed.text("status"), "failed") << failed.body;
  EXPECT_EQ(failed.text("number"), "INV-" + year() + "-0001") << "the number stays taken";
  EXPECT_EQ(anna_.http.post("/api/v1/documents/" + id + "/retry", boost::json::object{}).status, 200);
  EXPECT_EQ(finished(anna_, id).text("status"), "failed");
  EXPECT_EQ(make_void(id).status, 200);
  EXPECT_EQ(anna_.http.post("/api/v1/documents/" + id + "/retry", boost::json::object{}).status, 409);
}

TEST_F(Numbers, AreNotGivenToWhatWasNotMade) {
  template_id_ = make_template(
      {{"name", "Broken"}, {"kind", "invoice"}, {"locale", "en"}, {"source", "# {{ number }}\n\n{{ 1 / 0 }}"}});
  const std::string id = draft({});
  const HttpResponse refused = issue(id);
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(series("invoice").at("next_seq").as_int64(), 1);
}

TEST_F(Numbers, OfVoidDocumentsStayOnTheRegister) {
  const std::string id = draft();
  EXPECT_EQ(make_void(id).status, 409) << "a draft has no number";
  ASSERT_EQ(issue(id).status, 200);
  const HttpResponse ready = finished(anna_, id);
  const HttpResponse voided = make_void(id, "A wrong address");
  ASSERT_EQ(voided.status, 200) << voided.body;
  EXPECT_NE(voided.text("voided_at"), "");
  EXPECT_EQ(voided.text("void_reason"), "A wrong address");
  EXPECT_EQ(html(voided), html(ready)) << "its file stays as it is";
  EXPECT_EQ(make_void(id).status, 409) << "once";
  EXPECT_EQ(anna_.http.post("/api/v1/documents/" + id + "/void", {{"reason", " "}}).locations(),
            std::vector<std::string>{"body.reason"});

  const std::string next = draft();
  EXPECT_EQ(issue(next).text("number"), "INV-" + year() + "-0002") << "a void number is not given again";
  const std::string path = series_path("invoice") + "/numbers";
  const boost::json::value all = anna_.http.get(path).json();
  ASSERT_EQ(all.at("items").as_array().size(), 2u);
  EXPECT_EQ(all.at("items").at(0).at("number").as_string(), "INV-" + year() + "-0002");
  const boost::json::value only_void = anna_.http.get(path + "?state=voided").json();
  ASSERT_EQ(only_void.at("items").as_array().size(), 1u);
  const boost::json::value& entry = only_void.at("items").at(0);
  EXPECT_EQ(entry.at("document_id").as_string(), id);
  EXPECT_EQ(entry.at("void_reason").as_string(), "A wrong address");
  EXPECT_EQ(entry.at("voided_by_name").as_string(), "Anna Ivanova");

  const boost::json::value page = anna_.http.get(path + "?limit=1").json();
  const boost::json::value rest =
      anna_.http.get(path + "?limit=1&cursor=" + std::string(page.at("next_cursor").as_string())).json();
  EXPECT_EQ(rest.at("items").at(0).at("document_id").as_string(), id);
  EXPECT_TRUE(rest.at("next_cursor").is_null());
}

TEST_F(Numbers, KeepTheirDocumentFromBeingDeleted) {
  const std::string id = draft();
  ASSERT_EQ(issue(id).status, 200);
  finished(anna_, id);
  const HttpResponse refused = anna_.http.del("/api/v1/documents/" + id);
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_THAT(refused.text("detail"), HasSubstr("void"));
  EXPECT_EQ(anna_.http.get("/api/v1/documents/" + id).status, 200);
  EXPECT_EQ(anna_.http.del("/api/v1/documents/" + draft()).status, 204) << "a draft goes";
}

TEST_F(Numbers, AreGuardedByTheDatabaseItself) {
  const std::string id = draft();
  ASSERT_EQ(issue(id).status, 200);
  finished(anna_, id);
  db::BlockingSession owner(shared_server().database());  // a superuser: no policy binds it, the triggers do
  for (const char* change :
       {"payload = '{}'", "title = 'Other'", "number = 'INV-1'", "files = '[]'", "status = 'draft'",
        "issued_at = now()", "template_version = 2", "formats = '{pdf}'", "number = NULL"})
    EXPECT_THROW(owner.run(fmt::format("UPDATE generated_documents SET {} WHERE id = '{}'", change, id)),
                 db::SqlFailure)
        << change;
  EXPECT_THROW(owner.run("DELETE FROM generated_documents WHERE id = $1", {id}), db::SqlFailure);
  EXPECT_THROW(owner.run("DELETE FROM document_numbers WHERE document_id = $1", {id}), db::SqlFailure);
  EXPECT_THROW(owner.run("UPDATE document_numbers SET number = 'INV-1' WHERE document_id = $1", {id}), db::SqlFailure);
  ASSERT_EQ(make_void(id).status, 200);
  EXPECT_THROW(owner.run("UPDATE generated_documents SET voided_at = NULL WHERE id = $1", {id}), db::SqlFailure);
  EXPECT_THROW(owner.run("UPDATE document_numbers SET void_reason = 'x' WHERE document_id = $1", {id}), db::SqlFailure);
}

TEST_F(Numbers, AreMadeByThePatternOfTheirSeries) {
  const std::string path = series_path("invoice");
  const HttpResponse changed =
      anna_.http.patch(path, {{"pattern", "{kind} {seq:03}/{yy}"}, {"next_seq", 57}, {"name", "Bills"}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.text("next_number"), "INV 057/" + year().substr(2));
  EXPECT_EQ(changed.text("reset"), "yearly");
  EXPECT_EQ(anna_.http.patch(path, {{"next_seq", 50}}).status, 200) << "nothing is taken yet";
  EXPECT_EQ(issue(draft()).text("number"), "INV 050/" + year().substr(2));
  const HttpResponse gap = anna_.http.patch(path, {{"next_seq", 60}});
  EXPECT_EQ(gap.status, 409) << gap.body;
  // Another way to begin again goes on behind the last number.
  ASSERT_EQ(anna_.http.patch(path, {{"reset", "never"}}).status, 200);
  EXPECT_EQ(issue(draft()).text("number"), "INV 051/" + year().substr(2));
}

TEST_F(Numbers, RefuseAPatternWithAClearError) {
  const std::string path = series_path("invoice");
  const HttpResponse unknown = anna_.http.patch(path, {{"pattern", "{yeer}-{seq}"}});
  EXPECT_EQ(unknown.status, 422) << unknown.body;
  EXPECT_EQ(unknown.locations(), std::vector<std::string>{"body.pattern"});
  EXPECT_THAT(unknown.body, HasSubstr("did you mean {year}?"));
  const HttpResponse twice = anna_.http.patch(path, {{"pattern", "{seq}"}, {"reset", "yearly"}});
  EXPECT_EQ(twice.locations(), std::vector<std::string>{"body.reset"});
  const HttpResponse preview =
      anna_.http.post("/api/v1/series/preview", {{"kind", "contract"}, {"pattern", "{kind}{seq:02}"}, {"next_seq", 9}});
  EXPECT_EQ(preview.text("next_number"), "C09");
  EXPECT_EQ(preview.text("following_number"), "C10");
  EXPECT_EQ(preview.text("reset"), "never");
}

TEST_F(Numbers, ComeFromTheSeriesThatIsNamed) {
  const HttpResponse made = anna_.http.post("/api/v1/series", {{"kind", "invoice"}, {"pattern", "EXP-{seq}"}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(anna_.http.post("/api/v1/series", {{"kind", "invoice"}, {"pattern", "EXP-{seq}"}}).status, 409);
  const std::string id = draft();
  const HttpResponse wrong_kind =
      anna_.http.post("/api/v1/documents/" + id + "/issue", {{"series_id", series("contract").at("id").as_string()}});
  EXPECT_EQ(wrong_kind.locations(), std::vector<std::string>{"body.series_id"});
  EXPECT_EQ(anna_.http.post("/api/v1/documents/" + id + "/issue", {{"series_id", made.text("id")}}).text("number"),
            "EXP-1");
  EXPECT_EQ(issue(draft()).text("number"), "INV-" + year() + "-0001") << "the default one";
  ASSERT_EQ(anna_.http.patch("/api/v1/series/" + made.text("id"), {{"is_default", true}}).status, 200);
  EXPECT_EQ(issue(draft()).text("number"), "EXP-2");
}

TEST_F(Numbers, AreTakenByClerksToo) {
  Person clerk = new_colleague(anna_, "user");
  const std::string id = draft();
  const HttpResponse issued = clerk.http.send("POST", "/api/v1/documents/" + id + "/issue");
  EXPECT_EQ(issued.status, 200) << "without a body as well: " << issued.body;
  EXPECT_EQ(issued.text("issued_by"), clerk.id);
}

TEST_F(Numbers, AreDatedByTheCalendarOfTheOrganisation) {
  const HttpResponse unknown = anna_.http.patch("/api/v1/organization", {{"time_zone", "Mars/Olympus"}});
  EXPECT_EQ(unknown.locations(), std::vector<std::string>{"body.time_zone"});
  // Between them it is never the same day everywhere.
  std::vector<std::string> days;
  for (const char* zone : {"Pacific/Kiritimati", "Pacific/Pago_Pago"}) {
    ASSERT_EQ(anna_.http.patch("/api/v1/organization", {{"time_zone", zone}}).status, 200);
    ASSERT_EQ(anna_.http.patch(series_path("invoice"), {{"pattern", fmt::format("{}{{seq}}", days.size())}}).status,
              200);
    const boost::json::value other =
        anna_.http.post("/api/v1/series", {{"kind", "invoice"}, {"pattern", fmt::format("{{day}}/{{seq}}/{}", zone)}})
            .json();
    days.emplace_back(other.at("next_number").as_string().subview(0, 2));
  }
  EXPECT_NE(days[0], days[1]);
}

TEST_F(Numbers, AndDocumentsAreTakenAwayAsFilesForASpreadsheet) {
  const std::string kept = draft();
  const std::string gone = draft({{"client", "Elm"}});
  ASSERT_EQ(issue(kept).status, 200);
  ASSERT_EQ(issue(gone).status, 200);
  ASSERT_EQ(make_void(gone).status, 200);
  draft();
  const std::string first = "INV-" + year() + "-0001", second = "INV-" + year() + "-0002";

  const HttpResponse list = anna_.http.get("/api/v1/documents/export?format=csv&standing=issued");
  ASSERT_EQ(list.status, 200) << list.body;
  EXPECT_THAT(list.header("content-type"), HasSubstr("text/csv"));
  EXPECT_THAT(list.header("content-disposition"), HasSubstr("attachment; filename=\"Documents.csv\""));
  EXPECT_THAT(list.body,
              HasSubstr("Number,Issued,Title,Kind,Template,Status,Created,Made void\r\n" + first + "," + year()));
  EXPECT_EQ(std::ranges::count(list.body, '\n'), 2) << list.body;

  const std::string numbers = series_path("invoice") + "/numbers/export";
  EXPECT_THAT(anna_.http.get(numbers + "?format=csv&state=voided").body,
              AllOf(HasSubstr(second), HasSubstr("A wrong address"), Not(HasSubstr(first))));
  EXPECT_THAT(anna_.http.get(numbers + "?format=csv&locale=ru").body,
              AllOf(HasSubstr("Номер;Выставлен;"), HasSubstr(";Аннулирован;"), HasSubstr(";Действует;")));
  const HttpResponse workbook = anna_.http.get(numbers);
  EXPECT_THAT(workbook.body, testing::StartsWith("PK"));
  EXPECT_THAT(sheet_of_workbook(workbook.body), AllOf(HasSubstr(first), HasSubstr(second)));

  Person stranger = new_company();
  EXPECT_THAT(stranger.http.get("/api/v1/documents/export?format=csv").body, Not(HasSubstr("INV-")));
  EXPECT_EQ(stranger.http.get(numbers).status, 404);
  const HttpResponse wrong = anna_.http.get("/api/v1/documents/export?format=ods");
  EXPECT_EQ(wrong.status, 422) << wrong.body;
  EXPECT_EQ(wrong.locations(), std::vector<std::string>{"query.format"});
}

TEST_F(Numbers, OfTakenAwayListsHaveTheTimesOfTheOwnClockAndAllPages) {
  for (int i = 0; i < 101; ++i)
    ASSERT_EQ(anna_.http
                  .post("/api/v1/documents",
                        {{"template_id",
                          template_id_.empty() ? template_id_ = make_template(numbered_template()) : template_id_},
                         {"payload", {{"client", "Oak"}}},
                         {"formats", boost::json::array{"html"}}})
                  .status,
              201);
  ASSERT_EQ(anna_.http.patch("/api/v1/organization", {{"time_zone", "Pacific/Kiritimati"}}).status, 200);
  const std::string created =
      std::string(anna_.http.get("/api/v1/documents?limit=1").json().at("items").at(0).at("created_at").as_string());
  const Timestamp there = *parse_rfc3339(created) + std::chrono::hours(14);
  std::string expected = rfc3339(std::chrono::floor<std::chrono::seconds>(there)).substr(0, 19);
  expected[10] = ' ';
  const std::string list = anna_.http.get("/api/v1/documents/export?format=csv").body;
  EXPECT_EQ(std::ranges::count(list, '\n'), 102) << "the titles and every document";
  EXPECT_THAT(list, HasSubstr(expected));
}

}  // namespace
}  // namespace kontor::test
