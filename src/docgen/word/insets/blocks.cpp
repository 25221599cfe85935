#include "docgen/word/insets/blocks.hpp"

#include "docgen/model/escape.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/word/insets/drawing.hpp"
#include "docgen/word/insets/inherited.hpp"
#include "docgen/word/insets/lists.hpp"
#include "docgen/word/insets/runs.hpp"

namespace kontor::docgen::word {
namespace {

constexpr std::string_view kLinkColor = "0563C1";  // Word's own
constexpr std::string_view kCodeFont = "Courier New";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::shared_ptr<const Dress> changed(const Run& run, auto change) {
  Dress dress = run.dress ? *run.dress : Dress();
  change(dress);
  return std::make_shared<const Dress>(std::move(dress));
}

std::string styled(std::string_view id) {
  return id.empty() ? std::string() : fmt::format("<w:pStyle w:val=\"{}\"/>", escaped(id));
}

class Writer {
 public:
  explicit Writer(Additions& additions) : additions_(additions) {}

  std::string blocks(const Blocks& list) {
    for (const Block& block : list) std::visit([&](const auto& each) { write(each); }, block.any);
    return std::move(out_);
  }

  std::string runs(const Runs& list, bool inherit) {
    std::string out;
    for (const Run& run : list) out += run.figure ? picture(*run.figure) : text(run, inherit);
    return out;
  }

 private:
  std::string picture(const Figure& figure) {
    const std::string relation = additions_.media(figure.bytes, figure.extension());
    return fmt::format("<w:r>{}</w:r>", inline_drawing(figure, relation, additions_.drawing()));
  }

  std::string text(Run run, bool inherit) {
    if (run.text.empty()) return "";
    std::string style;
    const bool link = !run.link.empty();
    if (link) {
      style = additions_.style("character", "Hyperlink");
      if (style.empty())
        run.dress = changed(run, [](Dress& dress) {
          if (dress.color.empty()) dress.color = kLinkColor;
          dress.underline = Dress::Underline::single;
        });
    }
    if (run.code)
      run.dress = changed(run, [](Dress& dress) {
        if (dress.font.empty()) dress.font = kCodeFont;
      });
    std::string properties = run_properties(run, style);
    if (inherit) properties.insert(properties.begin(), kInherited);
    const std::string element =
        fmt::format("<w:r>{}{}</w:r>", properties.empty() ? "" : fmt::format("<w:rPr>{}</w:rPr>", properties),
                    text_elements(run.text));
    if (!link) return element;
    return fmt::format("<w:hyperlink xmlns:r=\"{}\" r:id=\"{}\" w:history=\"1\">{}</w:hyperlink>", kRelations,
                       additions_.hyperlink(run.link), element);
  }

  void paragraph(std::string_view properties, std::string_view content) {
    out_ +=
        fmt::format("<w:p>{}{}</w:p>", properties.empty() ? "" : fmt::format("<w:pPr>{}</w:pPr>", properties), content);
    after_table_ = false;
  }

  /// Properties of a paragraph that looks like the one around the tag but for these.
  std::string like_around(std::string_view properties) const {
    return std::string(1, kInherited) + std::string(properties) + indent();
  }

  std::string indent() const {
    return indent_ > 0 ? fmt::format("<w:ind w:left=\"{}\" w:firstLine=\"0\"/>", indent_) : std::string();
  }

  void write(const Paragraph& block) {
    paragraph(quoted_ ? quote_properties() : like_around(alignment(block.align)), runs(block.runs, true));
  }

  void write(const Heading& block) {
    constexpr int kSizes[] = {32, 28, 26, 24};  // half points, of Word's own headings
    const int level = std::clamp(block.level, 1, 6);
    const std::string style = additions_.style("paragraph", fmt::format("heading {}", level));
    Runs heading = block.runs;
    if (style.empty())
      for (Run& run : heading) {
        run.bold = true;
        run.dress = changed(run, [&](Dress& dress) {
          if (dress.size <= 0) dress.size = kSizes[std::min(level, 4) - 1] / 2.0;
        });
      }
    const std::string direct =
        fmt::format("<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/>", level - 1);
    paragraph(style.empty() ? direct : styled(style), runs(heading, style.empty()));
  }

  void write(const ListBlock& block) {
    ++list_level_;
    const int level = std::min(list_level_, 8);
    const int number = additions_.list(block.ordered, block.start);
    const std::string style = styled(additions_.style("paragraph", "List Paragraph"));
    const int outer = std::exchange(indent_, 0);
    int count = block.start;
    for (const Blocks& item : block.items) {
      for (std::size_t i = 0; i < item.size(); ++i) {
        const auto* first = i == 0 ? std::get_if<Paragraph>(&item[0].any) : nullptr;
        indent_ = list_indent(level);
        if (first)
          marked(first->runs, level, number, style, block.ordered ? fmt::format("{}.", count) : "•");
        else
          std::visit([&](const auto& each) { write(each); }, item[i].any);
      }
      ++count;
    }
    indent_ = outer;
    --list_level_;
  }

