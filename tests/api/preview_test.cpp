#include <gmock/gmock.h>

#include "support/company.hpp"
#include "support/word_file.hpp"

namespace kontor::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

using boost::json::array;
using boost::json::object;

constexpr std::string_view kTwoPages =
    "# For {{ client.name }}\n\n::: page-break\n:::\n\nTerms: {{ terms }}, {{ items | sum(i => i.price) | money }}\n";

object two_pages() { return {{"name", "Offer"}, {"source", kTwoPages}, {"locale", "en"}}; }

array pages_of(const HttpResponse& preview) {
  EXPECT_EQ(preview.status, 200) << preview.body;
  const boost::json::value answer = preview.json();
  const boost::json::value* pages = answer.is_object() ? answer.get_object().if_contains("pages") : nullptr;
  return pages ? pages->as_array() : array();
}

std::string drawing(const array& pages, std::size_t page) {
  const boost::json::value* svg = page < pages.size() ? pages[page].as_object().if_contains("svg") : nullptr;
  return svg && svg->is_string() ? std::string(svg->as_string()) : "";
}

std::vector<std::string> locations_in(const HttpResponse& preview) {
  std::vector<std::string> out;
  const boost::json::value answer = preview.json();
  for (const auto& problem : answer.at("problems").as_array()) out.emplace_back(problem.at("location").as_string());
  return out;
}

class Preview : public testing::Test {
 protected:
  HttpResponse look(const object& payload, const array& known = {}) {
    return anna_.http.post(path_, {{"payload", payload}, {"known", known}});
  }

  Person anna_ = new_company();
  std::string path_ = "/api/v1/templates/" + anna_.http.post("/api/v1/templates", two_pages()).text("id") + "/preview";
};

TEST_F(Preview, ShowsAFormThatNobodyHasFilledIn) {
  const HttpResponse empty = look({});
  const array pages = pages_of(empty);
  ASSERT_THAT(pages, SizeIs(2)) << empty.body;
  EXPECT_THAT(drawing(pages, 0), HasSubstr("For [Name]"));
  EXPECT_EQ(empty.text("page_count"), "2");
  EXPECT_NEAR(pages[0].at("width").to_number<double>(), 595.3, 0.1);
  EXPECT_THAT(locations_in(empty), Contains("body.payload.client.name"));
}

TEST_F(Preview, SendsOnlyThePagesThatChanged) {
  const object payload = {{"client", {{"name", "Dr. Weiß"}}}, {"terms", "30 days"}, {"items", array{{{"price", "5"}}}}};
  const array before = pages_of(look(payload));
  ASSERT_THAT(before, SizeIs(2));
  EXPECT_THAT(drawing(before, 0), HasSubstr("For Dr. Weiß"));
  const array known = {before[0].at("hash"), before[1].at("hash")};
  object changed = payload;
  changed["terms"] = "60 days";
  const HttpResponse after = look(changed, known);
  const array pages = pages_of(after);
  ASSERT_THAT(pages, SizeIs(2));
  EXPECT_THAT(drawing(pages, 0), IsEmpty());
  EXPECT_EQ(pages[0].at("hash"), known[0]);
  EXPECT_THAT(drawing(pages, 1), HasSubstr("Terms: 60 days"));
  EXPECT_THAT(locations_in(after), IsEmpty());
}

TEST_F(Preview, TellsWhatIsWrongAndShowsItAsItIs) {
  const HttpResponse wrong = look({{"client", {{"name", "A"}}}, {"terms", 7}, {"items", array{{{"price", "12,5O"}}}}});
  EXPECT_THAT(drawing(pages_of(wrong), 1), HasSubstr("Terms: 7, $0.00"));
  EXPECT_THAT(locations_in(wrong), Contains("body.payload.items[0].price"));
}

TEST_F(Preview, MakesNoDocument) {
  pages_of(look({}));
  EXPECT_THAT(anna_.http.get("/api/v1/documents").json().at("items").as_array(), IsEmpty());
}

TEST_F(Preview, IsForClerksTooAndForNobodyElse) {
  Person clerk = new_colleague(anna_, "user");
  Person stranger = new_company();
  HttpClient nobody = shared_server().client();
  const boost::json::value body = {{"payload", object()}};
  EXPECT_EQ(clerk.http.post(path_, body).status, 200);
  EXPECT_EQ(stranger.http.post(path_, body).status, 404);
  EXPECT_EQ(nobody.post(path_, body).status, 401);
}

TEST_F(Preview, ShowsTheCompanysOwnWordFile) {
  const HttpResponse made =
      anna_.http.send("POST", "/api/v1/templates/upload?file_name=Offer.docx", word_file_of({"Offer for {{ client }}"}),
                      {{"Content-Type", "application/octet-stream"}});
  const HttpResponse preview =
      anna_.http.post("/api/v1/templates/" + made.text("document_template.id") + "/preview", {{"payload", object()}});
  EXPECT_THAT(drawing(pages_of(preview), 0), HasSubstr("Offer for [Client]"));
}

TEST_F(Preview, ShowsASourceThatIsBeingWritten) {
  const auto look_at = [&](std::string_view source) {
    return anna_.http.post("/api/v1/templates/preview",
                           {{"source", source}, {"locale", "en"}, {"payload", {{"name", "Ada"}}}});
  };
  EXPECT_THAT(drawing(pages_of(look_at("Dear {{ name }}, {{ wish }}")), 0), HasSubstr("Dear Ada, [Wish]"));
  const HttpResponse broken = look_at("Dear\n{{ name | nonsense }}");
  EXPECT_THAT(pages_of(broken), IsEmpty());
  EXPECT_THAT(locations_in(broken), Contains(HasSubstr("body.source (line 2")));
}

}  // namespace
}  // namespace kontor::test
