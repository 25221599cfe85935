#include "docgen/office/parts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::office {
namespace {

/// Among them are the marks that landing places put into XML, which no template may hold by itself.
bool is_forbidden(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

}  // namespace

Result<void> check_sound(std::string_view xml, std::string_view part) {
  if (!is_utf8(xml)) return fail(bad_file(fmt::format("\"{}\" is not written in UTF-8.", part)));
  if (const auto* sign = std::ranges::find_if(xml, is_forbidden); sign != xml.end())
    return fail(bad_file(
        fmt::format("\"{}\" holds the character U+{:04X}, which XML forbids.", part, static_cast<int>(*sign))));
  return {};
}

Result<std::string> sound_xml(const Archive& archive, const Archive::Entry& entry) {
  TRY(std::string xml, archive.unpack(entry));
  TRY(check_sound(xml, entry.name));
  return xml;
}

Locale locale_of_letters(std::string_view xml) {
  std::size_t latin = 0;
  std::size_t cyrillic = 0;
  int markup = 0;
  int braces = 0;
  for (const char c : xml) {
    if (c == '<' || c == '>') markup = c == '<' ? 1 : 0;
    if (markup != 0) continue;
    if (c == '{') ++braces;
    if (c == '}') braces = std::max(0, braces - 1);
    if (braces != 0) continue;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++latin;
    if (c == '\xD0' || c == '\xD1') ++cyrillic;
  }
  return cyrillic > latin ? Locale::ru : Locale::en;
}

std::string title_of(std::string_view properties) {
  const std::size_t begin = properties.find("<dc:title>");
  const std::size_t end = properties.find("</dc:title>");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  std::string title = unescaped(properties.substr(begin + 10, end - begin - 10));
  return title.find('{') == std::string::npos && is_utf8(title) ? title : "";
}

}  // namespace kontor::docgen::office
