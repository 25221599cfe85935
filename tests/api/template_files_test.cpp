// The company's own files as templates: what is found in them, what is refused, what is kept.
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "support/company.hpp"
#include "support/word_file.hpp"

namespace kontor::test {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const Headers kBytes = {{"Content-Type", "application/octet-stream"}};
constexpr const char* kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

std::string offer() {
  return word_file_of({"Offer for {{ client.name }}", "Dear {{ client.person }},", "{%p for item in items %}",
                       "{{ item.name }}: {{ item.price | money }}", "{%p endfor %}", "{%p if urgent %}",
                       "Within two days.", "{%p endif %}"});
}

boost::json::object offer_payload() {
  return {{"client", {{"name", "Ромашка & Co"}, {"person", "Anna"}}},
          {"items",
           boost::json::array{{{"name", "Oak <table>"}, {"price", "1200.50"}}, {{"name", "Стул"}, {"price", "99"}}}},
          {"urgent", true}};
}

std::vector<std::string> texts(const boost::json::value& list) {
  std::vector<std::string> all;
  for (const boost::json::value& each : list.as_array()) all.emplace_back(each.as_string());
  return all;
}

class TemplateFiles : public testing::Test {
 protected:
  HttpResponse upload(const std::string& bytes, const std::string& query = "file_name=Offer.docx") {
    return anna_.http.send("POST", "/api/v1/templates/upload?" + query, bytes, kBytes);
  }
  HttpResponse inspect(const std::string& bytes, const std::string& query = "file_name=Offer.docx") {
    return anna_.http.send("POST", "/api/v1/templates/inspect?" + query, bytes, kBytes);
  }
  std::string uploaded(const std::string& bytes) {
    const HttpResponse made = upload(bytes);
    EXPECT_EQ(made.status, 201) << made.body;
    return "/api/v1/templates/" + made.text("document_template.id");
  }
  std::size_t templates() { return anna_.http.get("/api/v1/templates?limit=100").json().at("items").as_array().size(); }

  Person anna_ = new_company();
};

TEST_F(TemplateFiles, TellTheirFieldsBeforeAnythingIsSaved) {
  const std::size_t before = templates();
  const HttpResponse found = inspect(offer(), "file_name=%D0%9A%D0%9F_2026.docx");
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(found.text("syntax"), "word");
  EXPECT_EQ(found.text("name"), "КП 2026");
  EXPECT_EQ(found.text("locale"), "ru");
  EXPECT_EQ(found.text("schema.properties.items.items.properties.price.format"), "money");
  EXPECT_EQ(found.text("schema.properties.urgent.type"), "boolean");
  EXPECT_THAT(texts(found.json().at("formats")), ElementsAre("docx", "pdf"));
  EXPECT_EQ(templates(), before);
}

TEST_F(TemplateFiles, BecomeTemplatesThatGiveTheirBytesBack) {
  const std::string bytes = offer();
  const HttpResponse made = upload(bytes, "file_name=C%3A%5CWork%5COffer.docx&kind=proposal&locale=en");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("document_template.name"), "Offer");
  EXPECT_EQ(made.text("document_template.kind"), "proposal");
  EXPECT_EQ(made.text("document_template.file_name"), "Offer.docx") << "without the folder";
  EXPECT_EQ(made.text("document_template.file_sha256"), hex(sha256(bytes)));
  EXPECT_TRUE(made.json().at("document_template").at("source").is_null());
  EXPECT_THAT(texts(made.json().at("fields_added")), Contains("items[].price"));
  const std::string path = "/api/v1/templates/" + made.text("document_template.id");
  EXPECT_EQ(anna_.http.get(path).json(), made.json().at("document_template"));
  EXPECT_THAT(anna_.http.get("/api/v1/templates").body, HasSubstr(R"("syntax":"word")"));

  const HttpResponse file = anna_.http.get(path + "/file");
  EXPECT_EQ(file.body, bytes);
  EXPECT_EQ(file.header("Content-Type"), kWordType);
  EXPECT_THAT(file.header("Content-Disposition"), HasSubstr("Offer.docx"));
}

