#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The lists that an office file keeps of its parts: their relations and their content types.
namespace kontor::docgen::office {

/// "word/document.xml" → "word/_rels/document.xml.rels".
std::string relations_of(std::string_view part);

/// The list with the entries at its end. An empty `xml` is a list that the file does not have yet. Nothing for a
/// list that is damaged.
std::optional<std::string> with_relations(std::string xml, std::string_view entries);
std::optional<std::string> with_types(std::string xml, std::string_view entries);

/// Of a picture by its file's ending, for [Content_Types].xml.
std::string_view picture_type(std::string_view extension);

}  // namespace kontor::docgen::office
