// Every route of /openapi.json is tried as nobody, as another organisation and as the lower role. The lists below are
// the whole truth: a new route that is open, or that a clerk may not use, must be added here by a person who means it.
#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "support/company.hpp"

namespace kontor::test {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAreArray;

const std::vector<std::string> open_to_anybody = {
    "GET /api/v1/auth/options",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/refresh",
    "POST /api/v1/auth/register",
    "GET /api/v1/documents/files/{token}",
    "GET /api/v1/documents/bulk/files/{token}",
};

const std::vector<std::string> closed_to_clerks = {
    "GET /api/v1/users",
    "POST /api/v1/users",
    "PATCH /api/v1/organization",
    "PUT /api/v1/organization/logo",
    "DELETE /api/v1/organization/logo",
    "POST /api/v1/templates",
    "POST /api/v1/templates/inspect",
    "POST /api/v1/templates/preview",
    "POST /api/v1/templates/upload",
    "PUT /api/v1/templates/{id}/file",
    "PATCH /api/v1/templates/{id}",
    "DELETE /api/v1/templates/{id}",
    "POST /api/v1/series",
    "PATCH /api/v1/series/{id}",
    "GET /api/v1/jobs",
    "GET /api/v1/jobs/{id}",
    "POST /api/v1/jobs/{id}/retry",
    "POST /api/v1/jobs/{id}/cancel",
    "GET /api/v1/jobs/dead",
    "POST /api/v1/jobs/dead/retry",
    "GET /api/v1/jobs/queues",
    "POST /api/v1/jobs/queues/{queue}/pause",
    "POST /api/v1/jobs/queues/{queue}/resume",
    "GET /api/v1/jobs/workers",
    "GET /api/v1/schedules",
    "POST /api/v1/schedules",
    "GET /api/v1/schedules/kinds",
    "GET /api/v1/schedules/preview",
    "GET /api/v1/schedules/{id}",
    "PATCH /api/v1/schedules/{id}",
    "DELETE /api/v1/schedules/{id}",
    "POST /api/v1/schedules/{id}/run",
};

struct Route {
  std::string method;
  std::string path;

  std::string name() const { return method + " " + path; }
};

std::vector<Route> all_routes() {
  std::vector<Route> routes;
  const boost::json::value document = shared_server().client().get("/openapi.json").json();
  for (const auto& [path, methods] : document.at("paths").as_object()) {
    if (!std::string_view(path).starts_with("/api/")) continue;
    for (const auto& [method, operation] : methods.as_object()) {
      std::string upper(method);
      for (char& c : upper) c = static_cast<char>(std::toupper(c));
      if (upper == "PARAMETERS" || upper == "SUMMARY") continue;
      routes.push_back({upper, std::string(path)});
    }
  }
  return routes;
}

/// A company with one of everything, to be looked for by others.
struct Treasure {
  Person owner = new_company();
  std::string template_id = new_template(owner);
  std::string document_id = generate(owner, template_id, {"html"}).text("id");
  std::string schedule_id = owner.http.post("/api/v1/schedules", yearly()).text("id");
  std::string bulk_id =
      bulk_run(owner, template_id, "client.name,comment,items[0].name\nAnna,Hello,Table\n").text("id");
  std::string series_id = std::string(owner.http.get("/api/v1/series").json().at("items").at(0).at("id").as_string());
  std::string job_id;  ///< that made the document

  Treasure() {
    finished(owner, document_id);
    job_id = std::string(owner.http.get("/api/v1/jobs").json().at("items").at(0).at("id").as_string());
  }

  boost::json::object yearly() const {
    return {{"kind", "generate_scheduled_document"},
            {"name", "Each year"},
            {"payload", {{"template_id", template_id}, {"payload", proposal_payload()}}},
            {"cron", "@yearly"}};
  }

  std::string filled(const std::string& path) const {
    std::string filled = path;
    auto put = [&](const std::string& name, const std::string& value) {
      if (const std::size_t at = filled.find(name); at != std::string::npos) filled.replace(at, name.size(), value);
    };
    put("{id}", path.find("/documents/bulk/") != std::string::npos ? bulk_id
                : path.find("/documents/") != std::string::npos    ? document_id
                : path.find("/series/") != std::string::npos       ? series_id
                : path.find("/jobs/") != std::string::npos         ? job_id
                : path.find("/schedules/") != std::string::npos    ? schedule_id
                                                                   : template_id);
    put("{version}", "1");
    put("{queue}", "default");
    put("{token}", "made-up");
    return filled;
  }

