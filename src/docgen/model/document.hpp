#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"
#include "docgen/model/format.hpp"
#include "docgen/model/page.hpp"
#include "docgen/model/text.hpp"

/// The one document model. Readers (Markdown, Word) make it, writers (PDF, DOCX, HTML, plain text) read it, and neither
/// knows the other. All text is UTF-8. Blocks say what they are (a heading, totals, signatures) and writers decide the
/// look; a block with a `format` looks as that says.
namespace kontor::docgen {

struct Block;
using Blocks = std::vector<Block>;

struct Paragraph {
  Runs runs;
  Align align = Align::automatic;
  bool small = false;  ///< set smaller and quieter: notes and legal lines
  std::shared_ptr<const ParagraphFormat> format = {};
};

struct Heading {
  int level = 1;  ///< 1 is the title of the document
  Runs runs;
  Align align = Align::automatic;
};

struct ListBlock {
  bool ordered = false;
  int start = 1;
  bool tight = true;  ///< no space between the items
  std::vector<Blocks> items;
};

struct Cell {
  Runs runs = {};                  ///< of a cell of one paragraph
  Blocks blocks;                   ///< of any other, instead of runs
  int columns = 1;                 ///< how many columns it covers
  int rows = 1;                    ///< how many rows
  Align align = Align::automatic;  ///< instead of the column's
  std::shared_ptr<const CellFormat> format = {};
};

struct Row {
  std::vector<Cell> cells = {};  ///< without places that a cell from above or from the left covers
  int before = 0;                ///< columns left free at its beginning
  std::shared_ptr<const RowFormat> format = {};
};

struct Table {
  enum class Look { ruled, grid, plain };  ///< thin lines between rows, a box around each cell, or no lines
  Look look = Look::ruled;
  std::vector<Align> columns = {};
  std::vector<double> widths = {};  ///< shares of the whole width; empty: made from the content
  int header_rows = 0;              ///< repeated on each page
  int footer_rows = 0;              ///< sums, the last of its rows: never on a page without the row above them
  bool small = false;               ///< forms with many columns
  std::vector<Row> rows = {};
  std::shared_ptr<const TableFormat> format = {};
};

/// A label and its value, one below the other: the particulars of an invoice, or the sums under a table.
struct Line {
  Runs label;
  Runs value;
  bool strong = false;  ///< the line that counts: the grand total
};

struct Details {
  std::vector<Line> lines;
};

/// Sums under a table: at the right, kept together on one page, with the end of what stands before them.
struct Totals {
  std::vector<Line> lines;
};

/// One line with text at the left edge and text at the right edge: the place and the date of a contract.
struct Split {
  Runs left;
  Runs right;
};

/// Texts side by side. As signatures they are never broken over pages.
struct Columns {
  std::vector<double> widths;  ///< shares; empty: equal
  std::vector<Blocks> columns;
  bool signatures = false;
};

/// A line to sign on: what stands before it, and the name behind or below it.
struct SignatureLine {
  Runs role;
  Runs name;
};

/// The company's name and address at the head of the first page; the logo stands beside them when there is one.
struct Letterhead {
  Blocks blocks;
};

struct Quote {
  Blocks blocks;
};

/// What should stand on one page.
struct Together {
  Blocks blocks;
};

struct Rule {};
struct PageBreak {};
struct ColumnBreak {};

struct Block {
  std::variant<Paragraph, Heading, ListBlock, Table, Details, Totals, Split, Columns, SignatureLine, Letterhead, Quote,
               Together, Rule, PageBreak, ColumnBreak>
      any;
};

/// A footnote: at the foot of the page on which its mark stands.
struct Footnote {
  Blocks blocks;
  bool endnote = false;  ///< at the end of the document instead
};

/// A picture or a box of text that stands beside the text, placed from the paragraph that it is anchored in.
struct Float {
  enum class From { page, margin, column, text };  ///< `text`: the anchor's line, or its letter
  enum class Side { at, left, center, right };     ///< vertically: at, top, middle, bottom
  enum class Wrap { none, square, top_and_bottom };
  struct Axis {
    From from = From::column;
    Side side = Side::at;
    double offset = 0;  ///< points, when `at`
  };

  std::shared_ptr<const Figure> figure = {};  ///< or
  Blocks blocks;                              ///< a box of text
  double width = 0, height = 0;               ///< points; a height of 0 is made from the blocks
  Axis across = {}, down = {.from = From::text};
  Wrap wrap = Wrap::square;
  bool behind = false;                              ///< the text, when nothing wraps
  double top = 0, bottom = 0, left = 0, right = 0;  ///< kept free around it
  double inner_x = 7.2, inner_y = 3.6;              ///< margins of a box of text
  Borders borders = {};
  std::string shade = {};
};

/// What stands at the head or the foot of pages.
struct Furniture {
  Blocks blocks;                     ///< of every page, but for
  std::optional<Blocks> first = {};  ///< the first of the section, when given
  std::optional<Blocks> even = {};   ///< pages with even numbers, when given
};

struct Section {
  enum class Begin { next_page, same_page, even_page, odd_page, next_column };
  Begin begin = Begin::next_page;
  PageSetup page = {};
  Furniture header = {}, footer = {};
  std::vector<double> column_widths = {};  ///< shares; empty or one: a single column
  double column_gap = 36;
  bool column_line = false;
  std::optional<int> first_number = {};  ///< of its first page; otherwise they go on
  Blocks blocks;
};

enum class Typeface { sans, serif };

struct Document {
  std::string title;
  Locale locale = Locale::en;
  Typeface typeface = Typeface::sans;
  bool justified = false;      ///< running text has straight edges on both sides
  std::string watermark = {};  ///< large and pale across each page: "DRAFT"
  /// Never empty. A document that a person wrote in Markdown has one.
  std::vector<Section> sections = std::vector<Section>(1);
  /// Parts of the source that the reader could not carry over, in a person's words, each once.
  std::vector<std::string> left_out = {};

  Section& section() { return sections.back(); }
  const Section& section() const { return sections.back(); }
};

}  // namespace kontor::docgen
