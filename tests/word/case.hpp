#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kontor::test {

/// A file of tests/word/cases: a document in a shape that a word processor writes, the fields, and what has to be on
/// the pages. Sections begin with lines such as "== body"; the first lines, before any section, say what the shape is.
///   body       the content of w:body; sectPr with the headers and footers is added
///   header first|even|default, footer …    the content of w:hdr and w:ftr
///   footnotes, endnotes, comments           the content of these parts' roots
///   part NAME CONTENT-TYPE                  any other part, whole
///   source     instead of all those: the case has a file NAME.fodt, from which LibreOffice makes the document
///   data       the fields, JSON
///   text       what LibreOffice saves as text from the filled document, whole
///   paper      lines that its printed pages show beside the lines of `text`
struct Case {
  std::string name;
  std::map<std::string, std::string> sections;

  bool has(std::string_view section) const { return sections.contains(std::string(section)); }
  /// Without line ends around it; "" when it is not there.
  std::string section(std::string_view name) const;
  /// The document as Word would have saved it; not for a case with a source.
  std::string file() const;
};

Case read_case(const std::filesystem::path& file);
/// Names of all cases, sorted.
std::vector<std::string> case_names();
std::filesystem::path case_file(std::string_view name, std::string_view extension);

std::string contents(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view contents);

}  // namespace kontor::test
