#include "docgen/written/passages.hpp"

#include "base/text.hpp"

namespace kontor::docgen {
namespace {

std::string key_of(std::size_t place) { return fmt::format("#{}", place); }

}  // namespace

bool asks_an_author(const Nodes& nodes) {
  return std::ranges::any_of(nodes, [](const Node& node) {
    return node.kind == Node::Kind::written || asks_an_author(node.body) || asks_an_author(node.otherwise);
  });
}

Result<std::string> AskedPassages::write(const Passage& passage) {
  if (passages.size() == kMost)
    return fail(
        Error{.code = Code::too_large,
              .public_message = fmt::format("more than {} passages are to be written: is a loop too long?", kMost)});
  Passage asked = passage;
  asked.key = key_of(passages.size() + 1);
  asked.title = asked.name.empty() ? fmt::format("passage {}", passages.size() + 1) : asked.name;
  passages.push_back(std::move(asked));
  return std::string(kPlaceholder);
}

Result<std::string> WrittenPassages::write(const Passage&) {
  const auto found = std::ranges::find(texts_, key_of(++asked_), &std::pair<std::string, std::string>::first);
  return found == texts_.end() ? std::string() : found->second;
}

Result<std::string> PlaceheldPassages::write(const Passage& passage) {
  return fmt::format("[{}]", passage.name.empty() ? AskedPassages::kPlaceholder : passage.name);
}

std::string without_xml(std::string_view instruction) {
  static constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"</w:p>", "\n"}, {"<w:br/>", "\n"}, {"<w:tab/>", " "}, {"&lt;", "<"},
      {"&gt;", ">"},    {"&quot;", "\""},  {"&apos;", "'"},   {"&amp;", "&"}};
  constexpr std::string_view kClose = "⟧";
  std::string out;
  while (!instruction.empty()) {
    const auto* text =
        std::ranges::find_if(kTexts, [&](const auto& each) { return instruction.starts_with(each.first); });
    std::size_t size = 1;
    if (text != std::end(kTexts)) {
      out += text->second;
      size = text->first.size();
    } else if (instruction.starts_with("⟦")) {
      size = std::min(instruction.find(kClose), instruction.size() - kClose.size()) + kClose.size();
      out += instruction.substr(0, size);
    } else if (instruction[0] == '<') {
      size = std::min(instruction.find('>'), instruction.size() - 1) + 1;
    } else {
      out += instruction[0];
    }
    instruction.remove_prefix(size);
  }
  return std::string(trimmed(out));
}

}  // namespace kontor::docgen