TEST_F(TemplateFiles, AreFilledAsTheyAre) {
  const HttpResponse made = upload(offer());
  ASSERT_EQ(made.status, 201) << made.body;
  boost::json::object ask{{"template_id", made.text("document_template.id")}, {"payload", offer_payload()}};
  const HttpResponse asked = anna_.http.post("/api/v1/documents", ask);
  ASSERT_EQ(asked.status, 201) << asked.body;
  const HttpResponse document = finished(anna_, asked.text("id"));
  ASSERT_EQ(document.text("status"), "ready") << document.body;
  EXPECT_EQ(document.json().at("files").as_array().size(), 2u) << "what a Word file can give";
  EXPECT_THAT(anna_.http.get(document.text("files.1.url")).body, StartsWith("%PDF-"));
  const std::string text = text_of_word_file(anna_.http.get(document.text("files.0.url")).body);
  EXPECT_THAT(text, HasSubstr("Offer for Ромашка & Co\nDear Anna,\n"));
  EXPECT_THAT(text, HasSubstr("Oak <table>: "));
  EXPECT_THAT(text, HasSubstr("Within two days."));
  EXPECT_THAT(text, Not(HasSubstr("{")));

  ask["formats"] = boost::json::array{"html", "docx"};
  const HttpResponse refused = anna_.http.post("/api/v1/documents", ask);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.locations(), ElementsAre("body.formats"));
  EXPECT_THAT(refused.body, HasSubstr("docx, pdf only"));
}

TEST_F(TemplateFiles, HaveEveryFieldOfAPayloadCheckedAtOnce) {
  const HttpResponse made = upload(offer());
  boost::json::object payload = offer_payload();
  payload.at("client").as_object().erase("name");
  payload.at("items").at(1).as_object()["price"] = "12,5O";
  const HttpResponse refused =
      anna_.http.post("/api/v1/documents", {{"template_id", made.text("document_template.id")}, {"payload", payload}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.locations(),
              testing::UnorderedElementsAre("body.payload.client.name", "body.payload.items[1].price"));
}

TEST_F(TemplateFiles, KeepWhatTheAuthorRefinedWhenTheFileChanges) {
  const std::string path = uploaded(offer());
  boost::json::object schema = anna_.http.get(path).json().at("schema").as_object();
  schema.at("properties").at("client").at("properties").at("name").as_object()["title"] = "Who asked";
  schema.at("properties").at("items").as_object()["maxItems"] = 5;
  const HttpResponse refined = anna_.http.patch(path, {{"schema", schema}, {"name", "Our offer"}, {"locale", "ru"}});
  ASSERT_EQ(refined.status, 200) << refined.body;
  EXPECT_EQ(refined.text("version"), "2");
  EXPECT_EQ(refined.text("file_sha256"), hex(sha256(offer()))) << "the file stays";

  const std::string next = word_file_of({"Offer for {{ client.name }} of {{ day | date }}", "{%p for item in items %}",
                                         "{{ item.name }}", "{%p endfor %}"});
  const HttpResponse replaced = anna_.http.send("PUT", path + "/file?file_name=Offer-2.docx", next, kBytes);
  ASSERT_EQ(replaced.status, 200) << replaced.body;
  EXPECT_EQ(replaced.text("document_template.version"), "3");
  EXPECT_EQ(replaced.text("document_template.name"), "Our offer");
  EXPECT_EQ(replaced.text("document_template.schema.properties.client.properties.name.title"), "Who asked");
  EXPECT_EQ(replaced.text("document_template.schema.properties.items.maxItems"), "5");
  EXPECT_THAT(texts(replaced.json().at("fields_added")), ElementsAre("day"));
  EXPECT_THAT(texts(replaced.json().at("fields_removed")),
              testing::UnorderedElementsAre("client.person", "items[].price", "urgent"));

  EXPECT_EQ(anna_.http.get(path + "/file").body, next);
  EXPECT_EQ(anna_.http.get(path + "/file?version=1").body, offer()) << "a version is never changed";
  EXPECT_EQ(anna_.http.get(path + "/file?version=9").status, 404);
}

TEST_F(TemplateFiles, AndWhatIsSaidAboutThemAreOneVersion) {
  const auto form = [](const std::string& about, const std::string& file) {
    return "--aB7\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\n" + about +
           "\r\n--aB7\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Offer.docx\"\r\n\r\n" + file +
           "\r\n--aB7--\r\n";
  };
  const Headers headers = {{"Content-Type", "multipart/form-data; boundary=aB7"}};
  boost::json::object schema = inspect(offer()).json().at("schema").as_object();
  schema.at("properties").at("client").at("properties").at("name").as_object()["title"] = "Who asked";
  const boost::json::object about{
      {"name", "Our offer"}, {"kind", "proposal"}, {"locale", "ru"}, {"schema", schema}, {"prompt_hint", "Be brief"}};
  const HttpResponse made =
      anna_.http.send("POST", "/api/v1/templates/upload", form(boost::json::serialize(about), offer()), headers);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("document_template.version"), "1");
  EXPECT_EQ(made.text("document_template.name"), "Our offer");
  EXPECT_EQ(made.text("document_template.kind"), "proposal");
  EXPECT_EQ(made.text("document_template.locale"), "ru");
  EXPECT_EQ(made.text("document_template.prompt_hint"), "Be brief");
  EXPECT_EQ(made.text("document_template.file_sha256"), hex(sha256(offer())));
  EXPECT_EQ(made.text("document_template.schema.properties.client.properties.name.title"), "Who asked");

  const std::string path = "/api/v1/templates/" + made.text("document_template.id");
  schema.at("properties").at("client").at("properties").at("name").as_object()["title"] = "Customer";
  const HttpResponse next = anna_.http.send(
      "PUT", path + "/file", form(boost::json::serialize(boost::json::object{{"schema", schema}}), offer()), headers);
  ASSERT_EQ(next.status, 200) << next.body;
  EXPECT_EQ(next.text("document_template.version"), "2");
  EXPECT_EQ(next.text("document_template.name"), "Our offer") << "what is not said stays";
  EXPECT_EQ(next.text("document_template.schema.properties.client.properties.name.title"), "Customer");
  EXPECT_EQ(anna_.http.get(path + "/versions").json().at("items").as_array().size(), 2u);

  const auto refused = [&](const std::string& body) { return anna_.http.send("PUT", path + "/file", body, headers); };
  EXPECT_THAT(
      refused(form(R"({"schema": {"type": "object", "properties": {"a": {"tpye": "x"}}}})", offer())).locations(),
      Contains("body.schema.properties.a.tpye"));
  EXPECT_THAT(refused(form(R"({"kind": "poem", "name": ""})", offer())).locations(),
              testing::UnorderedElementsAre("body.kind", "body.name"));
  EXPECT_THAT(refused(form("{", offer())).status, 422);
  EXPECT_THAT(refused(offer()).locations(), ElementsAre("body"));
  EXPECT_EQ(refused(form("{}", std::string(10 * 1024 * 1024 + 1, 'x'))).status, 413);
  EXPECT_EQ(anna_.http.get(path).text("version"), "2");
}

