#include "docgen/written/numerals.hpp"

namespace kontor::docgen::written {
namespace {

enum class Rank { small, tens, hundreds, hundred, scale };

struct Word {
  std::int64_t value = 0;
  Rank rank = Rank::small;
  bool ordinal = false;
  bool plural = false;  ///< of a scale or of "hundred": says nothing when it stands alone
};

struct Forms {
  std::int64_t value;
  std::string_view words;
};

constexpr Forms kSmall[] = {
    {0, "ноль нуль ноля нуля нулю нулем zero"},
    {1, "один одна одно одного одной одному одним одном одну одною one"},
    {2, "два две двух двум двумя двое двоих двоим two"},
    {3, "три трех трем тремя трое троих троим three"},
    {4, "четыре четырех четырем четырьмя четверо четверых four"},
    {5, "пять пяти пятью пятеро five"},
    {6, "шесть шести шестью six"},
    {7, "семь семи seven"},  // «семью» is a family far more often
    {8, "восемь восьми восемью восьмью eight"},
    {9, "девять девяти девятью nine"},
    {10, "десять десяти десятью ten"},
    {11, "одиннадцать одиннадцати одиннадцатью eleven"},
    {12, "двенадцать двенадцати двенадцатью twelve"},
    {13, "тринадцать тринадцати тринадцатью thirteen"},
    {14, "четырнадцать четырнадцати четырнадцатью fourteen"},
    {15, "пятнадцать пятнадцати пятнадцатью fifteen"},
    {16, "шестнадцать шестнадцати шестнадцатью sixteen"},
    {17, "семнадцать семнадцати семнадцатью seventeen"},
    {18, "восемнадцать восемнадцати восемнадцатью eighteen"},
    {19, "девятнадцать девятнадцати девятнадцатью nineteen"},
};
constexpr Forms kTens[] = {
    {20, "двадцать двадцати двадцатью twenty"},
    {30, "тридцать тридцати тридцатью thirty"},
    {40, "сорок сорока forty"},
    {50, "пятьдесят пятидесяти пятьюдесятью fifty"},
    {60, "шестьдесят шестидесяти шестьюдесятью sixty"},
    {70, "семьдесят семидесяти семьюдесятью seventy"},
    {80, "восемьдесят восьмидесяти восемьюдесятью eighty"},
    {90, "девяносто девяноста ninety"},
};
constexpr Forms kHundreds[] = {
    {100, "сто ста"},
    {200, "двести двухсот двумстам двумястами двухстах"},
    {300, "триста трехсот тремстам тремястами трехстах"},
    {400, "четыреста четырехсот четыремстам четырьмястами четырехстах"},
    {500, "пятьсот пятисот пятистам пятьюстами пятистах"},
    {600, "шестьсот шестисот шестистам шестьюстами шестистах"},
    {700, "семьсот семисот семистам семьюстами семистах"},
    {800, "восемьсот восьмисот восьмистам восемьюстами восьмистах"},
    {900, "девятьсот девятисот девятистам девятьюстами девятистах"},
};
constexpr Forms kScales[] = {
    {1'000, "тысяча тысячу тысяче тысячей тысячью thousand"},
    {1'000'000, "миллион миллиона миллиону миллионом миллионе million"},
    {1'000'000'000, "миллиард миллиарда миллиарду миллиардом миллиарде billion"},
    {1'000'000'000'000, "триллион триллиона триллиону триллионом trillion"},
};
constexpr Forms kManyScales[] = {
    {1'000, "тысячи тысяч тысячам тысячами тысячах thousands"},
    {1'000'000, "миллионы миллионов миллионам миллионами миллионах millions"},
    {1'000'000'000, "миллиарды миллиардов миллиардам миллиардами billions"},
    {1'000'000'000'000, "триллионы триллионов триллионам trillions"},
};
constexpr Forms kVague[] = {
    {100, "сотни сотен сотням сотнями сотнях hundreds"},
    {10, "десятки десятков десяткам десятками десятках dozens scores"},
};
constexpr Forms kOrdinals[] = {
    {1, "first"},      {2, "second"},       {3, "third"},       {4, "fourth"},      {5, "fifth"},
    {6, "sixth"},      {7, "seventh"},      {8, "eighth"},      {9, "ninth"},       {10, "tenth"},
    {11, "eleventh"},  {12, "twelfth"},     {13, "thirteenth"}, {14, "fourteenth"}, {15, "fifteenth"},
    {16, "sixteenth"}, {17, "seventeenth"}, {18, "eighteenth"}, {19, "nineteenth"}, {20, "twentieth"},
    {30, "thirtieth"},
};
/// Roots of Russian ordinals; an ending of an adjective follows.
constexpr Forms kOrdinalRoots[] = {
    {1, "перв"},         {2, "втор"},       {3, "трет треть"},   {4, "четверт"},      {5, "пят"},
    {6, "шест"},         {7, "седьм"},      {8, "восьм"},        {9, "девят"},        {10, "десят"},
    {11, "одиннадцат"},  {12, "двенадцат"}, {13, "тринадцат"},   {14, "четырнадцат"}, {15, "пятнадцат"},
    {16, "шестнадцат"},  {17, "семнадцат"}, {18, "восемнадцат"}, {19, "девятнадцат"}, {20, "двадцат"},
    {30, "тридцат"},     {40, "сороков"},   {50, "пятидесят"},   {60, "шестидесят"},  {70, "семидесят"},
    {80, "восьмидесят"}, {90, "девяност"},  {100, "сот"},
};
constexpr std::string_view kAdjectiveEndings[] = {"ый", "ой",  "ий",  "ая",  "ья",  "ое", "ье",  "ые",
                                                  "ьи", "ого", "его", "ому", "ему", "ым", "им",  "ом",
                                                  "ем", "ую",  "ью",  "ей",  "ых",  "их", "ыми", "ими"};
constexpr Forms kLeading[] = {{2, "двух дву"},  {3, "трех"},        {4, "четырех"},         {5, "пяти"},
                              {6, "шести"},     {7, "семи"},        {8, "восьми"},          {9, "девяти"},
                              {10, "десяти"},   {12, "двенадцати"}, {14, "четырнадцати"},   {15, "пятнадцати"},
                              {20, "двадцати"}, {30, "тридцати"},   {24, "двадцатичетырех"}};

template <class F>
void each_word(std::string_view words, F&& use) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    use(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

using Words = std::map<std::string, Word, std::less<>>;

const Words& words() {
  static const Words kAll = [] {
    Words out;
    const auto add = [&out](std::span<const Forms> table, Word as) {
      for (const Forms& forms : table)
        each_word(forms.words, [&](std::string_view word) {
          as.value = forms.value;
          out.emplace(word, as);
        });
    };
    add(kSmall, {.rank = Rank::small});
    add(kTens, {.rank = Rank::tens});
    add(kHundreds, {.rank = Rank::hundreds});
    add(kScales, {.rank = Rank::scale});
    add(kManyScales, {.rank = Rank::scale, .plural = true});
    add(kVague, {.rank = Rank::scale, .plural = true});
    add(kOrdinals, {.ordinal = true});
    out.emplace("hundred", Word{100, Rank::hundred});
    out.emplace("dozen", Word{12, Rank::small});
    out.emplace("дюжина", Word{12, Rank::small});
    out.emplace("дюжину", Word{12, Rank::small});
    for (const Forms& forms : kOrdinalRoots)
      each_word(forms.words, [&](std::string_view root) {
        for (const std::string_view ending : kAdjectiveEndings)
          out.emplace(fmt::format("{}{}", root, ending), Word{.value = forms.value, .ordinal = true});
      });
    return out;
  }();
  return kAll;
}

const Word* word_at(const std::vector<Token>& tokens, std::size_t i) {
  if (i >= tokens.size() || !tokens[i].is_word()) return nullptr;
  const auto found = words().find(tokens[i].low);
  return found == words().end() ? nullptr : &found->second;
}

/// Adds words to a number for as long as they can belong to it: «двести» «тридцать» «пять» «тысяч» …
class Sum {
 public:
  bool take(const Word& word) {
    if (word.ordinal) return take_ordinal(word);
    switch (word.rank) {
      case Rank::hundreds:
        return level_ == 4 && put(word.value, 3);
      case Rank::tens:
        return level_ > 2 && put(word.value, 2);
      case Rank::small:
        return level_ > (word.value >= 10 ? 2 : 1) && put(word.value, 1);
      case Rank::hundred:
        if (level_ < 1 || group_ >= 100) return false;
        group_ = std::max<std::int64_t>(group_, 1) * 100;
        level_ = 3;
        return true;
      case Rank::scale:
        if (word.value >= last_scale_ || word.value < 1000 || (level_ == 4 && last_scale_ != kNone)) return false;
        total_ += std::max<std::int64_t>(group_, 1) * word.value;
        last_scale_ = word.value;
        group_ = 0;
        level_ = 4;
        return true;
    }
    return false;
  }
  std::int64_t value() const { return total_ + group_; }
  bool ordinal() const { return ordinal_; }
  /// An English "and" may follow: "two hundred and five", "one thousand and one".
  bool may_join() const { return level_ >= 3; }

 private:
  static constexpr std::int64_t kNone = INT64_MAX;

  bool put(std::int64_t value, int level) {
    group_ += value;
    level_ = level;
    return true;
  }
  bool take_ordinal(const Word& word) {
    if (ordinal_) return false;
    const int needed = word.value >= 100 ? 3 : word.value >= 10 ? 2 : 1;
    if (level_ <= needed) return false;
    group_ += word.value;
    ordinal_ = true;
    return true;
  }

  std::int64_t total_ = 0;
  std::int64_t group_ = 0;
  std::int64_t last_scale_ = kNone;
  int level_ = 4;  ///< what the last word was: 4 nothing yet, 3 hundreds, 2 tens, 1 units
  bool ordinal_ = false;
};

}  // namespace

std::optional<Numeral> numeral_at(const std::vector<Token>& tokens, std::size_t i) {
  const Word* word = word_at(tokens, i);
  if (!word) return std::nullopt;
  if (word->plural) return Numeral{.next = i + 1, .vague = true};
  Sum sum;
  if (!sum.take(*word)) return std::nullopt;
  Numeral out{.value = sum.value(), .next = i + 1, .ordinal = sum.ordinal()};
  while (!sum.ordinal()) {
    std::size_t at = out.next;
    if (at < tokens.size() && tokens[at].is("-") && !tokens[at].gap) ++at;
    if (at < tokens.size() && tokens[at].is("and") && sum.may_join()) ++at;
    if (at < tokens.size() && tokens[at].line) break;
    const Word* more = word_at(tokens, at);
    if (!more || (more->plural && more->value < 1000) || !sum.take(*more)) break;
    out = {.value = sum.value(), .next = at + 1, .ordinal = sum.ordinal()};
  }
  return out;
}

std::int64_t scale_of(std::string_view low) {
  if (low == "тыс") return 1'000;
  if (low == "млн" || low == "mln") return 1'000'000;
  if (low == "млрд" || low == "bn") return 1'000'000'000;
  const auto found = words().find(low);
  return found != words().end() && found->second.rank == Rank::scale && found->second.value >= 1000
             ? found->second.value
             : 0;
}

std::optional<std::int64_t> leading_number(std::string_view low, std::string_view& rest) {
  static constexpr std::string_view kRoots[] = {"дневн", "недельн", "месячн", "летн",    "годичн",
                                                "часов", "минутн",  "суточн", "процентн"};
  std::optional<std::int64_t> out;
  for (const Forms& forms : kLeading)
    each_word(forms.words, [&](std::string_view number) {
      if (!low.starts_with(number)) return;
      const std::string_view tail = low.substr(number.size());
      if (std::ranges::any_of(kRoots, [&](std::string_view root) { return tail.starts_with(root); })) {
        out = forms.value;
        rest = tail;
      }
    });
  return out;
}

}  // namespace kontor::docgen::written
