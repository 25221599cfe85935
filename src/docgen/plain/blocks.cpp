#include "docgen/plain/blocks.hpp"

#include "base/text.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/model/pageless.hpp"

namespace kontor::docgen::plain {
namespace {

/// Less space between paragraphs than this is no empty line.
constexpr double kEmptyLine = 4;

bool stands_apart(const ParagraphFormat& format, double space) {
  return space >= kEmptyLine && !(format.contextual && format.label);
}

}  // namespace

std::string Writer::text(const Blocks& list) {
  blocks(list);
  while (out_.ends_with("\n\n")) out_.pop_back();
  return std::exchange(out_, {});
}

std::string Writer::furniture(const Blocks& list) {
  furniture_ = true;
  std::string out = text(list);
  furniture_ = false;
  return out;
}

std::string Writer::notes() {
  std::string out;
  for (std::size_t i = 0; i < notes_.list().size(); ++i) {
    const auto [note, mark] = notes_.list()[i];
    const std::string label = fmt::format("[{}] ", mark);
    indent_.assign(length(label), ' ');
    std::string text = this->text(note->blocks);
    text.replace(0, std::min(text.size(), indent_.size()), label);
    indent_.clear();
    out += text;
  }
  return out;
}

void Writer::blocks(const Blocks& list) {
  for (const Block& block : list) std::visit([&](const auto& each) { write(each); }, block.any);
}

void Writer::line(std::string_view text) {
  out_ += indent_;
  out_ += text;
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
}

void Writer::lines(std::string_view text) {
  for (bool more = true; more;) {
    const std::size_t end = text.find('\n');
    more = end != std::string_view::npos;
    line(text.substr(0, end));
    if (more) text.remove_prefix(end + 1);
  }
}

void Writer::floats(const Runs& runs) {
  for (const Run& run : runs) {
    if (!run.floating) continue;
    if (run.floating->figure && !run.floating->figure->alt.empty()) {
      lines(run.floating->figure->alt);
      gap();
    }
    blocks(run.floating->blocks);
  }
}

void Writer::write(const Paragraph& block) {
  if (furniture_ && is_page_label(block.runs)) return;
  const ParagraphFormat* format = block.format.get();
  std::string label;
  if (format && format->label) {
    label = characters_.line_of(format->label->runs);
    if (format->label->follow != Label::Follow::nothing) label += ' ';
  }
  if (format && stands_apart(*format, format->before) && !out_.empty() && !out_.ends_with("\n\n")) gap();
  lines(label + characters_.of(block.runs, format));
  if (!format || stands_apart(*format, format->after)) gap();
  floats(block.runs);
}

void Writer::write(const Heading& block) {
  const std::string text = characters_.line_of(block.runs);
  line(text);
  if (block.level <= 2) line(std::string(length(text), block.level == 1 ? '=' : '-'));
  gap();
  floats(block.runs);
}

void Writer::write(const ListBlock& block) {
  int number = block.start;
  for (const Blocks& item : block.items) {
    const std::string mark = block.ordered ? fmt::format("{}. ", number++) : "- ";
    const std::string outer = indent_;
    indent_ += std::string(mark.size(), ' ');
    const std::size_t from = out_.size();
    blocks(item);
    if (std::string_view(out_).substr(from).starts_with(indent_))
      out_.replace(from + outer.size(), mark.size(), mark);
    else  // the item begins with an empty line, or has none
      out_.insert(from, outer + std::string(trimmed(mark)) + (out_.size() > from ? "" : "\n"));
    while (block.tight && out_.ends_with("\n\n")) out_.pop_back();
    indent_ = outer;
  }
  if (block.tight) gap();
}

void Writer::label_lines(const std::vector<Line>& list, bool values_at_right) {
  struct Texts {
    std::string label, value;
  };
  std::vector<Texts> texts;
  std::size_t label = 0, value = 0;
  for (const Line& each : list) {
    texts.push_back({characters_.line_of(each.label), characters_.line_of(each.value)});
    label = std::max(label, length(texts.back().label));
    value = std::max(value, length(texts.back().value));
  }
  for (const Texts& each : texts)
    line(padded(each.label, label, Align::left) + "  " + padded(each.value, values_at_right ? value : 0, Align::right));
  gap();
}

void Writer::write(const Split& block) {
  static const Runs kNone;
  const bool left = furniture_ && is_page_label(block.left), right = furniture_ && is_page_label(block.right);
  line(characters_.line_of(left ? kNone : block.left) + "    " + characters_.line_of(right ? kNone : block.right));
  gap();
}

void Writer::write(const Columns& block) {
  for (const Blocks& column : block.columns) blocks(column);
}

void Writer::write(const SignatureLine& block) {
  line(characters_.line_of(block.role));
  line("____________________ " + characters_.line_of(block.name));
  gap();
}

void Writer::write(const Quote& block) {
  indent_ += "> ";
  blocks(block.blocks);
  indent_.resize(indent_.size() - 2);
}

void Writer::write(const Rule&) {
  line("----------------------------------------");
  gap();
}

}  // namespace kontor::docgen::plain
