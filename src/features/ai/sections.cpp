#include "features/ai/sections.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "docgen/written/grounding.hpp"

namespace kontor::ai {
namespace {

constexpr std::size_t kMaxShown = 5;  // objections in the message for a person: the rest is more of the same

std::string joined(const std::vector<std::string>& objections) {
  std::string out;
  for (std::size_t i = 0; i < std::min(objections.size(), kMaxShown); ++i) out += (i == 0 ? "" : "; ") + objections[i];
  if (objections.size() > kMaxShown) out += fmt::format("; and {} more", objections.size() - kMaxShown);
  return out;
}

std::string name_of(const docgen::Passage& passage) {
  return passage.place.empty() ? fmt::format("\"{}\"", passage.title)
                               : fmt::format("\"{}\" ({} of the template)", passage.title, passage.place);
}

Error refused(const docgen::Passage& passage, const std::vector<std::string>& objections) {
  return {
      .code = Code::upstream,
      .public_message = fmt::format(
          "The passage {} was written twice, and both texts had to be refused. The last one: {}. Put what is missing "
          "into the fields or change what the template asks for, then try again.",
          name_of(passage), joined(objections)),
      .internal_context = "a written passage is not grounded"};
}

std::string instruction_of(const WritePassages& in, const docgen::Passage& passage) {
  return in.hint.empty() ? passage.instruction : fmt::format("{}\n{}", passage.instruction, in.hint);
}

}  // namespace

Task<Written> Sections::write(WritePassages in) {
  Written written;
  for (const docgen::Passage& passage : in.passages) {
    CO_TRY(std::string text, co_await write_one(in, passage, written.cost_tokens));
    written.texts.emplace_back(passage.key, std::move(text));
  }
  co_return written;
}

Task<std::string> Sections::write_one(const WritePassages& in, const docgen::Passage& passage,
                                      std::int64_t& cost_tokens) {
  CO_TRY(connectors::ComposeRequest request, prompts_.ask_for({.kind = in.kind,
                                                               .title = passage.title,
                                                               .hint = instruction_of(in, passage),
                                                               .locale = in.locale,
                                                               .currency = in.currency,
                                                               .facts = in.facts,
                                                               .max_words = passage.max_words,
                                                               .tone = passage.tone}));
  CO_TRY(connectors::Composed first, co_await model_.compose(request, {}));
  cost_tokens += first.usage.total();
  const std::vector<std::string> wrong = co_await objections(in, passage, first);
  if (wrong.empty()) co_return std::move(first.text);

  request = prompts_.ask_again(std::move(request), std::move(first.text), wrong);
  CO_TRY(connectors::Composed second, co_await model_.compose(std::move(request), {}));
  cost_tokens += second.usage.total();
  const std::vector<std::string> still_wrong = co_await objections(in, passage, second);
  if (still_wrong.empty()) co_return std::move(second.text);
  co_return fail(refused(passage, still_wrong));
}

Async<std::vector<std::string>> Sections::objections(const WritePassages& in, const docgen::Passage& passage,
                                                     const connectors::Composed& answer) {
  co_return co_await cpu_.run([&] {
    docgen::Facts facts(in.currency);
    facts.add_fields(boost::json::parse(in.facts));
    for (const std::string_view words : {std::string_view(passage.instruction), std::string_view(in.hint),
                                         std::string_view(passage.title), std::string_view(passage.tone)})
      facts.add_text(words);
    std::vector<std::string> out;
    if (answer.cut_short) out.emplace_back("the text breaks off before its end");
    for (const docgen::Objection& objection : docgen::objections(answer.text, facts, passage.max_words))
      out.push_back(describe(objection));
    return out;
  });
}

}  // namespace kontor::ai
