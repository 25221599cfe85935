#include "features/ai/sections.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <deque>
#include <filesystem>
#include <fstream>

#include "async/cpu_pool.hpp"
#include "async/loops.hpp"
#include "connectors/composer/composer.hpp"
#include "docgen/docgen.hpp"
#include "docgen/written/grounding.hpp"

namespace kontor::ai {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const connectors::Prompts& prompts() {
  static const std::array texts{bytes_of(std::filesystem::path(KONTOR_PROMPTS) / "section.en.md"),
                                bytes_of(std::filesystem::path(KONTOR_PROMPTS) / "section.ru.md")};
  static const connectors::Prompts all(
      std::array{connectors::PromptFile{"section.en.md", texts[0]}, connectors::PromptFile{"section.ru.md", texts[1]}});
  return all;
}

/// Says what it is told to say, and remembers what it was asked.
class Scripted final : public connectors::Model {
 public:
  std::deque<connectors::Composed> answers;
  std::vector<connectors::ComposeRequest> asked;

  void says(std::string text, bool cut_short = false) {
    answers.push_back({.text = std::move(text),
                       .usage = {.input_tokens = 100, .output_tokens = 10, .reported = true},
                       .provider = "scripted",
                       .model = "scripted",
                       .cut_short = cut_short});
  }
  Task<connectors::Composed> compose(connectors::ComposeRequest request, connectors::OnDelta) override {
    asked.push_back(std::move(request));
    if (answers.empty()) co_return fail(Error{.code = Code::unavailable, .public_message = "nothing more to say"});
    connectors::Composed answer = std::move(answers.front());
    answers.pop_front();
    co_return answer;
  }
};

class Sections : public testing::Test {
 protected:
  Result<Written> write(WritePassages in, connectors::Model& model) {
    ai::Sections sections(model, prompts(), cpu_);
    auto done = asio::co_spawn(loop_.executor(), sections.write(std::move(in)), asio::use_future);
    loop_.context().restart();
    while (done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) loop_.context().run_one();
    return done.get();
  }
  Result<Written> write(std::optional<int> max_words = {}) {
    docgen::Passage passage{.instruction = "Say what it costs for ⟦Orchard Bakery⟧.",
                            .max_words = max_words,
                            .tone = "dry",
                            .place = "line 3, column 1",
                            .title = "Price",
                            .key = "#1"};
    return write({.kind = "proposal",
                  .locale = Locale::en,
                  .currency = Currency::of(Locale::en),
                  .facts = R"({"total":"4200","client":{"name":"Orchard Bakery"}})",
                  .passages = {std::move(passage)}},
                 model_);
  }

  async::Loop loop_{0};
  async::CpuPool cpu_{1};
  Scripted model_;
};

TEST_F(Sections, TakeATextThatStandsOnTheFields) {
  model_.says("The total for Orchard Bakery comes to $4,200.00.");
  const auto written = write();
  ASSERT_TRUE(written) << describe(written.error());
  EXPECT_EQ(written->texts[0],
            (std::pair<std::string, std::string>("#1", "The total for Orchard Bakery comes to $4,200.00.")));
  EXPECT_EQ(written->cost_tokens, 110);
  ASSERT_EQ(model_.asked.size(), 1u);
  EXPECT_THAT(model_.asked[0].messages.back().text, HasSubstr("Tone: dry"));
}

TEST_F(Sections, SendBackOnceWhatTheFieldsDoNotHold) {
  model_.says("The total comes to $4,500.00 by Friday.");
  model_.says("The total comes to $4,200.00.");
  const auto written = write();
  ASSERT_TRUE(written) << describe(written.error());
  EXPECT_EQ(written->texts[0].second, "The total comes to $4,200.00.");
  EXPECT_EQ(written->cost_tokens, 220) << "the repair costs as well";
  ASSERT_EQ(model_.asked.size(), 2u);
  const auto& messages = model_.asked[1].messages;
  EXPECT_EQ(messages[messages.size() - 2].text, "The total comes to $4,500.00 by Friday.");
  EXPECT_THAT(messages.back().text, HasSubstr("- \"$4,500.00\" (sentence 1): this amount is not in the fields"));
  EXPECT_THAT(messages.back().text, HasSubstr("\"Friday\""));
}

TEST_F(Sections, GiveUpAfterTheSecondTextAndSayWhy) {
  model_.says("The total comes to $4,500.00.");
  model_.says("Acme Holdings pays.");
  const auto written = write();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::upstream);
  EXPECT_THAT(written.error().public_message, HasSubstr("The passage \"Price\" (line 3, column 1 of the template)"));
  EXPECT_THAT(written.error().public_message,
              HasSubstr("\"Acme Holdings\" (sentence 1): this name is not in the fields"));
  EXPECT_THAT(written.error().public_message, Not(HasSubstr("4,500")));
  EXPECT_EQ(model_.asked.size(), 2u);
}

TEST_F(Sections, RefuseAnEmptyATooLongAndABrokenOffText) {
  model_.says("");
  model_.says("It is the price that was agreed.");
  auto written = write(5);
  ASSERT_FALSE(written);
  EXPECT_THAT(model_.asked[1].messages.back().text, HasSubstr("- the text is empty"));
  EXPECT_THAT(written.error().public_message, HasSubstr("the text has 7 words, and at most 5 are allowed"));
  model_.says("The total comes", true);
  model_.says("The total is stated below.");
  written = write();
  ASSERT_TRUE(written);
  EXPECT_THAT(model_.asked[3].messages.back().text, HasSubstr("breaks off"));
}

TEST_F(Sections, AModelThatIsAwayIsNotTheTextsFault) {
  const auto written = write();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Code::unavailable);
}

/// Every passage of the built-in templates, with and without what is optional.
TEST_F(Sections, TheComposersTextsPassForEveryBuiltInTemplate) {
  connectors::Composer composer;
  int templates = 0;
  int passages = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(KONTOR_TEMPLATES)) {
    if (entry.path().extension() != ".md") continue;
    ++templates;
    const auto compiled = docgen::Template::compile(bytes_of(entry.path()));
    ASSERT_TRUE(compiled) << entry.path();
    std::filesystem::path sample = entry.path();
    sample.replace_extension(".sample.json");
    boost::json::value payload = boost::json::parse(bytes_of(sample));
    payload.as_object().erase("introduction");
    const docgen::About& about = compiled->about();
    auto asked = compiled->passages(payload);
    ASSERT_TRUE(asked) << describe(asked.error());
    passages += static_cast<int>(asked->size());
    for (const char* title : {"Introduction", "Summary", "Terms", "Scope", "Closing"})
      asked->push_back({.instruction = "Write it.", .title = title, .key = title});
    for (const std::string& kind : {about.kind, std::string("other")}) {
      const auto written = write({.kind = kind,
                                  .locale = about.locale,
                                  .currency = about.currency,
                                  .hint = about.prompt_hint,
                                  .facts = boost::json::serialize(payload),
                                  .passages = *asked},
                                 composer);
      EXPECT_TRUE(written) << entry.path() << ": " << describe(written.error());
      if (written) EXPECT_EQ(written->cost_tokens, 0);
    }
  }
  EXPECT_EQ(templates, 24);
  EXPECT_GE(passages, 2);
}

}  // namespace
}  // namespace kontor::ai
