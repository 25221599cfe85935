#include <gmock/gmock.h>

#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>

#include "docgen/docgen.hpp"

namespace kontor::docgen {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kOffer = R"(---
{"name": "Offer", "fields": {
  "client.name": {"title": "Client name"},
  "valid_until": {"title": "Valid until"},
  "client.inn": {"title": "INN"},
  "items": {"title": "Items", "minItems": 1},
  "items[].name": {"title": "Description"},
  "items[].quantity": {"title": "Quantity", "minimum": 1}}}
---
# Offer for {{ client.name }}

INN {{ client.inn | inn }}, valid until {{ valid_until | date }}

{% for item in items %}
- {{ item.name }}: {{ (item.price / item.quantity) | money }}
{% endfor %}

Total {{ items | sum(i => i.price) | money }}

{% write name="Closing" %}Thank them.{% endwrite %}
)";

std::string whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string described(const Error& error) {
  std::string out = error.public_message;
  for (const FieldError& field : error.fields) out += fmt::format("\n  {}: {}", field.location, field.message);
  return out;
}

Template offer() { return Template::compile(kOffer).value(); }

std::string text_of(const Preview& preview) {
  std::string out;
  for (const PreviewPage& page : preview.pages) out += page.svg.value_or("");
  return out;
}

Result<Preview> preview_of(std::string_view payload, std::span<const std::string> known = {}) {
  TRY(const Paper paper, offer().fill(boost::json::parse(payload), {.unfinished = true}));
  return preview(paper, {}, known);
}

std::string text_of(std::string_view payload) {
  const auto made = preview_of(payload);
  EXPECT_TRUE(made) << (made ? "" : made.error().public_message);
  return made ? text_of(*made) : "";
}

TEST(Preview, ShowsTheTitlesOfWhatIsMissing) {
  const std::string text = text_of("{}");
  EXPECT_THAT(text, HasSubstr("Offer for [Client name]"));
  EXPECT_THAT(text, HasSubstr("INN [INN], valid until [Valid until]"));
  EXPECT_THAT(text, HasSubstr("[Description]: $0.00"));
  EXPECT_THAT(text, HasSubstr("Total $0.00"));
  EXPECT_THAT(text, HasSubstr("[Closing]"));
}

TEST(Preview, ShowsWhatIsHalfTypedAsItIs) {
  const std::string text =
      text_of(R"({"client": {"name": "North <Wind>", "inn": "7707"}, "valid_until": "2026-1", "items": [
               {"name": "Desk", "quantity": "2", "price": "1 200,50"}, {"name": "Lamp", "price": "12,5O"}, null, 7]})");
  EXPECT_THAT(text, HasSubstr("Offer for North &lt;Wind&gt;"));
  EXPECT_THAT(text, HasSubstr("INN 7707, valid until 2026-1"));
  EXPECT_THAT(text, HasSubstr("Desk: $600.25"));
  EXPECT_THAT(text, HasSubstr("Lamp: $0.00"));
  EXPECT_THAT(text, HasSubstr("Total $1,200.50"));
}

TEST(Preview, TakesAnythingForAPayload) {
  for (const std::string_view payload :
       {"null", "7", "[]", R"({"items": {}, "client": "x"})", R"({"items": [[]]})",
        R"({"client": {"name": {"a": 1}}, "x": 1})", R"({"client": {"name": "a\u0001b"}})"})
    EXPECT_THAT(text_of(payload), HasSubstr("[Client name]")) << payload;
}

TEST(Preview, StillTellsOfAnErrorThatTheFormDoesNotCause) {
  const Template broken = Template::compile("{{ 1 / 0 }} {{ name }}").value();
  EXPECT_FALSE(broken.fill(boost::json::object{}, {.unfinished = true}));
}

TEST(Preview, StaysWithinBoundsForAListOfNothings) {
  std::string payload = R"({"items": [)";
  for (int i = 0; i < 100'000; ++i) payload += "null,";
  payload.back() = ']';
  const auto made = preview_of(payload + "}");
  ASSERT_TRUE(made);
  EXPECT_THAT(made->pages, SizeIs(kMostPreviewPages));
  EXPECT_GT(made->page_count, kMostPreviewPages);
  EXPECT_LT(made->page_count, 300u);
}

TEST(Preview, ShowsEveryBuiltInTemplateWithItsFormEmptyOrHalfFilled) {
  std::size_t tried = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(KONTOR_TEMPLATES)) {
    if (entry.path().extension() != ".md") continue;
    const Template ready = Template::compile(whole(entry.path())).value();
    boost::json::object half =
        boost::json::parse(whole(std::filesystem::path(entry.path()).replace_extension(".sample.json"))).as_object();
    for (std::size_t left = half.size(); left > half.size() / 2; --left) half.erase(half.begin() + left / 2);
    for (const boost::json::object& payload : {boost::json::object(), half}) {
      const auto paper = ready.fill(payload, {.unfinished = true});
      ASSERT_TRUE(paper) << entry.path() << " " << described(paper.error());
      EXPECT_TRUE(preview(*paper)) << entry.path();
    }
    ++tried;
  }
  EXPECT_GE(tried, 20u);
}

constexpr std::string_view kTwoPages = "{{ first }}\n\n::: page-break\n:::\n\n{{ second }}\n";

TEST(Preview, SendsOnlyThePageThatChanged) {
  const Template pages = Template::compile(kTwoPages).value();
  const auto shown = [&](std::string_view first, std::span<const std::string> known) {
    const boost::json::object payload = {{"first", first}, {"second", "The same"}};
    return preview(pages.fill(payload, {.unfinished = true}).value(), {}, known).value();
  };
  const Preview before = shown("One", {});
  ASSERT_THAT(before.pages, SizeIs(2));
  ASSERT_TRUE(before.pages[0].svg && before.pages[1].svg);
  const std::vector<std::string> known = {before.pages[0].hash, before.pages[1].hash};
  const Preview after = shown("Two", known);
  EXPECT_TRUE(after.pages[0].svg);
  EXPECT_FALSE(after.pages[1].svg);
  EXPECT_NE(after.pages[0].hash, before.pages[0].hash);
  EXPECT_EQ(after.pages[1].hash, before.pages[1].hash);
  const Preview again = shown("One", known);
  EXPECT_FALSE(again.pages[0].svg || again.pages[1].svg);
}

TEST(Preview, HasNoScriptsAndNothingFromElsewhere) {
  const std::string text = text_of(R"({"client": {"name": "</desc><script>alert(1)</script>"}})");
  EXPECT_THAT(text, Not(HasSubstr("<script")));
  EXPECT_THAT(text, HasSubstr("viewBox=\"0 0 595"));
  EXPECT_THAT(text, Not(HasSubstr("href=\"http")));
}

}  // namespace
}  // namespace kontor::docgen
