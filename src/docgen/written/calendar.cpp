#include "docgen/written/claims.hpp"
#include "docgen/written/numerals.hpp"

namespace kontor::docgen::written {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

/// Every form that a month's name has.
constexpr std::array<std::string_view, 12> kMonths{"январь января январе январю январем january",
                                                   "февраль февраля феврале февралю февралем february",
                                                   "март марта марте марту мартом",
                                                   "апрель апреля апреле апрелю апрелем april",
                                                   "май мая мае маю маем",
                                                   "июнь июня июне июню июнем june",
                                                   "июль июля июле июлю июлем july",
                                                   "август августа августе августу августом august",
                                                   "сентябрь сентября сентябре сентябрю сентябрем september",
                                                   "октябрь октября октябре октябрю октябрем october",
                                                   "ноябрь ноября ноябре ноябрю ноябрем november",
                                                   "декабрь декабря декабре декабрю декабрем december"};
/// Forms that are other words as well: months only beside a day or a year.
constexpr std::array<std::string_view, 12> kShortMonths{
    "янв jan", "фев февр feb", "мар mar march",     "апр apr", "may",          "июн jun",
    "июл jul", "авг aug",      "сен сент sep sept", "окт oct", "ноя нояб nov", "дек dec"};
constexpr std::array<std::string_view, 7> kWeekdays{
    "sunday sundays воскресенье воскресенья воскресенью воскресеньям",
    "monday mondays понедельник понедельника понедельнику понедельникам",
    "tuesday tuesdays вторник вторника вторнику вторникам",
    "wednesday wednesdays средам",
    "thursday thursdays четверг четверга четвергу четвергам",
    "friday fridays пятница пятницу пятницы пятнице пятницам",
    "saturday saturdays суббота субботу субботы субботе субботам"};

template <std::size_t N>
int index_of(const std::array<std::string_view, N>& table, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (holds(table[i], word)) return static_cast<int>(i);
  return -1;
}

bool exists(const Day& day) {
  using namespace std::chrono;
  const int year_ = day.year ? day.year : 2024;  // a leap year: 29 February may be meant
  return year_month_day(year(year_), month(static_cast<unsigned>(day.month)),
                        std::chrono::day(static_cast<unsigned>(day.day)))
      .ok();
}

bool is_latin(std::string_view word) { return !word.empty() && static_cast<unsigned char>(word[0]) < 0x80; }

}  // namespace

void Calendar::read() {
  for (std::size_t i = 0; i < tokens_.size(); ++i)
    if (in_.is_free(i, i + 1)) numeric(i);
  for (std::size_t i = 0; i < tokens_.size(); ++i)
    if (in_.is_free(i, i + 1)) named_month(i);
  for (std::size_t i = 0; i < tokens_.size(); ++i)
    if (in_.is_free(i, i + 1) && !weekday(i)) relative(i);
}

void Calendar::take(std::vector<Day> days, std::size_t first, std::size_t last) {
  in_.take({.kind = Claim::Kind::day, .days = std::move(days)}, first, last);
}

bool Calendar::numeric(std::size_t i) {
  if (!tokens_[i].is_digits()) return false;
  if (i > 0 && !tokens_[i].gap && (tokens_[i - 1].is_word() || tokens_[i - 1].is("-"))) return false;
  return iso(i) || dotted(i) || time(i);
}

/// The number of one or two digits (or exactly four), or -1.
int Calendar::small_number(std::size_t i, std::size_t most_digits) const {
  if (i >= tokens_.size() || !tokens_[i].is_digits() || tokens_[i].low.size() > most_digits) return -1;
  return std::stoi(tokens_[i].low);
}

bool Calendar::iso(std::size_t i) {
  if (i + 4 >= tokens_.size() || tokens_[i].low.size() != 4) return false;
  const std::string& mark = tokens_[i + 1].low;
  if ((mark != "-" && mark != "/" && mark != ".") || tokens_[i + 3].low != mark) return false;
  for (std::size_t j = i + 1; j < i + 5; ++j)
    if (tokens_[j].gap) return false;
  const Day day{small_number(i, 4), small_number(i + 2, 2), small_number(i + 4, 2)};
  if (day.month < 1 || day.day < 1 || !exists(day)) return false;
  std::size_t last = i + 5;
  if (last < tokens_.size() && tokens_[last].is("t") && !tokens_[last].gap) ++last;  // the time behind it is read apart
  take({day}, i, last);
  return true;
}

