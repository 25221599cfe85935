#include "docgen/word/sample_test.hpp"

#include <stdexcept>

#include "docgen/docx/package.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::word::sample {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kNames =
    R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
    R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
    R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006")"
    R"( xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape")"
    R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
    R"( xmlns:v="urn:schemas-microsoft-com:vml")";

std::string type_of(std::string_view name) {
  constexpr std::string_view kWord = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  for (const std::string_view kind : {"header", "footer", "footnotes", "endnotes", "comments"})
    if (name.starts_with("word/") && name.substr(5).starts_with(kind)) return fmt::format("{}{}+xml", kWord, kind);
  if (name == "docProps/core.xml") return "application/vnd.openxmlformats-package.core-properties+xml";
  if (name.starts_with("word/charts/")) return "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
  return "application/xml";
}

}  // namespace

std::string p(std::initializer_list<std::string_view> runs) {
  std::string out = "<w:p>";
  for (const std::string_view text : runs) out.append("<w:r><w:t>").append(text).append("</w:t></w:r>");
  return out + "</w:p>";
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<w:tbl>";
  for (const auto& row : rows) {
    out += "<w:tr>";
    for (const std::string& cell : row)
      out.append("<w:tc><w:tcPr><w:tcW w:w=\"100\"/></w:tcPr>").append(p(cell)).append("</w:tc>");
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

std::string part(std::string_view root, std::string_view content) {
  return fmt::format("{}<{}{}>{}</{}>", kXml, root, kNames, content, root);
}

std::string docx(std::string_view body, const Parts& more) {
  std::string types =
      std::string(kXml) +
      R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
      R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
      R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-)"
      R"(officedocument.wordprocessingml.document.main+xml"/>)";
  for (const auto& [name, xml] : more)
    types += fmt::format(R"(<Override PartName="/{}" ContentType="{}"/>)", name, type_of(name));
  Parts parts = {
      {"[Content_Types].xml", types + "</Types>"},
      {"_rels/.rels",
       std::string(kXml) +
           R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
           R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/)"
           R"(officeDocument" Target="word/document.xml"/></Relationships>)"},
      {"word/document.xml", part("w:document", fmt::format("<w:body>{}<w:sectPr/></w:body>", body))}};
  parts.insert(parts.end(), more.begin(), more.end());
  return docx::zipped(parts, {});
}

std::string words_of(const std::string& file) {
  const std::string xml = part_of(file, "word/document.xml");
  std::string out;
  office::Scanner scanner(xml);
  std::string_view open;
  for (;;) {
    const auto mark = scanner.next();
    if (!mark) throw std::runtime_error(describe(mark.error()));
    using Kind = office::Mark::Kind;
    if (mark->kind == Kind::end) return out;
    if (mark->kind == Kind::open) open = mark->name;
    if (mark->kind == Kind::text && open == "w:t")
      out += office::unescaped(std::string_view(xml).substr(mark->begin, mark->end - mark->begin));
    if (mark->kind == Kind::empty && (mark->name == "w:br" || mark->name == "w:cr")) out += '\n';
    if (mark->kind == Kind::empty && mark->name == "w:tab") out += '\t';
    if (mark->kind != Kind::close) continue;
    open = {};
    if (mark->name == "w:p") out += '\n';
    if (mark->name == "w:tc" && out.ends_with('\n')) out.back() = '\t';
    if (mark->name == "w:tr" && out.ends_with('\t')) out.back() = '\n';
  }
}

std::string body_of(const std::string& file) {
  const std::string xml = part_of(file, "word/document.xml");
  const std::size_t begin = xml.find("<w:body>") + 8;
  return xml.substr(begin, xml.find("<w:sectPr/></w:body>") - begin);
}

}  // namespace kontor::docgen::word::sample
