#include "docgen/language/dates.hpp"

namespace kontor::docgen {
namespace {

constexpr std::string_view kRuMonths[] = {"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                          "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
constexpr std::string_view kEnMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

std::string_view month_name(unsigned month, Locale locale) {
  return locale == Locale::ru ? kRuMonths[month - 1] : kEnMonths[month - 1];
}

std::string month_short(unsigned month, Locale locale) {
  if (locale == Locale::en) return std::string(kEnMonths[month - 1].substr(0, 3));
  return std::string(kRuMonths[month - 1].substr(0, 6));  // three letters of two bytes
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_date(std::string_view iso) {
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
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok() || parts[0] == 0) return std::nullopt;
  return day;
}

std::optional<std::string> format_date(std::chrono::year_month_day date, std::string_view style, Locale locale) {
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned day = static_cast<unsigned>(date.day());
  const bool ru = locale == Locale::ru;
  if (style == "long")
    return fmt::format(fmt::runtime(ru ? "{}\u00A0{} {}\u00A0г." : "{}\u00A0{} {}"), day, month_name(month, locale),
                       year);
  if (style == "quoted")
    return fmt::format(fmt::runtime(ru ? "«{}»\u00A0{} {}\u00A0г." : "{}\u00A0{} {}"), day, month_name(month, locale),
                       year);
  if (style == "short")
    return ru ? fmt::format("{:02}.{:02}.{:04}", day, month, year)
              : fmt::format("{}\u00A0{}\u00A0{}", day, month_short(month, locale), year);
  if (style == "iso") return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (style.find('%') == std::string_view::npos) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < style.size(); ++i) {
    if (style[i] != '%' || i + 1 >= style.size()) {
      out += style[i];
      continue;
    }
    const bool bare = style[++i] == '-' && i + 1 < style.size();
    if (bare) ++i;
    switch (style[i]) {
      case 'd':
        out += fmt::format("{:0{}}", day, bare ? 1 : 2);
        break;
      case 'm':
        out += fmt::format("{:0{}}", month, bare ? 1 : 2);
        break;
      case 'Y':
        out += fmt::format("{:04}", year);
        break;
      case 'y':
        out += fmt::format("{:02}", year % 100);
        break;
      case 'B':
        out += month_name(month, locale);
        break;
      case 'b':
        out += month_short(month, locale);
        break;
      case '%':
        out += '%';
        break;
      default:
        return std::nullopt;
    }
  }
  return out;
}

}  // namespace kontor::docgen
