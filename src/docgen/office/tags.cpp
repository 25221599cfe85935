#include "docgen/office/tags.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace kontor::docgen::office {
namespace {

/// Signs that Word puts in the place of others while one types.
struct Typed {
  std::string_view sign, plain;
};
constexpr Typed kTyped[] = {
    {"“", "\""},     {"”", "\""},     {"„", "\""},     {"‟", "\""},     {"«", "\""},     {"»", "\""},
    {"‘", "'"},      {"’", "'"},      {"‚", "'"},      {"‛", "'"},      {"\u2013", "-"}, {"\u2014", "-"},
    {"\u2212", "-"}, {"\u2011", "-"}, {"\u00A0", " "}, {"\u202F", " "}, {"\u2009", " "}, {"\u2007", " "},
    {"\u200B", ""},  {"\u200C", ""},  {"\u200D", ""},  {"\uFEFF", ""},  {"\u00AD", ""},  {"\u2060", ""},
};

const Typed* typed_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text.front()) < 0x80) return nullptr;
  for (const Typed& each : kTyped)
    if (text.starts_with(each.sign)) return &each;
  return nullptr;
}

bool is_quote(std::string_view plain) { return plain == "\"" || plain == "'"; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Inside {
  std::size_t end;  ///< of what is inside, in the text
  std::string plain;
  bool quotes = false;  ///< typographic ones were replaced
};

/// Reads what is inside a tag up to its `close`, as the language would: what is in quotes or in brackets cannot close
/// it.
std::optional<Inside> inside_of(std::string_view text, std::size_t from, std::string_view close) {
  Inside out{from, {}};
  int depth = 0;
  char quote = 0;
  bool typographic = false;  // the quote that is open
  for (std::size_t at = from; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (quote == 0 && depth <= 0 && rest.starts_with(close)) {
      out.end = at;
      return out;
    }
    const Typed* typed = typed_at(rest);
    const std::string_view sign = typed ? typed->sign : rest.substr(0, 1);
    const std::string_view plain = typed ? typed->plain : sign;
    at += sign.size();
    if (quote != 0) {
      const bool ends = is_quote(plain) && plain[0] == quote && (typographic || !typed);
      if (!ends) {
        out.plain += sign;
        if (sign == "\\" && at < text.size()) out.plain += text[at++];
        continue;
      }
      quote = 0;
    } else if (is_quote(plain)) {
      quote = plain[0];
      typographic = typed != nullptr;
    } else if (plain == "{" || plain == "(" || plain == "[") {
      ++depth;
    } else if (plain == "}" || plain == ")" || plain == "]") {
      --depth;
    }
    if (typed && is_quote(plain)) out.quotes = true;
    out.plain += plain;
  }
  return std::nullopt;
}

/// Of one paragraph. A table of a hundred fields in one paragraph would still be far below; each tag costs a look at
/// the paragraph.
constexpr std::size_t kMaxTags = 1000;
/// Nobody reads on after so many remarks about one paragraph.
constexpr std::size_t kMaxRemarks = 20;

constexpr std::string_view kWords[] = {"if",     "elif",   "else",      "endif",    "for",      "endfor", "set",
                                       "endset", "filter", "endfilter", "macro",    "endmacro", "call",   "endcall",
                                       "raw",    "endraw", "write",     "endwrite", "with",     "endwith"};

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && ((text[end] >= 'a' && text[end] <= 'z') || text[end] == '_')) ++end;
  return text.substr(0, end);
}

struct LevelName {
  std::string_view name;
  Tag::Level level;
};
constexpr LevelName kLevels[] = {
    {"tr", Tag::Level::row}, {"tc", Tag::Level::cell}, {"p", Tag::Level::paragraph}, {"r", Tag::Level::run}};

/// Whether what follows "p " continues an expression that begins with a field called p.
bool continues(std::string_view rest) {
  if (rest.empty() || std::string_view("|.+-*/%~=!<>,)]}[").find(rest.front()) != std::string_view::npos) return true;
  const std::string_view word = first_word(rest);
  constexpr std::string_view kOperators[] = {"if", "else", "in", "is", "and", "or", "not"};
  return word.size() == std::min(rest.find_first_of(" \t\n"), rest.size()) &&
         std::ranges::find(kOperators, word) != std::end(kOperators);
}

/// Takes the level off the head of what is inside.
Tag::Level take_level(Tag& tag) {
  const std::string_view text = tag.inside;
  for (const auto& [name, level] : kLevels) {
    if (!text.starts_with(name)) continue;
    const std::string_view rest = text.substr(name.size());
    const bool spaced = !rest.empty() && is_space(rest.front());
    std::string_view next = rest;
    while (!next.empty() && is_space(next.front())) next.remove_prefix(1);
    const bool joined =
        tag.kind == Tag::Kind::statement && std::ranges::find(kWords, first_word(rest)) != std::end(kWords);
    if (!joined && (!spaced || (tag.kind == Tag::Kind::output && continues(next)))) continue;
    tag.inside_at += name.size();
    tag.inside.erase(0, name.size());
    return level;
  }
  return Tag::Level::inside;
}

