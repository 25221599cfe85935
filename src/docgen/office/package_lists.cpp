#include "docgen/office/package_lists.hpp"

#include <algorithm>
#include <utility>

namespace kontor::docgen::office {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

std::optional<std::string> with_entries(std::string xml, std::string_view close, std::string_view entries) {
  const std::size_t end = xml.rfind(close);
  if (end != std::string::npos) return xml.insert(end, entries);
  const std::size_t slash = xml.rfind("/>");  // <Relationships …/> without content
  if (slash == std::string::npos) return std::nullopt;
  return xml.replace(slash, 2, fmt::format(">{}{}", entries, close));
}

}  // namespace

std::string relations_of(std::string_view part) {
  const std::size_t slash = part.rfind('/') + 1;  // npos + 1 is 0
  return fmt::format("{}_rels/{}.rels", part.substr(0, slash), part.substr(slash));
}

std::optional<std::string> with_relations(std::string xml, std::string_view entries) {
  constexpr std::string_view kClose = "</Relationships>";
  if (xml.empty()) xml = fmt::format("{}{}{}", kXml, kRelations, kClose);
  return with_entries(std::move(xml), kClose, entries);
}

std::optional<std::string> with_types(std::string xml, std::string_view entries) {
  return with_entries(std::move(xml), "</Types>", entries);
}

std::string_view picture_type(std::string_view extension) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"png", "image/png"},   {"jpg", "image/jpeg"},   {"jpeg", "image/jpeg"}, {"gif", "image/gif"},
      {"bmp", "image/bmp"},   {"tif", "image/tiff"},   {"tiff", "image/tiff"}, {"emf", "image/x-emf"},
      {"wmf", "image/x-wmf"}, {"svg", "image/svg+xml"}};
  const auto* found = std::ranges::find(kTypes, extension, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(kTypes) ? "application/octet-stream" : found->second;
}

}  // namespace kontor::docgen::office
