#include "jobs/calendar/cron_parser.hpp"

#include <charconv>

namespace kontor::jobs {
namespace {

/// Lists of all values in all fields have fewer than 400 letters.
constexpr std::size_t kLongestText = 500;

using Names = std::span<const std::string_view>;
constexpr std::string_view kMonths[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                        "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
constexpr std::string_view kWeekdays[] = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

struct Field {
  std::string_view name;
  unsigned least;
  unsigned most;  ///< what may be written; Sunday may be 7
  unsigned end;   ///< the last value of `*`
  Names names;    ///< of `least` and the following
  std::string_view values;
};
constexpr Field kMinute = {"minute", 0, 59, 59, {}, "0–59"};
constexpr Field kHour = {"hour", 0, 23, 23, {}, "0–23"};
constexpr Field kDay = {"day of month", 1, 31, 31, {}, "1–31 or L"};
constexpr Field kMonth = {"month", 1, 12, 12, kMonths, "1–12 or JAN–DEC"};
constexpr Field kWeekday = {"day of week", 0, 7, 6, kWeekdays, "0–7 or SUN–SAT"};

constexpr std::pair<std::string_view, std::string_view> kShorthands[] = {
    {"@hourly", "0 * * * *"},  {"@daily", "0 0 * * *"},  {"@midnight", "0 0 * * *"}, {"@weekly", "0 0 * * 0"},
    {"@monthly", "0 0 1 * *"}, {"@yearly", "0 0 1 1 *"}, {"@annually", "0 0 1 1 *"}};

struct Range {
  unsigned low;
  unsigned high;
};

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t end; (end = text.find_first_of(separators)) != std::string_view::npos; text.remove_prefix(end + 1))
    parts.push_back(text.substr(0, end));
  parts.push_back(text);
  return parts;
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool begins_with_star(std::string_view text) { return text.starts_with('*') || text.starts_with('?'); }

/// Reads the five fields and remembers the first fault of each.
class CronParser {
 public:
  Result<CronFields> parse(const std::vector<std::string_view>& texts) {
    CronFields& f = fields_;
    f.minutes = read(kMinute, texts[0]);
    f.hours = read(kHour, texts[1]);
    f.days = read(kDay, texts[2]);
    f.months = read(kMonth, texts[3]);
    f.weekdays = read(kWeekday, texts[4]);
    f.either_day = !begins_with_star(texts[2]) && !begins_with_star(texts[4]);
    f.by_the_clock = begins_with_star(texts[0]) || begins_with_star(texts[1]);
    if (faults_.empty() && !f.ever()) faults_ = "it never comes: none of its months has such a day";
    if (!faults_.empty()) return fail(Error::invalid("", faults_));
    return f;
  }

 private:
  std::uint64_t read(const Field& field, std::string_view text) {
    std::uint64_t bits = 0;
    for (const std::string_view part : split(text, ",")) {
      Result<std::uint64_t> values = read_part(field, part);
      if (!values) {
        if (!faults_.empty()) faults_ += "; ";
        faults_ += fmt::format("{}: {}", field.name, values.error().fields[0].message);
        break;
      }
      bits |= *values;
    }
    return bits;
  }

  Result<std::uint64_t> read_part(const Field& field, std::string_view part) {
    if (part.empty()) return fault("a value is missing beside a comma");
    if (&field == &kDay && upper(part) == "L") {
      fields_.last_day = true;
      return 0;
    }
    if (&field == &kWeekday && (part.contains('#') || upper(part).ends_with('L'))) {
      TRY(read_weekday_of_month(part));
      return 0;
    }
    const std::size_t slash = part.find('/');
    TRY(const Range range, read_range(field, part.substr(0, slash), slash != std::string_view::npos));
    unsigned step = 1;
    if (slash != std::string_view::npos) {
      const unsigned most = field.end - field.least + 1;
      const std::optional<unsigned> written = number(part.substr(slash + 1));
      if (!written || *written == 0 || *written > most)
        return fault(fmt::format("\"{}\": a step is a number in 1–{}", part, most));
      step = *written;
    }
    std::uint64_t bits = 0;
    for (unsigned value = range.low; value <= range.high; value += step)
      bits |= 1ULL << (value > field.end ? field.least : value);  // 7 is Sunday
    return bits;
  }

