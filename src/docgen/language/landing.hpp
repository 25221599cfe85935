#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/language/inset.hpp"

namespace kontor::docgen {

class Value;

/// What a place shows that holds nothing but text: the description of a picture, the text of a link with its address.
Result<std::string> plain_inset(const Inset& inset);

/// Where the text of a template lands. One object serves one evaluation, so it may collect what the insets need beside
/// the text (relations, media).
class Landing {
 public:
  virtual ~Landing() = default;
  /// Appends the text so that it comes out literally.
  virtual void write(std::string_view text, std::string& out) const = 0;
  /// Appends a value that is no text; places that know numbers and dates keep what it is.
  virtual void value(const Value& value, std::string& out) const;
  /// The text for the filter `escape`: what write() gives, but where text is not escaped at all, escaped as HTML.
  virtual void escape(std::string_view text, std::string& out) const { write(text, out); }
  /// The inset in the place's own markup; the error is in a person's words, without a place.
  virtual Result<std::string> inset(const Inset& inset);
};

/// Text as it is.
class PlainLanding final : public Landing {
 public:
  void write(std::string_view text, std::string& out) const override { out += text; }
  Result<std::string> inset(const Inset& inset) override { return plain_inset(inset); }
  void escape(std::string_view text, std::string& out) const override;
};

/// The instruction of a written passage: values stand between ⟦ and ⟧.
class InstructionLanding final : public Landing {
 public:
  void write(std::string_view text, std::string& out) const override;
  Result<std::string> inset(const Inset& inset) override;
};

/// Markdown in which values are literal and insets travel as numbers (markdown/carry.hpp).
class MarkdownLanding final : public Landing {
 public:
  void write(std::string_view text, std::string& out) const override;
  Result<std::string> inset(const Inset& inset) override;
  /// What the numbers stand for; read_markdown() wants them.
  const std::vector<Inset>& insets() const { return insets_; }

 private:
  std::vector<Inset> insets_;
  double pixels_ = 0;
};

}  // namespace kontor::docgen
