#include <gmock/gmock.h>

#include "support/company.hpp"

namespace kontor::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> names_in(const HttpResponse& page) {
  std::vector<std::string> names;
  const boost::json::value root = page.json();
  for (const boost::json::value& item : root.at("items").as_array()) names.emplace_back(item.at("name").as_string());
  return names;
}

class Templates : public testing::Test {
 protected:
  Person anna_ = new_company();
};

TEST_F(Templates, AreMadeReadChangedAndDeleted) {
  const HttpResponse made = anna_.http.post("/api/v1/templates", proposal_template());
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("owner_id"), anna_.id);
  EXPECT_EQ(made.text("version"), "1");
  EXPECT_EQ(made.text("kind"), "proposal");
  EXPECT_EQ(made.text("schema.properties.client.properties.name.type"), "string") << "the fields come from the source";
  const std::string path = "/api/v1/templates/" + made.text("id");
  EXPECT_EQ(anna_.http.get(path).json(), made.json());

  const HttpResponse renamed = anna_.http.patch(path, {{"name", "Коммерческое предложение"}});
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  EXPECT_EQ(renamed.text("name"), "Коммерческое предложение");
  EXPECT_EQ(renamed.text("source"), made.text("source")) << "what is not sent stays";

  EXPECT_EQ(anna_.http.del(path).status, 204);
  EXPECT_EQ(anna_.http.get(path).status, 404);
  EXPECT_EQ(anna_.http.del(path).status, 404);
}

/// What a company that registers in that language finds, all of it.
std::vector<boost::json::object> found_by(HttpClient& http) {
  std::vector<boost::json::object> all;
  const HttpResponse page = http.get("/api/v1/templates?limit=100");
  for (const boost::json::value& item : page.json().at("items").as_array()) all.push_back(item.as_object());
  return all;
}

HttpClient registered(const std::string& locale) {
  HttpClient http = shared_server().client();
  const HttpResponse session = http.post("/api/v1/auth/register", {{"organization_name", "Ромашка"},
                                                                   {"name", "Анна"},
                                                                   {"email", new_email()},
                                                                   {"locale", locale},
                                                                   {"password", Person::password}});
  EXPECT_EQ(session.status, 201) << session.body;
  http.set_bearer(session.text("access_token"));
  return http;
}

TEST_F(Templates, OfTheOwnLanguageAreThereForANewCompany) {
  for (const std::string locale : {"ru", "en"}) {
    HttpClient http = registered(locale);
    const auto found = found_by(http);
    ASSERT_EQ(found.size(), 12u);
    EXPECT_EQ(found.front().at("kind").as_string(), "proposal") << "a proposal begins most of the business";
    EXPECT_EQ(found.front().at("name").as_string(),
              locale == "ru" ? "Коммерческое предложение" : "Commercial proposal");
    std::set<std::string> names;
    for (const boost::json::object& each : found) {
      EXPECT_EQ(each.at("locale").as_string(), locale);
      names.emplace(each.at("name").as_string());
    }
    EXPECT_EQ(names.size(), found.size());
  }
}

TEST_F(Templates, ThatCameWithTheCompanyMakeDocumentsOfTheirSamples) {
  HttpClient http = registered("ru");
  for (const boost::json::object& each : found_by(http)) {
    const std::string id(each.at("id").as_string());
    const HttpResponse whole = http.get("/api/v1/templates/" + id);
    const boost::json::value sample = whole.json().at("sample");
    EXPECT_EQ(http.get("/api/v1/templates/" + id + "/versions").json().at("items").as_array().size(), 1u);
    const HttpResponse looked =
        http.post("/api/v1/templates/" + id + "/preview", {{"payload", sample}, {"known", boost::json::array()}});
    EXPECT_EQ(looked.status, 200) << each.at("name") << looked.body;
    EXPECT_THAT(looked.json().at("problems").as_array(), IsEmpty()) << each.at("name") << looked.body.substr(0, 300);
  }
}

TEST_F(Templates, ThatCameWithTheCompanyStayDeleted) {
  HttpClient http = registered("en");
  const auto found = found_by(http);
  const std::string gone(found.at(3).at("id").as_string());
  ASSERT_EQ(http.del("/api/v1/templates/" + gone).status, 204);
  ASSERT_EQ(http.patch("/api/v1/organization", {{"locale", "ru"}}).status, 200);
  http.get("/api/v1/auth/me");
  EXPECT_EQ(found_by(http).size(), 11u) << "neither again nor in the other language";
}

