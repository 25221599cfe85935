#include <charconv>

#include "docgen/language/filters.hpp"
#include "docgen/language/limits.hpp"
#include "docgen/language/strings.hpp"

namespace kontor::docgen {
namespace {

using Given = const FilterCall&;

std::string html(std::string_view text) {
  std::string out;
  PlainLanding().escape(text, out);
  return out;
}

Result<Value> escape(Given call) {
  if (call.input.as<Markup>() && call.expr.name != "forceescape") return call.input;
  TRY(const std::string text, call.text());
  return Value(Markup{call.around.escaped(text)});
}

/// Values are literal wherever they land: nothing that comes with the data may become markup of the document.
Result<Value> safe(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  return call.input;
}

void json_text(std::string_view text, std::string& out) {
  out += '"';
  for (const std::string_view letter : characters(text)) {
    const char c = letter.front();
    if (letter.size() > 1) {
      std::uint32_t code = static_cast<unsigned char>(c) & (0x7FU >> std::min<std::size_t>(letter.size(), 7));
      for (const char rest : letter.substr(1)) code = code << 6 | (static_cast<unsigned char>(rest) & 0x3F);
      if (code > 0xFFFF)
        fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF));
      else
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (const std::size_t named = std::string_view("\b\f\n\r\t").find(c); named != std::string_view::npos) {
      out += {'\\', "bfnrt"[named]};
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '<' || c == '>' || c == '&' || c == '\'') {
      if (c == 0x7F)
        out += c;
      else
        fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

/// As Python's json.dumps writes it, with the names of objects in order.
class Json {
 public:
  explicit Json(std::optional<int> indent) : indent_(indent) {}

  void write(const Value& value, std::string& out, int depth = 0) {
    if (out.size() > kMaxText) return;
    if (const bool* flag = value.as<bool>()) {
      out += *flag ? "true" : "false";
    } else if (const Decimal* number = value.as<Decimal>()) {
      out += number->str();
    } else if (const std::string* text = value.text()) {
      json_text(*text, out);
    } else if (const List* list = value.list()) {
      out += '[';
      for (std::size_t i = 0; i < list->size(); ++i) {
        part(out, i, depth);
        write((*list)[i], out, depth + 1);
      }
      end(out, list->size(), depth, ']');
    } else if (const Map* fields = value.map()) {
      std::vector<const std::pair<std::string, Value>*> sorted;
      for (const auto& entry : fields->entries) sorted.push_back(&entry);
      std::ranges::sort(sorted, {}, [](const auto* entry) -> const std::string& { return entry->first; });
      out += '{';
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        part(out, i, depth);
        json_text(sorted[i]->first, out);
        out += ": ";
        write(sorted[i]->second, out, depth + 1);
      }
      end(out, sorted.size(), depth, '}');
    } else {
      out += "null";
    }
  }

 private:
  void part(std::string& out, std::size_t i, int depth) const {
    if (i > 0) out += indent_ ? "," : ", ";
    line(out, depth + 1);
  }
  void end(std::string& out, std::size_t size, int depth, char close) const {
    if (size > 0) line(out, depth);
    out += close;
  }
  void line(std::string& out, int depth) const {
    if (!indent_) return;
    out += '\n';
    out.append(static_cast<std::size_t>(*indent_ * depth), ' ');
  }

  std::optional<int> indent_;
};

Result<Value> tojson(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  constexpr int kMaxIndent = 40;
  std::optional<int> indent;
  if (call.has(0) && !call.arguments[0].is_none()) {
    TRY(const int spaces, call.columns(0, 0));
    indent = std::min(spaces, kMaxIndent);
  }
  std::string out;
  Json(indent).write(call.input, out);
  return Value(std::move(out));
}

Result<Value> pprint(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  return Value(call.input.shown());
}

Result<Value> xmlattr(Given call) {
  const Map* fields = call.input.map();
  if (!fields) return call.error("xmlattr needs an object");
  std::string out;
  for (const auto& [name, value] : fields->entries) {
    if (value.is_none() || value.is_missing()) continue;
    if (name.find_first_of(" \t\n\f\r/>=") != std::string::npos)
      return call.error(fmt::format("\"{}\" cannot be the name of an attribute", name));
    if (!out.empty()) out += ' ';
    out += fmt::format("{}=\"{}\"", html(name), html(value.str()));
  }
  return Value(Markup{call.flag(0, true) && !out.empty() ? ' ' + out : out});
}

void quote(std::string_view text, bool in_query, std::string& out) {
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("_.-~").contains(c) || (c == '/' && !in_query);
    if (plain)
      out += c;
    else if (c == ' ' && in_query)
      out += '+';
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
  }
}

Result<Value> urlencode(Given call) {
  if (const Missing* missing = call.input.as<Missing>()) return fail(call.around.missing(*missing));
  std::string out;
  const auto pair = [&](std::string_view name, const Value& value) {
    if (!out.empty()) out += '&';
    quote(name, true, out);
    out += '=';
    quote(value.str(), true, out);
  };
  if (const Map* fields = call.input.map()) {
    for (const auto& [name, value] : fields->entries) pair(name, value);
  } else if (const List* list = call.input.list()) {
    for (const Value& item : *list) {
      if (!item.list() || item.list()->size() != 2) return call.error("urlencode needs pairs of a name and a value");
      pair((*item.list())[0].str(), (*item.list())[1]);
    }
  } else {
    quote(call.input.str(), false, out);
  }
  return Value(std::move(out));
}

/// The address that a word is, or empty.
std::string address_in(std::string_view word) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (word.starts_with(scheme) && word.size() > scheme.size()) return std::string(word);
  if (word.starts_with("www.") && word.size() > 4) return fmt::format("https://{}", word);
  const std::size_t at = word.find('@');
  const std::size_t point = word.rfind('.');
  if (at != std::string_view::npos && at > 0 && word.find('@', at + 1) == std::string_view::npos &&
      point != std::string_view::npos && point > at + 1 && point + 1 < word.size())
    return fmt::format("mailto:{}", word);
  for (const std::string_view end : {".com", ".net", ".org", ".info"})
    if (word.size() > end.size() && word.ends_with(end)) return fmt::format("https://{}", word);
  return "";
}

Result<Value> urlize(Given call) {
  TRY(const std::string text, call.text());
  TRY(const int limit, call.columns(0, kMaxColumns));
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\n\r", at), text.size());
    out += text.substr(at, begin - at);
    at = std::min(text.find_first_of(" \t\n\r", begin), text.size());
    std::string_view word = std::string_view(text).substr(begin, at - begin);
    const std::string_view head = word.substr(0, std::min(word.find_first_not_of("(<"), word.size()));
    word.remove_prefix(head.size());
    const std::size_t last = word.find_last_not_of(")>.,");
    const std::string_view tail = word.substr(last == std::string_view::npos ? 0 : last + 1);
    word.remove_suffix(tail.size());
    const std::string address = address_in(word);
    std::string shown = html(word);
    if (!address.empty()) {
      if (count_characters(word) > static_cast<std::size_t>(limit))
        shown = html(cut(word, 0, static_cast<std::size_t>(limit))) + "...";
      const std::string_view rel = address.starts_with("mailto:") ? "" : " rel=\"noopener\"";
      shown = fmt::format("<a href=\"{}\"{}>{}</a>", html(address), rel, shown);
    }
    out += html(head) + shown + html(tail);
    if (out.size() > kMaxText) return call.error("the text becomes too long");
  }
  return Value(std::move(out));
}

