#include "docgen/markdown/marked_up.hpp"

#include "docgen/markdown/carry.hpp"
#include "docgen/markdown/commonmark.hpp"

namespace kontor::docgen {
namespace {

class Flattener {
 public:
  Runs run(const Blocks& list) {
    blocks(list);
    return std::move(out_);
  }

 private:
  void blocks(const Blocks& list) {
    for (const Block& block : list) std::visit([&](const auto& each) { write(each); }, block.any);
  }

  /// A new line with what stands at its head.
  void begin() {
    if (!out_.empty()) out_.push_back({"\n"});
    if (std::string head = indent_ + std::exchange(mark_, {}); !head.empty()) out_.push_back({std::move(head)});
  }

  void line(const Runs& runs) {
    begin();
    out_.insert(out_.end(), runs.begin(), runs.end());
  }

  void write(const Paragraph& block) { line(block.runs); }

  void write(const Heading& block) {
    Runs runs = block.runs;
    add_style(runs, {.text = {}, .bold = true});
    line(runs);
  }

  void write(const ListBlock& block) {
    int number = block.start;
    const std::string outer = indent_;
    for (const Blocks& item : block.items) {
      mark_ = block.ordered ? fmt::format("{}. ", number++) : "• ";
      indent_ = outer;
      for (std::size_t i = 0; i < item.size(); ++i) {
        if (i == 1) indent_ += "\u00A0\u00A0\u00A0";
        std::visit([&](const auto& each) { write(each); }, item[i].any);
      }
      mark_.clear();
    }
    indent_ = outer;
  }

  void write(const Table& block) {
    for (const Row& row : block.rows) {
      begin();
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) out_.push_back({" | "});
        out_.insert(out_.end(), row.cells[i].runs.begin(), row.cells[i].runs.end());
      }
    }
  }

  void write(const Quote& block) { blocks(block.blocks); }
  template <class Other>
  void write(const Other&) {}  // containers are not in marked-up text, and a rule has no words

  Runs out_;
  std::string indent_;
  std::string mark_;
};

}  // namespace

Blocks read_marked_up(std::string_view text) { return read_commonmark(without_carriers(text)); }

const Runs* only_paragraph(const Blocks& blocks) {
  const auto* paragraph = blocks.size() == 1 ? std::get_if<Paragraph>(&blocks[0].any) : nullptr;
  return paragraph ? &paragraph->runs : nullptr;
}

Runs flattened(const Blocks& blocks) { return Flattener().run(blocks); }

void add_style(Runs& runs, const Run& style) {
  for (Run& run : runs) {
    run.bold = run.bold || style.bold;
    run.italic = run.italic || style.italic;
    run.strike = run.strike || style.strike;
    run.code = run.code || style.code;
    if (run.link.empty()) run.link = style.link;
    if (!run.dress) run.dress = style.dress;
  }
}

}  // namespace kontor::docgen
