#include "connectors/openai/openai.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>
#include <fstream>

#include "async/timer.hpp"
#include "connectors/prompts.hpp"
#include "openai/openai_sandbox.hpp"
#include "outbound/curl_transport.hpp"

namespace kontor::connectors {
namespace {

using namespace std::chrono_literals;
using sandbox::OpenAiSandbox;
using Fault = OpenAiSandbox::Fault;
using testing::HasSubstr;

class Chat : public testing::Test {
 protected:
  OpenAiOptions options(std::string key = "sk-sandbox") const {
    return {.base_url = sandbox_.base_url(),
            .key = Secret(std::move(key)),
            .model = "sandbox-1",
            .timeouts = {.stall = 2s, .total = 10s},
            .retry = {.attempts = 3, .base = 1ms}};
  }

  template <class T>
  T run(Async<T> work) {
    auto done = asio::co_spawn(loop_.executor(), std::move(work), asio::use_future);
    while (done.wait_for(0s) != std::future_status::ready) loop_.context().run_one();
    return done.get();
  }
  Result<Composed> compose(Model& model) {
    streamed_.clear();
    return run(model.compose(request_, [this](std::string piece) -> Async<> {
      streamed_ += piece;
      co_return;
    }));
  }
  Result<Composed> compose(std::initializer_list<Fault> faults) {
    sandbox_.faults = faults;
    return compose(model_);
  }

