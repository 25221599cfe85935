#include "base/money.hpp"
#include "docgen/written/claims.hpp"
#include "docgen/written/numerals.hpp"

namespace kontor::docgen::written {
namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kDay = 24 * kHour;

struct Span {
  std::string_view words;  ///< whole words
  std::string_view roots;  ///< beginnings of words: the adjectives too («дневный»)
  Unit::Kind kind;
  std::int64_t factor;
};

constexpr Span kSpans[] = {
    {"мин minute minutes min mins", "минут", Unit::Kind::minutes, 1},
    {"час часа часов часу часам часах ч hour hours hr hrs h", "часов", Unit::Kind::minutes, kHour},
    {"день дня дней дню днем дни дням днях дн сутки суток суткам day days", "дневн суточн", Unit::Kind::minutes, kDay},
    {"нед week weeks", "недел", Unit::Kind::minutes, 7 * kDay},
    {"fortnight fortnights", "", Unit::Kind::minutes, 14 * kDay},
    {"мес month months", "месяц месячн", Unit::Kind::months, 1},
    {"quarter quarters", "квартал", Unit::Kind::months, 3},
    {"", "полугоди", Unit::Kind::months, 6},
    {"год года году годом лет годам годах летие year years yr yrs", "летн годичн", Unit::Kind::months, 12},
};
struct Coin {
  std::string_view words;
  std::string_view roots;
  std::string_view currency;
};
constexpr Coin kCoins[] = {
    {"₽ р руб ruble rubles rouble roubles", "рубл", "RUB"},
    {"$ dollar dollars", "доллар", "$"},
    {"€ евро euro euros", "", "EUR"},
    {"£ pound pounds", "фунт", "GBP"},
    {"₸ тенге tenge", "", "KZT"},
    {"¥ yuan", "юан", "CNY"},
    {"yen иена иены иен", "", "JPY"},
    {"₴ hryvnia hryvnias", "гривн", "UAH"},
};
constexpr std::string_view kParts =
    "коп копейка копейки копеек копейку cent cents kopeck kopecks pence penny тиын тиынов";
/// Words that may stand between a number and what it counts.
constexpr std::string_view kBetween = "business working calendar full banking consecutive полных полные полный";
constexpr std::string_view kBetweenRoots[] = {"рабоч", "календарн", "банковск", "последовательн"};
constexpr std::string_view kWithinOne = "за через";

bool begins(std::string_view roots, std::string_view word) {
  while (!roots.empty()) {
    const std::size_t end = std::min(roots.find(' '), roots.size());
    if (word.starts_with(roots.substr(0, end))) return true;
    roots.remove_prefix(std::min(end + 1, roots.size()));
  }
  return false;
}

std::vector<Decimal> readings(const std::string& digits, bool grouped) {
  const auto plain = [](std::string text) {
    const auto value = Decimal::parse(text);
    return value ? std::vector<Decimal>{*value} : std::vector<Decimal>{};
  };
  const std::size_t marks =
      static_cast<std::size_t>(std::ranges::count_if(digits, [](char c) { return c == ',' || c == '.'; }));
  if (marks == 0) return plain(digits);
  const std::size_t last = digits.find_last_of(",.");
  std::string whole;
  for (const char c : digits)
    if (c >= '0' && c <= '9') whole += c;
  const std::size_t behind = digits.size() - last - 1;
  std::string point = whole;
  point.insert(whole.size() - behind, 1, '.');
  if (marks > 1 && digits.find_first_of(",.") != last && digits[digits.find_first_of(",.")] == digits[last])
    return plain(whole);  // 1,234,567
  std::vector<Decimal> out = plain(point);
  if (marks == 1 && !grouped && behind == 3 && last <= 3 && digits[0] != '0')
    for (const Decimal& value : plain(whole)) out.push_back(value);
  return out;
}

}  // namespace

void Amounts::read() {
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!in_.is_free(i, i + 1)) continue;
    if (tokens_[i].is_digits()) {
      digits(i);
    } else if (tokens_[i].is_word()) {
      words(i) || compound(i) || half(i) || alone(i);
    } else if (tokens_[i].is("½") || tokens_[i].is("¼") || tokens_[i].is("¾")) {
      const int hundredths = tokens_[i].is("½") ? 50 : tokens_[i].is("¼") ? 25 : 75;
      finish(i, {.values = {Decimal::of_minor(hundredths, 2)}, .next = i + 1}, false);
    }
  }
}

