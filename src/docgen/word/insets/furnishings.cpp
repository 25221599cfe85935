#include "docgen/word/insets/furnishings.hpp"

#include <pugixml.hpp>

#include "base/text.hpp"

namespace kontor::docgen::word {

const Furnishings::Read& Furnishings::read() const {
  std::call_once(once_, [this] {
    read_names();
    read_.styles = read_.styles_part.empty() ? "" : part_(read_.styles_part);
    read_.numbering = part_(read_.numbering_part);
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

void Furnishings::read_names() const {
  const std::size_t name = document_.rfind('/') + 1;  // npos + 1 is 0
  const std::string folder = document_.substr(0, name);
  const std::string relations = part_(fmt::format("{}_rels/{}.rels", folder, document_.substr(name)));
  read_.numbering_part = folder + "numbering.xml";
  pugi::xml_document document;
  if (!document.load_buffer(relations.data(), relations.size())) return;
  for (const pugi::xml_node each : document.document_element().children()) {
    const std::string_view type = each.attribute("Type").value();
    const std::string_view target = each.attribute("Target").value();
    const std::string part = target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
    if (type.ends_with("/styles")) read_.styles_part = part;
    if (type.ends_with("/numbering")) read_.numbering_part = part;
  }
}

const std::string& Furnishings::styles_part() const { return read().styles_part; }
const std::string& Furnishings::numbering_part() const { return read().numbering_part; }

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
