#include "docgen/language/lexer.hpp"

#include <glib.h>

#include <charconv>

namespace kontor::docgen {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_space(char c) { return is_blank(c) || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

constexpr std::string_view kLongSigns[] = {"**", "//", "==", "!=", "<=", ">=", "=>"};
constexpr std::string_view kSigns = "+-*/%~<>=()[]{}.,:|";

class Lexer {
 public:
  Lexer(const Source& source, Offset from, Lines lines)
      : source_(source), text_(source.text()), at_(from), lines_(lines) {}

  Result<std::vector<Token>> run() {
    while (at_ < text_.size()) TRY(next());
    flush();
    push(Token::Kind::end, at_, "");
    return std::move(tokens_);
  }

 private:
  /// One step through plain text: up to the next tag, and the tag.
  Result<void> next() {
    if (lines_ == Lines::tags_vanish && (at_ == 0 || text_[at_ - 1] == '\n') && at_ >= vanish_end_)
      find_vanishing_line();
    const std::size_t line_end = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    const std::size_t tag = text_.substr(0, line_end).find('{', at_);
    if (tag == std::string_view::npos) {
      keep(line_end);
      return {};
    }
    keep(tag);
    const char kind = tag + 1 < text_.size() ? text_[tag + 1] : '\0';
    if (kind != '{' && kind != '%' && kind != '#') {
      keep(tag + 1);
      return {};
    }
    const char control = tag + 2 < text_.size() ? text_[tag + 2] : '\0';
    if (control == '-') strip_end();
    at_ = tag + 2 + (control == '-' || control == '+' ? 1 : 0);
    flush();
    if (kind == '#') return comment(tag);
    if (kind == '%' && is_raw()) return raw(tag);
    push(kind == '{' ? Token::Kind::output_begin : Token::Kind::block_begin, tag, "");
    return tag_inside(kind == '{' ? "}}" : "%}", tag);
  }

  /// Adds the text up to `end`, unless it is the white space of a vanishing line.
  void keep(std::size_t end) {
    std::string_view piece = text_.substr(at_, end - at_);
    if (at_ < vanish_end_) piece = {};
    if (strip_next_) {
      const std::size_t first = piece.find_first_not_of(" \t\r\n");
      piece.remove_prefix(std::min(first, piece.size()));
      if (!piece.empty()) strip_next_ = false;
    }
    if (pending_.empty()) pending_at_ = at_;
    pending_ += piece;
    at_ = end;
  }

  void flush() {
    if (!pending_.empty()) push(Token::Kind::text, pending_at_, std::move(pending_));
    pending_.clear();
  }

  void strip_end() {
    const std::size_t last = pending_.find_last_not_of(" \t\r\n");
    pending_.resize(last == std::string::npos ? 0 : last + 1);
  }

  void after_tag(bool strip) { strip_next_ = strip; }

  Result<void> comment(std::size_t tag) {
    const std::size_t end = text_.find("#}", at_);
    if (end == std::string_view::npos) return fail(error(tag, "this comment is never closed: #} is missing"));
    after_tag(text_[end - 1] == '-');
    at_ = end + 2;
    return {};
  }

  bool is_raw() const {
    std::string_view rest = text_.substr(at_);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    return rest.starts_with("raw") && rest.size() > 3 && !starts_name(rest[3]) && !is_digit(rest[3]);
  }

  Result<void> raw(std::size_t tag) {
    const std::size_t open = text_.find("%}", at_);
    std::size_t close = open;
    std::string_view inside;
    for (;;) {
      close = close == std::string_view::npos ? close : text_.find("{%", close + 1);
      if (close == std::string_view::npos) return fail(error(tag, "this raw is never closed: {% endraw %} is missing"));
      const std::size_t end = text_.find("%}", close);
      inside = text_.substr(close + 2, end == std::string_view::npos ? 0 : end - close - 2);
      std::string_view word = inside;
      if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
      const bool strip = word.ends_with('-');
      while (!word.empty() && (is_space(word.front()))) word.remove_prefix(1);
      while (!word.empty() && (is_space(word.back()) || word.back() == '-')) word.remove_suffix(1);
      if (word != "endraw") continue;
      after_tag(text_[open - 1] == '-');
      at_ = open + 2;
      if (lines_ == Lines::tags_vanish && at_ == vanish_end_ - 1) ++at_;
      vanish_end_ = 0;
      keep(close);
      if (inside.starts_with('-')) strip_end();
      flush();
      after_tag(strip);
      at_ = end + 2;
      return {};
    }
  }

  /// When the line from at_ on holds only tags that print nothing, it is to leave no line behind.
  void find_vanishing_line() {
    std::size_t at = at_;
    bool tags = false;
    for (;;) {
      while (at < text_.size() && is_blank(text_[at])) ++at;
      const std::string_view rest = text_.substr(at);
      if (!rest.starts_with("{%") && !rest.starts_with("{#")) break;
      const std::size_t end = rest.find(rest[1] == '%' ? "%}" : "#}");
      if (end == std::string_view::npos) return;
      at += end + 2;
      tags = true;
    }
    if (!tags || (at < text_.size() && text_[at] != '\n')) return;
    vanish_end_ = std::min(at + 1, text_.size());
  }

