#pragma once

#include <gtest/gtest.h>
#include <hb.h>

#include <memory>
#include <string>

#include "docgen/layout/marks.hpp"

/// Pages made by hand for the tests of painters.
namespace kontor::docgen::sample {

inline const layout::Face& face(const std::string& file) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<layout::Face>> faces;
  const std::scoped_lock lock(mutex);
  auto& each = faces[file];
  if (!each) each = std::make_unique<layout::Face>("/usr/share/fonts/truetype/" + file, 0);
  return *each;
}
inline const layout::Face& sans() { return face("paratype/PTS55F.ttf"); }
inline const layout::Face& bold() { return face("paratype/PTS75F.ttf"); }
inline const layout::Face& serif() { return face("liberation2/LiberationSerif-Italic.ttf"); }

inline std::shared_ptr<layout::GlyphRun> shaped(const std::string& text, const layout::Face& face = sans(),
                                                double size = 10) {
  auto run = std::make_shared<layout::GlyphRun>();
  run->face = &face;
  run->size = size;
  run->text = text;
  hb_buffer_t* buffer = hb_buffer_create();
  hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
  hb_buffer_guess_segment_properties(buffer);
  hb_shape(face.hb_font(), buffer, nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  const auto scaled = [&](int units) { return static_cast<float>(units * size / face.units_per_em()); };
  for (unsigned i = 0; i < count; ++i)
    run->glyphs.push_back({infos[i].codepoint, scaled(places[i].x_advance), scaled(places[i].x_offset),
                           scaled(places[i].y_offset), infos[i].cluster});
  hb_buffer_destroy(buffer);
  return run;
}

using Role = layout::StructureNode::Role;

/// Collects marks and structure, line below line.
class Paper {
 public:
  Paper() {
    pages.title = "Sample";
    pages.locale = Locale::ru;
    pages.structure.push_back({.role = Role::document});
    turn();
  }

  void turn() {
    pages.pages.push_back({.width = 595.276, .height = 841.89, .marks = {}});
    y = 60;
  }
  layout::Page& page() { return pages.pages.back(); }

  layout::Node node(Role role, layout::Node parent = 0) {
    pages.structure.push_back({.role = role, .parent = parent});
    return static_cast<layout::Node>(pages.structure.size() - 1);
  }

  layout::TextMark& say(const std::string& text, const layout::Face& face = sans(), double size = 10,
                        std::optional<layout::Node> node_of = {}) {
    const layout::Node owner = node_of ? *node_of : node(Role::paragraph);
    y += size * 1.4;
    page().marks.push_back(layout::TextMark{.x = 60, .baseline = y, .run = shaped(text, face, size), .node = owner});
    return std::get<layout::TextMark>(page().marks.back());
  }

  void show(std::shared_ptr<const Figure> figure, double width, double height, const std::string& alt = "A picture") {
    const layout::Node owner = node(Role::figure);
    pages.structure.back().alt = alt;
    page().marks.push_back(layout::PictureMark{
        .x = 60, .y = y, .width = width, .height = height, .figure = std::move(figure), .node = owner});
    y += height;
  }

  layout::Pages pages;
  double y = 0;
};

/// A proposal of three pages with a table of thirty rows, in three faces.
inline layout::Pages proposal() {
  Paper paper;
  paper.pages.title = "Коммерческое предложение";
  for (int p = 0; p < 3; ++p) {
    if (p > 0) paper.turn();
    const layout::Node heading = paper.node(Role::heading);
    paper.pages.structure.back().level = p == 0 ? 1 : 2;
    paper.pages.outline.push_back(
        {p == 0 ? 1 : 2, "Раздел " + std::to_string(p + 1), static_cast<std::size_t>(p), paper.y});
    paper.say("Коммерческое предложение № 17", bold(), 18, heading);
    const layout::Node paragraph = paper.node(Role::paragraph);
    for (int i = 0; i < 14; ++i)
      paper.say(
          "Предлагаем поставить оборудование и выполнить монтаж «под ключ» в срок до 24 декабря; гарантия — 36 мес.",
          i % 5 == 4 ? serif() : sans(), 10, paragraph);
    const layout::Node table = paper.node(Role::table), head = paper.node(Role::table_head, table);
    for (int r = 0; r < 16; ++r) {
      const layout::Node row = paper.node(Role::row, r == 0 ? head : table);
      paper.y += 16;
      const char* cells[] = {"12", "Кабель силовой ВВГнг(А)-LS 3×2,5", "м", "1 250,00", "86,40", "108 000,00"};
      for (int c = 0; c < 6; ++c) {
        const layout::Node cell = paper.node(r == 0 ? Role::header_cell : Role::cell, row);
        paper.page().marks.push_back(layout::TextMark{.x = 60 + (c == 0   ? 0
                                                                 : c == 1 ? 20
                                                                          : 160.0 + c * 50),
                                                      .baseline = paper.y,
                                                      .run = shaped(cells[c], r == 0 ? bold() : sans(), 9),
                                                      .node = cell});
      }
      paper.page().marks.push_back(
          layout::LineMark{.x1 = 60, .y1 = paper.y + 4, .x2 = 540, .y2 = paper.y + 4, .color = {0.8, 0.83, 0.87}});
    }
    paper.page().marks.push_back(layout::TextMark{
        .x = 480, .baseline = 810, .run = shaped("Стр. " + std::to_string(p + 1) + " из 3", sans(), 8)});
  }
  return std::move(paper.pages);
}

}  // namespace kontor::docgen::sample
