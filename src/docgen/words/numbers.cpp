#include "docgen/words/numbers.hpp"

namespace kontor::docgen {
namespace {

using Forms = std::array<std::string_view, kCases>;

constexpr std::size_t at(Case in) { return static_cast<std::size_t>(in); }

constexpr Forms kOne[] = {{"один", "одного", "одному", "один", "одним", "одном"},
                          {"одна", "одной", "одной", "одну", "одной", "одной"},
                          {"одно", "одного", "одному", "одно", "одним", "одном"}};
constexpr Forms kTwoFeminine = {"две", "двух", "двум", "две", "двумя", "двух"};
constexpr Forms kZero = {"ноль", "ноля", "нолю", "ноль", "нолём", "ноле"};
constexpr Forms kUnits[] = {
    {},
    {},
    {"два", "двух", "двум", "два", "двумя", "двух"},
    {"три", "трёх", "трём", "три", "тремя", "трёх"},
    {"четыре", "четырёх", "четырём", "четыре", "четырьмя", "четырёх"},
    {"пять", "пяти", "пяти", "пять", "пятью", "пяти"},
    {"шесть", "шести", "шести", "шесть", "шестью", "шести"},
    {"семь", "семи", "семи", "семь", "семью", "семи"},
    {"восемь", "восьми", "восьми", "восемь", "восемью", "восьми"},
    {"девять", "девяти", "девяти", "девять", "девятью", "девяти"},
    {"десять", "десяти", "десяти", "десять", "десятью", "десяти"},
    {"одиннадцать", "одиннадцати", "одиннадцати", "одиннадцать", "одиннадцатью", "одиннадцати"},
    {"двенадцать", "двенадцати", "двенадцати", "двенадцать", "двенадцатью", "двенадцати"},
    {"тринадцать", "тринадцати", "тринадцати", "тринадцать", "тринадцатью", "тринадцати"},
    {"четырнадцать", "четырнадцати", "четырнадцати", "четырнадцать", "четырнадцатью", "четырнадцати"},
    {"пятнадцать", "пятнадцати", "пятнадцати", "пятнадцать", "пятнадцатью", "пятнадцати"},
    {"шестнадцать", "шестнадцати", "шестнадцати", "шестнадцать", "шестнадцатью", "шестнадцати"},
    {"семнадцать", "семнадцати", "семнадцати", "семнадцать", "семнадцатью", "семнадцати"},
    {"восемнадцать", "восемнадцати", "восемнадцати", "восемнадцать", "восемнадцатью", "восемнадцати"},
    {"девятнадцать", "девятнадцати", "девятнадцати", "девятнадцать", "девятнадцатью", "девятнадцати"},
};
constexpr Forms kTens[] = {
    {},
    {},
    {"двадцать", "двадцати", "двадцати", "двадцать", "двадцатью", "двадцати"},
    {"тридцать", "тридцати", "тридцати", "тридцать", "тридцатью", "тридцати"},
    {"сорок", "сорока", "сорока", "сорок", "сорока", "сорока"},
    {"пятьдесят", "пятидесяти", "пятидесяти", "пятьдесят", "пятьюдесятью", "пятидесяти"},
    {"шестьдесят", "шестидесяти", "шестидесяти", "шестьдесят", "шестьюдесятью", "шестидесяти"},
    {"семьдесят", "семидесяти", "семидесяти", "семьдесят", "семьюдесятью", "семидесяти"},
    {"восемьдесят", "восьмидесяти", "восьмидесяти", "восемьдесят", "восемьюдесятью", "восьмидесяти"},
    {"девяносто", "девяноста", "девяноста", "девяносто", "девяноста", "девяноста"},
};
constexpr Forms kHundreds[] = {
    {},
    {"сто", "ста", "ста", "сто", "ста", "ста"},
    {"двести", "двухсот", "двумстам", "двести", "двумястами", "двухстах"},
    {"триста", "трёхсот", "трёмстам", "триста", "тремястами", "трёхстах"},
    {"четыреста", "четырёхсот", "четырёмстам", "четыреста", "четырьмястами", "четырёхстах"},
    {"пятьсот", "пятисот", "пятистам", "пятьсот", "пятьюстами", "пятистах"},
    {"шестьсот", "шестисот", "шестистам", "шестьсот", "шестьюстами", "шестистах"},
    {"семьсот", "семисот", "семистам", "семьсот", "семьюстами", "семистах"},
    {"восемьсот", "восьмисот", "восьмистам", "восемьсот", "восемьюстами", "восьмистах"},
    {"девятьсот", "девятисот", "девятистам", "девятьсот", "девятьюстами", "девятистах"},
};
constexpr std::size_t kGroups = 7;
constexpr std::string_view kPowers[kGroups] = {"",         "тысяча",      "миллион",    "миллиард",
                                               "триллион", "квадриллион", "квинтиллион"};

/// The ordinals' nominative masculine.
constexpr std::string_view kOrdinalUnits[] = {
    "нулевой",       "первый",      "второй",       "третий",      "четвёртый",     "пятый",        "шестой",
    "седьмой",       "восьмой",     "девятый",      "десятый",     "одиннадцатый",  "двенадцатый",  "тринадцатый",
    "четырнадцатый", "пятнадцатый", "шестнадцатый", "семнадцатый", "восемнадцатый", "девятнадцатый"};
constexpr std::string_view kOrdinalTens[] = {"",
                                             "",
                                             "двадцатый",
                                             "тридцатый",
                                             "сороковой",
                                             "пятидесятый",
                                             "шестидесятый",
                                             "семидесятый",
                                             "восьмидесятый",
                                             "девяностый"};

constexpr std::string_view kEnUnits[] = {
    "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
    "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kEnTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                        "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::string_view kEnPowers[kGroups] = {"",         "thousand",    "million",    "billion",
                                                 "trillion", "quadrillion", "quintillion"};

void put(std::string& out, std::string_view word, std::string_view gap = " ") {
  if (word.empty()) return;
  if (!out.empty()) out += gap;
  out += word;
}

/// Groups of three digits, the lowest first.
std::array<unsigned, kGroups> groups_of(Size number) {
  std::array<unsigned, kGroups> groups{};
  for (unsigned& group : groups) {
    group = static_cast<unsigned>(number % 1000);
    number /= 1000;
  }
  return groups;
}

const std::string_view& unit(unsigned digit, Gender gender, Case in) {
  if (digit == 1) return kOne[static_cast<std::size_t>(gender)][at(in)];
  if (digit == 2 && gender == Gender::feminine) return kTwoFeminine[at(in)];
  return kUnits[digit][at(in)];
}

void put_group(std::string& out, unsigned group, Gender gender, Case in) {
  put(out, kHundreds[group / 100][at(in)]);
  const unsigned rest = group % 100;
  if (rest >= 20) put(out, kTens[rest / 10][at(in)]);
  put(out, unit(rest < 20 ? rest : rest % 10, gender, in));
}

const Counted& power(std::size_t i) {
  static const std::array<Counted, kGroups> kNouns = [] {
    std::array<Counted, kGroups> out;
    for (std::size_t each = 2; each < kGroups; ++each)
      out[each].noun = noun(kPowers[each], Pattern::hard, Gender::masculine);
    out[1].noun = noun(kPowers[1], Pattern::feminine, Gender::feminine);
    return out;
  }();
  return kNouns[i];
}

std::string ru_cardinal(Size number, Gender gender, Case in) {
  if (number == 0) return std::string(kZero[at(in)]);
  const auto groups = groups_of(number);
  std::string out;
  for (std::size_t i = kGroups; i-- > 0;) {
    if (groups[i] == 0) continue;
    put_group(out, groups[i], i == 0 ? gender : i == 1 ? Gender::feminine : Gender::masculine, in);
    if (i > 0) put(out, power(i).after(count_of(groups[i]), in, false));
  }
  return out;
}

std::string en_cardinal(Size number) {
  if (number == 0) return std::string(kEnUnits[0]);
  const auto groups = groups_of(number);
  std::string out;
  for (std::size_t i = kGroups; i-- > 0;) {
    const unsigned group = groups[i];
    if (group == 0) continue;
    if (group >= 100) {
      put(out, kEnUnits[group / 100]);
      put(out, "hundred");
    }
    const unsigned rest = group % 100;
    if (rest >= 20) put(out, kEnTens[rest / 10]);
    if (rest > 0 && rest < 20) put(out, kEnUnits[rest]);
    if (rest > 20 && rest % 10 > 0) put(out, kEnUnits[rest % 10], "-");
    put(out, kEnPowers[i]);
  }
  return out;
}

/// двадцатиодно-, двух-, сто-: what stands before тысячный, миллионный.
std::string multiplier(unsigned group) {
  if (group == 1) return "";
  std::string out;
  const unsigned hundreds = group / 100;
  const unsigned rest = group % 100;
  if (hundreds > 0) out += hundreds == 1 ? "сто" : kHundreds[hundreds][at(Case::genitive)];
  if (rest >= 20) out += rest / 10 == 9 ? "девяносто" : kTens[rest / 10][at(Case::genitive)];
  const unsigned digit = rest < 20 ? rest : rest % 10;
  if (digit > 0) out += digit == 1 ? "одно" : kUnits[digit][at(Case::genitive)];
  return out;
}

/// The last word of an ordinal, in the nominative masculine, and the number that is left before it.
std::pair<std::string, Size> last_ordinal(Size number) {
  if (number == 0) return {std::string(kOrdinalUnits[0]), 0};
  const auto groups = groups_of(number);
  std::size_t i = 0;
  Size scale = 1;
  for (; groups[i] == 0; ++i) scale *= 1000;
  const unsigned group = groups[i];
  if (i > 0) {
    const std::string_view word = kPowers[i];
    const std::string_view stem = i == 1 ? std::string_view("тысяч") : word;
    return {fmt::format("{}{}ный", multiplier(group), stem), number - group * scale};
  }
  const unsigned rest = group % 100;
  if (rest == 0) {
    const unsigned hundreds = group / 100;
    const std::string_view before = hundreds == 1 ? "" : kHundreds[hundreds][at(Case::genitive)];
    if (before.empty()) return {"сотый", number - group};
    return {fmt::format("{}ый", before), number - group};  // двухсот + ый, пятисот + ый
  }
  if (rest < 20) return {std::string(kOrdinalUnits[rest]), number - rest};
  if (rest % 10 == 0) return {std::string(kOrdinalTens[rest / 10]), number - rest};
  return {std::string(kOrdinalUnits[rest % 10]), number - rest % 10};
}

std::string en_ordinal(Size number) {
  std::string words = en_cardinal(number);
  const std::size_t last = words.find_last_of(" -") + 1;  // npos + 1 is 0
  const std::string word = words.substr(last);
  static constexpr std::pair<std::string_view, std::string_view> kOdd[] = {
      {"one", "first"},    {"two", "second"}, {"three", "third"},   {"five", "fifth"},
      {"eight", "eighth"}, {"nine", "ninth"}, {"twelve", "twelfth"}};
  for (const auto& [from, to] : kOdd)
    if (word == from) return words.substr(0, last).append(to);
  if (word.ends_with('y')) return words.substr(0, words.size() - 1) + "ieth";
  return words + "th";
}

/// The digits after the point that have a name here.
constexpr int kMaxFraction = 6;
constexpr std::string_view kParts[kMaxFraction + 1] = {
    "", "десятый", "сотый", "тысячный", "десятитысячный", "стотысячный", "миллионный"};

/// «одна целая», «двадцать пять сотых»: an adjective that stands for a noun, counted.
std::string counted_part(Size number, std::string_view masculine, Case in) {
  std::string out = ru_cardinal(number, Gender::feminine, in) + ' ';
  const bool direct = in == Case::nominative || in == Case::accusative;
  if (count_of(number) == Count::one) return out + adjective(masculine, Gender::feminine, in);
  return out + adjective_many(masculine, direct || governs(number) ? Case::genitive : in);
}

std::string ru_fraction(Size whole, Size part, int digits, Case in) {
  return counted_part(whole, "целый", in) + ' ' + counted_part(part, kParts[digits], in);
}

std::string en_fraction(Size whole, Size part, int digits) {
  std::string out = en_cardinal(whole) + " point";
  for (const char digit : fmt::format("{:0{}}", static_cast<std::uint64_t>(part), digits))
    put(out, kEnUnits[static_cast<std::size_t>(digit - '0')]);
  return out;
}

}  // namespace

std::string cardinal(Size number, Locale locale, Gender gender, Case in) {
  return locale == Locale::ru ? ru_cardinal(number, gender, in) : en_cardinal(number);
}

std::string ordinal(Size number, Locale locale, Gender gender, Case in) {
  if (locale == Locale::en) return en_ordinal(number);
  const auto [last, rest] = last_ordinal(number);
  std::string out = rest == 0 ? "" : ru_cardinal(rest, Gender::masculine, Case::nominative);
  put(out, adjective(last, gender, in));
  return out;
}

std::optional<std::string> in_words(const Decimal& number, Locale locale, Gender gender, Case in) {
  const Decimal plain = number.absolute().normalized();
  if (plain.scale() > kMaxFraction) return std::nullopt;
  Size unit = 1;
  for (int i = 0; i < plain.scale(); ++i) unit *= 10;
  const Size whole = static_cast<Size>(plain.coefficient()) / unit;
  const Size part = static_cast<Size>(plain.coefficient()) % unit;
  if (whole >= kWordsEnd) return std::nullopt;
  const std::string words = part == 0              ? cardinal(whole, locale, gender, in)
                            : locale == Locale::ru ? ru_fraction(whole, part, plain.scale(), in)
                                                   : en_fraction(whole, part, plain.scale());
  return number.is_negative() ? (locale == Locale::ru ? "минус " : "minus ") + words : words;
}

Count count_of(Size number) {
  const auto tens = static_cast<unsigned>(number % 100);
  const unsigned units = tens % 10;
  if (tens >= 11 && tens <= 14) return Count::many;
  return units == 1 ? Count::one : units >= 2 && units <= 4 ? Count::few : Count::many;
}

bool governs(Size number) { return number % 1000 == 0; }

int plural_form(const Decimal& number, Locale locale) {
  const Decimal plain = number.absolute().normalized();
  if (plain.scale() > 0) return 1;  // 1,5 дня; 1.5 days
  const auto whole = static_cast<Size>(plain.coefficient());
  return locale == Locale::en ? (whole == 1 ? 0 : 1) : static_cast<int>(count_of(whole));
}

}  // namespace kontor::docgen
