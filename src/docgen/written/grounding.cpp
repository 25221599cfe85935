#include "docgen/written/grounding.hpp"

#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/written/facts.hpp"

namespace kontor::docgen {

using written::Claim;
using written::Day;
using written::Reading;
using written::Unit;

/// One passage against its facts.
class Grounding {
 public:
  Grounding(std::string_view text, const Facts& facts) : text_(text), known_(*facts.known_), reading_(text) {
    reading_.read_names();
    std::ranges::sort(reading_.claims, {}, &Claim::at);
  }

  std::vector<Objection> objections() const {
    std::vector<Objection> out;
    const std::vector<Claim>& claims = reading_.claims;
    std::size_t said_until = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (has_code(claims[i]) || holds(claims[i])) continue;
      std::size_t last = i;
      if (claims[i].kind == Claim::Kind::name) {
        while (last + 1 < claims.size() && follows(claims[last], claims[last + 1]) && !holds(claims[last + 1])) ++last;
        if (claims[i].weak && last == i) continue;
      }
      std::string piece = piece_of(claims[i], claims[last]);
      if (!out.empty() && out.back().piece == piece && claims[i].at < said_until) continue;
      said_until = claims[i].at + piece.size();
      out.push_back({.piece = std::move(piece),
                     .place = fmt::format("sentence {}", sentence_of(claims[i].at)),
                     .reason = reason(claims[i])});
      i = last;
    }
    return out;
  }

 private:
  bool has_code(const Claim& claim) const {
    const std::string_view code = reading_.code_around(claim.at, claim.end());
    return !code.empty() && known_.codes.contains(lowercase(code));
  }

  /// As the reader sees it: a number inside «КП-17» is shown with all of it.
  std::string piece_of(const Claim& first, const Claim& last) const {
    const std::string_view code = reading_.code_around(first.at, last.end());
    const bool letters = std::ranges::any_of(written::tokens_of(code), &written::Token::is_word);
    return std::string(letters ? code : text_.substr(first.at, last.end() - first.at));
  }

  bool holds(const Claim& claim) const {
    switch (claim.kind) {
      case Claim::Kind::number:
        return has_number(claim);
      case Claim::Kind::day:
        return std::ranges::any_of(claim.days, [&](const Day& day) { return has_day(day); });
      case Claim::Kind::weekday:
        return has_key(claim) ||
               std::ranges::any_of(known_.days, [&](const Day& day) { return falls_on(day, claim.key); });
      case Claim::Kind::phone:
        return known_.phones.contains(written::subscriber(claim.key));
      case Claim::Kind::url:
        return has_key(claim) || has_host(claim.key);
      case Claim::Kind::name:
        return Facts::Known::has(known_.words, claim.key);
      default:
        return has_key(claim);
    }
  }

  bool has_key(const Claim& claim) const {
    const auto found = known_.keys.find(claim.kind);
    return found != known_.keys.end() && found->second.contains(claim.key);
  }

  bool has_host(std::string_view host) const {
    const auto found = known_.keys.find(Claim::Kind::url);
    return found != known_.keys.end() && std::ranges::any_of(found->second, [&](const std::string& url) {
             return url.starts_with(host) && url.find_first_of("/?#") == host.size();
           });
  }

  bool has_day(const Day& day) const {
    if (day.month == 0 && day.day == 0 && has_value(Decimal(day.year), {})) return true;
    return std::ranges::any_of(known_.days, [&](const Day& fact) {
      return (day.year == 0 || day.year == fact.year) && (day.month == 0 || day.month == fact.month) &&
             (day.day == 0 || day.day == fact.day);
    });
  }

  static bool falls_on(const Day& day, const std::string& weekday) {
    using namespace std::chrono;
    const year_month_day date{year(day.year), month(static_cast<unsigned>(day.month)),
                              std::chrono::day(static_cast<unsigned>(day.day))};
    return day.year > 0 && date.ok() && std::to_string(std::chrono::weekday(sys_days(date)).c_encoding()) == weekday;
  }

  bool has_number(const Claim& claim) const {
    for (const Decimal& value : claim.values)
      if (has_value(value, claim.unit)) return true;
    // «в течение месяца» where the fields speak of months in other words: "30 000 ₽ в месяц".
    if (!claim.key.empty() && Facts::Known::has(known_.loose, claim.key)) return true;
    if (is_open(claim.unit) && !claim.values.empty() && is_part_of_day(claim)) return true;
    return is_open(claim.unit) && !claim.apart.empty() &&
           std::ranges::all_of(claim.apart, [&](const Decimal& value) { return has_value(value, {}); });
  }

  static bool is_open(const Unit& unit) { return unit.kind == Unit::Kind::unknown || unit.kind == Unit::Kind::count; }

