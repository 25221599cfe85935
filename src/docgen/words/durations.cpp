#include "docgen/words/durations.hpp"

#include "docgen/words/numbers.hpp"

namespace kontor::docgen {
namespace {

struct Unit {
  std::string_view name, plural;  ///< as templates say it
  Counted ru;
  std::string_view en, en_many;
};

Noun day() {
  return {.one = {"день", "дня", "дню", "день", "днём", "дне"},
          .many = {"дни", "дней", "дням", "дни", "днями", "днях"},
          .gender = Gender::masculine};
}

Noun week() {
  return {.one = {"неделя", "недели", "неделе", "неделю", "неделей", "неделе"},
          .many = {"недели", "недель", "неделям", "недели", "неделями", "неделях"},
          .gender = Gender::feminine};
}

const std::vector<Unit>& units() {
  constexpr Gender m = Gender::masculine;
  static const std::vector<Unit> kUnits = {
      {"day", "days", {"", day(), ""}, "day", "days"},
      {"working_day", "working_days", {"рабочий", day(), ""}, "working day", "working days"},
      {"calendar_day", "calendar_days", {"календарный", day(), ""}, "calendar day", "calendar days"},
      {"banking_day", "banking_days", {"банковский", day(), ""}, "banking day", "banking days"},
      {"week", "weeks", {"", week(), ""}, "week", "weeks"},
      {"month",
       "months",
       {"",
        {.one = {"месяц", "месяца", "месяцу", "месяц", "месяцем", "месяце"},
         .many = {"месяцы", "месяцев", "месяцам", "месяцы", "месяцами", "месяцах"},
         .gender = m},
        ""},
       "month",
       "months"},
      {"quarter", "quarters", {"", noun("квартал", Pattern::hard, m), ""}, "quarter", "quarters"},
      {"year",
       "years",
       {"",
        {.one = {"год", "года", "году", "год", "годом", "годе"},
         .many = {"годы", "лет", "годам", "годы", "годами", "годах"},
         .gender = m},
        ""},
       "year",
       "years"},
      {"hour", "hours", {"", noun("час", Pattern::hard, m), ""}, "hour", "hours"},
      {"minute", "minutes", {"", noun("минута", Pattern::feminine, Gender::feminine), ""}, "minute", "minutes"},
      {"percent", "percents", {"", noun("процент", Pattern::hard, m), ""}, "per cent", "per cent"},
  };
  return kUnits;
}

}  // namespace

std::optional<std::string> duration(const Decimal& number, std::string_view name, Locale locale,
                                    const DurationWords& how) {
  const auto unit =
      std::ranges::find_if(units(), [&](const Unit& each) { return each.name == name || each.plural == name; });
  if (unit == units().end()) return std::nullopt;
  std::string out = format(number.normalized(), locale);
  if (how.words) {
    const auto words = in_words(number, locale, unit->ru.noun.gender, how.in);
    if (!words) return std::nullopt;
    out += fmt::format(" ({})", *words);
  }
  out += how.words ? " " : "\u00A0";
  if (locale == Locale::en) return out.append(plural_form(number, locale) == 0 ? unit->en : unit->en_many);
  return out + unit->ru.after(count_of(number), how.in, governs(number));
}

std::vector<std::string_view> duration_units() {
  std::vector<std::string_view> names;
  for (const Unit& unit : units()) names.push_back(unit.name);
  return names;
}

Count count_of(const Decimal& number) {
  const Decimal plain = number.absolute().normalized();
  return plain.scale() > 0 ? Count::fraction : count_of(static_cast<Size>(plain.coefficient()));
}

bool governs(const Decimal& number) {
  const Decimal plain = number.absolute().normalized();
  return plain.scale() == 0 && governs(static_cast<Size>(plain.coefficient()));
}

}  // namespace kontor::docgen
