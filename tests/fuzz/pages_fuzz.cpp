// Layout and writers: whatever a document holds, its pages come to an end, and it is written in every format. Half of
// the inputs are Markdown; the others are read as a recipe for a document of the model, with what only Word files
// bring: formats, merged cells, floats, notes, columns.
#include "docgen/docgen.hpp"
#include "docgen/docx/writer.hpp"
#include "docgen/html/writer.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/markdown/reader.hpp"
#include "docgen/plain/writer.hpp"

namespace {

using namespace kontor::docgen;

/// Takes the next byte as a choice; 0 when there are none left.
class Recipe {
 public:
  explicit Recipe(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool done() const { return bytes_.empty(); }
  int byte() {
    if (bytes_.empty()) return 0;
    const int value = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return value;
  }
  int below(int end) { return byte() % end; }
  bool maybe() { return (byte() & 1) != 0; }
  double length() {
    const int value = byte();
    return value < 8 ? 0 : value > 250 ? (value - 253) * 4000.0 : value - 60;
  }

  Runs runs() {
    Runs runs;
    for (int i = below(4); i >= 0; --i) {
      Run run{.text = std::string(static_cast<std::size_t>(below(60)), static_cast<char>('a' + below(26)))};
      for (char& c : run.text)
        if (c == 'e' || maybe()) c = ' ';
      run.bold = maybe();
      switch (below(12)) {
        case 0:
          run.figure = std::make_shared<const Figure>(
              Figure{.width = 1, .height = 1, .width_mm = length(), .height_mm = length()});
          break;
        case 1:
          run.field = std::make_shared<const PageField>(
              PageField{.kind = static_cast<PageField::Kind>(below(6)), .target = "a"});
          break;
        case 2:
          run.note = depth_ < kDeepest ? note() : nullptr;
          break;
        case 3:
          run.floating = depth_ < kDeepest ? floating() : nullptr;
          break;
        case 4:
          run.anchor = "a";
          break;
        default:
          break;
      }
      runs.push_back(std::move(run));
    }
    return runs;
  }

  std::shared_ptr<const Footnote> note() {
    auto note = std::make_shared<Footnote>();
    note->blocks = blocks();
    note->endnote = maybe();
    return note;
  }

  std::shared_ptr<const Float> floating() {
    auto box = std::make_shared<Float>();
    box->blocks = blocks();
    box->width = length();
    box->height = length();
    box->across = {static_cast<Float::From>(below(4)), static_cast<Float::Side>(below(4)), length()};
    box->down = {static_cast<Float::From>(below(4)), static_cast<Float::Side>(below(4)), length()};
    box->wrap = static_cast<Float::Wrap>(below(3));
    return box;
  }

  std::shared_ptr<const ParagraphFormat> format() {
    if (maybe()) return nullptr;
    auto format = std::make_shared<ParagraphFormat>();
    format->left = length();
    format->right = length();
    format->first_line = length();
    format->before = length();
    format->after = length();
    format->line = {static_cast<LineSpacing::Rule>(below(3)), length()};
    format->keep_with_next = maybe();
    format->keep_lines = maybe();
    format->page_break_before = below(16) == 0;
    format->contextual = maybe();
    format->outline = below(3);
    format->borders.top = format->borders.left = {static_cast<Border::Line>(below(5)), length(), length()};
    if (maybe()) format->shade = "ffff00";
    if (maybe()) format->tabs.push_back({length(), static_cast<TabStop::Kind>(below(5)), "."});
    return format;
  }

  Table table() {
    Table table{.look = static_cast<Table::Look>(below(3)), .header_rows = below(4) - 1};
    for (int i = below(5); i > 0; --i) table.columns.push_back(static_cast<Align>(below(5)));
    if (maybe())
      for (int i = below(5); i > 0; --i) table.widths.push_back(length());
    if (maybe()) {
      auto format = std::make_shared<TableFormat>();
      for (int i = below(5); i > 0; --i) format->widths.push_back(length());
      format->fixed = maybe();
      format->indent = length();
      table.format = format;
    }
    for (int r = below(20); r > 0; --r) {
      Row row{.before = below(4) - 1};
      for (int c = below(5); c > 0; --c) {
        Cell cell{.runs = runs(), .columns = below(5) - 1, .rows = below(5) - 1};
        if (depth_ < kDeepest && below(6) == 0) cell.blocks = blocks();
        if (maybe()) {
          auto format = std::make_shared<CellFormat>();
          format->direction = static_cast<CellFormat::Direction>(below(3));
          format->vertical = static_cast<CellFormat::Vertical>(below(3));
          format->borders.top = {static_cast<Border::Line>(below(5)), length()};
          if (maybe()) format->left = length();
          cell.format = format;
        }
        row.cells.push_back(std::move(cell));
      }
      if (maybe())
        row.format = std::make_shared<const RowFormat>(
            RowFormat{static_cast<LineSpacing::Rule>(1 + below(2)), length(), maybe()});
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  Block block() {
    switch (below(14)) {
      case 0:
        return {Heading{below(9) - 1, runs()}};
      case 1: {
        ListBlock list{.ordered = maybe(), .tight = maybe(), .items = {}};
        for (int i = below(4); i > 0; --i) list.items.push_back(blocks());
        return {std::move(list)};
      }
      case 2:
      case 3:
        return {table()};
      case 4:
        return {Details{{{runs(), runs()}}}};
      case 5:
        return {Totals{{{runs(), runs(), maybe()}}}};
      case 6:
        return {Split{runs(), runs()}};
      case 7: {
        Columns columns{.signatures = maybe()};
        for (int i = below(4); i > 0; --i) columns.columns.push_back(blocks()), columns.widths.push_back(length());
        return {std::move(columns)};
      }
      case 8:
        return {SignatureLine{runs(), runs()}};
      case 9:
        return {Letterhead{blocks()}};
      case 10:
        return maybe() ? Block{Quote{blocks()}} : Block{Together{blocks()}};
      case 11:
        return maybe() ? Block{Rule{}} : maybe() ? Block{PageBreak{}} : Block{ColumnBreak{}};
      default:
        return {Paragraph{.runs = runs(), .align = static_cast<Align>(below(5)), .format = format()}};
    }
  }

  Blocks blocks() {
    Blocks blocks;
    if (++depth_ <= kDeepest)
      for (int i = below(5); i > 0 && !done(); --i) blocks.push_back(block());
    --depth_;
    return blocks;
  }

  Section section() {
    Section section{.begin = static_cast<Section::Begin>(below(5))};
    if (below(4) == 0) section.page = {length() * 5, length() * 5, length(), length(), length(), length()};
    for (int i = below(4); i > 0; --i) section.column_widths.push_back(length());
    section.column_gap = length();
    section.column_line = maybe();
    if (maybe()) section.header.blocks = blocks();
    if (maybe()) section.footer.first = blocks();
    if (maybe()) section.footer.even = blocks();
    while (section.blocks.size() < 12 && !done()) section.blocks.push_back(block());
    return section;
  }

 private:
  static constexpr int kDeepest = 5;

  std::span<const std::uint8_t> bytes_;
  int depth_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLongest = 3000;
  if (size < 2 || size > kLongest) return 0;
  Document document;
  if (data[0] % 2 == 0) {
    auto read = read_markdown({reinterpret_cast<const char*>(data + 1), size - 1});
    if (!read) return 0;
    document = std::move(*read);
  } else {
    Recipe recipe({data + 1, size - 1});
    document.sections.clear();
    while (!recipe.done() && document.sections.size() < 6) document.sections.push_back(recipe.section());
    if (size % 3 == 0) document.watermark = "DRAFT";
  }
  const Look look = *look_of(document, {});
  const auto pages = layout::pages_of(document, look);
  if (pages && pages->pages.empty()) __builtin_trap();
  if (html::write(document, look, {}).empty() || docx::write(document, look, {}).empty()) __builtin_trap();
  plain::write(document);
  return 0;
}