  /// An item's first paragraph. A package that takes no lists has the mark in the text.
  void marked(const Runs& item, int level, int number, const std::string& style, const std::string& mark) {
    const std::string place = fmt::format("<w:ind w:left=\"{}\" w:hanging=\"{}\"/>", list_indent(level), kListStep);
    const std::string numbering =
        number == 0 ? ""
                    : fmt::format("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{}\"/></w:numPr>", level, number);
    std::string content = runs(item, true);
    if (number == 0)
      content = fmt::format("<w:r><w:rPr>{}</w:rPr><w:t>{}</w:t><w:tab/></w:r>", kInherited, mark) + content;
    paragraph(std::string(1, kInherited) + style + numbering + place, content);
  }

  void write(const Table& block) {
    if (after_table_) paragraph("", "");  // Word joins tables that touch
    const std::string style = additions_.style("table", "Table Grid");
    std::string edges;
    for (const char* edge : {"top", "left", "bottom", "right", "insideH", "insideV"})
      edges += fmt::format("<w:{} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>", edge);
    std::string grid, rows;
    const std::size_t columns = std::max<std::size_t>(block.columns.size(), 1);
    for (std::size_t i = 0; i < columns; ++i) grid += fmt::format("<w:gridCol w:w=\"{}\"/>", 9000 / columns);
    for (std::size_t r = 0; r < block.rows.size(); ++r)
      rows += row(block, block.rows[r], r < static_cast<std::size_t>(block.header_rows));
    out_ += fmt::format(
        "<w:tbl><w:tblPr>{}<w:tblW w:w=\"5000\" w:type=\"pct\"/>{}<w:tblLook w:val=\"0420\" w:firstRow=\"1\" "
        "w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr>"
        "<w:tblGrid>{}</w:tblGrid>{}</w:tbl>",
        style.empty() ? "" : fmt::format("<w:tblStyle w:val=\"{}\"/>", escaped(style)),
        style.empty() ? fmt::format("<w:tblBorders>{}</w:tblBorders>", edges) : "", grid, rows);
    after_table_ = true;
  }

  std::string row(const Table& block, const Row& row, bool header) {
    std::string cells;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      Runs cell = row.cells[c].runs;
      if (header)
        for (Run& run : cell) run.bold = true;
      const Align align =
          c < block.columns.size() && block.columns[c] != Align::left ? block.columns[c] : Align::automatic;
      cells += fmt::format(
          "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"pct\"/></w:tcPr><w:p><w:pPr><w:spacing w:before=\"40\" "
          "w:after=\"40\"/>{}</w:pPr>{}</w:p></w:tc>",
          5000 / std::max<std::size_t>(block.columns.size(), 1), alignment(align), runs(cell, true));
    }
    return fmt::format("<w:tr>{}{}</w:tr>", header ? "<w:trPr><w:tblHeader/></w:trPr>" : "", cells);
  }

  void write(const Quote& block) {
    const bool outer = std::exchange(quoted_, true);
    for (const Block& each : block.blocks) std::visit([&](const auto& inner) { write(inner); }, each.any);
    quoted_ = outer;
  }

  std::string quote_properties() const {
    const std::string style = additions_.style("paragraph", "Quote");
    if (!style.empty()) return styled(style) + indent();
    return fmt::format(
        "{}<w:pBdr><w:left w:val=\"single\" w:sz=\"12\" w:space=\"8\" w:color=\"A0A0A0\"/></w:pBdr><w:ind "
        "w:left=\"{}\"/>",
        kInherited, indent_ + 2 * kListStep / 3);
  }

  void write(const Rule&) {
    paragraph("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"A0A0A0\"/></w:pBdr>", "");
  }

  template <class Other>
  void write(const Other&) {}  // containers of our own Markdown are not in marked-up text

  Additions& additions_;
  std::string out_;
  int list_level_ = -1;
  int indent_ = 0;  ///< twips of the paragraphs inside of an item
  bool quoted_ = false;
  bool after_table_ = false;
};

}  // namespace

std::string run_markup(const Runs& runs, Additions& additions) { return Writer(additions).runs(runs, true); }

std::string block_markup(const Blocks& blocks, Additions& additions) { return Writer(additions).blocks(blocks); }

}  // namespace kontor::docgen::word