/// Digits with their groups and fraction: 21 000,50 and 21,000.50.
Amounts::Literal Amounts::literal_at(std::size_t i) const {
  std::string digits = tokens_[i].low;
  std::vector<std::string> groups{digits};
  std::size_t next = i + 1;
  const auto group_at = [&](std::size_t j) {
    return in_.is_free(j, j + 1) && tokens_[j].is_digits() && !tokens_[j].line && tokens_[j].low.size() == 3;
  };
  if (digits.size() <= 3 && digits[0] != '0')
    while (next < tokens_.size() && tokens_[next].gap && group_at(next)) {
      groups.push_back(tokens_[next].low);
      digits += tokens_[next++].low;
    }
  const bool grouped = groups.size() > 1;
  while (next + 1 < tokens_.size() && !tokens_[next].gap && !tokens_[next + 1].gap && tokens_[next + 1].is_digits() &&
         in_.is_free(next, next + 2)) {
    const std::string& mark = tokens_[next].low;
    const bool quote = (mark == "'" || mark == "’") && tokens_[next + 1].low.size() == 3;
    if (mark != "," && mark != "." && !quote) break;
    digits += quote ? tokens_[next + 1].low : mark + tokens_[next + 1].low;
    next += 2;
  }
  Literal out{.values = readings(digits, grouped), .next = next};
  if (grouped && next == i + groups.size() &&
      std::ranges::none_of(groups, [](const std::string& group) { return group.size() > 1 && group[0] == '0'; }))
    for (const std::string& group : groups)
      if (const auto value = Decimal::parse(group)) out.apart.push_back(*value);
  return out;
}

/// Behind «-й», «-го», "st", if that stands at `i`.
std::size_t Amounts::ordinal_ending(std::size_t i) const {
  std::size_t at = i;
  if (at < tokens_.size() && tokens_[at].is("-") && !tokens_[at].gap) ++at;
  if (at >= tokens_.size() || tokens_[at].gap || !tokens_[at].is_word()) return i;
  return holds("й я е ю го му м х ти ми ый ой ая ое ых ого ом ой st nd rd th", tokens_[at].low) ? at + 1 : i;
}

/// Multiplies by «тыс.», "million" and their like; returns what is behind.
std::size_t Amounts::scaled(std::size_t i, Literal& literal) const {
  if (i >= tokens_.size() || !tokens_[i].is_word() || tokens_[i].line) return i;
  std::int64_t scale = scale_of(tokens_[i].low);
  if (scale == 0 && tokens_[i].is("k") && !tokens_[i].gap) scale = 1000;
  if (scale == 0) return i;
  for (Decimal& value : literal.values) value = Decimal::multiply(value, Decimal(scale)).value_or(value);
  literal.apart.clear();
  const bool point =
      i + 1 < tokens_.size() && tokens_[i + 1].is(".") && !tokens_[i + 1].gap && holds("тыс млн млрд", tokens_[i].low);
  return i + (point ? 2 : 1);
}

Unit Amounts::unit_at(std::size_t i, std::size_t& next) const {
  next = i;
  std::size_t at = i;
  const auto here = [&] { return at < tokens_.size() && !tokens_[at].line && in_.is_free(at, at + 1); };
  if (here() && tokens_[at].is("-") && !tokens_[at].gap) ++at;  // "5-year"
  if (here() && (holds(kBetween, tokens_[at].low) ||
                 std::ranges::any_of(kBetweenRoots, [&](auto root) { return tokens_[at].low.starts_with(root); })))
    ++at;
  if (!here()) return {};
  const std::string& word = tokens_[at].low;
  if (word == "%" || word == "percent" || word.starts_with("процент")) return next = at + 1, Unit{Unit::Kind::percent};
  if (word == "per" && at + 1 < tokens_.size() && tokens_[at + 1].is("cent"))
    return next = at + 2, Unit{Unit::Kind::percent};
  const bool point = at + 1 < tokens_.size() && tokens_[at + 1].is(".") && !tokens_[at + 1].gap;
  for (const Span& span : kSpans)
    if (holds(span.words, word) || begins(span.roots, word))
      return next = at + 1, Unit{.kind = span.kind, .factor = span.factor};
  if (word == "р" && !point) return {};
  for (const Coin& coin : kCoins)
    if (holds(coin.words, word) || begins(coin.roots, word))
      return next = at + 1, Unit{.kind = Unit::Kind::money, .currency = std::string(coin.currency)};
  if (tokens_[at].shouted && word.size() == 3)
    if (const auto currency = Currency::parse(word))
      return next = at + 1, Unit{.kind = Unit::Kind::money, .currency = std::string(currency->code())};
  return {};
}

