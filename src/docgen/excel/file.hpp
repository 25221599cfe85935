#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "docgen/docgen.hpp"
#include "docgen/excel/sheet.hpp"
#include "docgen/excel/workbook.hpp"
#include "docgen/language/evaluation.hpp"
#include "docgen/office/edits.hpp"
#include "docgen/schema/fields.hpp"

namespace kontor::docgen::excel {

/// An Excel file made ready for filling. Immutable; any number of threads may fill it at once.
struct File {
  /// A part with tags in its texts, which is no sheet.
  struct Text {
    std::size_t entry = 0;
    Nodes nodes;
  };

  office::Archive archive;
  Workbook workbook;
  std::deque<Sheet> sheets;  ///< as in workbook.sheets
  std::vector<Text> texts;
  SharedStrings strings;
  std::vector<bool> emptied;  ///< shared texts that hold tags
  Formats formats;
  Source source{""};           ///< of all parts one after another; it only knows places
  std::string title;           ///< as the properties of the file say it; "" when tags make it
  Locale locale = Locale::en;  ///< of most letters

  /// The trees of all parts, in the order of the file; the first `f` for each of them.
  template <class Visit>
  void each_part(const Visit& visit) {
    for (Sheet& sheet : sheets) {
      visit(sheet.head);
      visit(sheet.body);
      visit(sheet.tail);
    }
    for (Text& text : texts) visit(text.nodes);
  }
};

struct Reading {
  std::shared_ptr<File> file;
  std::vector<office::Finding> findings;  ///< in the order of the file; when one is an error, it must not be filled
};

/// The error is about the file as a whole: no zip archive, no Excel file, damaged, a bomb.
Result<Reading> read(std::string_view bytes);
/// What the tags of the file ask for. A tag that is all that a cell holds is a number or a date when the cell's format
/// is one. The trees are as before when this returns.
Field fields_of(File& file);

/// An Excel file with its values: the changed parts, until they are packed.
struct Filled {
  struct Part {
    std::size_t entry;      ///< kNew (office/package.hpp) for one that the file does not have
    std::string xml;        ///< or the bytes of a picture; empty: the part goes
    std::string name = {};  ///< of a new one
  };
  std::shared_ptr<const File> file;
  std::vector<Part> parts;
};

/// The errors of all parts at once, with the places in the template.
Result<Filled> fill(std::shared_ptr<const File> file, const std::shared_ptr<Map>& fields, EvaluateOptions options);

/// The bytes of the .xlsx.
Result<std::string> packed(const Filled& filled, const WriteOptions& options);

}  // namespace kontor::docgen::excel
