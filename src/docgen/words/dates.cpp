#include "docgen/words/dates.hpp"

#include "docgen/words/numbers.hpp"

namespace kontor::docgen {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t at(Case in) { return static_cast<std::size_t>(in); }

constexpr std::string_view kEnMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view kEnWeekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                            "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, kCases> kRuWeekdays[] = {
    {"воскресенье", "воскресенья", "воскресенью", "воскресенье", "воскресеньем", "воскресенье"},
    {"понедельник", "понедельника", "понедельнику", "понедельник", "понедельником", "понедельнике"},
    {"вторник", "вторника", "вторнику", "вторник", "вторником", "вторнике"},
    {"среда", "среды", "среде", "среду", "средой", "среде"},
    {"четверг", "четверга", "четвергу", "четверг", "четвергом", "четверге"},
    {"пятница", "пятницы", "пятнице", "пятницу", "пятницей", "пятнице"},
    {"суббота", "субботы", "субботе", "субботу", "субботой", "субботе"},
};
constexpr std::string_view kRuWeekdaysShort[] = {"вс", "пн", "вт", "ср", "чт", "пт", "сб"};
constexpr std::string_view kRoman[] = {"I", "II", "III", "IV"};

std::string ru_month(unsigned month, Case in) {
  static constexpr std::pair<std::string_view, std::string_view> kMonths[] = {
      {"январ", "ь"}, {"феврал", "ь"}, {"март", ""},     {"апрел", "ь"},  {"ма", "й"},    {"июн", "ь"},
      {"июл", "ь"},   {"август", ""},  {"сентябр", "ь"}, {"октябр", "ь"}, {"ноябр", "ь"}, {"декабр", "ь"}};
  const auto& [stem, last] = kMonths[month - 1];
  const bool stressed = month == 1 || month == 2 || month >= 9;  // январём, but мартом, апрелем
  static constexpr std::array<std::string_view, kCases> kHard = {"", "а", "у", "", "ом", "е"};
  static constexpr std::array<std::string_view, kCases> kSoft = {"", "я", "ю", "", "ем", "е"};
  if (in == Case::nominative || in == Case::accusative) return fmt::format("{}{}", stem, last);
  if (last == "ь" && stressed && in == Case::instrumental) return fmt::format("{}ём", stem);
  return fmt::format("{}{}", stem, (last.empty() ? kHard : kSoft)[at(in)]);
}

std::string month_name(unsigned month, Locale locale, Case in) {
  return locale == Locale::ru ? ru_month(month, in) : std::string(kEnMonths[month - 1]);
}

std::string month_short(unsigned month, Locale locale) {
  if (locale == Locale::en) return std::string(kEnMonths[month - 1].substr(0, 3));
  return ru_month(month, Case::genitive).substr(0, 6);  // three letters of two bytes
}

/// A date and the language that it is written in.
struct Writing {
  Day date;
  Locale locale;
  Case in;
  int year = static_cast<int>(date.year());
  unsigned month = static_cast<unsigned>(date.month());
  unsigned day = static_cast<unsigned>(date.day());

  bool ru() const { return locale == Locale::ru; }
  unsigned weekday() const { return chrono::weekday(chrono::sys_days(date)).c_encoding(); }
  unsigned quarter() const { return (month - 1) / 3 + 1; }

  std::string_view weekday_name(Case as) const {
    return ru() ? kRuWeekdays[weekday()][at(as)] : kEnWeekdays[weekday()];
  }

  std::string in_words() const {
    const auto count = static_cast<Size>(year);
    if (ru())
      return fmt::format("{} {} {} года", ordinal(day, locale, Gender::neuter, in), ru_month(month, Case::genitive),
                         ordinal(count, locale, Gender::masculine, Case::genitive));
    return fmt::format("the {} of {}, {}", ordinal(day, locale), kEnMonths[month - 1], cardinal(count, locale));
  }

  /// What a directive of a pattern stands for; nothing for one that is not known.
  std::optional<std::string> directive(std::string_view name) const {
    if (name == "d") return fmt::format("{:02}", day);
    if (name == "-d") return fmt::format("{}", day);
    if (name == "m") return fmt::format("{:02}", month);
    if (name == "-m") return fmt::format("{}", month);
    if (name == "Y") return fmt::format("{:04}", year);
    if (name == "y") return fmt::format("{:02}", year % 100);
    if (name == "j")
      return fmt::format("{:03}", days_between(Day(date.year(), chrono::January, chrono::day(1)), date) + 1);
    if (name == "B") return month_name(month, locale, Case::genitive);
    if (name == "OB") return month_name(month, locale, Case::nominative);
    if (name == "b") return month_short(month, locale);
    if (name == "A") return std::string(weekday_name(Case::nominative));
    if (name == "a") return std::string(ru() ? kRuWeekdaysShort[weekday()] : weekday_name(in).substr(0, 3));
    if (name == "q") return fmt::format("{}", quarter());
    if (name == "Q") return std::string(kRoman[quarter() - 1]);
    if (name == "%") return "%";
    return std::nullopt;
  }

