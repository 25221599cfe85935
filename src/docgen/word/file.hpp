#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "docgen/docgen.hpp"
#include "docgen/language/ast.hpp"
#include "docgen/language/evaluation.hpp"
#include "docgen/office/archive.hpp"
#include "docgen/word/additions.hpp"
#include "docgen/word/rewrite.hpp"

namespace kontor::docgen::word {

using namespace office;

/// A Word file made ready for filling. Immutable; any number of threads may fill it at once.
struct File {
  struct Part {
    std::size_t entry;  ///< of the archive
    std::string name;   ///< "word/document.xml"
    Nodes nodes;
    bool marked;                               ///< see PartSource
    bool draws;                                ///< it holds drawings, which loops may repeat
    std::vector<Spot> links;                   ///< whose addresses hold tags
    std::vector<std::string> spent_relations;  ///< the relations that those links had
  };
  struct Properties {
    std::size_t entry;
    std::string xml;
  };

  Archive archive;
  std::vector<Part> parts;                         ///< those with tags; the document's text first
  Source source{""};                               ///< of all parts one after another; it only knows places
  std::shared_ptr<const Furnishings> furnishings;  ///< reads from the archive beside it
  std::optional<Properties> properties;            ///< docProps/core.xml, as the template has it
  std::string title;                               ///< as the properties of the file say it; "" when tags make it
  Locale locale = Locale::en;                      ///< of most letters
};

struct Reading {
  std::shared_ptr<File> file;
  std::vector<Finding> findings;  ///< in the order of the file; when one is an error, the file must not be filled
};

/// The error is about the file as a whole: no zip archive, no Word file, damaged, a bomb.
Result<Reading> read(std::string_view bytes);

/// A Word file with its values: the changed parts, until they are packed.
struct Filled {
  struct Part {
    std::size_t entry;
    std::string xml;
  };
  std::shared_ptr<const File> file;
  std::vector<Part> parts;
  Additions additions;
};

/// The errors of all parts at once, with the places in the template.
Result<Filled> fill(std::shared_ptr<const File> file, const std::shared_ptr<Map>& fields, EvaluateOptions options);

/// The bytes of the .docx.
Result<std::string> packed(const Filled& filled, const WriteOptions& options);

}  // namespace kontor::docgen::word
