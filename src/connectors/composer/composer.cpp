#include "connectors/composer/composer.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connectors/composer/phrases.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

/// By its title, which the template's author chose.
bool is_introduction(const Section& section) {
  const std::string title = lowercase(section.title);
  return std::ranges::any_of(std::array{"вступ", "введен", "intro", "opening"},
                             [&](const char* word) { return title.contains(word); });
}

Result<Paragraphs> written(const Section& section) {
  boost::system::error_code error;
  json::value facts = json::parse(section.facts, error);
  if (error || !facts.is_object()) return fail(Error::invalid("facts", "not a JSON object"));
  const Fields fields(std::move(facts.get_object()), section.locale, section.currency);
  const bool russian = section.locale == Locale::ru;
  if (section.kind == "proposal" && is_introduction(section))
    return russian ? introduction_in_russian(fields) : introduction_in_english(fields);
  if (section.kind == "proposal") return russian ? proposal_in_russian(fields) : proposal_in_english(fields);
  if (section.kind == "contract") return russian ? contract_in_russian(fields) : contract_in_english(fields);
  if (section.kind == "invoice") return russian ? invoice_in_russian(fields) : invoice_in_english(fields);
  return russian ? document_in_russian(fields) : document_in_english(fields);
}

/// The sentences with what stands before each of them: nothing, a space, or an empty line.
std::vector<std::string> pieces_of(const Paragraphs& paragraphs) {
  std::vector<std::string> pieces;
  for (const Sentences& paragraph : paragraphs) {
    bool first = true;
    for (const std::string& sentence : paragraph) {
      const std::string_view gap = pieces.empty() ? "" : first ? "\n\n" : " ";
      pieces.push_back(std::string(gap) + sentence);
      first = false;
    }
  }
  return pieces;
}

}  // namespace

Task<Composed> Composer::compose(ComposeRequest request, OnDelta on_delta) {
  CO_TRY(const Paragraphs paragraphs, written(request.section));
  Composed composed{.provider = "built-in", .model = "built-in"};
  for (std::string& piece : pieces_of(paragraphs)) {
    composed.text += piece;
    if (on_delta) co_await on_delta(std::move(piece));
  }
  co_return composed;
}

Result<std::string> compose_section(const Section& section) {
  TRY(const Paragraphs paragraphs, written(section));
  std::string text;
  for (const std::string& piece : pieces_of(paragraphs)) text += piece;
  return text;
}

std::string joined(std::vector<std::string> parts, std::string_view conjunction, std::string_view others,
                   std::size_t most) {
  const bool commas = std::ranges::any_of(parts, [](const std::string& part) { return part.contains(", "); });
  if (parts.size() > most) {
    parts.resize(most - 1);
    parts.emplace_back(others);
  }
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += commas ? "; " : i + 1 < parts.size() ? ", " : fmt::format(" {} ", conjunction);
    out += parts[i];
  }
  return out;
}

}  // namespace kontor::connectors
