#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace kontor::docgen::word {

/// What a template has that insets use: its styles by the names that people see, and the numbers that its lists have
/// taken. Read when the first inset asks; any number of threads may ask.
class Furnishings {
 public:
  /// The text of a part by its name; empty for one that the template does not have.
  using Part = std::function<std::string(std::string_view name)>;

  /// `document` is the part with the document's text, whose relations name the others.
  explicit Furnishings(Part part, std::string document = "word/document.xml")
      : part_(std::move(part)), document_(std::move(document)) {}

  const std::string& document() const { return document_; }
  const std::string& styles_part() const;     ///< its name; empty when there is none
  const std::string& numbering_part() const;  ///< the name that it has or would have
  /// The id of the style of that type ("paragraph", "character", "table") and name in any case ("heading 1"); empty
  /// when there is none.
  std::string style(std::string_view type, std::string_view name) const;
  bool has_style_id(std::string_view id) const;
  const std::string& styles() const;     ///< the whole part
  const std::string& numbering() const;  ///< the same
  int first_free_list() const;           ///< w:numId
  int first_free_definition() const;     ///< w:abstractNumId

 private:
  struct Read {
    std::string styles_part, numbering_part, styles, numbering;
    std::map<std::string, std::string, std::less<>> ids;  ///< by "type name"
    std::map<std::string, bool, std::less<>> taken;       ///< ids of styles
    int lists = 1, definitions = 0;
  };
  const Read& read() const;
  void read_names() const;

  Part part_;
  std::string document_;
  mutable std::once_flag once_;
  mutable Read read_;
};

}  // namespace kontor::docgen::word
