#include "base/text.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/language/formatting.hpp"
#include "docgen/language/letters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"
#include "docgen/language/wrapping.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

template <std::string (*Change)(std::string_view)>
Result<Value> changed(Given call) {
  TRY(const std::string text, call.text());
  return Value(Change(text));
}

/// A word begins at the start and behind a space, a hyphen or an opening bracket.
Result<Value> title(Given call) {
  TRY(const std::string text, call.text());
  std::string out;
  bool begins = true;
  for (const std::string_view letter : characters(text)) {
    out += begins ? upper(letter) : lower(letter);
    begins = letter.size() == 1 ? std::string_view("-({[< \t\n\r\v\f").contains(letter[0]) : letter == "\u00A0";
  }
  return Value(std::move(out));
}

Result<Value> trim(Given call) {
  TRY(const std::string text, call.text());
  const auto set = call.has(0) ? std::optional(call.arguments[0].str()) : std::nullopt;
  return Value(std::string(stripped(text, Side::both, set)));
}

Result<Value> replace(Given call) {
  TRY(const std::string text, call.text());
  const Decimal* most = call.has(2) ? call.arguments[2].as<Decimal>() : nullptr;
  const std::int64_t count = most ? most->whole().value_or(-1) : -1;
  auto out = replaced(text, call.arguments[0].str(), call.arguments[1].str(),
                      count < 0 ? SIZE_MAX : static_cast<std::size_t>(count));
  if (!out) return call.error("the text becomes too long");
  return Value(std::move(*out));
}

Result<Value> string(Given call) {
  TRY(std::string text, call.text());
  return Value(std::move(text));
}

Result<Value> center(Given call) {
  TRY(const std::string text, call.text());
  TRY(const int width, call.columns(0, 80));
  return Value(padded(text, static_cast<std::size_t>(width), " ", Side::both));
}

Result<Value> truncate(Given call) {
  TRY(const std::string text, call.text());
  TRY(const int most, call.columns(0, 255));
  TRY(const int leeway, call.columns(3, 5));
  const std::string end = call.text(2, "...");
  const std::size_t size = count_characters(text);
  const auto length = static_cast<std::size_t>(most);
  const std::size_t end_size = count_characters(end);
  if (length < end_size) return call.error("truncate needs a length of at least that of its end");
  if (size <= length + static_cast<std::size_t>(leeway)) return Value(text);
  std::string_view kept = cut(text, 0, length - end_size);
  if (!call.flag(1, false)) kept = kept.substr(0, kept.rfind(' '));
  return Value(std::string(kept) + end);
}

Result<Value> wordwrap(Given call) {
  TRY(const std::string text, call.text());
  TRY(const int width, call.columns(0, 79));
  if (width == 0) return call.error("wordwrap needs a width from 1");
  const std::string between = call.text(2, "\n");
  const Wrapping how{static_cast<std::size_t>(width), call.flag(1, true), call.flag(3, true)};
  std::string out;
  bool first = true;
  for (const std::string_view line : split_lines(text, false)) {
    bool first_of_line = true;
    const auto rows = wrapped(line, how);
    if (rows.empty() && !std::exchange(first, false)) out += between;
    for (const std::string& row : rows) {
      if (!first || !first_of_line) out += between;
      first = first_of_line = false;
      out += row;
    }
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

Result<Value> indent(Given call) {
  TRY(const std::string text, call.text());
  std::string by(4, ' ');
  if (call.has(0) && call.arguments[0].text()) {
    by = *call.arguments[0].text();
  } else {
    TRY(const int width, call.columns(0, 4));
    by = std::string(static_cast<std::size_t>(width), ' ');
  }
  const bool blank = call.flag(2, false);
  std::string out = call.flag(1, false) ? by : "";
  bool first = true;
  for (const std::string_view line : split_lines(text + "\n", false)) {
    if (!std::exchange(first, false)) {
      out += '\n';
      if (blank || !line.empty()) out += by;
    }
    out += line;
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

Result<Value> wordcount(Given call) {
  TRY(const std::string text, call.text());
  std::size_t words = 0;
  bool inside = false;
  for (const std::string_view letter : characters(text)) {
    const bool word = letter == "_" || only_letters_or_digits(letter);
    words += word && !inside;
    inside = word;
  }
  return Value::whole(words);
}

Result<Value> format(Given call) {
  TRY(const std::string pattern, call.text());
  TRY(std::string out, percent_format(call, pattern));
  return Value(std::move(out));
}

/// Empty lines part paragraphs; a line that begins with -, • or a number and a point is an item of a list.
Result<Value> paragraphs(Given call) {
  TRY(const std::string text, call.text());
  std::string out;
  std::string_view rest = text;
  bool in_list = false;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) {
      in_list = false;
      continue;
    }
    std::string mark;
    for (const std::string_view bullet : {"- ", "* ", "• ", "– ", "— "})
      if (line.starts_with(bullet)) {
        mark = "- ";
        line.remove_prefix(bullet.size());
      }
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const std::string_view behind = line.substr(digits);
    if (digits > 0 && digits <= 3 && (behind.starts_with(". ") || behind.starts_with(") "))) {
      mark = std::string(line.substr(0, digits)) + ". ";
      line = behind.substr(2);
    }
    if (!out.empty()) out += in_list && !mark.empty() ? "\n" : "\n\n";
    out += mark + call.around.landed(trimmed(line));
    in_list = !mark.empty();
  }
  return Value(Markup{std::move(out)});
}

constexpr Filter kFilters[] = {
    {"upper", "upper", Takes::text, 0, {}, changed<upper>},
    {"lower", "lower", Takes::text, 0, {}, changed<lower>},
    {"title", "title", Takes::text, 0, {}, title},
    {"capitalize", "capitalize", Takes::text, 0, {}, changed<capitalized>},
    {"first_upper", "first_upper", Takes::text, 0, {}, changed<first_upper>},
    {"trim", "trim or trim(\"characters\")", Takes::text, 0, {"chars"}, trim},
    {"replace", "replace(old, new)", Takes::text, 2, {"old", "new", "count"}, replace},
    {"string", "string", Takes::anything, 0, {}, string},
    {"center", "center(width)", Takes::text, 0, {"width"}, center},
    {"truncate",
     "truncate(length) or truncate(length, true, \"…\")",
     Takes::text,
     0,
     {"length", "killwords", "end", "leeway"},
     truncate},
    {"wordwrap",
     "wordwrap(width)",
     Takes::long_text,
     0,
     {"width", "break_long_words", "wrapstring", "break_on_hyphens"},
     wordwrap},
    {"indent", "indent(width) or indent(width, true)", Takes::long_text, 0, {"width", "first", "blank"}, indent},
    {"wordcount", "wordcount", Takes::text, 0, {}, wordcount},
    {"format", "\"%s: %.2f\" | format(name, price)", Takes::text, 0, {}, format, Takes::anything, "", true},
    {"paragraphs", "paragraphs", Takes::long_text, 0, {}, paragraphs},
};

}  // namespace

std::span<const Filter> text_filters() { return kFilters; }

}  // namespace kontor::docgen
