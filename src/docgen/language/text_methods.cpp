#include "docgen/language/formatting.hpp"
#include "docgen/language/letters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/methods.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

const std::string& text_of(Given call) { return *call.input.text(); }
Value text(std::string_view made) { return Value(std::string(made)); }

template <std::string (*Change)(std::string_view)>
Result<Value> changed(Given call) {
  return Value(Change(text_of(call)));
}

template <bool (*Is)(std::string_view)>
Result<Value> is(Given call) {
  return Value(Is(text_of(call)));
}

bool is_lower(std::string_view text) { return any_cased(text) && lower(text) == text; }
bool is_upper(std::string_view text) { return any_cased(text) && upper(text) == text; }
bool is_title(std::string_view text) { return any_cased(text) && title_of_letters(text) == text; }

std::string swapped(std::string_view text) {
  std::string out;
  for (const std::string_view letter : characters(text)) {
    const std::string large = upper(letter);
    out += large == letter ? lower(letter) : large;
  }
  return out;
}

template <Side Of>
Result<Value> strip(Given call) {
  const bool given = call.has(0) && !call.arguments[0].is_none();
  const auto set = given ? std::optional(call.arguments[0].str()) : std::nullopt;
  return text(stripped(text_of(call), Of, set));
}

/// A number among the arguments; negative is as good as none.
std::size_t most(Given call, std::size_t i) {
  const Decimal* number = call.has(i) ? call.arguments[i].as<Decimal>() : nullptr;
  const std::int64_t whole = number ? number->whole().value_or(-1) : -1;
  return whole < 0 ? SIZE_MAX : static_cast<std::size_t>(whole);
}

Result<Value> list_of(Given call, const std::vector<std::string_view>& parts) {
  if (parts.size() > kMaxWeight) return call.error("this text has too many parts");
  List out;
  for (const std::string_view part : parts) out.push_back(text(part));
  return Value(std::move(out));
}

template <Side From>
Result<Value> split_text(Given call) {
  const bool given = call.has(0) && !call.arguments[0].is_none();
  const auto separator = given ? std::optional(call.arguments[0].str()) : std::nullopt;
  if (separator && separator->empty()) return call.error("a text cannot be split at nothing");
  return list_of(call, split(text_of(call), separator, most(call, 1), From));
}

Result<Value> splitlines(Given call) { return list_of(call, split_lines(text_of(call), call.flag(0, false))); }

template <bool Last>
Result<Value> partition(Given call) {
  const std::string between = call.arguments[0].str();
  if (between.empty()) return call.error("a text cannot be parted at nothing");
  const std::string_view whole = text_of(call);
  const std::size_t at = Last ? find_last_in(whole, between) : find_in(whole, between);
  if (at == std::string_view::npos)
    return Last ? Value::tuple({text(""), text(""), text(whole)}) : Value::tuple({text(whole), text(""), text("")});
  return Value::tuple({text(whole.substr(0, at)), text(between), text(whole.substr(at + between.size()))});
}