  async::Loop loop_{0};
  SystemClock clock_;
  outbound::CurlTransport transport_{loop_.executor()};
  OpenAiSandbox sandbox_{loop_.executor(), {}};
  OpenAi model_{transport_, options(), clock_};
  ComposeRequest request_{
      .system = "Be brief.", .messages = {{Message::Role::user, "Write an introduction."}}, .max_output_tokens = 300};
  std::string streamed_;
};

TEST_F(Chat, StreamsTheTextAndReportsWhatItCost) {
  const auto composed = compose({});
  ASSERT_TRUE(composed) << describe(composed.error());
  EXPECT_THAT(composed->text, testing::StartsWith("Thank you"));
  EXPECT_EQ(composed->text, streamed_);
  EXPECT_EQ(composed->provider, "openai");
  EXPECT_EQ(composed->model, "sandbox-1");
  EXPECT_TRUE(composed->usage.reported);
  EXPECT_GT(composed->usage.total(), 10);
  const auto& asked = sandbox_.asked.back();
  EXPECT_EQ(asked.at("max_tokens"), 300) << "what Ollama understands";
  EXPECT_EQ(asked.at("messages").as_array().size(), 2u);
}

TEST_F(Chat, ThePromptsOfTheProgramAreTakenInBothLanguages) {
  std::vector<std::pair<std::string, std::string>> texts;
  for (const auto& entry : std::filesystem::directory_iterator(KONTOR_PROMPTS)) {
    std::ifstream file(entry.path());
    texts.emplace_back(entry.path().filename(), std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::vector<PromptFile> files;
  for (const auto& [name, text] : texts) files.push_back({name, text});
  const Prompts prompts(files);
  for (const Locale locale : {Locale::ru, Locale::en}) {
    request_ = prompts
                   .ask_for({.kind = "proposal",
                             .title = "Intro",
                             .hint = "Say hello",
                             .locale = locale,
                             .facts = R"({"client":{"name":"Ромашка"}})"})
                   .value();
    EXPECT_TRUE(compose({}));
    const auto& messages = sandbox_.asked.back().at("messages").as_array();
    EXPECT_EQ(messages.size(), 6u) << "the system, two examples, the question";
    EXPECT_EQ(messages.back().at("role"), "user");
  }
}

TEST_F(Chat, TriesAgainWhatPassesBeforeTheFirstPiece) {
  EXPECT_TRUE(compose({Fault::rate_limited, Fault::server_error}));
  EXPECT_TRUE(compose({Fault::overloaded}));
  EXPECT_TRUE(compose({Fault::cut_before_text}));
  EXPECT_EQ(sandbox_.asked.size(), 7u);
}

TEST_F(Chat, DoesNotTryAgainOnceTextHasComeOrWhenItCannotHelp) {
  for (const Fault fault : {Fault::cut_stream, Fault::error_in_stream}) {
    const auto broken = compose({fault});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, Code::unavailable);
    EXPECT_FALSE(streamed_.empty());
  }
  EXPECT_EQ(compose({Fault::malformed_chunk}).error().code, Code::upstream);
  EXPECT_EQ(sandbox_.asked.size(), 3u);
  const auto broke = compose({Fault::no_credit});
  EXPECT_EQ(broke.error().code, Code::upstream);
  EXPECT_THAT(broke.error().public_message, HasSubstr("credit"));
  EXPECT_EQ(sandbox_.asked.size(), 4u);
}

TEST_F(Chat, GivesUpAfterItsTries) {
  const auto down = compose({Fault::server_error, Fault::server_error, Fault::server_error});
  EXPECT_EQ(down.error().code, Code::unavailable);
  EXPECT_EQ(sandbox_.asked.size(), 3u);
}

TEST_F(Chat, MakesDoWithServersThatLeaveThingsOut) {
  const auto unmeasured = compose({Fault::no_usage});
  ASSERT_TRUE(unmeasured);
  EXPECT_FALSE(unmeasured->usage.reported);
  EXPECT_EQ(unmeasured->usage.total(), 0);
  const auto whole = compose({Fault::no_streaming});
  ASSERT_TRUE(whole);
  EXPECT_THAT(whole->text, testing::StartsWith("Thank you"));
  EXPECT_TRUE(whole->usage.reported);
}

TEST_F(Chat, LearnsWhichLimitTheModelTakes) {
  EXPECT_TRUE(compose({Fault::refuse_max_tokens}));
  EXPECT_EQ(sandbox_.asked.size(), 2u);
  EXPECT_TRUE(sandbox_.asked.back().contains("max_completion_tokens"));
  EXPECT_TRUE(compose({}));
  EXPECT_TRUE(sandbox_.asked.back().contains("max_completion_tokens")) << "and remembers";
}

TEST_F(Chat, AWrongKeyIsSaidWithoutRepeatingIt) {
  OpenAi wrong(transport_, options("sk-geheim"), clock_);
  const auto refused = compose(wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::upstream);
  EXPECT_THAT(describe(refused.error()), HasSubstr("refused our key"));
  EXPECT_EQ((describe(refused.error()) + refused.error().internal_context).find("geheim"), std::string::npos);
}

TEST_F(Chat, AServerThatHangsOrIsNotThereIsUnavailable) {
  OpenAiOptions impatient = options();
  impatient.timeouts.stall = 30ms;
  impatient.retry.attempts = 1;
  OpenAi slow(transport_, impatient, clock_);
  sandbox_.faults = {Fault::hang};
  EXPECT_EQ(compose(slow).error().code, Code::unavailable);
  impatient.base_url = "http://127.0.0.1:1/v1/";
  OpenAi nobody(transport_, impatient, clock_);
  EXPECT_EQ(compose(nobody).error().code, Code::unavailable);
}

TEST_F(Chat, ACancelledCallerHangsUp) {
  sandbox_.faults = {Fault::hang};
  const auto impatient = [&]() -> Async<bool> {
    try {
      co_await async::within(30ms, model_.compose(request_, {}), "the text");
    } catch (const Unavailable&) {
      co_return true;
    }
    co_return false;
  };
  EXPECT_TRUE(run(impatient()));
  EXPECT_TRUE(compose({}));
}

TEST_F(Chat, ABaseUrlMayEndInASlashOrLackItsPath) {
  OpenAiOptions other = options();
  for (const std::string& url :
       {sandbox_.base_url() + "/", sandbox_.base_url().substr(0, sandbox_.base_url().size() - 3)}) {
    other.base_url = url;
    OpenAi model(transport_, other, clock_);
    EXPECT_TRUE(compose(model)) << url;
  }
}

}  // namespace
}  // namespace kontor::connectors
