#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "docgen/office/edits.hpp"
#include "docgen/office/tags.hpp"

namespace kontor::docgen::excel {

/// Text that a person sees as one: the content of a cell, a comment, a paragraph of a text box, with or without runs
/// of their own formatting; or the text between two tags of XML, or the value of an attribute.
class RichText {
 public:
  /// `xml` is the whole part; the text is what stands from `begin` to `end`, which are not inside of a tag.
  static Result<RichText> read(std::string_view xml, Offset begin, Offset end);
  /// The value of an attribute, or another text without elements in it.
  static RichText plain(std::string_view xml, Offset begin, Offset end);

  const std::string& text() const { return text_; }
  bool has_runs() const { return has_runs_; }
  /// Takes the tag out.
  void cut(const office::Tag& tag, office::Edits& edits);
  void cut(std::size_t letter, office::Edits& edits) const { edits.cut(letters_[letter].begin, letters_[letter].end); }
  /// Takes the tag out and puts its source there. Statements stand between runs, so that they may leave them out.
  void place(const office::Tag& tag, const office::Spot& spot, std::string_view before, office::Edits& edits);
  /// Takes out the white space that the tag joins ({%- … -%}).
  void join(const office::Tag& tag, office::Edits& edits) const;
  /// Where `letter` of the text stands for a person who reads it at `place`.
  office::Spot spot(std::string_view place, std::size_t letter) const;

 private:
  struct Letter {
    Offset begin = 0, end = 0;
    int holder = -1;  ///< among elements_
  };
  struct Holder {                  ///< an element t
    Offset begin = 0, inside = 0;  ///< its opening tag
    std::string_view name;
    std::string_view run;         ///< the name of the run around it; "" without one
    std::string_view properties;  ///< of that run
  };
  void append(std::string_view xml, Offset begin, Offset end, int holder);
  void keep_spaces(std::string_view opening, const Holder& holder, office::Edits& edits);

  std::string_view xml_;
  std::string text_;
  std::vector<Letter> letters_;
  std::vector<Holder> holders_;
  bool has_runs_ = false;
  std::vector<Offset> spaced_;  ///< holders that keep their spaces from now on
};

}  // namespace kontor::docgen::excel
