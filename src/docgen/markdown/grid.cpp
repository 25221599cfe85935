#include "docgen/markdown/grid.hpp"

#include <charconv>

#include "base/text.hpp"
#include "docgen/markdown/commonmark.hpp"

namespace kontor::docgen {
namespace {

constexpr double kSmall = 7.5, kTiny = 5.5;         // points, of single cells; a table's own is the look's
constexpr std::string_view kShade = "eef1f4";       // light enough for any text on it
constexpr int kMaxColumns = 64, kMaxRepeated = 20;  // more than any form has

using Words = std::vector<std::string_view>;

Words words_of(std::string_view text) {
  Words out;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

template <class Number>
std::optional<Number> number(std::string_view word) {
  Number value{};
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || stop != word.data() + word.size()) return std::nullopt;
  return value;
}

Failure unknown(std::string_view word, std::string_view of, const std::vector<std::string>& known) {
  const std::string_view guess = nearest(word, known);
  return fail(Error::invalid(
      "", guess.empty() ? fmt::format("\"{}\" is no option of {}: there are {}", word, of, fmt::join(known, ", "))
                        : fmt::format("\"{}\" is no option of {}: did you mean \"{}\"?", word, of, guess)));
}

struct Options {
  std::vector<double> widths;
  std::vector<Align> columns;
  int header_rows = 0, footer_rows = 0;
  bool small = false;
  Table::Look look = Table::Look::grid;
  bool plain = false;  ///< cells have only the lines that they say themselves
};

Result<std::vector<Align>> alignments(std::string_view letters) {
  static constexpr std::pair<char, Align> kLetters[] = {{'l', Align::left}, {'c', Align::center}, {'r', Align::right}};
  std::vector<Align> out;
  for (const char letter : letters) {
    const auto* found = std::ranges::find(kLetters, letter, &std::pair<char, Align>::first);
    if (found == std::end(kLetters))
      return fail(Error::invalid(
          "", fmt::format("align={}: a column is l (left), c (centred) or r (right), such as align=lcr", letters)));
    out.push_back(found->second);
  }
  return out;
}

/// "header=2": rows that stay together in some way.
Result<int> some_rows(std::string_view word) {
  const auto rows = number<int>(word.substr(word.find('=') + 1));
  if (!rows || *rows < 0 || *rows > kMaxRepeated)
    return fail(Error::invalid("", fmt::format("{}: a number of rows up to {}", word, kMaxRepeated)));
  return *rows;
}

Result<Options> options_of(std::string_view arguments) {
  static const std::vector<std::string> kKnown = {"header=1", "footer=1", "align=lcr", "small", "plain", "ruled"};
  constexpr std::string_view kAlign = "align=";
  Options out;
  for (const std::string_view word : words_of(arguments)) {
    if (const auto width = number<double>(word); width && *width > 0) {
      out.widths.push_back(*width);
    } else if (word.starts_with("header=")) {
      TRY(out.header_rows, some_rows(word));
    } else if (word.starts_with("footer=")) {
      TRY(out.footer_rows, some_rows(word));
    } else if (word.starts_with(kAlign)) {
      TRY(out.columns, alignments(word.substr(kAlign.size())));
    } else if (word == "small") {
      out.small = true;
    } else if (word == "plain") {
      out.plain = true;
    } else if (word == "ruled") {
      out.look = Table::Look::ruled;
    } else {
      return unknown(word, "::: grid", kKnown);
    }
  }
  return out;
}

using Cells = std::vector<std::string_view>;

std::vector<Cells> cells_of(std::string_view text) {
  std::vector<Cells> rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with('|')) continue;
    line.remove_prefix(1);
    Cells cells;
    while (!line.empty()) {
      std::size_t bar = 0;
      while (bar < line.size() && (line[bar] != '|' || (bar > 0 && line[bar - 1] == '\\'))) ++bar;
      cells.push_back(trimmed(line.substr(0, bar)));
      line.remove_prefix(std::min(bar + 1, line.size()));
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

/// What `{…}` at the head of a cell says.
struct CellOptions {
  Align align = Align::automatic;
  CellFormat format;
  bool formatted = false;  ///< it says something of `format`
  bool bold = false;
  double size = 0;  ///< points; 0 for the table's
};

Border line() { return {.line = Border::Line::single, .width = 0.6}; }
Borders box() { return {.top = line(), .bottom = line(), .left = line(), .right = line()}; }

/// A word of the alignment or of the letters.
bool set_text(CellOptions& out, std::string_view word) {
  if (word == "left")
    out.align = Align::left;
  else if (word == "center")
    out.align = Align::center;
  else if (word == "right")
    out.align = Align::right;
  else if (word == "bold")
    out.bold = true;
  else if (word == "small")
    out.size = kSmall;
  else if (word == "tiny")
    out.size = kTiny;
  else
    return false;
  return true;
}

/// A word of the cell's box.
bool set_box(CellOptions& out, std::string_view word) {
  CellFormat& format = out.format;
  if (word == "none")
    format.borders = {};
  else if (word == "box")
    format.borders = box();
  else if (word == "line")
    format.borders.bottom = line();
  else if (word == "line-top")
    format.borders.top = line();
  else if (word == "line-left")
    format.borders.left = line();
  else if (word == "line-right")
    format.borders.right = line();
  else if (word == "top")
    format.vertical = CellFormat::Vertical::top;
  else if (word == "middle")
    format.vertical = CellFormat::Vertical::middle;
  else if (word == "bottom")
    format.vertical = CellFormat::Vertical::bottom;
  else if (word == "up")
    format.direction = CellFormat::Direction::upwards;
  else if (word == "shade")
    format.shade = kShade;
  else
    return false;
  return out.formatted = true;
}

bool says_borders(std::string_view word) { return word == "none" || word == "box" || word.starts_with("line"); }

/// Takes the options off the cell's text. A cell that says nothing of its borders has those of the table.
Result<CellOptions> cell_options(std::string_view& text, const Options& table) {
  static const std::vector<std::string> kKnown = {"left",      "center",     "right",    "top",   "middle", "bottom",
                                                  "bold",      "small",      "tiny",     "none",  "box",    "line",
                                                  "line-left", "line-right", "line-top", "shade", "up"};
  CellOptions out{.formatted = table.plain};
  const std::size_t end = text.starts_with('{') ? text.find('}') : std::string_view::npos;
  if (end == std::string_view::npos) return out;
  const Words words = words_of(text.substr(1, end - 1));
  text = trimmed(text.substr(end + 1));
  if (!table.plain && table.look == Table::Look::grid && std::ranges::none_of(words, says_borders))
    out.format.borders = box();
  for (const std::string_view word : words)
    if (!set_text(out, word) && !set_box(out, word)) return unknown(word, "a cell", kKnown);
  return out;
}

void dress(Runs& runs, const CellOptions& options) {
  std::shared_ptr<const Dress> sized;
  if (options.size > 0) sized = std::make_shared<const Dress>(Dress{.size = options.size});
  for (Run& run : runs) {
    run.bold = run.bold || options.bold;
    if (!sized) continue;
    if (!run.dress) {
      run.dress = sized;
    } else if (run.dress->size == 0) {
      Dress own = *run.dress;
      own.size = options.size;
      run.dress = std::make_shared<const Dress>(std::move(own));
    }
  }
}

/// How many cells of the row, or of the column, go on with the mark behind that place.
template <class At>
int covered(std::size_t from, std::size_t end, At at, std::string_view mark) {
  int count = 1;
  while (from + static_cast<std::size_t>(count) < end && at(from + static_cast<std::size_t>(count)) == mark) ++count;
  return count;
}

class Rows {
 public:
  Rows(std::vector<Cells> rows, std::size_t columns, const Options& options, const Insets& insets, const Notes& notes)
      : rows_(std::move(rows)), columns_(columns), options_(options), insets_(insets), notes_(notes) {
    for (Cells& row : rows_) row.resize(columns);
  }

  Result<std::vector<Row>> read() {
    std::vector<Row> out;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      Row row;
      for (std::size_t c = 0; c < columns_; ++c) {
        if ((rows_[r][c] == "<" && c > 0) || (rows_[r][c] == "^" && r > 0)) continue;
        TRY(Cell read, cell(r, c));
        row.cells.push_back(std::move(read));
      }
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  Result<Cell> cell(std::size_t r, std::size_t c) {
    std::string_view text = rows_[r][c];
    TRY(CellOptions options, cell_options(text, options_));
    Cell out{.runs = read_inline(text, insets_, notes_), .align = options.align};
    dress(out.runs, options);
    if (r < static_cast<std::size_t>(options_.header_rows)) {
      if (out.align == Align::automatic) out.align = Align::center;
    }
    if (options.formatted) out.format = std::make_shared<const CellFormat>(std::move(options.format));
    out.columns = covered(c, columns_, [&](std::size_t i) { return rows_[r][i]; }, "<");
    out.rows = covered(r, rows_.size(), [&](std::size_t i) { return rows_[i][c]; }, "^");
    return out;
  }

  std::vector<Cells> rows_;
  std::size_t columns_;
  const Options& options_;
  const Insets& insets_;
  const Notes& notes_;
};

Failure misfit(std::string_view what, std::size_t given, std::size_t columns) {
  return fail(Error::invalid(
      "", fmt::format("a grid of {} columns has {} {}: give one for each column, or none", columns, given, what)));
}

}  // namespace

Result<Table> read_grid(std::string_view arguments, std::string_view text, const Insets& insets, const Notes& notes) {
  TRY(Options options, options_of(arguments));
  std::vector<Cells> rows = cells_of(text);
  std::size_t columns = 0;
  for (const Cells& row : rows) columns = std::max(columns, row.size());
  if (columns > kMaxColumns)
    return fail(
        Error::invalid("", fmt::format("a grid has at most {} columns, and here are {}", kMaxColumns, columns)));
  if (!options.widths.empty() && options.widths.size() != columns)
    return misfit("widths", options.widths.size(), columns);
  if (!options.columns.empty() && options.columns.size() != columns)
    return misfit("letters of align", options.columns.size(), columns);
  Table table{.look = options.look,
              .columns = options.columns.empty() ? std::vector(columns, Align::left) : options.columns,
              .widths = options.widths,
              .header_rows = std::min(options.header_rows, static_cast<int>(rows.size())),
              .footer_rows = std::min(options.footer_rows, static_cast<int>(rows.size())),
              .small = options.small};
  TRY(table.rows, Rows(std::move(rows), columns, options, insets, notes).read());
  return table;
}

}  // namespace kontor::docgen
