#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kontor {

/// True for well-formed UTF-8 without surrogates and overlong forms.
bool is_utf8(std::string_view bytes);
/// Code points in well-formed UTF-8.
std::size_t length(std::string_view utf8);
/// Without white space (ASCII and U+00A0) at both ends.
std::string_view trimmed(std::string_view text);
/// Latin, Greek and Cyrillic letters made small; other code points as they are.
std::string lowercase(std::string_view utf8);
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
std::string hex(std::string_view bytes);
/// The candidate nearest to `word` by edit distance, two swapped neighbours being one edit, or empty when none is near
/// enough to be a slip of the keyboard.
std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Text of Min to Max code points, trimmed, UTF-8, without control characters other than newline and tab.
template <std::size_t Min, std::size_t Max>
class Text;

/// What is wrong with a text of any length (no UTF-8, a control character), in a person's words; empty when nothing is.
std::string text_fault(std::string_view text);
/// The rule behind every Text; the message says what is wrong in a person's words.
Result<std::string> checked_text(std::string_view raw, std::size_t min, std::size_t max);

template <std::size_t Min, std::size_t Max>
class Text {
 public:
  static constexpr std::size_t min = Min;
  static constexpr std::size_t max = Max;

  Text()
    requires(Min == 0)
  = default;
  static Result<Text> parse(std::string_view raw) {
    TRY(std::string value, checked_text(raw, Min, Max));
    return Text(std::move(value));
  }

  const std::string& str() const { return value_; }
  operator std::string_view() const { return value_; }
  auto operator<=>(const Text&) const = default;

 private:
  explicit Text(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

/// Text that is kept as it came, ends included, because places in it are counted: a template's source. Otherwise as
/// Text: Min counts what is not white space at the ends, Max all of it.
template <std::size_t Min, std::size_t Max>
class Verbatim;

/// The rule behind every Verbatim.
Result<std::string> verbatim_text(std::string_view raw, std::size_t min, std::size_t max);

template <std::size_t Min, std::size_t Max>
class Verbatim {
 public:
  static Result<Verbatim> parse(std::string_view raw) {
    TRY(std::string value, verbatim_text(raw, Min, Max));
    return Verbatim(std::move(value));
  }

  const std::string& str() const { return value_; }
  operator std::string_view() const { return value_; }

 private:
  explicit Verbatim(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

/// An address that can be written to: `local@domain`, at most 254 bytes, the domain in small letters. Not checked by
/// DNS.
class EmailAddress {
 public:
  static Result<EmailAddress> parse(std::string_view raw);

  const std::string& str() const { return value_; }
  auto operator<=>(const EmailAddress&) const = default;

 private:
  explicit EmailAddress(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

}  // namespace kontor
