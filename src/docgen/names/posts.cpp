#include "docgen/language/letters.hpp"
#include "docgen/names/endings.hpp"
#include "docgen/names/names.hpp"
#include "docgen/names/person.hpp"

namespace kontor::docgen {
namespace {

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Participles and adjectives that are posts by themselves: what follows them depends on them («управляющий филиалом»).
bool is_post_by_itself(std::string_view word) {
  return among(word, {"управляющий", "заведующий", "исполняющий", "командующий", "уполномоченный", "доверенный",
                      "ответственный", "дежурный", "служащий", "рабочий", "учёный", "ученый", "управляющая",
                      "заведующая", "исполняющая", "уполномоченная", "ответственная"});
}

/// Men by their trade: a noun that stands for somebody, which ends in a consonant, й or ь.
bool is_trade(std::string_view word) {
  if (among(word,
            {"врач",        "член",       "адвокат",   "нотариус",  "мэр",       "шеф",     "прораб",     "завхоз",
             "капитан",     "пилот",      "повар",     "кассир",    "секретарь", "лекарь",  "пекарь",     "токарь",
             "вратарь",     "декан",      "экономист", "бухгалтер", "зам",       "генерал", "полковник",  "майор",
             "лейтенант",   "сержант",    "сторож",    "механик",   "техник",    "химик",   "физик",      "математик",
             "медик",       "критик",     "аналитик",  "электрик",  "диспетчер", "фермер",  "проректор",  "ректор",
             "собственник", "банкир",     "командир",  "бригадир",  "геодезист", "педагог", "стоматолог", "хирург",
             "терапевт",    "архитектор", "кадровик"}))
    return true;
  return syllables(word) > 1 &&
         ends_with_any(word, {"тель", "тор",  "дор", "сор", "ник", "чик", "щик", "ист",     "ер",  "ёр",  "ир",
                              "лог",  "граф", "вед", "вод", "ант", "ент", "арь", "мейстер", "ург", "навт"});
}

/// владелец, продавец: the vowel flees; боец and заяц have their own ways and are no posts.
std::optional<std::string> fleeting(std::string_view word, Case in) {
  if (!word.ends_with("ец")) return std::nullopt;
  const std::string_view stem = without_ending(word, "ец");
  if (stem.ends_with("е") || stem.ends_with("о") || stem.ends_with("а") || stem.ends_with("и")) return std::nullopt;
  const std::string base = fmt::format("{}{}ц", stem, stem.ends_with("л") ? "ь" : "");
  const bool stressed = among(word, {"продавец", "купец", "творец", "гонец", "боец", "певец", "кузнец"});
  if (in == Case::instrumental && stressed) return base + "ом";
  return decline_masculine(base, in);
}

/// One word that names somebody; nothing when the rules do not know it.
std::optional<std::string> trade(std::string_view word, Case in) {
  if (const std::size_t hyphen = word.find('-'); hyphen != std::string_view::npos) {  // вице-президент, инженер-механик
    const std::string_view left = word.substr(0, hyphen);
    const auto right = trade(word.substr(hyphen + 1), in);
    if (!right) return std::nullopt;
    const auto declined = trade(left, in);
    const bool prefix =
        among(left, {"вице",   "экс",  "топ",   "бизнес", "пресс", "генерал", "арт",     "контент", "веб", "it", "ит",
                     "маркет", "обер", "унтер", "лейб",   "камер", "шеф",     "премьер", "стар",    "smm", "hr"});
    if (!declined && !prefix) return std::nullopt;
    return fmt::format("{}-{}", prefix ? std::string(left) : *declined, *right);
  }
  if (among(word, {"глава", "судья", "староста", "старшина", "воевода"})) return decline_in_a(word, in);
  if (word == "председатель" || word == "учредитель") return decline_masculine(word, in);
  if (auto form = fleeting(word, in)) return form;
  if (word.ends_with("ец") || !is_trade(word)) return std::nullopt;
  if (word.ends_with("врач") && in == Case::instrumental) return fmt::format("{}ом", word);
  return decline_masculine(word, in);
}

bool looks_like_adjective(std::string_view word) {
  return ends_with_any(word, {"ый", "ий", "ой", "ая", "яя"}) && syllables(word) > 1;
}

/// «лицо» in «доверенное лицо», «физическое лицо».
std::optional<std::string> person_at_law(std::string_view adjective_word, std::string_view word, Case in) {
  static constexpr CaseEndings kFace = {"о", "а", "у", "о", "ом", "е"};
  if (word != "лицо" || !adjective_word.ends_with("ое")) return std::nullopt;
  const std::string masculine = fmt::format("{}ый", without_ending(adjective_word, "ое"));
  const std::string masculine_i = fmt::format("{}ий", without_ending(adjective_word, "ое"));
  const bool i = ends_with_i(without_ending(adjective_word, "ое"));
  return fmt::format("{} {}", adjective(i ? masculine_i : masculine, Gender::neuter, in),
                     with_ending("лиц", kFace, in));
}

std::string_view word_at(std::string_view text, std::size_t from) {
  const std::size_t end = std::min(text.find(' ', from), text.size());
  return text.substr(from, end - from);
}

/// Letters as large as those of the form that was given.
std::string sized_as(std::string_view word, std::string_view like) {
  if (like == upper(like) && syllables(lower(like)) > 1) return upper(word);
  return like == lower(like) ? std::string(word) : like == first_upper(lower(like)) ? first_upper(word) : titled(word);
}

}  // namespace

Declined decline_post(std::string_view post, Case in) {
  if (in == Case::nominative) return {std::string(post), ""};
  std::string out;
  std::size_t at = 0;
  const auto unsure = [&](std::string_view word) {
    return Declined{std::string(post), fmt::format("\"{}\" is not a post that the rules know", word)};
  };
  if (lower(post).starts_with("и.о.") || lower(post).starts_with("и. о.") || lower(post).starts_with("врио "))
    return {std::string(post), ""};
  bool by_itself = false;
  while (at < post.size()) {
    const std::string_view given = word_at(post, at);
    const std::string word = lower(given);
    const std::string_view following = at + given.size() < post.size() ? word_at(post, at + given.size() + 1) : "";
    if (const auto law = person_at_law(word, lower(following), in)) {
      const std::size_t end = at + given.size() + 1 + following.size();
      return {out + sized_as(*law, given) + std::string(post.substr(end)), ""};
    }
    if (const auto noun = trade(word, in)) {
      const std::string_view rest = post.substr(at + given.size());
      if (rest.starts_with(" и ") || rest.starts_with(",")) return {std::string(post), "it names more than one post"};
      return {out + sized_as(*noun, given) + std::string(rest), ""};
    }
    if (by_itself) return {out + std::string(post.substr(at)), ""};
    if (!looks_like_adjective(word)) return unsure(given);
    out += sized_as(decline_adjective(word, in), given);
    by_itself = by_itself || is_post_by_itself(word);
    at += given.size();
    if (at == post.size()) return by_itself ? Declined{out, ""} : unsure(given);
    out += ' ';
    ++at;
  }
  return unsure(post);
}

Declined decline(std::string_view text, Case in, std::optional<Gender> gender) {
  if (in == Case::nominative) return {std::string(text), ""};
  if (read_person(text)) return decline_name(text, in, gender);
  // A post and a name behind it: the name begins at the first large letter after the first word.
  for (std::size_t space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) {
    const std::string_view name = text.substr(space + 1);
    const std::string_view first = word_at(name, 0);
    if (first.empty() || first == lower(first) || !read_person(name)) continue;
    const Declined post = decline_post(text.substr(0, space), in);
    const Declined whose = decline_name(name, in, gender);
    if (post.sure() && whose.sure()) return {fmt::format("{} {}", post.text, whose.text), ""};
    return {std::string(text), post.sure() ? whose.doubt : post.doubt};
  }
  Declined post = decline_post(text, in);
  if (post.sure()) return post;
  if (text.find(' ') == std::string_view::npos)
    return {std::string(text), "one word alone does not say whose name it is"};
  return post;
}

}  // namespace kontor::docgen
