#include "docgen/written/claims.hpp"
#include "docgen/written/inflection.hpp"

namespace kontor::docgen::written {
namespace {

/// Words that business writing begins with a large letter without naming anybody, and small words that may follow an
/// opening quotation mark or a colon.
constexpr std::string_view kCommon =
    // what the parties and papers are called
    "исполнитель заказчик подрядчик поставщик покупатель продавец клиент плательщик получатель арендатор арендодатель "
    "агент принципал лицензиат лицензиар абонент пользователь сторона стороны компания организация договор контракт "
    "соглашение акт счет предложение приложение спецификация услуга услуги работа работы товар товары результат цена "
    "стоимость срок сроки раздел пункт статья интернет уважаемый уважаемая уважаемые господин госпожа "
    "ндс инн кпп огрн огрнип бик рф снилс "
    "client customer contractor subcontractor supplier seller buyer provider vendor company consultant agent party "
    "parties payer payee licensor licensee tenant landlord user agreement contract proposal offer invoice quotation "
    "quote "
    "order annex appendix schedule exhibit section clause article table service services work works goods deliverable "
    "deliverables fee fees price total term terms condition conditions scope subject payment delivery warranty "
    "internet "
    "web mr mrs ms miss dr dear sir madam sincerely regards yours vat gst tax ok pdf faq "
    // words of address
    "вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашу вашим вашими ваших вашем "
    "i you your yours we our us "
    // small words
    "the this that these those they it its he she a an in on at by for if as please all any each no not and or but to "
    "of "
    "from with when what how who where which there here once after before "
    "мы наш наша наше наши это эта этот эти на в во по для и а но если при все весь как что к ко от до из за о об не с "
    "со "
    "так также после перед он она они его ее их";

bool is_common(std::string_view low) {
  low = bare(low);
  for (std::string_view rest = kCommon; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (word == low || (word.size() > 8 && same_word(word, low))) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_roman(std::string_view low) { return low.find_first_not_of("ivx") == low.npos && low != "x" && low != "xx"; }

/// Words before a point that a name follows rather than a sentence.
bool goes_on(const Token& token) {
  static constexpr std::array kWords{"mr", "mrs", "ms",  "dr",   "st",  "no", "ул",  "пр",  "просп", "пер", "д",
                                     "кв", "им",  "тов", "корп", "стр", "оф", "тел", "обл", "п",     "р",   "к"};
  return std::ranges::find(kWords, token.low) != kWords.end();
}

bool opens(const Token& token) {
  return token.is("«") || token.is("\"") || token.is("“") || token.is("„") || token.is("(") || token.is("‘") ||
         token.is("'");
}

bool closes(const Token& token) {
  return token.is("»") || token.is("\"") || token.is("”") || token.is(")") || token.is("’") || token.is("'");
}

/// The beginning of an item of a list or of a spoken line.
bool leads(const Token& token) {
  return token.is("–") || token.is("-") || token.is("*") || token.is("•") || token.is("#") || token.is(">");
}

}  // namespace

bool Reading::starts_sentence(std::size_t i) const {
  std::size_t j = i;
  if (tokens[j].line) return true;
  while (j > 0 && (opens(tokens[j - 1]) || (leads(tokens[j - 1]) && tokens[j - 1].line))) {
    if (tokens[j - 1].line) return true;
    --j;
  }
  if (j == 0) return true;
  if (!tokens[j].gap) return false;
  --j;
  if (j > 0 && tokens[j - 1].is_digits() && tokens[j - 1].line && tokens[j].is(")")) return true;  // "3) …"
  while (j > 0 && closes(tokens[j])) --j;
  const Token& end = tokens[j];
  if (end.is("!") || end.is("?") || end.is("…")) return true;
  if (!end.is(".")) return false;
  if (j == 0 || !tokens[j - 1].is_word()) return true;
  const Token& before = tokens[j - 1];
  // «г.» behind a year ends a sentence as often as not; elsewhere it is a city's. A single large letter is an initial.
  if (before.is("г")) return j >= 2 && tokens[j - 2].is_digits();
  const bool initial = before.capital && before.size <= 2;
  return !initial && !goes_on(before);
}

void Reading::read_names() {
  const auto looks = [&](std::size_t i) {
    return i < tokens.size() && tokens[i].is_word() && !taken_[i] && (tokens[i].capital || tokens[i].mixed) &&
           !(tokens[i].shouted && is_roman(tokens[i].low)) && !is_common(tokens[i].low);
  };
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!looks(i)) continue;
    const Token& token = tokens[i];
    const bool start = starts_sentence(i) && !token.shouted && !token.mixed && !is_patronymic(token.low);
    const bool followed = i + 1 < tokens.size() && !tokens[i + 1].line && looks(i + 1) &&
                          (tokens[i + 1].gap || tokens[i].gap) && !starts_sentence(i + 1);
    if (start && !followed) continue;
    Claim claim{.kind = Claim::Kind::name, .key = token.low, .weak = start};
    claim.at = token.at;
    claim.size = token.size;
    claims.push_back(std::move(claim));
  }
}

}  // namespace kontor::docgen::written
