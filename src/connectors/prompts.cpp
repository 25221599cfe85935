#include "connectors/prompts.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/text.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

constexpr std::size_t kMaxList = 40;
constexpr std::size_t kMaxText = 2'000;     // bytes of one field
constexpr int kUsualWords = 120;            // of a section whose template does not say
constexpr int kTokensOfAWord = 6;           // Russian words take three to five
constexpr std::size_t kMaxObjections = 20;  // more say nothing new
constexpr std::size_t kMaxFacts = 32'000;   // bytes of all of them

Failure broken(const PromptFile& file, std::string_view why) {
  return fail(Error::invalid(std::string(file.name), std::string(why)));
}

std::string_view without_ending(std::string_view name) { return name.substr(0, name.rfind('.')); }

void shorten(json::value& value) {
  if (auto* text = value.if_string(); text && text->size() > kMaxText) {
    std::size_t end = kMaxText;
    while (end > 0 && (static_cast<unsigned char>((*text)[end]) & 0xC0) == 0x80) --end;
    text->resize(end);
    text->append("…");
  } else if (auto* list = value.if_array()) {
    if (list->size() > kMaxList) list->resize(kMaxList);
    for (json::value& entry : *list) shorten(entry);
  } else if (auto* object = value.if_object()) {
    for (auto& member : *object) shorten(member.value());
  }
}

/// JSON in which no `<` stands, so that a field cannot write the marker that ends the data.
Result<std::string> facts_as_data(const std::string& facts) {
  boost::system::error_code error;
  json::value value = json::parse(facts, error);
  if (error || !value.is_object()) return fail(Error::invalid("facts", "not a JSON object"));
  shorten(value);
  std::string out;
  for (const char c : json::serialize(value)) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  if (out.size() > kMaxFacts)
    return fail(
        {.code = Code::too_large, .public_message = "The document has too much text for the language model to read"});
  return out;
}

std::string filled(std::string_view text, const std::map<std::string_view, std::string>& values) {
  std::string out;
  for (;;) {
    const auto open = text.find("{{");
    const auto close = open == text.npos ? text.npos : text.find("}}", open);
    if (close == text.npos) break;
    out.append(text.substr(0, open));
    if (const auto value = values.find(text.substr(open + 2, close - open - 2)); value != values.end())
      out.append(value->second);
    text.remove_prefix(close + 2);
  }
  return out.append(text);
}

/// The author's words stand in the instructions: on one line and without markers of ours.
std::string on_one_line(std::string_view text) {
  std::string out(trimmed(text));
  std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\r' || c == '<' || c == '>'; }, ' ');
  return out;
}

}  // namespace

Result<Prompt> Prompt::parse(const PromptFile& file) {
  static constexpr std::string_view kMark = "=== ";
  std::string_view rest = file.text;
  if (!rest.starts_with("version: ")) return broken(file, "the first line is not `version: N`");
  Prompt prompt{.version =
                    fmt::format("{}@{}", without_ending(file.name), trimmed(rest.substr(9, rest.find('\n') - 9)))};
  for (auto at = rest.find(kMark); at != rest.npos; at = rest.find(kMark)) {
    rest.remove_prefix(at + kMark.size());
    const std::string_view part = trimmed(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), rest.find('\n')));
    const auto end = rest.find("\n=== ");
    const std::string text(trimmed(rest.substr(0, end)));
    rest = end == rest.npos ? std::string_view{} : rest.substr(end);
    if (part == "system") {
      prompt.system = text;
    } else if (part == "user" || part == "assistant") {
      prompt.examples.push_back({part == "user" ? Message::Role::user : Message::Role::assistant, text});
    } else if (part == "request") {
      prompt.request = text;
    } else if (part == "repair") {
      prompt.repair = text;
    } else {
      return broken(file, fmt::format("an unknown part `=== {}`", part));
    }
  }
  if (prompt.system.empty() || prompt.request.empty()) return broken(file, "no `=== system` or no `=== request`");
  for (std::size_t i = 0; i < prompt.examples.size(); ++i)
    if ((prompt.examples[i].role == Message::Role::user) != (i % 2 == 0) || prompt.examples.size() % 2 != 0)
      return broken(file, "the examples are not turns of user and assistant");
  return prompt;
}

Prompts::Prompts(std::span<const PromptFile> files) {
  for (const PromptFile& file : files) {
    auto prompt = Prompt::parse(file);
    if (!prompt) throw std::runtime_error(describe(prompt.error()));
    prompts_.emplace(without_ending(file.name), std::move(*prompt));
  }
}

const Prompt& Prompts::prompt(Locale locale) const {
  const auto found = prompts_.find(fmt::format("section.{}", name(locale)));
  if (found == prompts_.end()) throw std::runtime_error(fmt::format("prompts/section.{}.md is missing", name(locale)));
  return found->second;
}

Result<ComposeRequest> Prompts::ask_for(Section section) const {
  const Prompt& with = prompt(section.locale);
  TRY(std::string facts, facts_as_data(section.facts));
  const bool russian = section.locale == Locale::ru;
  const int words = section.max_words.value_or(kUsualWords);
  const std::string tone = on_one_line(section.tone);
  const std::map<std::string_view, std::string> values{{"kind", on_one_line(section.kind)},
                                                       {"title", on_one_line(section.title)},
                                                       {"hint", on_one_line(section.hint)},
                                                       {"max_words", std::to_string(words)},
                                                       {"tone", !tone.empty() ? tone
                                                                : russian     ? "вежливый и спокойный"
                                                                              : "polite and calm"},
                                                       {"facts", std::move(facts)}};
  ComposeRequest request{
      .system = with.system, .messages = with.examples, .section = std::move(section), .prompt_version = with.version};
  request.max_output_tokens = std::max(request.max_output_tokens, words * kTokensOfAWord);
  request.messages.push_back({Message::Role::user, filled(with.request, values)});
  return request;
}

ComposeRequest Prompts::ask_again(ComposeRequest asked, std::string answer,
                                  const std::vector<std::string>& objections) const {
  if (answer.empty()) answer = "…";  // a turn without any text is refused by some servers
  std::string lines;
  for (std::size_t i = 0; i < std::min(objections.size(), kMaxObjections); ++i)
    lines += fmt::format("{}- {}", lines.empty() ? "" : "\n", on_one_line(objections[i]));
  asked.messages.push_back({Message::Role::assistant, std::move(answer)});
  asked.messages.push_back({Message::Role::user, filled(prompt(asked.section.locale).repair, {{"objections", lines}})});
  return asked;
}

}  // namespace kontor::connectors