  /// A year of a known date, or «15-го» of one; the digits of a phone without its marks.
  bool is_part_of_day(const Claim& claim) const {
    const auto whole = claim.values[0].whole();
    if (!whole) return false;
    const std::string digits = std::to_string(*whole);
    if (digits.size() >= 10 && known_.phones.contains(written::subscriber(digits))) return true;
    return std::ranges::any_of(
        known_.days, [&](const Day& day) { return day.year == *whole || (claim.ordinal && day.day == *whole); });
  }

  bool has_value(const Decimal& value, const Unit& unit) const {
    return std::ranges::any_of(known_.numbers,
                               [&](const auto& fact) { return agree(value, unit, fact.value, fact.unit); });
  }

  static bool agree(const Decimal& value, const Unit& unit, const Decimal& fact, const Unit& fact_unit) {
    if (is_open(unit) || fact_unit.kind == Unit::Kind::unknown) return value == fact;
    if (unit.kind != fact_unit.kind) return false;
    if (unit.kind == Unit::Kind::money) return value == fact && same_currency(unit.currency, fact_unit.currency);
    const auto a = Decimal::multiply(value, Decimal(unit.factor));
    const auto b = Decimal::multiply(fact, Decimal(fact_unit.factor));
    return a && b && *a == *b;
  }

  static bool same_currency(std::string_view a, std::string_view b) {
    constexpr std::string_view kDollars = "USD CAD AUD NZD SGD HKD";
    if (a.empty() || b.empty() || a == b) return true;
    if (a == "$") return written::holds(kDollars, b);
    if (b == "$") return written::holds(kDollars, a);
    return (a == "RUB" && b == "BYN") || (a == "GBP" && b == "EGP");  // рубли, pounds
  }

  /// Whether two names stand side by side, so that they are one.
  bool follows(const Claim& a, const Claim& b) const {
    if (b.kind != Claim::Kind::name || b.weak) return false;
    const std::string_view between = text_.substr(a.end(), b.at - a.end());
    return between == " " || between == "\u00A0" || between == "-" || between == ". ";
  }

  std::string reason(const Claim& claim) const {
    switch (claim.kind) {
      case Claim::Kind::email:
        return "this e-mail address is not in the fields";
      case Claim::Kind::url:
        return "this web address is not in the fields";
      case Claim::Kind::phone:
        return "this phone number is not in the fields";
      case Claim::Kind::day:
        return "this date is not in the fields";
      case Claim::Kind::time:
        return "this time is not in the fields";
      case Claim::Kind::weekday:
        return "no date of the fields falls on this day of the week";
      case Claim::Kind::vague:
        return "the fields do not say this";
      case Claim::Kind::name:
        return "this name is not in the fields";
      case Claim::Kind::number:
        break;
    }
    const auto has = [&](const Decimal& value) { return has_value(value, {}); };
    if (!is_open(claim.unit) && std::ranges::any_of(claim.values, has))
      return "the fields have this number, but it counts something else there";
    switch (claim.unit.kind) {
      case Unit::Kind::money:
        return "this amount is not in the fields";
      case Unit::Kind::percent:
        return "this percentage is not in the fields";
      case Unit::Kind::minutes:
      case Unit::Kind::months:
        return "this length of time is not in the fields";
      default:
        return "this figure is not in the fields";
    }
  }

  int sentence_of(std::size_t at) const {
    int sentence = 0;
    for (std::size_t i = 0; i < reading_.tokens.size() && reading_.tokens[i].at <= at; ++i)
      if (reading_.tokens[i].kind != written::Token::Kind::mark && reading_.starts_sentence(i)) ++sentence;
    return std::max(sentence, 1);
  }

  std::string_view text_;
  const Facts::Known& known_;
  Reading reading_;
};

std::string describe(const Objection& objection) {
  if (objection.piece.empty()) return objection.reason;
  return fmt::format("\"{}\" ({}): {}", objection.piece, objection.place, objection.reason);
}

int count_words(std::string_view text) {
  int words = 0;
  bool counted = false;
  for (const written::Token& token : written::tokens_of(text)) {
    if (token.gap) counted = false;
    if (token.kind == written::Token::Kind::mark || counted) continue;
    ++words;
    counted = true;
  }
  return words;
}

std::vector<Objection> objections(std::string_view passage, const Facts& facts, std::optional<int> max_words) {
  const int words = count_words(passage);
  if (words == 0) return {{.reason = "the text is empty"}};
  std::vector<Objection> out;
  if (max_words && words > *max_words)
    out.push_back({.reason = fmt::format("the text has {} words, and at most {} are allowed", words, *max_words)});
  std::ranges::move(Grounding(passage, facts).objections(), std::back_inserter(out));
  return out;
}

}  // namespace kontor::docgen
