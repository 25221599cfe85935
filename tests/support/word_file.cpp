#include "support/word_file.hpp"

#include <zip.h>

#include <stdexcept>
#include <utility>

namespace kontor::test {
namespace {

constexpr const char* content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";
constexpr const char* relationships =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : parts)
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
  if (zip_close(archive) != 0) throw std::runtime_error("no zip was made");
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string part_of(const std::string& bytes, const char* name) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!archive) throw std::runtime_error("this is no zip");
  zip_stat_t stat;
  zip_file_t* file = zip_stat(archive, name, 0, &stat) == 0 ? zip_fopen(archive, name, 0) : nullptr;
  std::string part(file ? stat.size : 0, '\0');
  if (file) {
    zip_fread(file, part.data(), part.size());
    zip_fclose(file);
  }
  zip_discard(archive);
  if (!file) throw std::runtime_error(std::string("there is no part ") + name);
  return part;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

}  // namespace

std::string word_file(std::string_view body) {
  const std::string document =
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>)" +
      std::string(body) + "<w:sectPr/></w:body></w:document>";
  return zipped(
      {{"[Content_Types].xml", content_types}, {"_rels/.rels", relationships}, {"word/document.xml", document}});
}

std::string excel_file_of(const std::vector<std::vector<std::string>>& rows) {
  std::string types = content_types, relations = relationships, data;
  replace_all(types, "/word/document.xml", "/xl/workbook.xml");
  replace_all(types, "wordprocessingml.document.main", "spreadsheetml.sheet.main");
  replace_all(
      types, "</Types>",
      R"(<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>)");
  replace_all(relations, "word/document.xml", "xl/workbook.xml");
  for (std::size_t r = 0; r < rows.size(); ++r) {
    data += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      data += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
              R"(" t="inlineStr"><is><t>)" + rows[r][c] + "</t></is></c>";
    data += "</row>";
  }
  std::string inner = relationships;
  replace_all(inner, "officeDocument\" Target=\"word/document.xml", "worksheet\" Target=\"worksheets/sheet1.xml");
  constexpr const char* main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  return zipped(
      {{"[Content_Types].xml", types},
       {"_rels/.rels", relations},
       {"xl/workbook.xml",
        std::string("<workbook xmlns=\"") + main +
            R"(" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Offer" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels", inner},
       {"xl/worksheets/sheet1.xml",
        std::string("<worksheet xmlns=\"") + main + "\"><sheetData>" + data + "</sheetData></worksheet>"}});
}

std::string word_file_of(const std::vector<std::string>& paragraphs) {
  std::string body;
  for (const std::string& text : paragraphs)
    body += R"(<w:p><w:r><w:t xml:space="preserve">)" + text + "</w:t></w:r></w:p>";
  return word_file(body);
}

std::vector<std::string> files_in_zip(const std::string& zip) {
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(zip.data(), zip.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (!archive) throw std::runtime_error("this is no zip");
  std::vector<std::string> names;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_index(archive, index, ZIP_FL_ENC_UTF_8, &stat);
    names.emplace_back(stat.name);
    zip_file_t* file = zip_fopen_index(archive, index, 0);
    std::string bytes(stat.size + 1, '\0');
    // One byte more than there are: only the end makes the library look at the checksum.
    const bool whole = file && zip_fread(file, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(stat.size);
    if (file) zip_fclose(file);
    if (!whole) throw std::runtime_error("the file is damaged: " + names.back());
  }
  zip_discard(archive);
  return names;
}

std::string zip_of_a_text() { return zipped({{"readme.txt", "no Word file"}}); }

std::string text_of_word_file(const std::string& docx) {
  const std::string xml = part_of(docx, "word/document.xml");
  std::string text;
  for (std::size_t at = 0; at < xml.size();) {
    if (xml[at] != '<') {
      text += xml[at++];
      continue;
    }
    const std::size_t end = xml.find('>', at);
    if (xml.compare(at, 6, "</w:p>") == 0) text += '\n';
    at = end == std::string::npos ? xml.size() : end + 1;
  }
  for (const auto& [entity, letter] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
    replace_all(text, entity, letter);
  return text;
}

std::string sheet_of_workbook(const std::string& xlsx) { return part_of(xlsx, "xl/worksheets/sheet1.xml"); }

}  // namespace kontor::test
