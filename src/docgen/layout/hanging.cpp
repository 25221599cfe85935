#include "docgen/layout/setter.hpp"

/// What runs bring beside text: footnotes and floats.
namespace kontor::docgen::layout {
namespace {

std::shared_ptr<const Dress> raised() {
  static const auto kRaised = std::make_shared<const Dress>(Dress{.rise = 1});
  return kRaised;
}

/// A note begins with its mark.
void put_mark(Blocks& blocks, const std::string& mark) {
  Runs runs = {{.text = mark, .dress = raised()}};
  auto* paragraph = blocks.empty() ? nullptr : std::get_if<Paragraph>(&blocks.front().any);
  if (!paragraph) {
    blocks.insert(blocks.begin(), {Paragraph{.runs = std::move(runs)}});
    return;
  }
  Runs& text = paragraph->runs;
  const bool apart = !text.empty() && (text.front().text.starts_with(' ') || text.front().text.starts_with('\t'));
  if (!apart) runs.push_back({.text = " "});
  text.insert(text.begin(), runs.begin(), runs.end());
}

}  // namespace

const Blocks& Setter::marked(const Footnote& note, const std::string& mark) {
  auto& blocks = notes_.emplace_back(std::make_unique<Blocks>(note.blocks));
  put_mark(*blocks, mark);
  return *blocks;
}

Boxes Setter::note(const Run& run) {
  const Structure::Part part(structure_, {.role = StructureNode::Role::note});
  const std::string mark = run.text.empty() ? numbers_.mark_of(*run.note) : run.text;
  return boxes(marked(*run.note, mark), {.width = note_width_, .where = Where::note});
}

void Setter::endnotes(Sink& out, double width) {
  if (numbers_.endnotes().empty()) return;
  Box separator(2, look_.pitch);
  separator.keep = Box::Keep::next;
  separator.marks.push_back(LineMark{.x1 = 0, .y1 = 1, .x2 = std::min(width, kSeparator), .y2 = 1, .color = look_.ink});
  out.put(std::move(separator));
  for (std::size_t i = 0; i < numbers_.endnotes().size(); ++i) {  // a note may hold another
    const Structure::Part part(structure_, {.role = StructureNode::Role::note});
    const Footnote& note = *numbers_.endnotes()[i];
    blocks(marked(note, numbers_.mark_of(note)), {.width = width, .where = Where::note}, out);
  }
}

HungFloat Setter::floating(const Float& what, const Place& place) {
  HungFloat hung{
      .what = &what, .width = what.width, .height = what.height, .column_x = place.x, .column_width = place.width};
  if (what.figure) {
    constexpr double kPointsPerMillimetre = 72 / 25.4;
    if (hung.width <= 0) hung.width = what.figure->width_mm * kPointsPerMillimetre;
    if (hung.height <= 0) hung.height = what.figure->height_mm * kPointsPerMillimetre;
    Box box(hung.height);
    const Node node = structure_.add({.role = StructureNode::Role::figure, .alt = what.figure->alt});
    box.marks.push_back(PictureMark{0, 0, hung.width, hung.height, what.figure, node});
    hung.boxes.push_back(std::move(box));
    return hung;
  }
  const double inner = hung.width - 2 * what.inner_x;
  double after = 0;
  Place inside = place.inside(0, inner, Where::cell);
  inside.x = what.inner_x;
  hung.boxes = boxes(what.blocks, inside, &after);
  if (!hung.boxes.empty()) hung.boxes.front().before += what.inner_y;
  if (hung.height <= 0)
    hung.height = (hung.boxes.empty() ? 0 : hung.boxes.front().before) + height_of(hung.boxes) + after + what.inner_y;
  return hung;
}

}  // namespace kontor::docgen::layout
