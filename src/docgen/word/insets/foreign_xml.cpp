#include "docgen/word/insets/foreign_xml.hpp"

namespace kontor::docgen::word {
namespace {

struct Text final : pugi::xml_writer {
  void write(const void* data, std::size_t size) override { out.append(static_cast<const char*>(data), size); }
  std::string out;
};

bool uses(std::string_view xml, std::string_view prefix) {
  for (std::size_t at = xml.find(prefix); at != std::string_view::npos; at = xml.find(prefix, at + 1)) {
    const bool begins = at > 0 && (xml[at - 1] == '<' || xml[at - 1] == ' ' || xml[at - 1] == '"');
    const std::size_t end = at + prefix.size();
    // As a prefix of a name, or alone in mc:Choice's Requires="wps".
    if (begins && end < xml.size() && (xml[end] == ':' || xml[end] == '"' || xml[end] == ' ')) return true;
  }
  return false;
}

}  // namespace

ForeignXml::ForeignXml(pugi::xml_node root) {
  constexpr std::string_view kDeclares = "xmlns:";
  for (const pugi::xml_attribute attribute : root.attributes()) {
    const std::string_view name = attribute.name();
    if (name.starts_with(kDeclares)) namespaces_.push_back({std::string(name.substr(6)), attribute.value()});
    if (name != "mc:Ignorable") continue;
    for (std::string_view rest = attribute.value(); !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (end > 0) ignorable_.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
}

std::string ForeignXml::text_of(pugi::xml_node element) const {
  Text text;
  element.print(text, "", pugi::format_raw | pugi::format_no_declaration);
  std::string declared;
  std::string ignored;
  for (const Namespace& each : namespaces_) {
    if (each.prefix == "w" || !uses(text.out, each.prefix)) continue;
    const bool ignorable = std::ranges::find(ignorable_, each.prefix) != ignorable_.end();
    if (ignorable) ignored += (ignored.empty() ? "" : " ") + each.prefix;
    if (!element.attribute(("xmlns:" + each.prefix).c_str()))
      declared += fmt::format(" xmlns:{}=\"{}\"", each.prefix, each.address);
  }
  if (!ignored.empty()) {
    constexpr std::string_view kCompatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    if (declared.find(" xmlns:mc=") == std::string::npos && !element.attribute("xmlns:mc"))
      declared += fmt::format(" xmlns:mc=\"{}\"", kCompatibility);
    declared += fmt::format(" mc:Ignorable=\"{}\"", ignored);
  }
  text.out.insert(1 + std::string_view(element.name()).size(), declared);
  return std::move(text.out);
}

}  // namespace kontor::docgen::word
