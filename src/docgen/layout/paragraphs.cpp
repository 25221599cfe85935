#include "docgen/layout/setter.hpp"

namespace kontor::docgen::layout {
namespace {

bool pushes_text(const Runs& runs) {
  return std::ranges::any_of(runs,
                             [](const Run& run) { return run.floating && run.floating->wrap != Float::Wrap::none; });
}
bool has_fields(const Runs& runs) {
  return std::ranges::any_of(runs, [](const Run& run) { return run.field != nullptr; });
}

/// Text without one line-break in it, for the outline.
std::string on_one_line(const Runs& runs) {
  std::string text = plain_text(runs);
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return text;
}

/// Above a paragraph's first line, whatever stands before it.
double space_above(const ParagraphFormat& format, const Joint& joint) {
  const double own = joint.tight ? 0 : format.before;
  return format.adds_space ? joint.space + own : std::max(joint.space, own);
}

double drawn(const Border& border) { return border.drawn() ? border.space + border.width : 0; }

bool is_framed(const ParagraphFormat& format) {
  const Borders& borders = format.borders;
  return !format.shade.empty() || borders.top.drawn() || borders.bottom.drawn() || borders.left.drawn() ||
         borders.right.drawn() || borders.between.drawn();
}

}  // namespace

Text Setter::text(const Runs& runs, const Manner& manner) {
  const FieldValues* values = has_fields(runs) ? numbers_.values_for(runs) : nullptr;
  return {runs, manner.style, manner.format->label.get(), values, &numbers_.note_mark()};
}

/// A picture's line has the picture's height and some more.
constexpr double kFigureMargin = 20;

Setting Setter::setting(const Manner& manner, double width) const {
  const ParagraphFormat& format = *manner.format;
  return {.width = std::max(width, Place::kLeastWidth),
          .left = format.left,
          .right = format.right,
          .first_line = format.first_line,
          .align = manner.align,
          .tabs = manner.own ? &format.tabs : nullptr,
          .default_tab = format.default_tab,
          .line = format.line,
          .pitch = manner.pitch,
          .hyphenate = manner.own ? format.hyphenate : document_.justified && manner.align == Align::justify,
          .whole = manner.whole,
          .tallest_figure = std::max(text_height_ - kFigureMargin, kFigureMargin),
          .glyphs = &glyphs_};
}

Boxes Setter::part(const Runs& runs, const Manner& manner, const Place& place, StructureNode node) {
  const Structure::Part open(structure_, std::move(node));
  Text set = text(runs, manner);
  set.set(setting(manner, place.width));
  Boxes out;
  BoxSink sink(out);
  lines(set, runs, manner, place, {}, open.node(), sink);
  return out;
}

void Setter::paragraph(const Runs& runs, const Manner& manner, const Place& place, const Joint& joint, Sink& out) {
  const int level = manner.format->outline;
  std::optional<Structure::Part> open;
  if (!is_blank(runs))
    open.emplace(structure_,
                 StructureNode{.role = level > 0 ? StructureNode::Role::heading : StructureNode::Role::paragraph,
                               .level = level});
  Text set = text(runs, manner);
  Surroundings* around = out.surroundings();
  if (around && (pushes_text(runs) || around->matters()))
    set_beside(set, runs, manner, place, joint, *around);
  else
    set.set(setting(manner, place.width));
  lines(set, runs, manner, place, joint, open ? open->node() : kArtifact, out);
}

void Setter::set_beside(Text& text, const Runs& runs, const Manner& manner, const Place& place, const Joint& joint,
                        Surroundings& around) {
  Box first(0, space_above(*manner.format, joint));
  if (manner.own) first.before_at_top = joint.tight ? 0 : manner.format->before;
  constexpr double kLines = 2.4;  // two lines, as widows and orphans ask
  const double y = around.settle(first, manner.style.size * kLines);
  for (const Run& run : runs) {
    if (!run.floating || run.floating->wrap == Float::Wrap::none) continue;
    const Float& what = *run.floating;
    const Structure::Part silent(structure_);  // it is set again where it is drawn
    const HungFloat hung = floating(what, place);
    Area area = area_of(hung, around.page(), around.column().x, y);
    area.x -= what.left;
    area.y -= what.top;
    area.width += what.left + what.right;
    area.height += what.top + what.bottom;
    around.add(area, what.wrap);
  }
  const std::function<Lane(double, double)> lanes = [&](double top, double height) {
    const Lane free = around.lane(y + top, height);
    const double from = std::max(free.x, place.x);
    const double to = std::min(free.x + free.width, place.x + place.width);
    return Lane{from - place.x, std::max(0.0, to - from)};
  };
  Setting beside = setting(manner, place.width);
  beside.lanes = &lanes;
  text.set(beside);
}

void Setter::lines(const Text& text, const Runs& runs, const Manner& manner, const Place& place, const Joint& joint,
                   Node node, Sink& out) {
  const ParagraphFormat& format = *manner.format;
  const auto& lines = text.lines();
  const double own = joint.tight ? 0 : format.before;
  const bool framed = is_framed(format);
  const std::size_t count = lines.size();
  const Structure::Part open(structure_, node);
  const Box::Keep last = joint.keep || format.keep_with_next ? Box::Keep::next : Box::Keep::free;
  if (count == 0) {
    Box box(manner.pitch > 0 ? manner.pitch : manner.style.size * 1.2, space_above(format, joint));
    box.keep = last;
    out.put(std::move(box));
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    Box box = line(lines[i], place, node, 0);
    box.before = i == 0 ? space_above(format, joint) + lines[0].top
                        : std::max(0.0, lines[i].top - lines[i - 1].top - lines[i - 1].height);
    if (i == 0) box.before_at_top = (manner.own ? own : 0) + lines[0].top;
    const bool pair = format.keep_lines || (format.widow_control && (i == 0 || i + 2 == count));
    box.keep = i + 1 == count ? last : pair ? Box::Keep::lines : Box::Keep::free;
    if (!lines[i].runs.empty()) hang(box, lines[i], place);
    if (i == 0 && place.where != Where::furniture) {
      if (format.outline > 0) box.hang().title = Hung::Title{format.outline, on_one_line(runs), format.style};
      if (text.has_fields()) {
        box.hang().fields.push_back(&runs);
        numbers_.field();
      }
    }
    if (framed) frame(box, manner, place, i == 0, i + 1 == count, joint);
    out.put(std::move(box));
  }
}

Box Setter::line(const TextLine& line, const Place& place, Node node, double inset) {
  using Role = StructureNode::Role;
  Box box(line.height + inset);
  box.marks.reserve(line.glyphs.size() + line.rules.size() + line.figures.size() + line.links.size());
  const double baseline = inset + line.baseline;
  const auto rule = [&](const PlacedRule& each) {
    const double x = place.x + each.x, y = baseline + each.y;
    if (each.behind)
      box.marks.push_back(FillMark{x, y, each.width, each.height, each.color});
    else
      box.marks.push_back(
          LineMark{x, y + each.height / 2, x + each.width, y + each.height / 2, each.height, each.color, each.style});
  };
  for (const PlacedRule& each : line.rules)
    if (each.behind) rule(each);
  std::vector<Node> links;
  for (const PlacedLink& link : line.links) {
    links.push_back(node == kArtifact ? kArtifact : structure_.add({.role = Role::link}));
    box.marks.push_back(LinkMark{place.x + link.x, inset, link.width, line.height, link.address, links.back()});
  }
  for (const PlacedGlyphs& glyphs : line.glyphs) {
    Node owner = node;
    if (glyphs.link >= 0) owner = links[static_cast<std::size_t>(glyphs.link)];
    if (glyphs.label && node != kArtifact) owner = structure_.add({.role = Role::label});
    box.marks.push_back(TextMark{.x = place.x + glyphs.x,
                                 .baseline = baseline - glyphs.rise,
                                 .run = glyphs.run,
                                 .color = glyphs.color,
                                 .node = owner});
  }
  for (const PlacedRule& each : line.rules)
    if (!each.behind) rule(each);
  for (const PlacedFigure& figure : line.figures) {
    const Node own = node == kArtifact ? kArtifact : structure_.add({.role = Role::figure, .alt = figure.figure->alt});
    box.marks.push_back(
        PictureMark{place.x + figure.x, inset + figure.y, figure.width, figure.height, figure.figure, own});
  }
  return box;
}

void Setter::hang(Box& box, const TextLine& line, const Place& place) {
  for (const PlacedRun& placed : line.runs) {
    const Run& run = *placed.run;
    if (!run.anchor.empty()) box.hang().anchors.push_back({run.anchor, place.x + placed.x});
    if (run.floating) {
      HungFloat hung = floating(*run.floating, place);
      hung.letter_x = place.x + placed.x;
      hung.above = line.top;
      box.hang().floats.push_back(std::move(hung));
    }
    if (run.note && !run.note->endnote && place.where != Where::note && place.where != Where::furniture) {
      box.hang().notes.push_back(note(run));
      box.notes = true;
    }
  }
}

void Setter::frame(Box& box, const Manner& manner, const Place& place, bool first, bool last, const Joint& joint) {
  const ParagraphFormat& format = *manner.format;
  const Borders& borders = format.borders;
  const double left = place.x + format.left + std::min(format.first_line, 0.0) - borders.left.space;
  const double right = place.x + place.width - format.right + borders.right.space;
  double top = first && !joint.above ? drawn(borders.top) : 0;
  const double bottom = last && !joint.below ? drawn(borders.bottom) : 0;
  if (first && joint.above) top = std::exchange(box.before, 0) + drawn(borders.between);
  shift(box.marks, 0, top);
  box.height += top + bottom;
  std::vector<Mark> marks;
  if (!format.shade.empty()) marks.push_back(FillMark{left, 0, right - left, box.height, color_of(format.shade)});
  std::move(box.marks.begin(), box.marks.end(), std::back_inserter(marks));
  const auto level = [&](const Border& border, double y) {
    draw_border(marks, border, color_of(border.color), left, y, right, y);
  };
  const auto upright = [&](const Border& border, double x) {
    draw_border(marks, border, color_of(border.color), x, 0, x, box.height);
  };
  if (first) level(joint.above ? borders.between : borders.top, borders.top.width / 2);
  if (last && !joint.below) level(borders.bottom, box.height - borders.bottom.width / 2);
  upright(borders.left, left);
  upright(borders.right, right);
  box.marks = std::move(marks);
}

}  // namespace kontor::docgen::layout