TEST_F(TemplateFiles, TellWhatANewVersionWouldChange) {
  const std::string path = uploaded(word_file_of({"{{ a }} {{ b }}"}));
  const std::string id = path.substr(path.rfind('/') + 1);
  const HttpResponse found = inspect(word_file_of({"{{ a }} {{ c }}"}), "file_name=N.docx&template_id=" + id);
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_THAT(texts(found.json().at("fields_added")), ElementsAre("c"));
  EXPECT_THAT(texts(found.json().at("fields_removed")), ElementsAre("b"));
  EXPECT_EQ(anna_.http.get(path).text("version"), "1");
}

TEST_F(TemplateFiles, AreRefusedWithThePlaceAndTheTextOfEachMistake) {
  const std::string broken =
      word_file_of({"Fine: {{ client.name }}", "Dear {{ client.person | nosuchfilter }}, hello"});
  const HttpResponse refused = upload(broken);
  ASSERT_EQ(refused.status, 422) << refused.body;
  ASSERT_THAT(refused.locations(), Not(IsEmpty()));
  EXPECT_THAT(refused.locations()[0], HasSubstr("paragraph 2"));
  EXPECT_THAT(refused.text("errors.0.message"), HasSubstr("nosuchfilter"));

  const HttpResponse found = inspect(broken);
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_TRUE(found.json().at("schema").is_null());
  EXPECT_EQ(found.text("notes.0.kind"), "error");
  EXPECT_THAT(found.text("notes.0.location"), HasSubstr("paragraph 2"));
  EXPECT_THAT(found.text("notes.0.near"), HasSubstr("Dear"));

  const std::string path = uploaded(offer());
  EXPECT_EQ(anna_.http.send("PUT", path + "/file?file_name=Offer.docx", broken, kBytes).status, 422);
  EXPECT_EQ(anna_.http.get(path).text("version"), "1");
}

