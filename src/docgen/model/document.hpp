#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"

/// The one document model. Readers (Markdown; later Word) make it, writers (PDF, DOCX, HTML, plain text) read it, and
/// neither knows the other. All text is UTF-8.
namespace kontor::docgen {

enum class Align { automatic, left, center, right, justify };

struct Figure;

/// What rich text may have beside bold, italic and strike. Writers that cannot show a thing leave it out.
struct Dress {
  bool underline = false;
  std::string color = {};      ///< "c00000"; empty for the text's own
  std::string highlight = {};  ///< the colour behind it, in the same form
  std::string font = {};       ///< a family; empty for the text's own
  double size = 0;             ///< points; 0 for the text's own
  int rise = 0;                ///< 1 superscript, -1 subscript

  bool operator==(const Dress&) const = default;
};

/// A stretch of text in one style, or a picture in the line. "\n" in the text is a line break.
struct Run {
  std::string text;
  bool bold = false;
  bool italic = false;
  bool strike = false;
  bool code = false;
  std::string link = {};                      ///< http(s), mailto or tel; empty for none
  std::shared_ptr<const Dress> dress = {};    ///< null for none
  std::shared_ptr<const Figure> figure = {};  ///< stands here instead of text, which is then empty

  bool same_style(const Run& other) const {
    return bold == other.bold && italic == other.italic && strike == other.strike && code == other.code &&
           link == other.link && dress == other.dress && !figure && !other.figure;
  }
};
using Runs = std::vector<Run>;

struct Block;
using Blocks = std::vector<Block>;

struct Paragraph {
  Runs runs;
  Align align = Align::automatic;
  bool small = false;  ///< set smaller and quieter: notes and legal lines
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
  Runs runs;
  int columns = 1;  ///< how many columns it covers
  int rows = 1;     ///< how many rows
};

struct Row {
  std::vector<Cell> cells;  ///< without places that a cell from above or from the left covers
};

struct Table {
  enum class Look { ruled, grid };  ///< thin lines between rows, or a box around each cell
  Look look = Look::ruled;
  std::vector<Align> columns;
  std::vector<double> widths;  ///< shares of the whole width; empty: made from the content
  int header_rows = 0;         ///< repeated on each page
  std::vector<Row> rows;
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

struct Rule {};
struct PageBreak {};

struct Block {
  std::variant<Paragraph, Heading, ListBlock, Table, Details, Totals, Split, Columns, SignatureLine, Letterhead, Quote,
               Rule, PageBreak>
      any;
};

enum class Typeface { sans, serif };

struct Document {
  std::string title;
  Locale locale = Locale::en;
  Typeface typeface = Typeface::sans;
  bool justified = false;  ///< running text has straight edges on both sides
  Runs header;             ///< at the head of the second and later pages
  Runs footer;             ///< at the foot of each page, beside "page x of y"
  Blocks blocks;
};

/// The text of the runs alone.
std::string plain_text(const Runs& runs);
/// True when neither text nor a picture is in the runs.
bool is_blank(const Runs& runs);

}  // namespace kontor::docgen