  Result<void> tag_inside(std::string_view close, std::size_t tag) {
    int depth = 0;  // of brackets: a closing brace of a map is not the end of the tag
    for (;;) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      const std::string_view rest = text_.substr(at_);
      if (rest.empty()) return fail(error(tag, fmt::format("this tag is never closed: {} is missing", close)));
      const bool controlled = (rest.front() == '-' || rest.front() == '+') && rest.substr(1).starts_with(close);
      const bool strip = controlled && rest.front() == '-';
      if (controlled || (rest.starts_with(close) && depth == 0)) {
        push(close == "}}" ? Token::Kind::output_end : Token::Kind::block_end, at_, "");
        after_tag(strip);
        at_ += controlled ? 3 : 2;
        return {};
      }
      if (rest.front() == '{' || rest.front() == '(' || rest.front() == '[') ++depth;
      if (rest.front() == '}' || rest.front() == ')' || rest.front() == ']') --depth;
      TRY(token(rest));
    }
  }

  Result<void> token(std::string_view rest) {
    const std::size_t from = at_;
    const char c = rest.front();
    if (starts_name(c)) {
      while (at_ < text_.size() && (starts_name(text_[at_]) || is_digit(text_[at_]))) ++at_;
      push(Token::Kind::name, from, std::string(text_.substr(from, at_ - from)));
      return {};
    }
    if (is_digit(c)) {
      const bool after_point = !tokens_.empty() && tokens_.back().kind == Token::Kind::sign &&
                               tokens_.back().text == ".";  // rows.0.1 is two places
      while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '_')) ++at_;
      if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1]) && !after_point)
        for (++at_; at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '_');) ++at_;
      if (const std::size_t size = after_point ? 0 : exponent(text_.substr(at_))) at_ += size;
      std::string digits(text_.substr(from, at_ - from));
      std::erase(digits, '_');
      push(Token::Kind::number, from, std::move(digits));
      return {};
    }
    if (c == '"' || c == '\'') return string(c);
    for (const std::string_view sign : kLongSigns) {
      if (!rest.starts_with(sign)) continue;
      push(Token::Kind::sign, from, std::string(sign));
      at_ += sign.size();
      return {};
    }
    if (kSigns.find(c) == std::string_view::npos)
      return fail(error(from, fmt::format("\"{}\" has no meaning here", c)));
    push(Token::Kind::sign, from, std::string(1, c));
    ++at_;
    return {};
  }

  /// The bytes of `e+3` at the front of text; 0 when there is none.
  static std::size_t exponent(std::string_view text) {
    if (!text.starts_with('e') && !text.starts_with('E')) return 0;
    std::size_t size = text.size() > 1 && (text[1] == '+' || text[1] == '-') ? 2 : 1;
    const std::size_t digits = size;
    while (size < text.size() && is_digit(text[size])) ++size;
    return size > digits ? size : 0;
  }

  Result<void> string(char quote) {
    const std::size_t from = at_;
    std::string value;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] != '\\' || at_ + 1 >= text_.size())
        value += text_[at_];
      else
        escape(text_[++at_], value);
    }
    if (at_ >= text_.size()) return fail(error(from, fmt::format("this text is never closed: {} is missing", quote)));
    ++at_;
    push(Token::Kind::string, from, std::move(value));
    return {};
  }

  /// What Python reads for a backslash and c, which stands at at_; at_ stays on the last character of it.
  void escape(char c, std::string& out) {
    static constexpr std::string_view kPlain = "\\'\"abfnrtv";
    static constexpr std::string_view kMeant = "\\'\"\a\b\f\n\r\t\v";
    if (c == '\n') return;  // the text goes on in the next line
    if (const std::size_t known = kPlain.find(c); known != std::string_view::npos) {
      out += kMeant[known];
      return;
    }
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    std::uint32_t code = 0;
    const std::string_view hex = text_.substr(std::min(at_ + 1, text_.size()), digits);
    const auto [end, failed] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    if (digits == 0 || hex.size() < digits || failed != std::errc() || end != hex.data() + digits ||
        !g_unichar_validate(code)) {
      out += {'\\', c};
      return;
    }
    std::array<char, 6> utf8;
    out.append(utf8.data(), static_cast<std::size_t>(g_unichar_to_utf8(code, utf8.data())));
    at_ += digits;
  }

  void push(Token::Kind kind, std::size_t at, std::string text) {
    tokens_.push_back({kind, static_cast<Offset>(at), std::move(text)});
  }
  Error error(std::size_t at, std::string message) const {
    return source_.error(static_cast<Offset>(at), std::move(message));
  }

  const Source& source_;
  std::string_view text_;
  std::size_t at_;
  Lines lines_;
  std::vector<Token> tokens_;
  std::string pending_;
  std::size_t pending_at_ = 0;
  std::size_t vanish_end_ = 0;  ///< white space before this byte belongs to a line that vanishes
  bool strip_next_ = false;
};

}  // namespace

Result<std::vector<Token>> tokens(const Source& source, Offset from, Lines lines) {
  return Lexer(source, from, lines).run();
}

}  // namespace kontor::docgen
