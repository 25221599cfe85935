#include "docgen/layout/furniture.hpp"

#include <cmath>
#include <numbers>

namespace kontor::docgen::layout {
namespace {

/// Between a head or a foot that is higher than its margin and the text.
constexpr double kGap = 8;
/// Whatever head and foot ask for, the text has this much.
constexpr double kLeastRoom = 72;
/// Of the line above a foot of our own look, and from it to the text of the foot.
constexpr double kLine = 0.5, kBelowLine = 6;

/// A block that looks as the writer wants it to.
bool is_of_the_look(const Blocks& blocks) {
  if (blocks.empty()) return false;
  const auto* paragraph = std::get_if<Paragraph>(&blocks.front().any);
  const auto* table = std::get_if<Table>(&blocks.front().any);
  return !(paragraph && paragraph->format) && !(table && table->format);
}

}  // namespace

const Blocks* FurnitureSetter::blocks_of(const Furniture& furniture, const MadePage& page) {
  if (page.blank) return nullptr;
  if (page.first && furniture.first) return &*furniture.first;
  if (page.number % 2 == 0 && furniture.even) return &*furniture.even;
  return &furniture.blocks;
}

FurnitureSetter::Set FurnitureSetter::set(const Blocks& blocks, const PageSetup& setup, bool foot) {
  const Structure::Part silent(setter_.structure());
  Set out;
  double after = 0;
  const double width = std::max(setup.text_width(), Place::kLeastWidth);
  out.boxes = setter_.boxes(blocks, {.width = width, .where = Where::furniture}, &after);
  if (out.boxes.empty()) return out;
  if (foot && is_of_the_look(blocks)) {
    Box line(kBelowLine);
    line.marks.push_back(FillMark{0, 0, width, kLine, look_.line});
    out.boxes.front().before = 0;
    out.boxes.insert(out.boxes.begin(), std::move(line));
  }
  out.height = out.boxes.front().before + height_of(out.boxes) + after;
  return out;
}

double FurnitureSetter::height(const MadePage& page, bool foot) {
  if (page.section >= heights_.size()) heights_.resize(page.section + 1);
  const Section& section = document_.sections[page.section];
  const Furniture& furniture = foot ? section.footer : section.header;
  const std::size_t kind = page.first && furniture.first ? 0 : page.number % 2 == 0 && furniture.even ? 1 : 2;
  std::optional<double>& known = heights_[page.section].of[foot ? 1 : 0][kind];
  if (!known) {
    const Blocks* blocks = blocks_of(furniture, page);
    known = blocks ? set(*blocks, page.setup, foot).height : 0;
  }
  return *known;
}

Room FurnitureSetter::room(const MadePage& page) {
  const PageSetup& setup = page.setup;
  const double head = height(page, false), foot = height(page, true);
  Room room{setup.top, setup.height - setup.bottom};
  if (head > 0) room.top = std::max(room.top, setup.header + head);
  if (foot > 0) room.bottom = std::min(room.bottom, setup.height - setup.footer - foot);
  const Section& section = document_.sections[page.section];
  if (room.top > setup.top && is_of_the_look(section.header.blocks)) room.top += kGap;
  if (room.bottom < setup.height - setup.bottom && is_of_the_look(section.footer.blocks)) room.bottom -= kGap;
  if (room.bottom - room.top < kLeastRoom) {
    room.top = std::clamp(room.top, 0.0, std::max(0.0, setup.height - kLeastRoom));
    room.bottom = room.top + kLeastRoom;
  }
  return room;
}

void FurnitureSetter::draw(Set set, double y, MadePage& page, std::vector<Mark>& marks) {
  Canvas canvas{marks, page.behind, page.in_front, page.setup};
  Stack stack(canvas);
  for (Box& box : set.boxes) {
    y += box.before;
    const double height = box.height;
    stack.put(std::move(box), page.setup.left, y);
    y += height;
  }
}

void FurnitureSetter::draw(MadePage& page, std::vector<Mark>& marks) {
  const Section& section = document_.sections[page.section];
  const PageSetup& setup = page.setup;
  if (const Blocks* blocks = blocks_of(section.header, page); blocks && !blocks->empty())
    draw(set(*blocks, setup, false), setup.header, page, marks);
  if (const Blocks* blocks = blocks_of(section.footer, page); blocks && !blocks->empty()) {
    Set foot = set(*blocks, setup, true);
    const double y = setup.height - setup.footer - foot.height;
    draw(std::move(foot), y, page, marks);
  }
}

std::vector<Mark> watermark(const Document& document, const Look& look, const PageSetup& page) {
  std::vector<Mark> marks;
  if (document.watermark.empty()) return marks;
  constexpr double kProbe = 100, kDegrees = 45, kShare = 0.72, kLargest = 160, kOpacity = 0.14;
  Style style;
  style.family = look.typeface == Typeface::serif ? "serif" : "sans";
  style.bold = true;
  style.size = kProbe;
  style.color = look.muted;
  style.locale = document.locale;
  const Runs runs = {{.text = document.watermark}};
  const double natural = std::max(Text(runs, style).natural_width(), 1.0);
  const double length = std::hypot(page.width, page.height) * kShare;
  style.size = std::min(kProbe * length / natural, kLargest);
  Text text(runs, style);
  text.set({.width = text.natural_width() + 1, .pitch = style.size});
  if (text.lines().empty()) return marks;
  const TextLine& line = text.lines().front();
  constexpr double kCapHeight = 0.7;  // of the size
  const double angle = kDegrees * std::numbers::pi / 180, up = style.size * kCapHeight;
  const double x = page.width / 2 - (line.width * std::cos(angle) - up * std::sin(angle)) / 2;
  const double y = page.height / 2 + (line.width * std::sin(angle) + up * std::cos(angle)) / 2;
  for (const PlacedGlyphs& glyphs : line.glyphs) {
    const double along = glyphs.x - line.x;
    marks.push_back(TextMark{.x = x + along * std::cos(angle),
                             .baseline = y - along * std::sin(angle),
                             .run = glyphs.run,
                             .color = glyphs.color,
                             .opacity = kOpacity,
                             .angle = kDegrees});
  }
  return marks;
}

}  // namespace kontor::docgen::layout
