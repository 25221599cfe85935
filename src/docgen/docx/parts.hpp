#pragma once

#include <string>
#include <string_view>

#include "docgen/docx/body.hpp"

/// The parts of a file around its text.
namespace kontor::docgen::docx {

inline constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
inline constexpr std::string_view kNamespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:w10=\"urn:schemas-microsoft-com:office:word\"";
inline constexpr std::string_view kRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// word/numbering.xml
std::string numbering(const Gathered& gathered);
/// word/settings.xml
std::string settings(const Gathered& gathered, bool even_pages);
/// word/footnotes.xml or endnotes.xml, by `kind`: "footnote".
std::string notes_part(std::string_view kind, std::string_view notes);
/// The runs that draw `text` large and pale across the page, for a head.
std::string watermark(std::string_view text, const Look& look, const PageSetup& page, std::size_t number);
/// docProps/core.xml
std::string core(const Document& document, const WriteOptions& options);
std::string package_relations();

}  // namespace kontor::docgen::docx