Unit Amounts::currency_before(std::size_t i, std::size_t& first) const {
  if (i == 0 || !in_.is_free(i - 1, i) || tokens_[i].line) return {};
  const Token& token = tokens_[i - 1];
  std::string_view code;
  for (const Coin& coin : kCoins)
    if (holds(coin.words.substr(0, coin.words.find(' ')), token.low)) code = coin.currency;  // the sign
  if (token.is_word() && token.shouted && token.low.size() == 3)
    if (const auto currency = Currency::parse(token.low))
      return first = i - 1, Unit{.kind = Unit::Kind::money, .currency = std::string(currency->code())};
  if (code.empty() || token.is_word()) return {};
  first = i - 1;
  // US$, CA$
  if (first > 0 && !token.gap && tokens_[first - 1].shouted && tokens_[first - 1].low.size() == 2 &&
      in_.is_free(first - 1, first))
    --first;
  return {.kind = Unit::Kind::money, .currency = std::string(code)};
}

/// «… 50 копеек» behind a number of whole units: adds the hundredths.
bool Amounts::part_at(std::size_t i, std::vector<Decimal>& values, std::size_t& next) const {
  std::size_t at = i;
  if (at < tokens_.size() && tokens_[at].is(".") && !tokens_[at].gap) ++at;
  if (at < tokens_.size() && (tokens_[at].is("and") || tokens_[at].is("и") || tokens_[at].is(","))) ++at;
  if (at >= tokens_.size() || !in_.is_free(at, at + 1) || tokens_[at].line) return false;
  std::int64_t parts = -1;
  std::size_t behind = at + 1;
  if (tokens_[at].is_digits() && tokens_[at].low.size() <= 2) {
    parts = std::stoi(tokens_[at].low);
  } else if (const auto number = numeral_at(tokens_, at); number && !number->vague && number->value < 100) {
    parts = number->value;
    behind = number->next;
  }
  if (parts < 0 || behind >= tokens_.size() || !holds(kParts, tokens_[behind].low)) return false;
  for (Decimal& value : values) value = Decimal::add(value, Decimal::of_minor(parts, 2)).value_or(value);
  next = behind + 1;
  return true;
}

bool Amounts::digits(std::size_t i) {
  // "1." at the start of a line is the number of the line.
  if (tokens_[i].line && tokens_[i].low.size() <= 2 && i + 2 < tokens_.size() && !tokens_[i + 1].gap &&
      (tokens_[i + 1].is(".") || tokens_[i + 1].is(")")) && tokens_[i + 2].gap)
    return true;
  finish(i, literal_at(i), false);
  return true;
}

bool Amounts::words(std::size_t i) {
  const auto number = numeral_at(tokens_, i);
  if (!number) return false;
  if (number->vague) {
    in_.take({.kind = Claim::Kind::vague, .key = tokens_[i].low}, i, i + 1);
    return true;
  }
  const bool lone = number->value <= 1 || number->ordinal;
  finish(i, {.values = {Decimal(number->value)}, .next = number->next, .ordinal = number->ordinal}, lone);
  return true;
}

/// «двухнедельный», «полгода», «полтора месяца».
bool Amounts::compound(std::size_t i) {
  const std::string& word = tokens_[i].low;
  if (holds("полтора полторы полутора", word)) {
    finish(i, {.values = {Decimal::of_minor(15, 1)}, .next = i + 1}, false);
    return true;
  }
  std::string_view rest;
  Unit unit;
  std::vector<Decimal> values;
  if (holds("полгода", word)) {
    values = {Decimal(6)};
    unit = {.kind = Unit::Kind::months, .factor = 1};
  } else if (const auto number = leading_number(word, rest)) {
    values = {Decimal(*number)};
    if (rest.starts_with("процентн")) unit.kind = Unit::Kind::percent;
    for (const Span& span : kSpans)
      if (begins(span.roots, rest)) unit = {.kind = span.kind, .factor = span.factor};
  } else {
    return false;
  }
  in_.take({.kind = Claim::Kind::number, .values = std::move(values), .unit = unit}, i, i + 1);
  return true;
}

