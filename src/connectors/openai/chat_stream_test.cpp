#include "connectors/openai/chat_stream.hpp"

#include <gtest/gtest.h>

#include "connectors/openai/chat_error.hpp"

namespace kontor::connectors {
namespace {

std::string chunk(std::string_view content, std::string_view finish = "null") {
  return fmt::format(
      "data: "
      "{{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[{{\"index\":0,\"delta\":{{"
      "\"content\":"
      "\"{}\"}},\"finish_reason\":{}}}],\"usage\":null}}\n\n",
      content, finish);
}

const std::string kUsage =
    "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}\n\n";

TEST(ChatStream, GivesTheTextAndTheUsageWhateverThePieces) {
  const std::string whole = ": hi\n\n" + chunk("") + chunk("Dear ") + chunk("reader\\n") + chunk("", "\"stop\"") +
                            kUsage + "data: [DONE]\n\n";
  for (std::size_t size = 1; size < whole.size(); size += 7) {
    ChatStream stream;
    std::string text;
    for (std::size_t at = 0; at < whole.size(); at += size)
      text += stream.feed(std::string_view(whole).substr(at, size)).value();
    EXPECT_EQ(text, "Dear reader\n");
    const Composed composed = stream.finish().value();
    EXPECT_EQ(composed.text, "Dear reader");
    EXPECT_EQ(composed.model, "m-1");
    EXPECT_EQ(composed.usage.total(), 18);
    EXPECT_TRUE(composed.usage.reported);
    EXPECT_FALSE(composed.cut_short);
  }
}

TEST(ChatStream, WithoutAnEndThereIsNoText) {
  ChatStream stream;
  EXPECT_TRUE(stream.feed(chunk("half")));
  EXPECT_EQ(stream.finish().error().code, Code::unavailable);
}

TEST(ChatStream, SaysWhenTheTextWasCutShortAndWhenItWasDeclined) {
  ChatStream cut;
  EXPECT_TRUE(cut.feed(chunk("long", "\"length\"")));
  EXPECT_TRUE(cut.finish()->cut_short);
  ChatStream filtered;
  EXPECT_TRUE(filtered.feed(chunk("a", "\"content_filter\"")));
  EXPECT_EQ(filtered.finish().error().code, Code::upstream);
  ChatStream refused;
  EXPECT_TRUE(refused.feed("data: {\"choices\":[{\"delta\":{\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}\n\n"));
  EXPECT_EQ(refused.finish().error().code, Code::upstream);
  ChatStream empty;
  EXPECT_TRUE(empty.feed(chunk(" ", "\"stop\"")));
  EXPECT_EQ(empty.finish().value().text, "") << "whoever asked says whether that will do";
}

TEST(ChatStream, AnErrorInsideTheStreamEndsIt) {
  ChatStream busy;
  EXPECT_TRUE(busy.feed(chunk("a")));
  EXPECT_EQ(
      busy.feed("data: {\"error\":{\"message\":\"secret\",\"type\":\"server_error\",\"code\":500}}\n\n").error().code,
      Code::unavailable);
  ChatStream broke;
  const auto error = broke.feed("data: {\"error\":{\"code\":\"insufficient_quota\"}}\n\n").error();
  EXPECT_EQ(error.code, Code::upstream);
  ChatStream nonsense;
  EXPECT_EQ(nonsense.feed("data: {\"choices\": [\n\n").error().code, Code::upstream);
}

TEST(ChatStream, TakesAnAnswerThatIsNotStreamed) {
  ChatStream stream;
  EXPECT_EQ(stream.feed(" \n"), "");
  EXPECT_EQ(stream.feed("{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"Hel"), "");
  EXPECT_EQ(stream.feed("lo\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"),
            "");
  const Composed composed = stream.finish().value();
  EXPECT_EQ(composed.text, "Hello");
  EXPECT_EQ(composed.usage.output_tokens, 2);
}

TEST(ChatStream, LeavesOutWhatALocalModelThinksAloud) {
  ChatStream stream;
  std::string text;
  for (const char* piece : {"<th", "ink>First I ", "add 2 and 2.</thi", "nk>\\n\\nDear", " reader"})
    text += stream.feed(chunk(piece)).value();
  text += stream.feed(chunk("", "\"stop\"")).value();
  EXPECT_EQ(text, "Dear reader");
  EXPECT_EQ(stream.finish()->text, "Dear reader");

  ChatStream plain;
  EXPECT_EQ(plain.feed(chunk("<")), "");
  EXPECT_EQ(plain.feed(chunk("b> is a tag", "\"stop\"")), "<b> is a tag");
  ChatStream only_a_sign;
  EXPECT_EQ(only_a_sign.feed(chunk("<", "\"stop\"")), "");
  EXPECT_EQ(only_a_sign.finish()->text, "<");
  ChatStream only_thoughts;
  EXPECT_TRUE(only_thoughts.feed(chunk("<think>hm", "\"length\"")));
  EXPECT_EQ(only_thoughts.finish().value().text, "");
}

TEST(ChatError, TellsBusyFromBrokeAndKeepsProseOut) {
  const auto answer = [](int status, std::string body, std::vector<outbound::Header> headers = {}) {
    return outbound::Response{status, std::move(headers), std::move(body)};
  };
  const auto busy =
      answer(429, R"({"error":{"message":"slow, Ivan","type":"requests","param":null,"code":"rate_limit_exceeded"}})",
             {{"retry-after", "7"}});
  const auto broke =
      answer(429, R"({"error":{"message":"x","type":"insufficient_quota","param":null,"code":"insufficient_quota"}})");
  EXPECT_TRUE(is_transient_chat_error(busy));
  EXPECT_FALSE(is_transient_chat_error(broke));
  EXPECT_FALSE(is_transient_chat_error(answer(500, "", {{"x-should-retry", "false"}})));
  EXPECT_TRUE(is_transient_chat_error(answer(503, R"({"error":{"code":503,"message":"Loading model"}})")));

  const Error error = chat_error(busy, {});
  EXPECT_EQ(error.code, Code::unavailable);
  EXPECT_EQ(error.retry_after, std::chrono::seconds(7));
  EXPECT_EQ(describe(error).find("Ivan"), std::string::npos);
  EXPECT_EQ(chat_error(broke, {}).code, Code::upstream);
  EXPECT_EQ(chat_error(answer(401, R"({"error":{"message":"Incorrect API key provided: sk-abc"}})"), {})
                .internal_context.find("sk-"),
            std::string::npos);
  EXPECT_EQ(chat_error(answer(404, R"({"error":"model not found"})"), {}).code, Code::upstream);
  EXPECT_EQ(chat_error(answer(502, "<html>"), {}).code, Code::unavailable);
}

}  // namespace
}  // namespace kontor::connectors
