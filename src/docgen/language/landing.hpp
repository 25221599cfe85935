#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"

namespace kontor::docgen {

/// What a value can become besides text. The filters `image`, `qr`, `link`, `markdown` and their like make these; the
/// place where the template's text lands turns them into its own markup, or says that it cannot hold them.
struct Inset {
  struct Picture {
    std::string bytes;               ///< PNG, JPEG or SVG
    std::optional<double> width_mm;  ///< absent: from the height, or from the picture's own size
    std::optional<double> height_mm;
    std::string alt;
  };
  struct Link {
    std::string url;
    std::string text;
  };
  struct Markdown {
    std::string text;
  };
  std::variant<Picture, Link, Markdown> what;
};

/// Where the text of a template lands. One object serves one evaluation, so it may collect what the insets need beside
/// the text (relations, media).
class Landing {
 public:
  virtual ~Landing() = default;
  /// Appends the text so that it comes out literally.
  virtual void write(std::string_view text, std::string& out) const = 0;
  /// The inset in the place's own markup; the error is in a person's words, without a place.
  virtual Result<std::string> inset(const Inset& inset);
};

/// Text as it is.
class PlainLanding final : public Landing {
 public:
  void write(std::string_view text, std::string& out) const override { out += text; }
};

/// Markdown in which values are literal (markdown/carry.hpp).
class MarkdownLanding final : public Landing {
 public:
  void write(std::string_view text, std::string& out) const override;
};

}  // namespace kontor::docgen