Result<Value> join(Given call) {
  std::string out;
  List made;
  const List* list = call.arguments[0].list();
  if (!list) {
    TRY(list, FilterCall(call.around, call.expr, call.arguments[0], {}).items(made));
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (i > 0) out += text_of(call);
    out += (*list)[i].str();
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

Result<Value> replace(Given call) {
  auto out = replaced(text_of(call), call.arguments[0].str(), call.arguments[1].str(), most(call, 2));
  if (!out) return call.error("the text becomes too long");
  return Value(std::move(*out));
}

/// Whether the text has the argument, or one of a list of them, at that end.
template <bool AtEnd>
Result<Value> has_end(Given call) {
  const std::string& whole = text_of(call);
  const auto has = [&](const Value& part) {
    const std::string end = part.str();
    return AtEnd ? whole.ends_with(end) : whole.starts_with(end);
  };
  if (const List* several = call.arguments[0].list()) return Value(std::ranges::any_of(*several, has));
  return Value(has(call.arguments[0]));
}

template <bool AtEnd>
Result<Value> without_end(Given call) {
  std::string_view whole = text_of(call);
  const std::string end = call.arguments[0].str();
  if (AtEnd && !end.empty() && whole.ends_with(end)) whole.remove_suffix(end.size());
  if (!AtEnd && whole.starts_with(end)) whole.remove_prefix(end.size());
  return text(whole);
}

template <bool Last, bool MustBe>
Result<Value> find(Given call) {
  const std::string& whole = text_of(call);
  const std::string part = call.arguments[0].str();
  const std::size_t at = Last ? find_last_in(whole, part) : find_in(whole, part);
  if (at != std::string::npos) return Value::whole(count_characters(std::string_view(whole).substr(0, at)));
  if (MustBe) return call.error(fmt::format("\"{}\" is not in the text", part));
  return Value(Decimal(-1));
}

Result<Value> count(Given call) {
  const std::string& whole = text_of(call);
  const std::string part = call.arguments[0].str();
  if (part.empty()) return Value::whole(count_characters(whole) + 1);
  std::size_t times = 0;
  for (std::size_t at = 0; (at = find_in(whole, part, at)) != std::string::npos; at += part.size()) ++times;
  return Value::whole(times);
}

Result<Value> format(Given call) {
  TRY(std::string out, brace_format(call, text_of(call)));
  return Value(std::move(out));
}

template <Side Fill>
Result<Value> pad(Given call) {
  TRY(const int width, call.columns(0, 0));
  const std::string fill = call.text(1, " ");
  if (count_characters(fill) != 1) return call.error("the filling is one character");
  return Value(padded(text_of(call), static_cast<std::size_t>(width), fill, Fill));
}

Result<Value> zfill(Given call) {
  TRY(const int width, call.columns(0, 0));
  std::string_view digits = text_of(call);
  const std::string sign(digits.starts_with('-') || digits.starts_with('+') ? digits.substr(0, 1) : "");
  digits.remove_prefix(sign.size());
  const std::size_t rest = static_cast<std::size_t>(width) - std::min<std::size_t>(sign.size(), width);
  return Value(sign + padded(digits, rest, "0", Side::left));
}

constexpr auto kText = Method::Of::text;

constexpr Method kMethods[] = {
    {"upper", kText, 0, {}, changed<upper>},
    {"lower", kText, 0, {}, changed<lower>},
    {"casefold", kText, 0, {}, changed<lower>},
    {"title", kText, 0, {}, changed<title_of_letters>},
    {"capitalize", kText, 0, {}, changed<capitalized>},
    {"swapcase", kText, 0, {}, changed<swapped>},
    {"strip", kText, 0, {"chars"}, strip<Side::both>},
    {"lstrip", kText, 0, {"chars"}, strip<Side::left>},
    {"rstrip", kText, 0, {"chars"}, strip<Side::right>},
    {"split", kText, 0, {"sep", "maxsplit"}, split_text<Side::left>},
    {"rsplit", kText, 0, {"sep", "maxsplit"}, split_text<Side::right>},
    {"splitlines", kText, 0, {"keepends"}, splitlines},
    {"partition", kText, 1, {"sep"}, partition<false>},
    {"rpartition", kText, 1, {"sep"}, partition<true>},
    {"join", kText, 1, {"iterable"}, join},
    {"replace", kText, 2, {"old", "new", "count"}, replace},
    {"startswith", kText, 1, {"prefix"}, has_end<false>},
    {"endswith", kText, 1, {"suffix"}, has_end<true>},
    {"removeprefix", kText, 1, {"prefix"}, without_end<false>},
    {"removesuffix", kText, 1, {"suffix"}, without_end<true>},
    {"find", kText, 1, {"sub"}, find<false, false>},
    {"rfind", kText, 1, {"sub"}, find<true, false>},
    {"index", kText, 1, {"sub"}, find<false, true>},
    {"count", kText, 1, {"sub"}, count},
    {"format", kText, 0, {}, format, true},
    {"center", kText, 1, {"width", "fillchar"}, pad<Side::both>},
    {"ljust", kText, 1, {"width", "fillchar"}, pad<Side::right>},
    {"rjust", kText, 1, {"width", "fillchar"}, pad<Side::left>},
    {"zfill", kText, 1, {"width"}, zfill},
    {"isdigit", kText, 0, {}, is<only_digits>},
    {"isdecimal", kText, 0, {}, is<only_digits>},
    {"isnumeric", kText, 0, {}, is<only_digits>},
    {"isalpha", kText, 0, {}, is<only_letters>},
    {"isalnum", kText, 0, {}, is<only_letters_or_digits>},
    {"isspace", kText, 0, {}, is<only_space>},
    {"islower", kText, 0, {}, is<is_lower>},
    {"isupper", kText, 0, {}, is<is_upper>},
    {"istitle", kText, 0, {}, is<is_title>},
};

}  // namespace

std::span<const Method> text_methods() { return kMethods; }

}  // namespace kontor::docgen
