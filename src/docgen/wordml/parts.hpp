#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "docgen/office/archive.hpp"
#include "docgen/wordml/xml.hpp"

namespace kontor::docgen::wordml {

/// A part's XML and what it refers to.
struct Part {
  struct Relation {
    std::string target;  ///< a part's name, or an address when it is external
    std::string kind;    ///< the last word of its type: "image", "hyperlink", "header"
    bool external = false;
  };

  std::string name;
  pugi::xml_document xml;
  std::map<std::string, Relation, std::less<>> relations;

  Xml root() const { return xml.document_element(); }
  const Relation* relation(std::string_view id) const;
};

/// The parts of a file, each read when it is asked for.
class Parts {
 public:
  static Result<Parts> read(std::string docx);

  /// The part with the document's text.
  const std::string& document() const { return document_; }
  /// Null when there is none; fails when it is damaged.
  Result<std::shared_ptr<Part>> open(std::string_view name);
  /// The part that `from` has a relation of this kind to; null when there is none.
  Result<std::shared_ptr<Part>> related(const Part& from, std::string_view kind);
  Result<std::string> bytes(std::string_view name) const;

 private:
  explicit Parts(office::Archive archive) : archive_(std::move(archive)) {}
  Result<void> read_relations(Part& part);

  office::Archive archive_;
  std::string document_;
  std::map<std::string, std::shared_ptr<Part>, std::less<>> open_;
};

}  // namespace kontor::docgen::wordml