std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"amp", "&"},  {"lt", "<"},    {"gt", ">"},    {"quot", "\""}, {"apos", "'"},  {"nbsp", "\u00A0"},
      {"copy", "©"}, {"laquo", "«"}, {"raquo", "»"}, {"mdash", "—"}, {"ndash", "–"}, {"hellip", "…"}};
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('&'), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    const std::size_t end = text.substr(0, 12).find(';');
    if (text.empty()) break;
    const std::string_view name = end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
    const auto* known = std::ranges::find(kNames, name, &std::pair<std::string_view, std::string_view>::first);
    if (known != std::end(kNames)) {
      out += known->second;
      text.remove_prefix(end + 1);
      continue;
    }
    const bool hex = name.starts_with("#x");
    std::uint32_t code = 0;
    const char* const last = name.data() + name.size();
    if (name.starts_with('#') && name.size() > (hex ? 2U : 1U)) {
      const auto [stop, failed] = std::from_chars(name.data() + (hex ? 2 : 1), last, code, hex ? 16 : 10);
      if (failed == std::errc() && stop == last && code > 0 && code < 0x80) {
        out += static_cast<char>(code);
        text.remove_prefix(end + 1);
        continue;
      }
    }
    out += '&';
    text.remove_prefix(1);
  }
  return out;
}

Result<Value> striptags(Given call) {
  TRY(std::string text, call.text());
  const auto drop = [&](std::string_view open, std::string_view close) {
    std::string kept;
    std::size_t at = 0;
    for (std::size_t begin; (begin = find_in(text, open, at)) != std::string::npos;) {
      const std::size_t end = find_in(text, close, begin + open.size());
      if (end == std::string::npos) break;
      kept += text.substr(at, begin - at);
      at = end + close.size();
    }
    text = kept + text.substr(at);
  };
  drop("<!--", "-->");
  drop("<", ">");
  std::string out;
  for (const std::string_view word : split(text, std::nullopt, SIZE_MAX, Side::left)) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return Value(unescaped(out));
}

constexpr Filter kFilters[] = {
    {"escape", "escape", Takes::text, 0, {}, escape},
    {"e", "e", Takes::text, 0, {}, escape},
    {"forceescape", "forceescape", Takes::text, 0, {}, escape},
    {"safe", "safe", Takes::same, 0, {}, safe},
    {"tojson", "tojson or tojson(indent=2)", Takes::anything, 0, {"indent"}, tojson},
    {"pprint", "pprint", Takes::anything, 0, {"verbose"}, pprint},
    {"xmlattr", "xmlattr", Takes::object, 0, {"autospace"}, xmlattr},
    {"urlencode", "urlencode", Takes::anything, 0, {}, urlencode},
    {"urlize",
     "urlize or urlize(length)",
     Takes::text,
     0,
     {"trim_url_limit", "nofollow", "target", "rel", "extra_schemes"},
     urlize},
    {"striptags", "striptags", Takes::text, 0, {}, striptags},
};

}  // namespace

std::span<const Filter> markup_filters() { return kFilters; }

}  // namespace kontor::docgen
