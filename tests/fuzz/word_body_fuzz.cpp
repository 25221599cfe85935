// The body of a Word document as XML, put into a package: what is well-formed and can be filled stays well-formed,
// holds no character that XML forbids, and can be read again.
#include <boost/json.hpp>
#include <pugixml.hpp>

#include "docgen/docgen.hpp"
#include "docgen/docx/package.hpp"
#include "docgen/office/archive.hpp"

using namespace kontor;
using namespace kontor::docgen;

namespace {

std::string package(std::string_view body) {
  return docx::zipped(
      {{"[Content_Types].xml",
        R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)"},
       {"_rels/.rels",
        R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)"},
       {"word/document.xml",
        fmt::format(
            R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>)",
            body)}},
      {});
}

bool well_formed(std::string_view xml) {
  pugi::xml_document document;
  return bool{document.load_buffer(xml.data(), xml.size(), pugi::parse_full)};
}

std::string document_of(const std::string& file) {
  const auto archive = office::Archive::read(file);
  if (!archive) __builtin_trap();
  const auto at = archive->find("word/document.xml");
  if (!at) __builtin_trap();
  const auto xml = archive->unpack(archive->entries()[*at]);
  if (!xml) __builtin_trap();
  return *xml;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const boost::json::value fields = boost::json::parse(
      R"({"client": {"name": "A & <B>\n\u0007\u0001"}, "items": [{"name": "x", "price": "1.50"}, {"name": "y", "price": "2"}], "a": "1", "paid": true, "empty": ""})");
  if (size > 20'000) return 0;
  const std::string file = package({reinterpret_cast<const char*>(data), size});
  const auto compiled = Template::compile(file, {.syntax = Syntax::word});
  if (!compiled) return 0;
  const auto paper = compiled->fill(fields, {.lenient = true});
  if (!paper) return 0;
  const auto filled = write(*paper, Format::docx);
  if (!filled) return 0;
  const std::string xml = document_of(*filled);
  for (const char c : xml)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') __builtin_trap();
  if (well_formed(document_of(file)) && !well_formed(xml)) __builtin_trap();
  return 0;
}
