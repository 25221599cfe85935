#include "docgen/language/words.hpp"

#include "docgen/language/letters.hpp"

namespace kontor::docgen {
namespace {

struct Names {
  std::string_view code;
  char gender;                                  ///< of the Russian main unit
  std::array<std::string_view, 3> unit, cent;   ///< Russian: 1, 2, 5
  std::array<std::string_view, 2> en, en_cent;  ///< English: one, many
};

constexpr Names kNames[] = {
    {"RUB",
     'm',
     {"рубль", "рубля", "рублей"},
     {"копейка", "копейки", "копеек"},
     {"ruble", "rubles"},
     {"kopeck", "kopecks"}},
    {"BYN",
     'm',
     {"белорусский рубль", "белорусских рубля", "белорусских рублей"},
     {"копейка", "копейки", "копеек"},
     {"Belarusian ruble", "Belarusian rubles"},
     {"kopeck", "kopecks"}},
    {"KZT", 'm', {"тенге", "тенге", "тенге"}, {"тиын", "тиына", "тиынов"}, {"tenge", "tenge"}, {"tiyn", "tiyn"}},
    {"UAH",
     'f',
     {"гривна", "гривны", "гривен"},
     {"копейка", "копейки", "копеек"},
     {"hryvnia", "hryvnias"},
     {"kopiyka", "kopiykas"}},
    {"USD",
     'm',
     {"доллар США", "доллара США", "долларов США"},
     {"цент", "цента", "центов"},
     {"dollar", "dollars"},
     {"cent", "cents"}},
    {"EUR", 'n', {"евро", "евро", "евро"}, {"цент", "цента", "центов"}, {"euro", "euros"}, {"cent", "cents"}},
    {"GBP",
     'm',
     {"фунт стерлингов", "фунта стерлингов", "фунтов стерлингов"},
     {"пенс", "пенса", "пенсов"},
     {"pound", "pounds"},
     {"penny", "pence"}},
    {"CNY", 'm', {"юань", "юаня", "юаней"}, {"фэнь", "фэня", "фэней"}, {"yuan", "yuan"}, {"fen", "fen"}},
    {"JPY", 'f', {"иена", "иены", "иен"}, {"", "", ""}, {"yen", "yen"}, {"", ""}},
    {"CHF",
     'm',
     {"швейцарский франк", "швейцарских франка", "швейцарских франков"},
     {"раппен", "раппена", "раппенов"},
     {"Swiss franc", "Swiss francs"},
     {"centime", "centimes"}},
    {"PLN", 'm', {"злотый", "злотых", "злотых"}, {"грош", "гроша", "грошей"}, {"zloty", "zlotys"}, {"grosz", "groszy"}},
    {"TRY",
     'f',
     {"турецкая лира", "турецкие лиры", "турецких лир"},
     {"куруш", "куруша", "курушей"},
     {"Turkish lira", "Turkish lira"},
     {"kurus", "kurus"}},
    {"UZS", 'm', {"сум", "сума", "сумов"}, {"тийин", "тийина", "тийинов"}, {"som", "som"}, {"tiyin", "tiyin"}},
    {"KGS", 'm', {"сом", "сома", "сомов"}, {"тыйын", "тыйына", "тыйынов"}, {"som", "som"}, {"tyiyn", "tyiyn"}},
    {"AMD", 'm', {"драм", "драма", "драмов"}, {"лума", "лумы", "лум"}, {"dram", "drams"}, {"luma", "luma"}},
    {"GEL", 'm', {"лари", "лари", "лари"}, {"тетри", "тетри", "тетри"}, {"lari", "lari"}, {"tetri", "tetri"}},
    {"AZN",
     'm',
     {"манат", "маната", "манатов"},
     {"гяпик", "гяпика", "гяпиков"},
     {"manat", "manats"},
     {"qapik", "qapik"}},
};

constexpr std::string_view kRuUnits[] = {"",           "один",        "два",        "три",          "четыре",
                                         "пять",       "шесть",       "семь",       "восемь",       "девять",
                                         "десять",     "одиннадцать", "двенадцать", "тринадцать",   "четырнадцать",
                                         "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"};
constexpr std::string_view kRuTens[] = {"",          "",           "двадцать",  "тридцать",    "сорок",
                                        "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"};
constexpr std::string_view kRuHundreds[] = {"",        "сто",      "двести",  "триста",    "четыреста",
                                            "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"};
constexpr std::array<std::string_view, 3> kRuPowers[] = {{"", "", ""},
                                                         {"тысяча", "тысячи", "тысяч"},
                                                         {"миллион", "миллиона", "миллионов"},
                                                         {"миллиард", "миллиарда", "миллиардов"},
                                                         {"триллион", "триллиона", "триллионов"},
                                                         {"квадриллион", "квадриллиона", "квадриллионов"},
                                                         {"квинтиллион", "квинтиллиона", "квинтиллионов"}};

constexpr std::string_view kEnUnits[] = {
    "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kEnTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                        "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::string_view kEnPowers[] = {"",         "thousand",    "million",    "billion",
                                          "trillion", "quadrillion", "quintillion"};

int form(std::uint64_t number, Locale locale) {
  if (locale == Locale::en) return number == 1 ? 0 : 1;
  const auto tens = number % 100;
  const auto units = number % 10;
  if (tens >= 11 && tens <= 14) return 2;
  return units == 1 ? 0 : units >= 2 && units <= 4 ? 1 : 2;
}

void put(std::string& out, std::string_view word, std::string_view gap = " ") {
  if (word.empty()) return;
  if (!out.empty()) out += gap;
  out += word;
}

void ru_group(std::string& out, unsigned group, char gender) {
  put(out, kRuHundreds[group / 100]);
  const unsigned rest = group % 100;
  if (rest >= 20) put(out, kRuTens[rest / 10]);
  const unsigned units = rest < 20 ? rest : rest % 10;
  if (units == 1 && gender != 'm')
    put(out, gender == 'f' ? "одна" : "одно");
  else if (units == 2 && gender == 'f')
    put(out, "две");
  else
    put(out, kRuUnits[units]);
}

void en_group(std::string& out, unsigned group) {
  if (group >= 100) {
    put(out, kEnUnits[group / 100]);
    put(out, "hundred");
  }
  const unsigned rest = group % 100;
  if (rest < 20) return put(out, kEnUnits[rest]);
  put(out, kEnTens[rest / 10]);
  put(out, kEnUnits[rest % 10], "-");
}

std::string number_words(std::uint64_t number, Locale locale, char gender) {
  if (number == 0) return locale == Locale::ru ? "ноль" : "zero";
  std::array<unsigned, 7> groups{};
  std::size_t count = 0;
  for (; number != 0; number /= 1000) groups[count++] = static_cast<unsigned>(number % 1000);
  std::string out;
  for (std::size_t i = count; i-- > 0;) {
    if (groups[i] == 0) continue;
    if (locale == Locale::ru) {
      ru_group(out, groups[i], i == 0 ? gender : i == 1 ? 'f' : 'm');
      put(out, kRuPowers[i][static_cast<std::size_t>(form(groups[i], locale))]);
    } else {
      en_group(out, groups[i]);
      put(out, kEnPowers[i]);
    }
  }
  return out;
}

std::uint64_t magnitude(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

std::string in_words(std::int64_t number, Locale locale, char gender) {
  const std::string words = number_words(magnitude(number), locale, gender);
  return number >= 0 ? words : (locale == Locale::ru ? "минус " : "minus ") + words;
}

std::string in_words(const Money& money, Locale locale) {
  std::uint64_t unit = 1;
  for (int i = 0; i < money.currency.exponent(); ++i) unit *= 10;
  const std::uint64_t whole = magnitude(money.minor) / unit;
  const std::uint64_t cents = magnitude(money.minor) % unit;
  const auto* names = std::ranges::find(kNames, money.currency.code(), &Names::code);
  const bool known = names != std::end(kNames);
  const bool ru = locale == Locale::ru;

  std::string out = money.minor < 0 ? (ru ? "минус" : "minus") : "";
  put(out, number_words(whole, locale, known ? names->gender : 'm'));
  const auto whole_form = static_cast<std::size_t>(form(whole, locale));
  put(out, !known ? money.currency.code() : ru ? names->unit[whole_form] : names->en[whole_form]);
  if (money.currency.exponent() > 0) {
    const auto cent_form = static_cast<std::size_t>(form(cents, locale));
    if (!ru) put(out, "and");
    put(out, fmt::format("{:0{}}", cents, money.currency.exponent()));
    put(out, !known ? (ru ? "сотых" : "hundredths") : ru ? names->cent[cent_form] : names->en_cent[cent_form]);
    if (!known && money.currency.exponent() == 3)
      out.replace(out.rfind(' ') + 1, std::string::npos, ru ? "тысячных" : "thousandths");
  }
  return first_upper(out);
}

int plural_form(const Decimal& number, Locale locale) {
  const auto whole = number.absolute().whole();
  if (!whole) return 1;  // 1,5 дня; 1.5 days
  return form(static_cast<std::uint64_t>(*whole), locale);
}

}  // namespace kontor::docgen
