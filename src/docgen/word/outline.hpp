#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docgen/language/source.hpp"

namespace kontor::docgen::word {

/// The elements that filling has to know; all others are carried along.
enum class Kind : std::uint8_t {
  other,
  paragraph,
  paragraph_properties,
  run,
  run_properties,
  text,
  table,
  row,
  row_properties,
  cell,
  cell_properties,
  container,  ///< that holds blocks and needs one: header, footer, note, comment, text box
  page_mark,  ///< lastRenderedPageBreak
  deleted,    ///< text that a revision takes away
};

struct Element {
  Offset begin = 0, inside = 0;    ///< its opening tag
  Offset inside_end = 0, end = 0;  ///< its closing tag; empty elements have inside == inside_end == end
  int parent = -1;
  Kind kind = Kind::other;
};

/// A byte of text and where it stands in the XML.
struct Letter {
  Offset begin = 0, end = 0;
  int holder = -1;  ///< the element w:t (or a:t, w:instrText) around it, or the w:br or w:tab that it stands for
};

/// Text that a person sees as one: of a paragraph, of a field's instruction, of an attribute.
struct Stream {
  enum class Where {
    runs,         ///< of the runs of a paragraph
    drawing,      ///< of a paragraph of a chart or a diagram
    instruction,  ///< of a field
    attribute,
    address,  ///< of a link: links.hpp has put it where the name of its relation was
    other,    ///< of any other element: a formula, a property of the document
  };
  Where where = Where::other;
  int paragraph = -1;  ///< the element, or -1
  std::string place;   ///< "paragraph 12", "table 1, row 2, cell 3, paragraph 1"
  std::string text;    ///< line breaks as \n, tabs as \t
  std::vector<Letter> letters;
};

/// What filling has to know of a part.
struct Outline {
  std::string_view xml;
  std::vector<Element> elements;  ///< in the order of their beginnings
  std::vector<Stream> streams;    ///< those that hold a brace, in the order of their first letters

  std::string_view piece(Offset begin, Offset end) const { return xml.substr(begin, end - begin); }
  std::string_view opening(int element) const { return piece(at(element).begin, at(element).inside); }
  /// The name of the element, with its prefix.
  std::string_view name(int element) const;
  const Element& at(int element) const { return elements[static_cast<std::size_t>(element)]; }
  /// The nearest element of that kind around this one, itself included, or -1.
  int around(int element, Kind kind) const;
  std::vector<int> children(int element) const;
  /// Its properties (w:pPr of a w:p and the like) as they are written; empty without them.
  std::string_view properties(int element) const;
  /// The names of the elements around, outermost first: equal for places between which XML may be repeated or left out.
  std::string path(int element) const;
};

/// Errors are in a person's words and name no part. `label` stands before each place.
Result<Outline> outline(std::string_view xml, std::string_view label);

}  // namespace kontor::docgen::word
