#include "docgen/model/pageless.hpp"

#include "base/text.hpp"

namespace kontor::docgen {
namespace {

bool says_nothing(const Runs& runs) { return is_blank(runs) || is_page_label(runs); }

bool says_nothing(const Blocks& blocks) {
  return std::ranges::all_of(blocks, [](const Block& block) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any)) return says_nothing(paragraph->runs);
    const auto* split = std::get_if<Split>(&block.any);
    return split && says_nothing(split->left) && says_nothing(split->right);
  });
}

const Blocks& first_head(const Section& section) {
  return section.header.first ? *section.header.first : section.header.blocks;
}

const Blocks& last_foot(const Section& section) {
  const Furniture& foot = section.footer;
  return foot.first && says_nothing(foot.blocks) ? *foot.first : foot.blocks;
}

/// Whether two heads or feet read alike: paragraphs and lines; others are told apart by their number alone.
std::string reading(const Blocks& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any)) out += plain_text(paragraph->runs);
    if (const auto* split = std::get_if<Split>(&block.any)) out += plain_text(split->left) + plain_text(split->right);
    if (const auto* table = std::get_if<Table>(&block.any))
      for (const Row& row : table->rows)
        for (const Cell& cell : row.cells) out += plain_text(cell.runs) + reading(cell.blocks);
    out += '\n';
  }
  return out;
}

const Blocks& none() {
  static const Blocks kNone;
  return kNone;
}

}  // namespace

const Blocks& head_of(const Document& document, std::size_t section) {
  const Blocks& head = first_head(document.sections[section]);
  if (says_nothing(head)) return none();
  if (section == 0) return head;
  const Section& before = document.sections[section - 1];
  const bool same = reading(head) == reading(first_head(before)) || reading(head) == reading(before.header.blocks);
  return same ? none() : head;
}

const Blocks& foot_of(const Document& document, std::size_t section) {
  const Blocks& foot = last_foot(document.sections[section]);
  if (says_nothing(foot)) return none();
  if (section + 1 == document.sections.size()) return foot;
  return reading(foot) == reading(last_foot(document.sections[section + 1])) ? none() : foot;
}

bool is_page_label(const Runs& runs) {
  constexpr std::size_t kMostLetters = 24;  // beside the numbers: "Страница … из …", "- … -", and room for more
  std::size_t letters = 0;
  bool counts = false;
  for (const Run& run : runs) {
    if (run.figure || run.floating || run.note) return false;
    const bool page =
        run.field && (run.field->kind == PageField::Kind::page || run.field->kind == PageField::Kind::pages ||
                      run.field->kind == PageField::Kind::section_pages);
    counts = counts || page;
    if (!page) letters += length(run.text);
  }
  return counts && letters <= kMostLetters;
}

}  // namespace kontor::docgen
