#include "connectors/composer/composer.hpp"

#include <boost/json.hpp>

#include "base/text.hpp"
#include "connectors/composer/phrases.hpp"

namespace kontor::connectors {
namespace json = boost::json;
namespace {

enum class Purpose { unknown, introduction, scope, terms, closing, works, debt };

/// What a section is for, by words of its title or its task. Russian words by their beginnings.
Purpose purpose_of(std::string_view words) {
  static constexpr std::pair<std::string_view, Purpose> kWords[] = {
      {"задолжен", Purpose::debt},        {"the debt", Purpose::debt},        {"описание ", Purpose::works},
      {"description of", Purpose::works}, {"вступ", Purpose::introduction},   {"введен", Purpose::introduction},
      {"intro", Purpose::introduction},   {"opening", Purpose::introduction}, {"заключ", Purpose::closing},
      {"заверш", Purpose::closing},       {"closing", Purpose::closing},      {"close the", Purpose::closing},
      {"next step", Purpose::closing},    {"благодар", Purpose::closing},     {"thank", Purpose::closing},
      {"услови", Purpose::terms},         {"оплат", Purpose::terms},          {"terms", Purpose::terms},
      {"payment", Purpose::terms},        {"состав", Purpose::scope},         {"перечень", Purpose::scope},
      {"scope", Purpose::scope},
  };
  const std::string low = lowercase(words);
  for (const auto& [word, purpose] : kWords)
    if (low.contains(word)) return purpose;
  return Purpose::unknown;
}

/// The task without the values of fields, and those values.
std::string without_values(std::string_view task, std::vector<std::string>& values) {
  constexpr std::string_view kOpen = "⟦";
  constexpr std::string_view kClose = "⟧";
  std::string out;
  for (;;) {
    const auto open = task.find(kOpen);
    const auto close = open == task.npos ? open : task.find(kClose, open);
    if (close == task.npos) return out.append(task);
    out.append(task.substr(0, open));
    values.emplace_back(task.substr(open + kOpen.size(), close - open - kOpen.size()));
    task.remove_prefix(close + kClose.size());
  }
}

/// The one item that the task speaks of.
std::optional<Fields::Item> item_of(const Fields& fields, const std::vector<std::string>& values) {
  std::optional<Fields::Item> found;
  for (const std::string& value : values) {
    auto item = fields.item(value);
    if (item && found && item->name != found->name) return std::nullopt;
    if (item) found = std::move(item);
  }
  return found;
}

Paragraphs whole(const Section& section, const Fields& fields) {
  const bool russian = section.locale == Locale::ru;
  if (section.kind == "proposal") return russian ? proposal_in_russian(fields) : proposal_in_english(fields);
  if (section.kind == "contract") return russian ? contract_in_russian(fields) : contract_in_english(fields);
  if (section.kind == "invoice") return russian ? invoice_in_russian(fields) : invoice_in_english(fields);
  return russian ? document_in_russian(fields) : document_in_english(fields);
}

/// Sentences from the end are left out until the words are few enough; the first one stays.
void shorten(Paragraphs& paragraphs, int max_words) {
  const auto words_of = [](std::string_view text) {
    std::int64_t words = 1;
    for (std::size_t i = 0; i < text.size(); ++i) words += text[i] == ' ' || text.substr(i).starts_with("\u00A0");
    return words;
  };
  std::int64_t words = 0;
  bool full = false;
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    Sentences kept;
    for (std::string& sentence : paragraphs[p]) {
      const bool first = p == 0 && kept.empty();
      full = full || (words + words_of(sentence) > max_words && !first);
      if (full) break;
      words += words_of(sentence);
      kept.push_back(std::move(sentence));
    }
    paragraphs[p] = std::move(kept);
  }
  std::erase_if(paragraphs, [](const Sentences& sentences) { return sentences.empty(); });
}

Paragraphs composed(const Section& section, const Fields& fields) {
  const bool russian = section.locale == Locale::ru;
  std::vector<std::string> values;
  const std::string task = without_values(section.hint, values);
  if (const auto item = item_of(fields, values)) return russian ? item_in_russian(*item) : item_in_english(*item);
  Purpose purpose = purpose_of(section.title);
  if (purpose == Purpose::unknown) purpose = purpose_of(task);
  switch (purpose) {
    case Purpose::works:
      if (section.kind == "act") return russian ? done_in_russian(fields) : done_in_english(fields);
      if (section.kind == "contract") return russian ? services_in_russian(fields) : services_in_english(fields);
      return whole(section, fields);
    case Purpose::debt:
      return russian ? debt_in_russian(fields) : debt_in_english(fields);
    case Purpose::introduction:
      if (section.kind == "letter" && fields.job()) return russian ? job_in_russian(fields) : job_in_english(fields);
      if (section.kind != "proposal") return whole(section, fields);
      return russian ? introduction_in_russian(fields) : introduction_in_english(fields);
    case Purpose::scope:
      return russian ? scope_in_russian(fields) : scope_in_english(fields);
    case Purpose::terms:
      return russian ? terms_in_russian(fields) : terms_in_english(fields);
    case Purpose::closing:
      return russian ? closing_in_russian(fields) : closing_in_english(fields);
    case Purpose::unknown:
      break;
  }
  return whole(section, fields);
}

Result<Paragraphs> written(const Section& section) {
  boost::system::error_code error;
  json::value facts = json::parse(section.facts, error);
  if (error || !facts.is_object()) return fail(Error::invalid("facts", "not a JSON object"));
  Paragraphs paragraphs = composed(section, Fields(std::move(facts.get_object()), section.locale, section.currency));
  if (section.max_words) shorten(paragraphs, *section.max_words);
  return paragraphs;
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
