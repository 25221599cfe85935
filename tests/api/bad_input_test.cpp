// Each kind of bad input has a clear answer that names the place, and the connection or at least the server lives on.
#include <gmock/gmock.h>

#include "support/company.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

const Headers json = {{"Content-Type", "application/json"}};

class BadInput : public testing::Test {
 protected:
  static void SetUpTestSuite() { anna_ = std::make_unique<Person>(new_company()); }
  static void TearDownTestSuite() { anna_.reset(); }

  HttpResponse post_template(const std::string& body, const Headers& headers = json) {
    return anna_->http.send("POST", "/api/v1/templates", body, headers);
  }
  static void expect_problem(const HttpResponse& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(response.text("status"), std::to_string(status));
    EXPECT_NE(response.text("title"), "");
    EXPECT_EQ(response.text("request_id"), response.header("X-Request-Id"));
  }

  static inline std::unique_ptr<Person> anna_;
};

TEST_F(BadInput, AnUnknownFieldIsNamedWithTheOneThatWasMeant) {
  boost::json::object body = proposal_template();
  body["promt_hint"] = "write";
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), ElementsAre("body.promt_hint"));
  EXPECT_THAT(response.body, HasSubstr("prompt_hint"));
}

TEST_F(BadInput, AWrongTypeIsNamed) {
  boost::json::object body = proposal_template();
  body["name"] = 5;
  body["locale"] = "klingon";
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), testing::UnorderedElementsAre("body.name", "body.locale"));
}

TEST_F(BadInput, AMissingFieldIsNamed) {
  const HttpResponse response = anna_->http.post("/api/v1/documents", boost::json::object{});
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), testing::UnorderedElementsAre("body.template_id", "body.payload"));
}

TEST_F(BadInput, TooLongATextIsNamed) {
  boost::json::object body = proposal_template();
  body["name"] = std::string(100'000, 'x');
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), ElementsAre("body.name"));
}

TEST_F(BadInput, BrokenJsonIsToldWithItsPlace) {
  const HttpResponse response = post_template("{\"name\": \"A\",\n \"source\": }");
  EXPECT_THAT(response.status, AnyOf(400, 422)) << response.body;
  expect_problem(response, response.status);
  EXPECT_THAT(response.body, HasSubstr("line 2"));
}

TEST_F(BadInput, BrokenJsonOfManyKindsNeverGetsThrough) {
  for (const std::string& body :
       {std::string(), std::string("nonsense"), std::string("[]"), std::string("null"), std::string("\"text\""),
        std::string("{\"name\":\"A\"} {}"), std::string("{\"name\":\"A\"\0}", 13), std::string(100'000, '['),
        std::string("{\"name\": 1e999999}"), std::string("{\"name\":\"\\ud800\"}")}) {
    const HttpResponse response = post_template(body);
    EXPECT_THAT(response.status, AnyOf(400, 422)) << body.substr(0, 40) << " gave " << response.body;
    expect_problem(response, response.status);
  }
}

TEST_F(BadInput, BrokenUtf8IsRefused) {
  for (const char* bytes : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xd0"}) {
    const HttpResponse response = post_template(fmt::format("{{\"name\": \"A{}\", \"source\": \"x\"}}", bytes));
    EXPECT_THAT(response.status, AnyOf(400, 422)) << response.body;
    expect_problem(response, response.status);
  }
}

TEST_F(BadInput, AnotherMediaTypeIsRefused) {
  expect_problem(post_template("name=A", {{"Content-Type", "application/x-www-form-urlencoded"}}), 415);
}

TEST_F(BadInput, ABodyThatIsCutOffIsNotTakenForAWholeOne) {
  RawConnection connection(shared_server().url());
  connection.send(
      fmt::format("POST /api/v1/templates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  "Authorization: Bearer {}\r\nContent-Length: 1000\r\n\r\n{{\"name\": \"cut\"",
                  anna_->access_token));
  connection.finish_sending();
  ASSERT_TRUE(connection.closes(20s));
  if (!connection.received().empty()) {
    EXPECT_EQ(status_of(connection.received()), 400) << connection.received();
  }
  EXPECT_THAT(anna_->http.get("/api/v1/templates?limit=100").body, testing::Not(HasSubstr("\"cut\"")));
}

TEST_F(BadInput, AHugeBodyIsRefusedBeforeItIsSent) {
  RawConnection connection(shared_server().url());
  connection.send(
      fmt::format("POST /api/v1/templates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  "Authorization: Bearer {}\r\nContent-Length: 104857600\r\n\r\n{{",
                  anna_->access_token));
  const std::string response = connection.take_response(10s);
  EXPECT_EQ(status_of(response), 413) << response;
  EXPECT_THAT(response, HasSubstr("application/problem+json"));
}

TEST_F(BadInput, AHugeBodyInChunksIsRefusedAtTheLimit) {
  RawConnection connection(shared_server().url());
  connection.send(
      fmt::format("POST /api/v1/templates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  "Authorization: Bearer {}\r\nTransfer-Encoding: chunked\r\n\r\n",
                  anna_->access_token));
  const std::string chunk = fmt::format("{:x}\r\n{}\r\n", 65536, std::string(65536, ' '));
  int sent = 0;
  while (sent < 1600 && connection.send(chunk)) {
    ++sent;
    if (connection.closes(0ms) || !connection.received().empty()) break;
  }
  EXPECT_LT(sent, 200) << "100 MB were taken before an answer came";
  connection.closes(5s);
  EXPECT_EQ(status_of(connection.received()), 413) << connection.received();
}

TEST_F(BadInput, ALogoOverTheLimitIsRefused) {
  const HttpResponse response =
      anna_->http.send("PUT", "/api/v1/organization/logo", std::string(26 << 20, 'x'), {{"Content-Type", "image/png"}});
  expect_problem(response, 413);
}

TEST_F(BadInput, ATemplateWithAnUnknownVariableNamesItsPlace) {
  boost::json::object body = proposal_template();
  body["source"] = "# Hello\n\n{{ cleint.name }}\n";
  body["schema"] = {
      {"type", "object"},
      {"properties", {{"client", {{"type", "object"}, {"properties", {{"name", {{"type", "string"}}}}}}}}}};
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), Contains(HasSubstr("body.source")));
  EXPECT_THAT(response.body, HasSubstr("cleint"));
  EXPECT_THAT(response.body, HasSubstr("line 3"));
}

TEST_F(BadInput, ATemplateWithBrokenSyntaxNamesItsPlace) {
  boost::json::object body = proposal_template();
  body["source"] = "# Hello\n\n{% for item in items %}\n";
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), Contains(HasSubstr("body.source")));
}

TEST_F(BadInput, APayloadThatDoesNotFitNamesEveryPlace) {
  const std::string id = new_template(*anna_);
  const boost::json::value body = {
      {"template_id", id},
      {"payload", {{"client", {{"name", boost::json::object{}}}}, {"items", boost::json::array{{{"name", {1, 2}}}}}}}};
  const HttpResponse response = anna_->http.post("/api/v1/documents", body, {{"Idempotency-Key", "bad-payload"}});
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), testing::IsSupersetOf({"body.payload.client.name", "body.payload.items[0].name"}));
}

