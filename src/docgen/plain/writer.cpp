#include "docgen/plain/writer.hpp"

#include "base/text.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::plain {
namespace {

/// A picture is its description here.
std::string text_of(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.figure ? run.figure->alt : run.text;
  return text;
}

/// Cells of several blocks come with all their text.
std::string one_line(const Runs& runs);
std::string one_line(const Cell& cell) {
  std::string text = one_line(cell.runs);
  for (const Block& block : cell.blocks)
    if (const auto* paragraph = std::get_if<Paragraph>(&block.any))
      text += (text.empty() ? "" : " ") + one_line(paragraph->runs);
  return text;
}

std::string one_line(const Runs& runs) {
  std::string text = text_of(runs);
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string padded(const std::string& text, std::size_t width, bool at_right) {
  const std::size_t size = length(text);
  const std::string gap(width > size ? width - size : 0, ' ');
  return at_right ? gap + text : text + gap;
}

class Writer {
 public:
  std::string run(const Blocks& list) {
    blocks(list);
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void blocks(const Blocks& list) {
    for (const Block& block : list) std::visit([&](const auto& each) { write(each); }, block.any);
  }

  void line(std::string_view text) {
    out_ += indent_;
    out_ += text;
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }

  void lines(std::string_view text) {
    for (bool more = true; more;) {
      const std::size_t end = text.find('\n');
      more = end != std::string_view::npos;
      line(text.substr(0, end));
      if (more) text.remove_prefix(end + 1);
    }
  }

  void gap() { out_ += '\n'; }

  void write(const Paragraph& block) {
    lines(text_of(block.runs));
    gap();
  }

  void write(const Heading& block) {
    const std::string text = one_line(block.runs);
    line(text);
    if (block.level <= 2) line(std::string(length(text), block.level == 1 ? '=' : '-'));
    gap();
  }

  void write(const ListBlock& block) {
    int number = block.start;
    for (const Blocks& item : block.items) {
      const std::string mark = block.ordered ? fmt::format("{}. ", number++) : "- ";
      const std::string outer = indent_;
      indent_ += std::string(mark.size(), ' ');
      const std::size_t from = out_.size();
      blocks(item);
      if (out_.size() > from) out_.replace(from + outer.size(), mark.size(), mark);
      while (block.tight && out_.ends_with("\n\n")) out_.pop_back();
      indent_ = outer;
    }
    if (block.tight) gap();
  }

  void write(const Table& block) {
    std::vector<std::size_t> widths(block.columns.size(), 0);
    for (const Row& row : block.rows) {
      std::size_t column = 0;
      for (const Cell& cell : row.cells) {
        if (cell.columns == 1 && column < widths.size())
          widths[column] = std::max(widths[column], length(one_line(cell)));
        column += static_cast<std::size_t>(cell.columns);
      }
    }
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      std::string text;
      std::size_t column = 0;
      for (const Cell& cell : block.rows[r].cells) {
        if (column > 0) text += "  ";
        if (column < widths.size())
          text += padded(one_line(cell), widths[column], block.columns[column] == Align::right);
        column += static_cast<std::size_t>(cell.columns);
      }
      line(text);
      if (r + 1 == static_cast<std::size_t>(block.header_rows)) {
        std::size_t whole = 2 * (std::max<std::size_t>(widths.size(), 1) - 1);
        for (const std::size_t width : widths) whole += width;
        line(std::string(whole, '-'));
      }
    }
    gap();
  }

  void label_lines(const std::vector<Line>& list, bool values_at_right) {
    std::size_t label = 0, value = 0;
    for (const Line& each : list) {
      label = std::max(label, length(one_line(each.label)));
      value = std::max(value, length(one_line(each.value)));
    }
    for (const Line& each : list)
      line(padded(one_line(each.label), label, false) + "  " +
           padded(one_line(each.value), values_at_right ? value : 0, true));
    gap();
  }

  void write(const Details& block) { label_lines(block.lines, false); }
  void write(const Totals& block) { label_lines(block.lines, true); }

  void write(const Split& block) {
    line(one_line(block.left) + "    " + one_line(block.right));
    gap();
  }

  void write(const Columns& block) {
    for (const Blocks& column : block.columns) blocks(column);
  }

  void write(const SignatureLine& block) {
    line(one_line(block.role));
    line("____________________ " + one_line(block.name));
    gap();
  }

  void write(const Letterhead& block) { blocks(block.blocks); }

  void write(const Together& block) { blocks(block.blocks); }
  void write(const ColumnBreak&) {}

  void write(const Quote& block) {
    indent_ += "> ";
    blocks(block.blocks);
    indent_.resize(indent_.size() - 2);
  }

  void write(const Rule&) {
    line("----------------------------------------");
    gap();
  }

  void write(const PageBreak&) { out_ += '\f'; }

  std::string out_;
  std::string indent_;
};

}  // namespace

std::string write(const Document& document) {
  if (document.sections.size() > 1) {
    std::string all;
    for (const Section& section : document.sections) all += (all.empty() ? "" : "\n") + Writer().run(section.blocks);
    return all;
  }
  const Blocks& blocks = document.section().blocks;
  const auto* only = blocks.size() == 1 ? std::get_if<Paragraph>(&blocks[0].any) : nullptr;
  if (only && only->runs.size() == 1 && only->runs[0].code) return only->runs[0].text;
  return Writer().run(blocks);
}

}  // namespace kontor::docgen::plain
