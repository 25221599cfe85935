#include "http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "async/test_loop.hpp"
#include "http/fake_request.hpp"

namespace kontor::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Chair {
  Text<1, 10> name;
  int legs;
};
KONTOR_DESCRIBE(Chair, name, legs)

struct Search {
  std::optional<int> limit;
  std::optional<Text<1, 20>> q;
};
KONTOR_DESCRIBE(Search, limit, q)

/// A shop of chairs; writes down what it was asked for.
class ChairsApi {
 public:
  Task<Chair> find(Path<Id<Chair>> id) {
    said = "find " + id.value.text();
    co_return Chair{.name = Text<1, 10>::parse("stool").value(), .legs = 3};
  }
  Task<Chair> newest() {
    said = "newest";
    co_return Chair{.name = Text<1, 10>::parse("new").value(), .legs = 4};
  }
  Task<Chair> part(Path<std::string> room, Path<int> number) {
    said = fmt::format("part {} of {}", number.value, room.value);
    co_return fail(Error::not_found("part"));
  }
  Task<Chair> list(Query<Search> query) {
    said = fmt::format("list {} {}", query.value.limit.value_or(-1), query.value.q ? query.value.q->str() : "-");
    co_return Chair{.name = Text<1, 10>::parse("first").value(), .legs = 1};
  }
  Task<Created<Chair>> make(Caller, Query<Search>, IdempotencyKey key, Body<Chair> body) {
    said = "make " + (key.value ? key.value->str() : "-");
    co_return Created<Chair>{body.value};
  }
  Task<> remove(Caller, Path<Id<Chair>>) {
    said = "remove";
    co_return Result<>();
  }
  Task<Chair> breakdown() {
    co_return fail({.code = Code::conflict, .public_message = "No.", .internal_context = "chairs_pkey"});
  }

  std::string said;
};

class Routes : public testing::Test {
 protected:
  Routes() {
    router_.add(Method::get, "/chairs", &api_, &ChairsApi::list, {});
    router_.add(Method::post, "/chairs", &api_, &ChairsApi::make, {});
    router_.add(Method::get, "/chairs/{id}", &api_, &ChairsApi::find, {});
    router_.add(Method::del, "/chairs/{id}", &api_, &ChairsApi::remove, {});
    router_.add(Method::get, "/chairs/newest", &api_, &ChairsApi::newest, {});
    router_.add(Method::get, "/rooms/{room}/parts/{number}", &api_, &ChairsApi::part, {});
    router_.add(Method::get, "/breakdown", &api_, &ChairsApi::breakdown, {});
  }

  Response ask(FakeRequest request) {
    Router::Match match = router_.match(request.method, request.path);
    if (!match.route) throw std::runtime_error("no route for " + request.path);
    request.path_values = match.values;
    return loop_.run(match.route->handler(request));
  }
  Response post(std::string body, const std::string& target = "/chairs") {
    FakeRequest request(Method::post, target);
    request.headers["content-type"] = "application/json; charset=utf-8";
    request.body = std::move(body);
    return ask(std::move(request));
  }

  bool known_ = true;
  async::TestLoop loop_;
  ChairsApi api_;
  Router router_{[this](const Request&) -> Result<Caller> {
    if (known_) return Caller{};
    return fail({.code = Code::unauthenticated, .public_message = "Please log in."});
  }};
};

constexpr const char* kId = "0190a5f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";

TEST_F(Routes, GiveTheHandlerWhatStandsAtThePlaceholders) {
  EXPECT_EQ(ask(FakeRequest(Method::get, fmt::format("/chairs/{}", kId))).body, R"({"name":"stool","legs":3})");
  EXPECT_EQ(api_.said, fmt::format("find {}", kId));
  EXPECT_EQ(ask(FakeRequest(Method::get, "/rooms/a%2Fb%20%D0%96/parts/7")).status, 404u);
  EXPECT_EQ(api_.said, "part 7 of a/b Ж");
}

TEST_F(Routes, PreferALiteralToAPlaceholder) {
  ask(FakeRequest(Method::get, "/chairs/newest"));
  EXPECT_EQ(api_.said, "newest");
}

TEST_F(Routes, TakeNoOtherPathForTheirs) {
  for (const char* path : {"", "/", "chairs", "/chairs/", "/Chairs", "/chairs/a/b", "//chairs", "/rooms//parts/7",
                           "/rooms/x/parts", "/rooms/%FF/parts/7", "/rooms/%4/parts/7"}) {
    const Router::Match match = router_.match(Method::get, path);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_EQ(match.allow, "") << path;
  }
}

