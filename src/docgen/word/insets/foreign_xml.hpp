#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::docgen::word {

/// Elements of one XML part on their way into another: each takes along the namespaces that its prefixes need.
class ForeignXml {
 public:
  /// `root` is the root of the part that the elements come from.
  explicit ForeignXml(pugi::xml_node root);

  /// The element as text that stands in any part where `w` is Word's namespace.
  std::string text_of(pugi::xml_node element) const;

 private:
  struct Namespace {
    std::string prefix, address;
  };
  std::vector<Namespace> namespaces_;
  std::vector<std::string> ignorable_;  ///< prefixes that a program may leave aside when it does not know them
};

}  // namespace kontor::docgen::word