  /// A body that would be right, so that nothing but the caller's rights decides.
  boost::json::value body_for(const Route& route) const {
    const std::string name = route.name();
    if (name == "POST /api/v1/templates") return proposal_template();
    if (name == "POST /api/v1/documents") return {{"template_id", template_id}, {"payload", proposal_payload()}};
    if (name == "POST /api/v1/templates/preview") return {{"source", "# Offer"}};
    if (name == "POST /api/v1/templates/{id}/preview") return {{"payload", boost::json::object()}};
    if (name == "PATCH /api/v1/templates/{id}") return {{"name", "Taken over"}};
    if (name == "POST /api/v1/series") return {{"kind", "other"}, {"pattern", "X-{seq}"}};
    if (name == "PATCH /api/v1/series/{id}") return {{"name", "Taken over"}};
    if (name == "POST /api/v1/series/preview") return {{"kind", "other"}, {"pattern", "X-{seq}"}};
    if (name == "POST /api/v1/documents/{id}/void") return {{"reason", "Taken over"}};
    if (name == "POST /api/v1/jobs/dead/retry") return {{"kind", "render_document"}};
    if (name == "POST /api/v1/schedules") return yearly();
    if (name == "PATCH /api/v1/schedules/{id}") return {{"name", "Taken over"}};
    if (name == "PATCH /api/v1/organization") return {{"name", "Taken over"}};
    if (name == "POST /api/v1/users") {
      return {{"email", new_email()}, {"name", "Eve"}, {"role", "user"}, {"password", Person::password}};
    }
    return boost::json::object{};
  }
};

HttpResponse call(HttpClient& http, const Treasure& treasure, const Route& route) {
  const std::string path = treasure.filled(route.path);
  if (route.method == "GET") {
    if (path == "/api/v1/events")
      return {.status = 200};  // a stream without end; documents_test looks at who hears what
    return http.get(path);
  }
  if (route.path.ends_with("/logo")) {
    return http.send(route.method, path, route.method == "PUT" ? "\x89PNG" : "", {{"Content-Type", "image/png"}});
  }
  if (route.path == "/api/v1/templates/inspect" || route.path == "/api/v1/templates/upload" ||
      route.path == "/api/v1/templates/{id}/file") {
    return http.send(route.method, path + "?file_name=Offer.md", "# Offer",
                     {{"Content-Type", "application/octet-stream"}});
  }
  if (route.name() == "POST /api/v1/documents/bulk" || route.path == "/api/v1/documents/bulk/inspect") {
    return http.send(route.method, path + "?file_name=a.csv&template_id=" + treasure.template_id,
                     "client.name,comment,items[0].name\nAnna,Hello,Table\n",
                     {{"Content-Type", "application/octet-stream"}});
  }
  if (route.method == "DELETE") return http.del(path);
  return http.send(route.method, path, boost::json::serialize(treasure.body_for(route)),
                   {{"Content-Type", "application/json"}, {"Idempotency-Key", "isolation-" + new_email()}});
}

/// One for all tests here: nobody else may change it, which is what they prove.
const Treasure& treasure() {
  static const Treasure only;
  return only;
}

TEST(EveryRoute, IsDescribed) {
  std::vector<std::string> names;
  for (const Route& route : all_routes()) names.push_back(route.name());
  EXPECT_THAT(names, testing::IsSupersetOf(open_to_anybody));
  EXPECT_THAT(names, testing::IsSupersetOf(closed_to_clerks));
  EXPECT_GE(names.size(), 25u);
}

TEST(EveryRoute, AsksWhoIsThere) {
  std::vector<std::string> open;
  for (const Route& route : all_routes()) {
    HttpClient nobody = shared_server().client();
    int status = 0;
    if (route.path == "/api/v1/events") {
      RawConnection connection(shared_server().url());
      connection.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
      status = status_of(connection.take_response());
    } else {
      status = call(nobody, treasure(), route).status;
    }
    if (status == 401 && route.path != "/api/v1/auth/refresh") continue;
    open.push_back(route.name());
  }
  EXPECT_THAT(open, UnorderedElementsAreArray(open_to_anybody));
}

TEST(EveryRoute, HidesTheThingsOfAnotherOrganisation) {
  Person stranger = new_company();
  int tried = 0;
  for (const Route& route : all_routes()) {
    const HttpResponse response = call(stranger.http, treasure(), route);
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().document_id))) << route.name();
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().bulk_id))) << route.name();
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().owner.email))) << route.name();
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().job_id))) << route.name();
    EXPECT_LT(response.status, 500) << route.name() << " " << response.body;
    if (route.path.find("{id}") == std::string::npos) continue;
    EXPECT_EQ(response.status, 404) << route.name() << " " << response.body;
    ++tried;
  }
  EXPECT_GE(tried, 8);
}