TEST_F(Templates, KeepEveryVersionOfTheirText) {
  const std::string path = "/api/v1/templates/" + new_template(anna_);
  ASSERT_EQ(anna_.http.patch(path, {{"source", "# Second {{ client.name }}\n"}}).text("version"), "2");
  ASSERT_EQ(anna_.http.patch(path, {{"name", "Only the name"}}).text("version"), "2");
  ASSERT_EQ(anna_.http.patch(path, {{"prompt_hint", "Be brief"}}).text("version"), "3");
  const HttpResponse versions = anna_.http.get(path + "/versions");
  ASSERT_EQ(versions.status, 200) << versions.body;
  EXPECT_EQ(versions.json().at("items").as_array().size(), 3u);
  EXPECT_EQ(versions.text("items.0.version"), "3");
  EXPECT_EQ(versions.text("items.0.author_id"), anna_.id);
  EXPECT_EQ(anna_.http.get(path + "/versions/1").text("source"),
            std::string(proposal_template().at("source").as_string()));
  EXPECT_THAT(anna_.http.get(path + "/versions/2").text("source"), HasSubstr("Second"));
  EXPECT_EQ(anna_.http.get(path + "/versions/9").status, 404);
}

TEST_F(Templates, AreListedPageByPageWithoutLossOrDouble) {
  std::vector<std::string> made;
  for (int i = 0; i < 7; ++i) {
    boost::json::object one = proposal_template();
    one["name"] = fmt::format("Template {}", i);
    ASSERT_EQ(anna_.http.post("/api/v1/templates", one).status, 201);
    made.push_back(fmt::format("Template {}", i));
  }
  std::vector<std::string> seen;
  std::string next;
  int pages = 0;
  do {
    const HttpResponse page = anna_.http.get("/api/v1/templates?limit=3" + (next.empty() ? "" : "&cursor=" + next));
    ASSERT_EQ(page.status, 200) << page.body;
    for (const std::string& name : names_in(page)) seen.push_back(name);
    next = page.text("next_cursor");
  } while (!next.empty() && ++pages < 10);
  EXPECT_THAT(seen, testing::IsSupersetOf(made));
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), seen.size());
  EXPECT_GE(pages, 2);
}

TEST_F(Templates, AreFoundByNameKindAndLanguage) {
  boost::json::object one = proposal_template();
  one["name"] = "Договор подряда";
  one["kind"] = "contract";
  one["locale"] = "ru";
  ASSERT_EQ(anna_.http.post("/api/v1/templates", one).status, 201);
  one = proposal_template();
  one["name"] = "100% oak_table";
  ASSERT_EQ(anna_.http.post("/api/v1/templates", one).status, 201);
  auto found = [&](const std::string& query) { return names_in(anna_.http.get("/api/v1/templates?" + query)); };
  EXPECT_THAT(found("q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80"), ElementsAre("Договор подряда")) << "in any case";
  EXPECT_THAT(found("q=0%25"), ElementsAre("100% oak_table")) << "% is no wildcard";
  EXPECT_THAT(found("q=k_t"), ElementsAre("100% oak_table"));
  EXPECT_THAT(found("q=zzz"), IsEmpty());
  EXPECT_THAT(found("kind=contract&q=%D0%BF%D0%BE%D0%B4%D1%80"), ElementsAre("Договор подряда"));
  EXPECT_THAT(found("kind=invoice&q=%D0%BF%D0%BE%D0%B4%D1%80"), IsEmpty());
  EXPECT_THAT(found("locale=ru&q=%D0%BF%D0%BE%D0%B4%D1%80"), ElementsAre("Договор подряда"));
}

TEST_F(Templates, AreChangedByAdministratorsOnly) {
  const std::string path = "/api/v1/templates/" + new_template(anna_);
  Person clerk = new_colleague(anna_, "user");
  Person admin = new_colleague(anna_, "admin");
  EXPECT_EQ(clerk.http.get(path).status, 200);
  EXPECT_EQ(clerk.http.post("/api/v1/templates", proposal_template()).status, 403);
  EXPECT_EQ(clerk.http.patch(path, {{"name", "Mine"}}).status, 403);
  EXPECT_EQ(clerk.http.del(path).status, 403);
  EXPECT_EQ(admin.http.patch(path, {{"name", "Ours"}}).status, 200);
}

TEST_F(Templates, AreLeftAsTheyWereByAChangeThatDoesNotFit) {
  const std::string path = "/api/v1/templates/" + new_template(anna_);
  const boost::json::value before = anna_.http.get(path).json();
  EXPECT_EQ(anna_.http.patch(path, {{"name", "New"}, {"source", "{{ broken"}}).status, 422);
  EXPECT_EQ(anna_.http.get(path).json(), before);
}

}  // namespace
}  // namespace kontor::test
