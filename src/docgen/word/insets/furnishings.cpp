#include "docgen/word/insets/furnishings.hpp"

#include <pugixml.hpp>

#include "base/text.hpp"

namespace kontor::docgen::word {

const Furnishings::Read& Furnishings::read() const {
  std::call_once(once_, [this] {
    read_.styles = part_(kStyles);
    read_.numbering = part_(kNumbering);
    pugi::xml_document document;
    if (document.load_buffer(read_.styles.data(), read_.styles.size()))
      for (const pugi::xml_node style : document.document_element().children("w:style")) {
        const std::string id = style.attribute("w:styleId").value();
        const std::string name = lowercase(style.child("w:name").attribute("w:val").value());
        read_.ids.emplace(fmt::format("{} {}", style.attribute("w:type").value(), name), id);
        read_.taken.emplace(id, true);
      }
    if (document.load_buffer(read_.numbering.data(), read_.numbering.size()))
      for (const pugi::xml_node child : document.document_element().children()) {
        read_.lists = std::max(read_.lists, child.attribute("w:numId").as_int() + 1);
        read_.definitions = std::max(read_.definitions, child.attribute("w:abstractNumId").as_int(-1) + 1);
      }
  });
  return read_;
}

std::string Furnishings::style(std::string_view type, std::string_view name) const {
  const auto found = read().ids.find(fmt::format("{} {}", type, lowercase(name)));
  return found == read().ids.end() ? std::string() : found->second;
}

bool Furnishings::has_style_id(std::string_view id) const { return read().taken.contains(id); }
const std::string& Furnishings::styles() const { return read().styles; }
const std::string& Furnishings::numbering() const { return read().numbering; }
int Furnishings::first_free_list() const { return read().lists; }
int Furnishings::first_free_definition() const { return read().definitions; }

}  // namespace kontor::docgen::word