TEST(EveryRoute, RefusesATemplateOfAnotherOrganisationInABody) {
  Person stranger = new_company();
  const HttpResponse response = generate(stranger, treasure().template_id, {"html"});
  EXPECT_THAT(response.status, AnyOf(404, 422)) << response.body;
}

TEST(EveryRoute, ListsOnlyWhatIsOnesOwn) {
  Person stranger = new_company();
  Person owner = log_in(treasure().owner.email, Person::password);
  EXPECT_THAT(owner.http.get("/api/v1/documents").body, HasSubstr(treasure().document_id));
  EXPECT_THAT(owner.http.get("/api/v1/templates?limit=100").body, HasSubstr(treasure().template_id));
  for (const char* list :
       {"/api/v1/documents", "/api/v1/documents?template_id=", "/api/v1/templates?limit=100", "/api/v1/users"}) {
    const std::string path = std::string(list) + (std::string(list).ends_with("=") ? treasure().template_id : "");
    const HttpResponse response = stranger.http.get(path);
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().document_id))) << path;
    EXPECT_THAT(response.body, Not(HasSubstr(treasure().owner.email))) << path;
  }
}

TEST(EveryRoute, KeepsClerksFromWhatAdministratorsDo) {
  Person owner = log_in(treasure().owner.email, Person::password);
  std::vector<std::string> closed;
  for (const Route& route : all_routes()) {
    // What a clerk may do to the treasure, and nobody can undo.
    if (route.path == "/api/v1/auth/logout" || route.name() == "DELETE /api/v1/documents/{id}" ||
        route.path == "/api/v1/documents/{id}/issue" || route.path == "/api/v1/documents/{id}/void")
      continue;
    Person clerk = new_colleague(owner, "user");
    const HttpResponse response = call(clerk.http, treasure(), route);
    EXPECT_LT(response.status, 500) << route.name() << " " << response.body;
    if (response.status == 403) closed.push_back(route.name());
  }
  EXPECT_THAT(closed, UnorderedElementsAreArray(closed_to_clerks));
}

TEST(EveryRoute, LeavesEverythingAsItWasAfterAllThat) {
  Person owner = log_in(treasure().owner.email, Person::password);
  EXPECT_EQ(owner.http.get("/api/v1/templates/" + treasure().template_id).text("name"), "Proposal");
  EXPECT_EQ(owner.http.get("/api/v1/documents/" + treasure().document_id).text("status"), "ready");
  EXPECT_EQ(owner.http.get("/api/v1/documents/" + treasure().document_id).text("number"), "");
  EXPECT_EQ(owner.http.get("/api/v1/series/" + treasure().series_id).text("name"), "Proposals");
  EXPECT_EQ(owner.http.get("/api/v1/schedules/" + treasure().schedule_id).text("name"), "Each year");
  EXPECT_EQ(owner.http.get("/api/v1/organization").text("name"), "Ромашка & Co");
  EXPECT_EQ(owner.http.get("/api/v1/jobs/" + treasure().job_id).text("job.state"), "done");
  EXPECT_EQ(owner.http.get("/api/v1/jobs/queues").json().at("items").at(0).at("paused_at"), nullptr);
}

}  // namespace
}  // namespace kontor::test