TEST_F(Routes, TellWhichMethodsAPathTakes) {
  const Router::Match match = router_.match(Method::put, fmt::format("/chairs/{}", kId));
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allow, "GET, DELETE");
  EXPECT_EQ(router_.match(Method::other, "/chairs").allow, "GET, POST");
}

TEST_F(Routes, AnswerHeadAsGet) {
  EXPECT_EQ(router_.match(Method::head, "/chairs").route, router_.match(Method::get, "/chairs").route);
}

TEST_F(Routes, NameThePlaceThatAPlaceholdersValueDoesNotFit) {
  const Response response = ask(FakeRequest(Method::get, "/rooms/x/parts/seven"));
  EXPECT_EQ(response.status, 422u);
  EXPECT_THAT(response.body, HasSubstr(R"({"location":"path","message":"expected a whole number, found text"})"));
  EXPECT_EQ(api_.said, "");
}

TEST_F(Routes, DecodeTheQuery) {
  ask(FakeRequest(Method::get, "/chairs?q=%D0%B4%D1%83%D0%B1+2&limit=5"));
  EXPECT_EQ(api_.said, "list 5 дуб 2");
  ask(FakeRequest(Method::get, "/chairs"));
  EXPECT_EQ(api_.said, "list -1 -");
  ask(FakeRequest(Method::get, "/chairs?q=5"));
  EXPECT_EQ(api_.said, "list -1 5") << "digits are text where text is wanted";
}

TEST_F(Routes, NameEveryBadPartOfAQuery) {
  const Response response = ask(FakeRequest(Method::get, "/chairs?limit=many&page=2&q="));
  EXPECT_EQ(response.status, 422u);
  EXPECT_THAT(response.body, HasSubstr(R"("location":"query.limit")"));
  EXPECT_THAT(response.body, HasSubstr(R"("location":"query.page")"));
  EXPECT_THAT(response.body, HasSubstr(R"("location":"query.q")"));
  EXPECT_THAT(ask(FakeRequest(Method::get, "/chairs?q=%4")).body, HasSubstr("broken %-escape"));
}

TEST_F(Routes, NameTheBadPlacesOfAllArgumentsAtOnce) {
  FakeRequest request(Method::post, "/chairs?limit=x");
  request.headers["content-type"] = "application/json";
  request.headers["idempotency-key"] = std::string(201, 'k');
  request.body = R"({"name":"","legs":2.5})";
  const Response response = ask(std::move(request));
  EXPECT_EQ(response.status, 422u);
  for (const char* place : {"query.limit", "header.Idempotency-Key", "body.name", "body.legs"})
    EXPECT_THAT(response.body, HasSubstr(fmt::format(R"("location":"{}")", place)));
  EXPECT_EQ(api_.said, "");
}

TEST_F(Routes, TellANobodyOnlyToLogIn) {
  known_ = false;
  const Response response = post(R"({"name":5})", "/chairs?limit=x");
  EXPECT_EQ(response.status, 401u);
  EXPECT_THAT(response.body, HasSubstr(R"("errors":[])"));
  EXPECT_THAT(response.body, Not(HasSubstr("limit")));
  EXPECT_EQ(api_.said, "");
}

TEST_F(Routes, AnswerByWhatTheHandlerGives) {
  const Response made = post(R"({"name":"stool","legs":3})");
  EXPECT_EQ(made.status, 201u);
  EXPECT_EQ(made.content_type, "application/json");
  EXPECT_EQ(made.body, R"({"name":"stool","legs":3})");
  const Response removed = ask(FakeRequest(Method::del, fmt::format("/chairs/{}", kId)));
  EXPECT_EQ(removed.status, 204u);
  EXPECT_EQ(removed.body + removed.content_type, "");
}

TEST_F(Routes, KeepTheInternalContextFromTheClient) {
  const Response response = ask(FakeRequest(Method::get, "/breakdown"));
  EXPECT_EQ(response.status, 409u);
  EXPECT_THAT(response.body, Not(HasSubstr("chairs_pkey")));
}

TEST_F(Routes, TakeOnlyJsonForAJsonBody) {
  FakeRequest request(Method::post, "/chairs");
  request.headers["content-type"] = "text/plain";
  request.body = R"({"name":"stool","legs":3})";
  EXPECT_EQ(ask(request).status, 415u);
  request.headers["content-type"] = "Application/Merge-Patch+JSON";
  EXPECT_EQ(ask(request).status, 201u);
}

}  // namespace
}  // namespace kontor::http
