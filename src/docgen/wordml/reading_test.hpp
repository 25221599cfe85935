#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "docgen/model/figure.hpp"
#include "docgen/word/sample_test.hpp"
#include "docgen/wordml/reader.hpp"

/// For tests of the reader: a file made of snippets, and what was read of it.
namespace kontor::docgen::wordml {

namespace sample = word::sample;

/// Parts beside the document, and the relations to them: {"styles", "word/styles.xml", "<w:style …/>"}.
struct Beside {
  std::string kind, name, xml;
};

inline std::string root_of(std::string_view kind) {
  if (kind == "styles" || kind == "numbering" || kind == "settings" || kind == "footnotes" || kind == "endnotes")
    return fmt::format("w:{}", kind);
  return kind == "header" ? "w:hdr" : "w:ftr";
}

/// A file with that body; relation ids are "r1", "r2", … in the order of the parts. A part whose content begins with
/// "http" is an external address; "image" has its bytes as content.
inline std::string file(std::string_view body, const std::vector<Beside>& beside = {}) {
  sample::Parts parts;
  std::string relations = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
  int id = 0;
  for (const Beside& each : beside) {
    const bool external = each.xml.starts_with("http");
    relations += fmt::format(R"(<Relationship Id="r{}" Type="http://x/{}" Target="{}"{}/>)", ++id, each.kind,
                             external ? each.xml : "/" + each.name, external ? R"( TargetMode="External")" : "");
    if (external) continue;
    parts.emplace_back(each.name, each.kind == "image" ? each.xml : sample::part(root_of(each.kind), each.xml));
  }
  parts.emplace_back("word/_rels/document.xml.rels", relations + "</Relationships>");
  return sample::docx(body, parts);
}

inline Document read_document(std::string_view body, const std::vector<Beside>& beside = {}) {
  auto document = read(file(body, beside));
  EXPECT_TRUE(document) << (document ? "" : document.error().public_message);
  return document ? *std::move(document) : Document{};
}

inline const Blocks& blocks_of(const Document& document) { return document.sections.front().blocks; }

inline const Paragraph& paragraph_at(const Blocks& blocks, std::size_t index) {
  static const Paragraph kNone;
  EXPECT_LT(index, blocks.size());
  const auto* paragraph = index < blocks.size() ? std::get_if<Paragraph>(&blocks[index].any) : nullptr;
  EXPECT_TRUE(paragraph) << "no paragraph at " << index;
  return paragraph ? *paragraph : kNone;
}
inline const Paragraph& paragraph_at(const Document& document, std::size_t index) {
  return paragraph_at(blocks_of(document), index);
}
inline std::string text_at(const Document& document, std::size_t index) {
  return plain_text(paragraph_at(document, index).runs);
}

inline const Table& table_at(const Document& document, std::size_t index) {
  static const Table kNone;
  const Blocks& blocks = blocks_of(document);
  const auto* table = index < blocks.size() ? std::get_if<Table>(&blocks[index].any) : nullptr;
  EXPECT_TRUE(table) << "no table at " << index;
  return table ? *table : kNone;
}

/// The labels of all paragraphs, parted by bars.
inline std::string labels_of(const Document& document) {
  std::string out;
  for (const Block& block : blocks_of(document))
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any); paragraph && paragraph->format->label)
      out += plain_text(paragraph->format->label->runs) + "|";
  return out;
}

/// The only run of its kind.
template <class Wanted>
const Run& run_with(const Paragraph& paragraph, Wanted wanted) {
  static const Run kNone;
  for (const Run& run : paragraph.runs)
    if (wanted(run)) return run;
  ADD_FAILURE() << "no such run";
  return kNone;
}

}  // namespace kontor::docgen::wordml
