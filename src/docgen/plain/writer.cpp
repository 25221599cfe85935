#include "docgen/plain/writer.hpp"

#include "docgen/model/pageless.hpp"
#include "docgen/plain/blocks.hpp"

namespace kontor::docgen::plain {
namespace {

void add(std::string& all, std::string part) {
  if (part.empty()) return;
  if (!all.empty()) all += '\n';
  all += part;
}

}  // namespace

std::string write(const Document& document) {
  // A text template stands as it is.
  const Blocks& blocks = document.section().blocks;
  const auto* only =
      document.sections.size() == 1 && blocks.size() == 1 ? std::get_if<Paragraph>(&blocks[0].any) : nullptr;
  if (only && only->runs.size() == 1 && only->runs[0].code) return only->runs[0].text;
  Notes notes;
  Writer writer(notes);
  std::string out;
  if (!document.watermark.empty()) out = fmt::format("[{}]\n", document.watermark);
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    add(out, writer.furniture(head_of(document, i)));
    add(out, writer.text(document.sections[i].blocks));
    if (i + 1 == document.sections.size()) add(out, writer.notes());
    add(out, writer.furniture(foot_of(document, i)));
  }
  return out;
}

}  // namespace kontor::docgen::plain
