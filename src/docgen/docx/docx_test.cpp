#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <pugixml.hpp>

#include "docgen/docx/writer.hpp"
#include "docgen/markdown/reader.hpp"

namespace kontor::docgen {
namespace {

using ::testing::HasSubstr;

std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::map<std::string, std::string> parts;
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  for (zip_int64_t i = 0; archive && i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    std::string content(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, content.data(), content.size());
    zip_fclose(file);
    parts[stat.name] = std::move(content);
  }
  if (archive) zip_close(archive);
  return parts;
}

std::string written(std::string_view markdown, const WriteOptions& options = {}) {
  auto document = read_markdown(markdown);
  EXPECT_TRUE(document);
  return docx::write(*document, *look_of(*document, options), options);
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_buffer(xml.data(), xml.size())) << xml.substr(0, 200);
  return document;
}

constexpr std::string_view kEverything =
    "::: letterhead\nCompany\n\naddress\n:::\n::: footer\nFoot & more\n:::\n::: header\nHead\n:::\n# Title\n\n::: "
    "details\nA | b\n:::\n"
    "text **bold** *it* ~~no~~ `code` [link](https://example.com/?a=1&b=2)<br>second\n\n1. one\n   - inner\n2. "
    "two\n\n5. five\n\n> quote\n\n---\n\n"
    "| A | B |\n|---|--:|\n| x | 1 |\n\n::: totals\nNet | 1\n**Total** | 2\n:::\n::: grid 50 25 25\n| a | < | b |\n| ^ "
    "| ^ | c |\n:::\n"
    "::: split\nl | r\n:::\n::: signatures\n**X**\n\nDirector ____ S. Ample\n|||\nDirector ____ E. Xample\n:::\n::: "
    "page-break :::\nend\n";

TEST(Docx, IsWellFormedInEveryPartAndRelation) {
  const auto parts = parts_of(written(kEverything));
  ASSERT_TRUE(parts.contains("word/document.xml"));
  const auto types = parsed(parts.at("[Content_Types].xml"));
  for (const auto& type : types.child("Types").children("Override"))
    EXPECT_TRUE(parts.contains(std::string(type.attribute("PartName").value()).substr(1)))
        << type.attribute("PartName").value();
  for (const auto& [name, xml] : parts) parsed(xml);
  const auto relations = parsed(parts.at("word/_rels/document.xml.rels"));
  for (const auto& relation : relations.child("Relationships").children()) {
    if (std::string_view(relation.attribute("TargetMode").value()) == "External")
      EXPECT_STREQ(relation.attribute("Target").value(), "https://example.com/?a=1&b=2");
    else
      EXPECT_TRUE(parts.contains(fmt::format("word/{}", relation.attribute("Target").value())));
  }
}

TEST(Docx, UsesStylesThatExist) {
  const auto parts = parts_of(written(kEverything));
  std::set<std::string> styles;
  const auto sheet = parsed(parts.at("word/styles.xml"));
  for (const auto& style : sheet.child("w:styles").children("w:style"))
    styles.insert(style.attribute("w:styleId").value());
  const auto body = parsed(parts.at("word/document.xml"));
  for (const char* element : {"w:pStyle", "w:rStyle", "w:tblStyle"})
    for (const auto& found : body.select_nodes(fmt::format("//{}", element).c_str()))
      EXPECT_TRUE(styles.contains(found.node().attribute("w:val").value())) << found.node().attribute("w:val").value();
}

TEST(Docx, IsWhatWordExpectsOfTables) {
  const auto body = parsed(parts_of(written(kEverything)).at("word/document.xml"));
  for (const auto& found : body.select_nodes("//w:tbl")) {
    const auto columns = std::distance(found.node().child("w:tblGrid").begin(), found.node().child("w:tblGrid").end());
    for (const auto& row : found.node().children("w:tr")) {
      std::ptrdiff_t covered = 0;
      for (const auto& cell : row.children("w:tc")) {
        covered += std::max(1, cell.child("w:tcPr").child("w:gridSpan").attribute("w:val").as_int());
        EXPECT_STREQ(cell.last_child().name(), "w:p") << "a cell ends with a paragraph";
      }
      EXPECT_EQ(covered, columns);
    }
  }
  EXPECT_EQ(body.select_nodes("//w:tblHeader").size(), 1u);
  EXPECT_EQ(body.select_nodes("//w:vMerge").size(), 2u);
}

TEST(Docx, CountsPagesAndLists) {
  const auto parts = parts_of(written(kEverything));
  EXPECT_THAT(parts.at("word/footer1.xml"), HasSubstr(" PAGE "));
  EXPECT_THAT(parts.at("word/footer1.xml"), HasSubstr(" NUMPAGES "));
  EXPECT_THAT(parts.at("word/footer1.xml"), HasSubstr("Foot &amp; more"));
  const auto numbering = parsed(parts.at("word/numbering.xml"));
  EXPECT_EQ(numbering.select_nodes("//w:num").size(), 2u);
}

TEST(Docx, TellsWhoMadeItAndWhen) {
  WriteOptions options{.author = "A & B"};
  options.created = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
  const auto parts = parts_of(written("# T", options));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("<dc:creator>A &amp; B</dc:creator>"));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("2026-11-23T00:00:00Z"));
  EXPECT_EQ(written("# T", options), written("# T", options));
}

}  // namespace
}  // namespace kontor::docgen