bool Amounts::half(std::size_t i) {
  const std::string& word = tokens_[i].low;
  if (holds("вдвое втрое twice thrice", word)) {
    in_.take({.kind = Claim::Kind::vague, .key = word}, i, i + 1);
    return true;
  }
  if (!holds("half половина половину половины половине", word)) return false;
  if (i > 0) {
    const auto before = numeral_at(tokens_, i - 1);
    if (before && before->ordinal) return true;  // «вторая половина», "the first half"
  }
  std::size_t next = i + 1;
  if (next < tokens_.size() && holds("a an", tokens_[next].low)) ++next;  // "half a year"
  std::size_t behind = next;
  const Unit unit = unit_at(next, behind);
  Claim claim{.kind = Claim::Kind::number, .values = {Decimal::of_minor(5, 1)}, .unit = unit};
  if (unit.kind == Unit::Kind::unknown) {
    claim.values.emplace_back(50);
    behind = i + 1;
  }
  in_.take(std::move(claim), i, behind);
  return true;
}

/// A time without a number is one: «за неделю», "within a month".
bool Amounts::alone(std::size_t i) {
  const std::string& word = tokens_[i].low;
  std::size_t at = i + 1;
  if (holds("within in after takes", word) && at < tokens_.size() && holds("a an", tokens_[at].low)) {
    ++at;
  } else if (word == "течение" && i > 0 && tokens_[i - 1].is("в")) {
  } else if (!holds(kWithinOne, word)) {
    return false;
  }
  if (at >= tokens_.size() || !tokens_[at].is_word()) return false;
  std::size_t next = at;
  const Unit unit = unit_at(at, next);
  if (next == at || (unit.kind != Unit::Kind::minutes && unit.kind != Unit::Kind::months)) return false;
  in_.take({.kind = Claim::Kind::number, .key = tokens_[next - 1].low, .values = {Decimal(1)}, .unit = unit}, at, next);
  return true;
}

/// "two paragraphs", «дом 5», «№ 17»: neither money nor per cent nor time. Only small numbers are told so: behind
/// a large one often stands what it does not count («21 000 включая НДС»).
bool Amounts::counts_things(std::size_t first, std::size_t last, const Decimal& value) const {
  constexpr std::int64_t kSmall = 100;
  std::size_t before = first;
  if (before > 0 && tokens_[before - 1].is(".")) --before;
  if (before > 0 && holds("д дом кв квартира оф офис стр корп этаж № # no п пункт раздел house flat suite room floor",
                          tokens_[before - 1].low))
    return true;
  if (value >= Decimal(kSmall) || last >= tokens_.size() || !tokens_[last].is_word() || !tokens_[last].gap ||
      tokens_[last].line)
    return false;
  return !holds("и или до по на в с за от к из без для при как но а or and to of in on at by for from per with as if",
                tokens_[last].low);
}

/// `alone_is_nothing`: "one", «первый» claim something only when they count time, money or per cent.
void Amounts::finish(std::size_t i, Literal literal, bool alone_is_nothing) {
  if (literal.values.empty()) return;
  const std::size_t ending = literal.ordinal ? literal.next : ordinal_ending(literal.next);
  literal.ordinal = literal.ordinal || ending > literal.next;
  std::size_t last = scaled(ending, literal);
  const bool year = tokens_[i].is_digits() && tokens_[i].low.size() == 4 && last == i + 1 &&
                    literal.values[0] >= Decimal(1900) && literal.values[0] <= Decimal(2100) && last < tokens_.size() &&
                    (holds("год году года годом", tokens_[last].low) || tokens_[last].is("г"));
  if (year) {
    in_.take({.kind = Claim::Kind::day, .days = {{.year = static_cast<int>(*literal.values[0].whole())}}}, i, last + 1);
    return;
  }
  std::size_t first = i;
  std::size_t behind = last;
  Unit unit = unit_at(last, behind);
  if (unit.kind == Unit::Kind::unknown && behind < tokens_.size() && in_.is_free(behind, behind + 1) &&
      !tokens_[behind].line && holds(kParts, tokens_[behind].low)) {  // «50 копеек» on its own
    for (Decimal& value : literal.values) value = Decimal::multiply(value, Decimal::of_minor(1, 2)).value_or(value);
    unit.kind = Unit::Kind::money;
    ++behind;
  }
  if (unit.kind == Unit::Kind::unknown) {
    unit = currency_before(i, first);
    behind = last;
  }
  if (unit.kind == Unit::Kind::money) part_at(behind, literal.values, behind);
  if (alone_is_nothing && unit.kind == Unit::Kind::unknown) return;
  if (unit.kind == Unit::Kind::unknown && counts_things(first, last, literal.values[0])) unit.kind = Unit::Kind::count;
  in_.take({.kind = Claim::Kind::number,
            .values = std::move(literal.values),
            .apart = std::move(literal.apart),
            .unit = std::move(unit),
            .ordinal = literal.ordinal},
           first, behind);
}

}  // namespace kontor::docgen::written