  /// `5L` and `1#2`.
  Result<> read_weekday_of_month(std::string_view part) {
    const std::size_t hash = part.find('#');
    TRY(const unsigned written, read_value(kWeekday, part.substr(0, std::min(hash, part.size() - 1)), part));
    std::uint8_t which = CronFields::kLastOfMonth;
    if (hash != std::string_view::npos) {
      const std::optional<unsigned> nth = number(part.substr(hash + 1));
      if (!nth || *nth < 1 || *nth > 5)
        return fault(fmt::format("\"{}\": after # comes a number in 1–5, or write {}L for the last", part, written));
      which = static_cast<std::uint8_t>(1U << *nth);
    }
    fields_.weekdays_of_month[written % 7] |= which;
    return {};
  }

  Result<Range> read_range(const Field& field, std::string_view text, bool with_step) {
    if (text == "*" || text == "?") return Range{field.least, field.end};
    const std::size_t dash = text.find('-');
    TRY(const unsigned low, read_value(field, text.substr(0, dash), text));
    if (dash == std::string_view::npos) return Range{low, with_step ? std::max(low, field.end) : low};
    TRY(unsigned high, read_value(field, text.substr(dash + 1), text));
    if (&field == &kWeekday && high == 0 && low > 0) high = 7;  // SAT-SUN
    if (low > high)
      return fault(fmt::format("\"{}\" goes backwards: write {}-{},{}-{}", text, low, field.end, field.least, high));
    return Range{low, high};
  }

  /// `around` is quoted in place of an empty text.
  Result<unsigned> read_value(const Field& field, std::string_view text, std::string_view around) {
    const auto name = std::ranges::find(field.names, upper(text));
    if (name != field.names.end()) return field.least + static_cast<unsigned>(name - field.names.begin());
    const std::optional<unsigned> value = number(text);
    if (!value || *value < field.least || *value > field.most)
      return fault(fmt::format("\"{}\" is not in {}", text.empty() ? around : text, field.values));
    return *value;
  }

  static Failure fault(std::string message) { return fail(Error::invalid("", std::move(message))); }

  CronFields fields_;
  std::string faults_;
};

Result<std::string_view> spelled_out(std::string_view shorthand) {
  for (const auto& [name, text] : kShorthands)
    if (upper(shorthand) == upper(name)) return text;
  return fail(Error::invalid(
      "", fmt::format("\"{}\" is not one of @hourly, @daily, @weekly, @monthly and @yearly", shorthand)));
}

}  // namespace

Result<CronText> parse_cron(std::string_view text) {
  if (text.size() > kLongestText)
    return fail(Error::invalid("", fmt::format("may have at most {} letters, has {}", kLongestText, text.size())));
  if (std::ranges::any_of(text, [](char c) { return (c < ' ' && c != '\t') || c > '~'; }))
    return fail(Error::invalid("",
                               "has letters that no cron expression has: only Latin letters, digits and * , - / # ? @ "
                               "stand in one"));
  std::vector<std::string_view> words = split(text, " \t");
  std::erase(words, "");
  std::string plain = fmt::format("{}", fmt::join(words, " "));
  if (words.size() == 1 && plain.starts_with('@')) {
    TRY(const std::string_view fields, spelled_out(plain));
    words = split(fields, " ");
  }
  if (words.size() != 5)
    return fail(
        Error::invalid("", fmt::format("has {} field{} and needs five: minute, hour, day of month, month, day of week",
                                       words.size(), words.size() == 1 ? "" : "s")));
  TRY(const CronFields fields, CronParser().parse(words));
  return CronText{fields, std::move(plain)};
}

}  // namespace kontor::jobs