/// 23.11.2026, 23.11.26, 23/11/2026 and 11/23/2026.
bool Calendar::dotted(std::size_t i) {
  if (i + 4 >= tokens_.size()) return false;
  const std::string& mark = tokens_[i + 1].low;
  if ((mark != "-" && mark != "/" && mark != ".") || tokens_[i + 3].low != mark) return false;
  for (std::size_t j = i + 1; j < i + 5; ++j)
    if (tokens_[j].gap) return false;
  if (i + 6 < tokens_.size() && tokens_[i + 5].low == mark && !tokens_[i + 5].gap && !tokens_[i + 6].gap &&
      tokens_[i + 6].is_digits())
    return false;  // 1.2.10.4
  const int first = small_number(i, 2);
  const int second = small_number(i + 2, 2);
  int year = small_number(i + 4, 4);
  const std::size_t digits = tokens_[i + 4].low.size();
  if (first < 1 || second < 1 || year < 0 || (digits != 2 && digits != 4)) return false;
  if (digits == 2) year += 2000;
  std::vector<Day> days;
  const auto add = [&](int month, int day) {
    if (month <= 12 && exists({year, month, day})) days.push_back({year, month, day});
  };
  add(second, first);
  if (mark == "/" && first != second) add(first, second);
  if (days.empty()) return false;
  take(std::move(days), i, skip_year_word(i + 5));
  return true;
}

bool Calendar::time(std::size_t i) {
  const int hour = small_number(i, 2);
  if (hour < 0 || hour > 23) return false;
  std::size_t last = i;
  int minute = 0;
  if (i + 2 < tokens_.size() && tokens_[i + 1].is(":") && !tokens_[i + 1].gap && !tokens_[i + 2].gap &&
      tokens_[i + 2].is_digits() && tokens_[i + 2].low.size() == 2) {
    minute = small_number(i + 2, 2);
    last = i + 3;
  }
  std::size_t behind = last == i ? i + 1 : last;
  const bool pm = behind < tokens_.size() && tokens_[behind].is("pm");
  const bool am = behind < tokens_.size() && tokens_[behind].is("am");
  if (last == i && !pm && !am) return false;
  if (pm || am) last = behind + 1;
  if (minute > 59) return false;
  const int at = pm && hour < 12 ? hour + 12 : am && hour == 12 ? 0 : hour;
  in_.take({.kind = Claim::Kind::time, .key = fmt::format("{:02}:{:02}", at, minute)}, i, last);
  return true;
}

int Calendar::year_at(std::size_t i) const {
  if (i >= tokens_.size() || !tokens_[i].is_digits() || tokens_[i].low.size() != 4) return 0;
  const int year = std::stoi(tokens_[i].low);
  return year >= kFirstYear && year <= kLastYear ? year : 0;
}

/// Behind «г.», «года», if that stands there.
std::size_t Calendar::skip_year_word(std::size_t i) const {
  if (i >= tokens_.size() || tokens_[i].line || !holds("г года году год годом", tokens_[i].low)) return i;
  const bool point = tokens_[i].is("г") && i + 1 < tokens_.size() && tokens_[i + 1].is(".") && !tokens_[i + 1].gap;
  return i + (point ? 2 : 1);
}

int Calendar::month_at(std::size_t i, bool beside_number) const {
  if (!tokens_[i].is_word() || (is_latin(tokens_[i].low) && !tokens_[i].capital)) return -1;
  const int month = index_of(kMonths, tokens_[i].low);
  if (month >= 0) return month + 1;
  if (beside_number) return index_of(kShortMonths, tokens_[i].low) + 1;
  if (i > 0 && (tokens_[i].is("may") || tokens_[i].is("march")) &&
      holds("in by until till of since from during through before after early late mid next last this",
            tokens_[i - 1].low))
    return tokens_[i].is("may") ? 5 : 3;
  return 0;
}

int Calendar::day_before(std::size_t end, std::size_t& first) const {
  std::size_t i = end;  // the token before is i - 1
  const auto is = [&](std::string_view words) { return i > 0 && holds(words, tokens_[i - 1].low); };
  if (is("of")) --i;
  if (i > 0 && tokens_[i - 1].is("»")) --i;
  if (is("го е ое ого st nd rd th")) {
    --i;
    if (i > 0 && tokens_[i - 1].is("-")) --i;
  }
  if (i > 0 && in_.is_free(i - 1, i)) {
    const int day = small_number(i - 1, 2);
    if (day >= 1 && day <= 31) {
      first = i - 1;
      if (first > 0 && tokens_[first - 1].is("«")) --first;
      return day;
    }
  }
  for (std::size_t words = 2; words >= 1; --words) {  // «двадцать третьего», "twenty-third" is three tokens
    for (const std::size_t width : {words == 2 ? std::size_t{3} : words, words}) {
      if (i < width) continue;
      const auto number = numeral_at(tokens_, i - width);
      if (number && number->ordinal && number->next == i && number->value >= 1 && number->value <= 31) {
        first = i - width;
        return static_cast<int>(number->value);
      }
    }
  }
  return 0;
}