TEST_F(TemplateFiles, AreRefusedWhenTheyAreNoneAndSayWhatToDo) {
  const std::size_t before = templates();
  const std::string good = offer();
  for (const std::string& bytes : {std::string("this is not a zip"), zip_of_a_text(), good.substr(0, good.size() / 2),
                                   std::string("PK\x03\x04"), word_file("<w:p><w:r><w:t>{{ a }}")}) {
    const HttpResponse refused = upload(bytes);
    EXPECT_THAT(refused.status, AnyOf(415, 422)) << refused.body;
    EXPECT_THAT(refused.body, Not(HasSubstr("Something went wrong")));
    const HttpResponse found = inspect(bytes);
    EXPECT_THAT(found.status, AnyOf(200, 415, 422)) << found.body;
    if (found.status == 200) EXPECT_EQ(found.text("notes.0.kind"), "error") << found.body;
  }
  EXPECT_EQ(upload("").status, 422);
  for (const char* name : {"Offer.doc", "Offer.pdf", "Offer.odt", "Offer.exe", "Offer"}) {
    const HttpResponse refused = upload(good, std::string("file_name=") + name);
    EXPECT_EQ(refused.status, 415) << name;
    EXPECT_THAT(refused.locations(), ElementsAre("query.file_name"));
  }
  EXPECT_THAT(upload(good, "file_name=Offer.doc").body, HasSubstr("save it as .docx"));
  EXPECT_EQ(upload(good, "file_name=Offer.docx&kind=poem").locations(), std::vector<std::string>{"query.kind"});
  EXPECT_EQ(templates(), before);
}

TEST_F(TemplateFiles, MayHaveNoNameWhenTheirTypeIsSaid) {
  const HttpResponse made = anna_.http.send("POST", "/api/v1/templates/upload", offer(), {{"Content-Type", kWordType}});
  EXPECT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(anna_.http.send("POST", "/api/v1/templates/upload", offer(), kBytes).status, 415);
}

TEST_F(TemplateFiles, AreRefusedWhenTooLarge) {
  const HttpResponse refused = upload(std::string(10 * 1024 * 1024 + 1, 'x'));
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(refused.body, HasSubstr("10 MB"));
}

TEST_F(TemplateFiles, HaveNoTextToChange) {
  const std::string path = uploaded(offer());
  const HttpResponse refused = anna_.http.patch(path, {{"source", "# Text"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.locations(), ElementsAre("body.source"));
  const HttpResponse wrong =
      anna_.http.patch(path, {{"schema", {{"type", "object"}, {"properties", {{"a", {{"tpye", "string"}}}}}}}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.locations(), Contains("body.schema.properties.a.tpye"));
}

TEST_F(TemplateFiles, OfMarkdownAreKeptByteForByte) {
  const std::string text = "\n\n# Offer\r\n\r\n{{ client.name }}\n\n";
  const HttpResponse made = upload(text, "file_name=offer.md");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.text("document_template.syntax"), "markdown");
  EXPECT_EQ(made.text("document_template.source"), text);
  const std::string path = "/api/v1/templates/" + made.text("document_template.id");
  EXPECT_EQ(anna_.http.get(path + "/file").body, text);
  EXPECT_EQ(upload("\xFF\xFE not UTF-8", "file_name=offer.md").status, 422);

  const HttpResponse word = anna_.http.send("PUT", path + "/file?file_name=offer.docx", offer(), kBytes);
  ASSERT_EQ(word.status, 200) << word.body;
  EXPECT_EQ(word.text("document_template.syntax"), "word") << "the next version may be of the other kind";
  EXPECT_EQ(anna_.http.get(path + "/file?version=1").body, text);
}

TEST_F(TemplateFiles, AreAnotherCompanysSecret) {
  const std::string path = uploaded(offer());
  Person eve = new_company();
  EXPECT_EQ(eve.http.get(path + "/file").status, 404);
  EXPECT_EQ(eve.http.send("PUT", path + "/file?file_name=a.docx", offer(), kBytes).status, 404);
  const std::string id = path.substr(path.rfind('/') + 1);
  EXPECT_EQ(
      eve.http.send("POST", "/api/v1/templates/inspect?file_name=a.docx&template_id=" + id, offer(), kBytes).status,
      404);
  Person clerk = new_colleague(anna_, "user");
  EXPECT_EQ(clerk.http.get(path + "/file").body, offer()) << "who may read the template may read its file";
  EXPECT_EQ(clerk.http.send("POST", "/api/v1/templates/upload?file_name=a.docx", offer(), kBytes).status, 403);
  EXPECT_EQ(clerk.http.send("PUT", path + "/file?file_name=a.docx", offer(), kBytes).status, 403);
}

}  // namespace
}  // namespace kontor::test
