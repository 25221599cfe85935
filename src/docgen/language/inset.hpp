#pragma once

#include <memory>
#include <string>
#include <variant>

#include "docgen/model/document.hpp"

namespace kontor::docgen {

/// What a value can become besides text. The filters `image`, `qr`, `link`, `markdown` and their like make these; the
/// place where the template's text lands turns them into its own markup, or says that it cannot hold them.
struct Inset {
  struct Picture {
    std::shared_ptr<const Figure> figure;  ///< never null
  };
  struct Link {
    std::string url;  ///< http, https, mailto or tel
    std::string text;
  };
  /// Marked-up text as a person wrote it: what is read of it is markdown/marked_up.hpp's to say.
  struct Markdown {
    std::string text;
  };
  /// Runs in one paragraph.
  struct Rich {
    Runs runs;
  };
  /// A Word file whose body is put in.
  struct WordFile {
    std::string bytes;
  };
  std::variant<Picture, Link, Markdown, Rich, WordFile> what;
};

}  // namespace kontor::docgen