bool Calendar::named_month(std::size_t i) {
  if (!tokens_[i].is_word()) return false;
  std::size_t first = i;
  std::size_t behind = i + 1 < tokens_.size() && tokens_[i + 1].is(".") && !tokens_[i + 1].gap ? i + 2 : i + 1;
  int day = day_before(i, first);
  const bool english = is_latin(tokens_[i].low);
  const bool number_behind = behind < tokens_.size() && tokens_[behind].is_digits() && !tokens_[behind].line;
  const int month = month_at(i, day > 0 || (number_behind && (english || year_at(behind) > 0)));
  if (month <= 0) return false;
  if (day == 0) first = i;

  std::size_t last = i + 1;
  int until = 0;  // "December 1–5"
  if (day == 0 && english && number_behind && year_at(behind) == 0) {
    day = std::max(small_number(behind, 2), 0);
    if (day < 1 || day > 31) day = 0;
    if (day > 0) {
      last = behind + 1;
      if (last < tokens_.size() && !tokens_[last].gap && holds("st nd rd th", tokens_[last].low)) ++last;
      if (last + 1 < tokens_.size() && holds("- – to and through", tokens_[last].low) && year_at(last + 1) == 0) {
        until = small_number(last + 1, 2);
        if (until >= 1 && until <= 31 &&
            (last + 2 >= tokens_.size() || !tokens_[last + 2].capital || tokens_[last + 2].is(",")))
          last += 2;
        else
          until = 0;
      }
    }
  }
  std::size_t year_place = last == i + 1 ? behind : last;
  if (year_place < tokens_.size() && tokens_[year_place].is(",")) ++year_place;
  const int year = year_at(year_place);
  if (year > 0) last = skip_year_word(year_place + 1);
  if (day > 0 && !exists({year, month, day})) return false;
  if (until > 0) {
    take({{year, month, day}, {year, month, until}}, first, last);
    in_.claims.back().days = {{year, month, day}};
    in_.claims.push_back(in_.claims.back());
    in_.claims.back().days = {{year, month, until}};
    return true;
  }
  const Day upper{year, month, day};
  take({upper}, first, last);
  if (day > 0) range_before(first, upper);
  return true;
}

void Calendar::range_before(std::size_t first, const Day& upper) {
  if (first < 2 || !holds("по до и to and through until - – –", tokens_[first - 1].low)) return;
  std::size_t begin = first - 1;
  const int day = day_before(first - 1, begin);
  if (day > 0 && day < upper.day) take({{upper.year, upper.month, day}}, begin, first - 1);
}

bool Calendar::weekday(std::size_t i) {
  const Token& token = tokens_[i];
  if (!token.is_word() || (is_latin(token.low) && !token.capital)) return false;
  int day = index_of(kWeekdays, token.low);
  if (day < 0 && token.is("среду") && i > 0 && holds("в на", tokens_[i - 1].low)) day = 3;
  if (day < 0) return false;
  in_.take({.kind = Claim::Kind::weekday, .key = std::to_string(day)}, i, i + 1);
  return true;
}

bool Calendar::relative(std::size_t i) {
  const Token& token = tokens_[i];
  std::size_t last = i;
  if (holds("завтра послезавтра tomorrow", token.low)) last = i + 1;
  if (i + 1 < tokens_.size() && token.is("next") && holds("week month year quarter", tokens_[i + 1].low)) last = i + 2;
  if (i + 1 < tokens_.size() && token.low.starts_with("следующ") &&
      holds("неделе неделю недели месяце месяц месяца году год года квартале квартал", tokens_[i + 1].low))
    last = i + 2;
  if (last == i) return false;
  Claim claim{.kind = Claim::Kind::vague};
  for (std::size_t j = i; j < last; ++j) claim.key += (j > i ? " " : "") + tokens_[j].low;
  in_.take(std::move(claim), i, last);
  return true;
}

}  // namespace kontor::docgen::written