TEST_F(BadInput, AnIdempotencyKeyIsOfDecentLength) {
  const HttpResponse response = generate(*anna_, new_template(*anna_), {"html"}, std::string(1000, 'k'));
  expect_problem(response, 422);
  EXPECT_THAT(response.locations(), ElementsAre("header.Idempotency-Key"));
}

TEST_F(BadInput, QueriesAreCheckedToo) {
  for (const char* query : {"limit=0", "limit=-1", "limit=100000", "limit=ten", "cursor=made-up"}) {
    const HttpResponse response = anna_->http.get(std::string("/api/v1/templates?") + query);
    expect_problem(response, 422);
    EXPECT_THAT(response.locations(), Contains(HasSubstr("query."))) << query;
  }
  const HttpResponse unknown = anna_->http.get("/api/v1/templates?limmit=5");
  expect_problem(unknown, 422);
  EXPECT_THAT(unknown.locations(), ElementsAre("query.limmit"));
}

TEST_F(BadInput, AnIdThatIsNoneIsNotFound) {
  for (const char* id : {"1", "00000000-0000-0000-0000-000000000000", "%00", "..%2f..", "'%20or%201=1--"}) {
    const HttpResponse response = anna_->http.get(std::string("/api/v1/templates/") + id);
    EXPECT_THAT(response.status, AnyOf(400, 404, 422)) << id << ": " << response.body;
  }
}

TEST_F(BadInput, UnknownPathsAndMethodsAreProblems) {
  expect_problem(anna_->http.get("/api/v1/nothing"), 404);
  const HttpResponse response = anna_->http.send("DELETE", "/api/v1/templates");
  expect_problem(response, 405);
  EXPECT_THAT(response.header("Allow"), HasSubstr("POST"));
}

TEST_F(BadInput, NulAndControlCharactersDoNotReachTheDatabase) {
  boost::json::object body = proposal_template();
  body["name"] = std::string("a\0b", 3);
  expect_problem(anna_->http.post("/api/v1/templates", body), 422);
  body = proposal_template();
  body["source"] = std::string("a\0b", 3);
  expect_problem(anna_->http.post("/api/v1/templates", body), 422);
}

TEST_F(BadInput, LinesAreCountedFromTheFirstLineThatWasSent) {
  boost::json::object body = proposal_template();
  body["source"] = "\n\n  {{ broken\n";
  const HttpResponse response = anna_->http.post("/api/v1/templates", body);
  expect_problem(response, 422);
  ASSERT_EQ(response.locations().size(), 1u) << response.body;
  EXPECT_THAT(response.locations()[0], HasSubstr("body.source (line 3"));
}

}  // namespace
}  // namespace kontor::test