class Finder {
 public:
  Finder(std::string_view text, bool& raw) : text_(text), raw_(raw) {}

  Tags run() {
    for (std::size_t at = 0; at < text_.size() && out_.remarks.size() < kMaxRemarks;) {
      if (out_.tags.size() == kMaxTags) {
        out_ = {};  // their errors would hide this one
        remark(at, fmt::format("this paragraph has more than {} tags: divide it", kMaxTags), true);
        break;
      }
      at = step(at);
    }
    return std::move(out_);
  }

 private:
  std::size_t step(std::size_t at) {
    const std::size_t brace = text_.find_first_of("{}%", at);
    if (brace == std::string_view::npos) return text_.size();
    const std::string_view rest = text_.substr(brace);
    for (const std::string_view escape : {"{_{", "}_}", "{_%", "%_}"}) {
      if (raw_ || !rest.starts_with(escape)) continue;
      out_.dropped.push_back(brace + 1);
      return brace + 3;
    }
    if (!raw_ && (rest.starts_with("}}") || rest.starts_with("%}"))) {
      remark(brace, fmt::format("{} closes nothing here", rest.substr(0, 2)), false);
      return brace + 2;
    }
    if (rest.size() < 2 || rest[0] != '{' || std::string_view("{%#").find(rest[1]) == std::string_view::npos)
      return brace + 1;
    if (raw_) return raw(brace);
    if (rest.starts_with("{{{") && !rest.starts_with("{{{{")) return tag(brace + 1);  // a brace before a tag
    return tag(brace);
  }

  /// Inside raw only its end counts.
  std::size_t raw(std::size_t begin) {
    const std::size_t end = text_.find("%}", begin);
    if (text_[begin + 1] != '%' || end == std::string_view::npos) return begin + 2;
    return words_at(begin) == "endraw" ? tag(begin) : begin + 2;
  }

  std::string_view words_at(std::size_t begin) const {
    std::string_view rest = text_.substr(begin + 2);
    while (!rest.empty() && (is_space(rest.front()) || rest.front() == '-')) rest.remove_prefix(1);
    for (const LevelName& level : kLevels)
      if (rest.starts_with(level.name) && rest.size() > level.name.size() && is_space(rest[level.name.size()]))
        rest.remove_prefix(level.name.size());
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    return first_word(rest);
  }

  std::size_t tag(std::size_t begin) {
    Tag tag{.begin = begin};
    const char sign = text_[begin + 1];
    tag.kind = sign == '{' ? Tag::Kind::output : sign == '%' ? Tag::Kind::statement : Tag::Kind::comment;
    const std::string_view close = sign == '{' ? "}}" : sign == '%' ? "%}" : "#}";
    tag.inside_at = begin + 2;
    if (tag.inside_at < text_.size() && (text_[tag.inside_at] == '-' || (sign == '%' && text_[tag.inside_at] == '+'))) {
      tag.joins_before = text_[tag.inside_at] == '-';
      ++tag.inside_at;
    }
    auto inside =
        tag.kind == Tag::Kind::comment ? plainly(tag.inside_at, close) : inside_of(text_, tag.inside_at, close);
    if (!inside) inside = plainly(tag.inside_at, close);
    if (!inside) {
      remark(begin,
             fmt::format("this tag is never closed: {} is missing (a tag begins and ends in one paragraph)", close),
             true);
      return begin + 2;
    }
    tag.end = inside->end + 2;
    tag.inside = std::move(inside->plain);
    if (inside->quotes) remark(begin, "typographic quotes in this tag are read as plain ones", false);
    if (tag.inside.ends_with('-')) {
      tag.joins_after = true;
      tag.inside.pop_back();
    }
    tag.level = take_level(tag);
    if (tag.kind == Tag::Kind::statement) {
      std::string_view words = tag.inside;
      while (!words.empty() && is_space(words.front())) words.remove_prefix(1);
      tag.word = first_word(words);
    }
    if (tag.word == "raw" || tag.word == "endraw") {
      raw_ = tag.word == "raw";
      tag.kind = Tag::Kind::comment;
    }
    const std::size_t end = tag.end;
    out_.tags.push_back(std::move(tag));
    return end;
  }

  /// Up to the next `close`, whatever stands before it; not across the beginning of another tag.
  std::optional<Inside> plainly(std::size_t from, std::string_view close) const {
    const std::size_t end = text_.find(close, from);
    if (end == std::string_view::npos) return std::nullopt;
    if (close != "#}" && std::min(text_.find("{{", from), text_.find("{%", from)) < end) return std::nullopt;
    return Inside{end, std::string(text_.substr(from, end - from))};
  }

  void remark(std::size_t at, std::string message, bool error) {
    out_.remarks.push_back({at, std::move(message), error});
  }

  std::string_view text_;
  bool& raw_;
  Tags out_;
};

}  // namespace

std::string Tag::source() const {
  if (kind == Kind::comment) return "";
  const bool output = kind == Kind::output;
  return (output ? "{{" : "{%") + inside + (output ? "}}" : "%}");
}

Tags tags_in(std::string_view text, bool& raw) { return Finder(text, raw).run(); }

}  // namespace kontor::docgen::office
