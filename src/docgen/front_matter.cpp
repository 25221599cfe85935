#include "docgen/front_matter.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/stream_parser.hpp>
#include <boost/json/value.hpp>

#include "base/text.hpp"
#include "docgen/sheet.hpp"

namespace kontor::docgen {
namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"name",     "kind",      "locale", "currency", "prompt_hint",
                                      "typeface", "justified", "page",   "margins",  "fields"};
constexpr std::string_view kLocales[] = {"ru", "en"};
constexpr std::string_view kTypefaces[] = {"sans", "serif"};

/// The first byte behind the line that starts at `at`.
std::size_t after_line(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size() - 1) + 1;
}

bool is_rule(std::string_view text, std::size_t at) {
  return trimmed(text.substr(at, after_line(text, at) - at)) == "---" && text[at] == '-';
}

/// Where a key stands in the text, for messages; the text's start when it is not found.
Offset place_of(std::string_view text, std::size_t from, std::string_view key) {
  const std::size_t found = text.find(fmt::format("\"{}\"", key), from);
  return static_cast<Offset>(found == std::string_view::npos ? from : found);
}

Result<json::object> parse_json(const Source& source, std::size_t from, std::size_t to) {
  json::stream_parser parser;
  json::error_code error;
  const std::string_view text = source.text().substr(from, to - from);
  const std::size_t used = parser.write_some(text.data(), text.size(), error);
  if (!error && trimmed(text.substr(used)).empty())
    parser.finish(error);
  else if (!error)
    error = json::error::extra_data;
  if (error)
    return fail(source.error(static_cast<Offset>(from + std::min(used, text.size())),
                             fmt::format("the front matter is not JSON: {}", error.message())));
  json::value value = parser.release();
  if (!value.is_object())
    return fail(source.error(static_cast<Offset>(from), "the front matter must be a JSON object { … }"));
  return std::move(value.get_object());
}

/// The texts among the keys.
class Keys {
 public:
  Keys(const Source& source, const json::object& object, std::size_t from)
      : source_(source), object_(object), from_(from) {}

  Result<std::optional<std::string_view>> text(std::string_view key) const {
    const json::value* value = object_.if_contains(key);
    if (!value) return std::nullopt;
    if (!value->is_string()) return wrong(key, "must be a text");
    return std::string_view(value->get_string());
  }

  /// One of the given words, by its place among them.
  Result<std::optional<std::size_t>> one_of(std::string_view key, std::span<const std::string_view> words) const {
    TRY(const auto value, text(key));
    if (!value) return std::nullopt;
    const auto found = std::ranges::find(words, *value);
    if (found == words.end()) return wrong(key, fmt::format("must be one of {}", fmt::join(words, ", ")));
    return static_cast<std::size_t>(found - words.begin());
  }

  Failure wrong(std::string_view key, std::string_view message) const {
    return fail(source_.error(place_of(source_.text(), from_, key), fmt::format("\"{}\" {}", key, message)));
  }

 private:
  const Source& source_;
  const json::object& object_;
  std::size_t from_;
};

}  // namespace

Result<FrontMatter> read_front_matter(const Source& source) {
  FrontMatter front;
  front.about.kind = kKinds.back();
  const std::string_view text = source.text();
  if (text.empty() || !is_rule(text, 0)) return front;
  const std::size_t begin = after_line(text, 0);
  std::size_t end = begin;
  while (end < text.size() && !is_rule(text, end)) end = after_line(text, end);
  if (end >= text.size())
    return fail(source.error(0, "the front matter is never closed: a second line of --- is missing"));
  front.body = static_cast<Offset>(after_line(text, end));

  TRY(json::object object, parse_json(source, begin, end));
  const Keys keys(source, object, begin);
  for (const auto& entry : object) {
    if (std::ranges::find(kKeys, std::string_view(entry.key())) != std::end(kKeys)) continue;
    const std::vector<std::string> known(std::begin(kKeys), std::end(kKeys));
    const std::string_view guess = nearest(entry.key(), known);
    return keys.wrong(entry.key(), guess.empty()
                                       ? "is not a key of the front matter"
                                       : fmt::format("is not a key of the front matter: did you mean \"{}\"?", guess));
  }
  TRY(const auto name, keys.text("name"));
  TRY(const auto hint, keys.text("prompt_hint"));
  TRY(const auto currency, keys.text("currency"));
  TRY(const auto kind, keys.one_of("kind", kKinds));
  TRY(const auto locale, keys.one_of("locale", kLocales));
  TRY(const auto typeface, keys.one_of("typeface", kTypefaces));
  front.about.name = name.value_or("");
  front.about.prompt_hint = hint.value_or("");
  front.about.kind = kind ? kKinds[*kind] : kKinds.back();
  front.about.locale = locale == 0 ? Locale::ru : Locale::en;
  front.about.currency = Currency::of(front.about.locale);
  if (currency) {
    auto parsed = Currency::parse(*currency);
    if (!parsed) return keys.wrong("currency", parsed.error().fields[0].message);
    front.about.currency = *parsed;
  }
  if (typeface) front.typeface = *typeface == 0 ? Typeface::sans : Typeface::serif;
  if (const json::value* justified = object.if_contains("justified")) {
    if (!justified->is_bool()) return keys.wrong("justified", "must be true or false");
    front.justified = justified->get_bool();
  }
  TRY(const auto sheet, keys.text("page"));
  TRY(const auto margins, keys.text("margins"));
  if (sheet) {
    auto page = sheet_of(*sheet);
    if (!page) return keys.wrong("page", page.error().fields[0].message);
    front.page = *page;
  }
  if (margins)
    if (const auto set = set_margins(front.page, *margins); !set)
      return keys.wrong("margins", set.error().fields[0].message);
  if (json::value* fields = object.if_contains("fields")) {
    if (!fields->is_object()) return keys.wrong("fields", "must be an object of paths");
    front.fields = std::move(fields->get_object());
  }
  return front;
}

}  // namespace kontor::docgen