  std::optional<std::string> by_pattern(std::string_view pattern) const {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] != '%' || i + 1 >= pattern.size()) {
        out += pattern[i];
        continue;
      }
      const bool two = (pattern[i + 1] == '-' || pattern[i + 1] == 'O') && i + 2 < pattern.size();
      const auto text = directive(pattern.substr(i + 1, two ? 2 : 1));
      if (!text) return std::nullopt;
      out += *text;
      i += two ? 2 : 1;
    }
    return out;
  }
};

std::optional<Day> within_calendar(Day day) {
  const int year = static_cast<int>(day.year());
  if (!day.ok() || year < 1 || year > 9999) return std::nullopt;
  return day;
}

/// More than the calendar has, so that sums cannot overflow.
constexpr std::int64_t kMostDays = 4'000'000;

}  // namespace

std::optional<Day> parse_date(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (iso.size() > 10 && iso[10] != 'T' && iso[10] != ' ') return std::nullopt;
  int parts[3] = {};
  const std::pair<std::size_t, std::size_t> places[] = {{0, 4}, {5, 2}, {8, 2}};
  for (std::size_t i = 0; i < 3; ++i) {
    for (const char c : iso.substr(places[i].first, places[i].second)) {
      if (c < '0' || c > '9') return std::nullopt;
      parts[i] = parts[i] * 10 + (c - '0');
    }
  }
  return within_calendar(Day{chrono::year(parts[0]), chrono::month(static_cast<unsigned>(parts[1])),
                             chrono::day(static_cast<unsigned>(parts[2]))});
}

std::string iso_date(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::optional<std::string> format_date(Day date, std::string_view style, Locale locale, Case in) {
  const Writing writing{.date = date, .locale = locale, .in = in};
  const auto& [day, month, year] = std::tie(writing.day, writing.month, writing.year);
  const bool ru = writing.ru();
  if (style == "long" || style == "quoted") {
    const std::string_view open = ru && style == "quoted" ? "«" : "";
    const std::string_view close = ru && style == "quoted" ? "»" : "";
    return fmt::format("{}{}{}\u00A0{} {}{}", open, day, close, month_name(month, locale, Case::genitive), year,
                       ru ? "\u00A0г." : "");
  }
  if (style == "short")
    return ru ? fmt::format("{:02}.{:02}.{:04}", day, month, year)
              : fmt::format("{}\u00A0{}\u00A0{}", day, month_short(month, locale), year);
  if (style == "iso") return iso_date(date);
  if (style == "words") return writing.in_words();
  if (style == "month") return fmt::format("{} {}{}", month_name(month, locale, in), year, ru ? "\u00A0г." : "");
  if (style == "quarter")
    return ru ? fmt::format("{}\u00A0квартал {}\u00A0г.", kRoman[writing.quarter() - 1], year)
              : fmt::format("Q{} {}", writing.quarter(), year);
  if (style == "weekday") return std::string(writing.weekday_name(in));
  if (style.find('%') == std::string_view::npos) return std::nullopt;
  return writing.by_pattern(style);
}

std::optional<Day> add_days(Day day, std::int64_t days) {
  if (std::abs(days) > kMostDays) return std::nullopt;
  return within_calendar(Day(chrono::sys_days(day) + chrono::days(days)));
}

std::optional<Day> add_months(Day day, std::int64_t months) {
  if (std::abs(months) > kMostDays) return std::nullopt;
  const std::int64_t count =
      static_cast<int>(day.year()) * std::int64_t{12} + static_cast<unsigned>(day.month()) - 1 + months;
  if (count < 12 || count >= 12 * std::int64_t{10'000}) return std::nullopt;
  const chrono::year_month month{chrono::year(static_cast<int>(count / 12)),
                                 chrono::month(static_cast<unsigned>(count % 12 + 1))};
  const chrono::day last = (month / chrono::last).day();
  return month / std::min(day.day(), last);
}

std::optional<Day> add_working_days(Day day, std::int64_t days) {
  if (std::abs(days) > kMostDays) return std::nullopt;
  const std::int64_t step = days < 0 ? -1 : 1;
  chrono::sys_days at = day;
  at += chrono::days(days / 5 * 7);  // whole weeks first; then at most four working days are left
  for (std::int64_t left = std::abs(days % 5); left > 0;) {
    at += chrono::days(step);
    const unsigned weekday = chrono::weekday(at).c_encoding();
    if (weekday != 0 && weekday != 6) --left;
  }
  // Five working days from a Saturday end on a Friday, not on the next Saturday.
  while (days != 0 && (chrono::weekday(at).c_encoding() == 0 || chrono::weekday(at).c_encoding() == 6))
    at -= chrono::days(step);
  return within_calendar(Day(at));
}

std::int64_t days_between(Day from, Day to) { return (chrono::sys_days(to) - chrono::sys_days(from)).count(); }

}  // namespace kontor::docgen
