#pragma once

#include <memory>
#include <string>
#include <vector>

namespace kontor::docgen {

struct Figure;
struct Footnote;
struct Float;

/// What text may have beside bold, italic and strike. Writers that cannot show a thing leave it out. Equal dresses
/// should be one object: a document has few, and writers compare pointers first.
struct Dress {
  enum class Underline { none, single, twofold, dotted, dashed, wave };
  enum class Letters { as_written, capitals, small_capitals };

  Underline underline = Underline::none;
  std::string color = {};      ///< "c00000"; empty for the text's own
  std::string highlight = {};  ///< the colour behind it, in the same form
  std::string font = {};       ///< a family; empty for the text's own
  double size = 0;             ///< points; 0 for the text's own
  int rise = 0;                ///< 1 superscript, -1 subscript: smaller, above or below the base line
  double shift = 0;            ///< points above the base line, in full size
  Letters letters = Letters::as_written;
  double spacing = 0;         ///< points added behind each letter
  double stretch = 1;         ///< of the letters' width
  bool kerning = true;        ///< pairs of letters are moved together as the font says
  std::string language = {};  ///< "ru", "en-GB"; empty for the document's

  bool underlined() const { return underline != Underline::none; }
  bool operator==(const Dress&) const = default;
};

/// What stands in a run is known only when the pages are.
struct PageField {
  enum class Kind {
    none,
    page,           ///< the number of the page that it stands on
    pages,          ///< of all pages
    section_pages,  ///< of the pages of its section
    page_of,        ///< the number of the page that `target` stands on
    text_of         ///< the text of the first heading with the style or level `target` on the page, else before it
  };
  Kind kind = Kind::none;
  std::string target = {};  ///< a name of Run::anchor

  bool operator==(const PageField&) const = default;
};

/// A stretch of text in one style, or something that stands in the line like a letter. In the text "\n" is a line
/// break, "\t" goes to the next tab stop (a space where the paragraph has no format), U+00AD is a place to hyphenate.
struct Run {
  std::string text = {};  ///< of a field: what to show where pages are not known
  bool bold = false;
  bool italic = false;
  bool strike = false;
  bool code = false;
  std::string link = {};                        ///< http(s), mailto or tel; "#name" for an anchor; empty for none
  std::shared_ptr<const Dress> dress = {};      ///< null for none
  std::shared_ptr<const Figure> figure = {};    ///< stands here instead of text, which is then empty
  std::shared_ptr<const PageField> field = {};  ///< null for none
  std::shared_ptr<const Footnote> note = {};    ///< a footnote; `text` is its mark, empty: counted by the writer
  std::shared_ptr<const Float> floating = {};   ///< anchored here; takes no room in the line
  std::string anchor = {};                      ///< what links and fields call this place; empty for none

  /// Nothing but text in a style.
  bool plain() const { return !figure && !field && !note && !floating && anchor.empty(); }
  bool same_style(const Run& other) const {
    return bold == other.bold && italic == other.italic && strike == other.strike && code == other.code &&
           link == other.link && (dress == other.dress || (dress && other.dress && *dress == *other.dress)) &&
           plain() && other.plain();
  }
};
using Runs = std::vector<Run>;

/// The text of the runs alone.
std::string plain_text(const Runs& runs);
/// True when nothing that is seen is in the runs.
bool is_blank(const Runs& runs);

}  // namespace kontor::docgen
