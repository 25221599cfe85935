#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "support/http_client.hpp"
#include "support/kontor_server.hpp"
#include "support/raw_connection.hpp"

namespace kontor::test {

/// The server that all tests share which neither stop it nor change its limits.
KontorServer& shared_server();

/// Somebody who is logged in with a bearer token, from an address of their own.
struct Person {
  HttpClient http;
  std::string id;
  std::string organization_id;
  std::string email;
  std::string access_token;
  std::string refresh_token;

  static constexpr const char* password = "correct horse battery staple";
};

/// An address that nobody used before in this run.
std::string new_email();
/// Registers a new organisation with its owner.
Person new_company(const KontorServer& server = shared_server());
/// Somebody else in the organisation of `boss`; `role` is `admin` or `user`.
Person new_colleague(Person& boss, const std::string& role, const KontorServer& server = shared_server());
/// Logs in; throws when that does not work.
Person log_in(const std::string& email, const std::string& password, const KontorServer& server = shared_server());

/// A small proposal in Markdown with a client, items and a total.
boost::json::object proposal_template();
boost::json::object proposal_payload();
/// Creates it and returns its id.
std::string new_template(Person& person);
/// Asks for a document and returns the answer.
HttpResponse generate(Person& person, const std::string& template_id, const std::vector<std::string>& formats = {"pdf"},
                      const std::string& key = "");
/// Asks for a document of each row of a table, as CSV; the answer.
HttpResponse bulk_run(Person& person, const std::string& template_id, const std::string& csv,
                      const std::string& query = "", const std::string& key = "");
/// Waits for the event that says a document is no longer a draft; the last answer, whatever it is, when that takes
/// longer.
HttpResponse finished(Person& person, const std::string& document_id,
                      std::chrono::milliseconds within = std::chrono::seconds(60));

/// The stream of events of one person, open when this returns.
class EventStream {
 public:
  explicit EventStream(const Person& person);
  /// Waits until the stream holds `part`; false when it does not come.
  bool wait_for(const std::string& part, std::chrono::milliseconds within);
  /// Waits for one more event of a document than there were; false after that time.
  bool next_document_event(std::chrono::milliseconds within);

 private:
  RawConnection connection_;
  std::size_t seen_ = 0;
};

/// What an HS256 token says, and a token that says something else (signed with `secret`).
boost::json::object claims_of(const std::string& token);
std::string signed_token(const boost::json::object& claims, const std::string& secret = KontorServer::jwt_secret());

}  // namespace kontor::test
