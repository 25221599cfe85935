#include "support/company.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "base/id.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;

HttpResponse expect(HttpResponse response, int status, const char* what) {
  if (response.status != status) {
    throw std::runtime_error(fmt::format("{}: {} instead of {}: {}", what, response.status, status, response.body));
  }
  return response;
}

Person person_of(HttpClient http, const HttpResponse& session) {
  Person person{.http = std::move(http),
                .id = session.text("user.id"),
                .organization_id = session.text("organization.id"),
                .email = session.text("user.email"),
                .access_token = session.text("access_token"),
                .refresh_token = session.text("refresh_token")};
  person.http.set_bearer(person.access_token);
  return person;
}

}  // namespace

KontorServer& shared_server() {
  static KontorServer server;
  return server;
}

std::string new_email() {
  static int count = 0;
  return fmt::format("person{}@example.com", ++count);
}

Person new_company(const KontorServer& server) {
  HttpClient http = server.client();
  const HttpResponse session = expect(http.post("/api/v1/auth/register", {{"organization_name", "Ромашка & Co"},
                                                                          {"name", "Anna Ivanova"},
                                                                          {"email", new_email()},
                                                                          {"password", Person::password}}),
                                      201, "register");
  return person_of(std::move(http), session);
}

Person new_colleague(Person& boss, const std::string& role, const KontorServer& server) {
  const std::string email = new_email();
  const boost::json::value colleague = {
      {"email", email}, {"name", "Boris"}, {"role", role}, {"password", Person::password}};
  expect(boss.http.post("/api/v1/users", colleague), 201, "add a user");
  return log_in(email, Person::password, server);
}

Person log_in(const std::string& email, const std::string& password, const KontorServer& server) {
  HttpClient http = server.client();
  const HttpResponse session =
      expect(http.post("/api/v1/auth/login", {{"email", email}, {"password", password}}), 200, "log in");
  return person_of(std::move(http), session);
}

boost::json::object proposal_template() {
  return {{"name", "Proposal"},
          {"kind", "proposal"},
          {"locale", "en"},
          {"source",
           "# Proposal for {{ client.name }}\n\n{{ comment }}\n\n{% for item in items %}\n- {{ item.name }}\n{% endfor "
           "%}"}};
}

boost::json::object proposal_payload() {
  return {{"client", {{"name", "Näive Übermut ООО «Ёлка»"}}},
          {"comment", "We look forward to it."},
          {"items", boost::json::array{{{"name", "Oak table"}}, {{"name", "Стул дубовый"}}}}};
}

std::string new_template(Person& person) {
  return expect(person.http.post("/api/v1/templates", proposal_template()), 201, "make a template").text("id");
}

HttpResponse generate(Person& person, const std::string& template_id, const std::vector<std::string>& formats,
                      const std::string& key) {
  const boost::json::value body = {{"template_id", template_id},
                                   {"payload", proposal_payload()},
                                   {"formats", boost::json::array(formats.begin(), formats.end())}};
  return person.http.post("/api/v1/documents", body, {{"Idempotency-Key", key.empty() ? Uuid::v7().text() : key}});
}

HttpResponse bulk_run(Person& person, const std::string& template_id, const std::string& csv, const std::string& query,
                      const std::string& key) {
  return person.http.send(
      "POST", fmt::format("/api/v1/documents/bulk?file_name=clients.csv&template_id={}{}", template_id, query), csv,
      {{"Content-Type", "application/octet-stream"}, {"Idempotency-Key", key.empty() ? Uuid::v7().text() : key}});
}

HttpResponse finished(Person& person, const std::string& document_id, std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  EventStream events(person);
  for (;;) {
    HttpResponse document = person.http.get("/api/v1/documents/" + document_id);
    // While a database comes back, each loop of the server finds that out for itself: 503 says to ask again.
    if (document.status != 503 && expect(document, 200, "read a document").text("status") != "draft") return document;
    if (std::chrono::steady_clock::now() > deadline) return document;
    events.next_document_event(1s);  // an event is a hint: after a second without one, look again
  }
}

EventStream::EventStream(const Person& person) : connection_(person.http.base()) {
  connection_.send(
      fmt::format("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                  "Authorization: Bearer {}\r\n\r\n",
                  person.access_token));
  const std::string& head = connection_.read_until("\r\n\r\n");
  if (status_of(head) != 200) throw std::runtime_error("no events: " + head);
}

bool EventStream::wait_for(const std::string& part, std::chrono::milliseconds within) {
  try {
    connection_.read_until(part, within);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

bool EventStream::next_document_event(std::chrono::milliseconds within) {
  const auto deadline = std::chrono::steady_clock::now() + within;
  const std::string mark = "event: document";
  while (connection_.received().find(mark, seen_) == std::string::npos) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= 0ms) return false;
    connection_.closes(std::min(left, 20ms));  // reads what comes
  }
  seen_ = connection_.received().find(mark, seen_) + mark.size();
  return true;
}

boost::json::object claims_of(const std::string& token) {
  const std::size_t first = token.find('.');
  const std::size_t second = token.find('.', first + 1);
  const std::optional<std::string> claims = from_base64url(token.substr(first + 1, second - first - 1));
  return boost::json::parse(claims.value()).as_object();
}

std::string signed_token(const boost::json::object& claims, const std::string& secret) {
  const std::string text =
      base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + base64url(boost::json::serialize(claims));
  return text + "." + base64url(hmac_sha256(secret, text));
}

}  // namespace kontor::test
