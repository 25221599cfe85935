#include "docgen/markdown/reader.hpp"

#include <charconv>

#include "base/text.hpp"
#include "docgen/markdown/commonmark.hpp"
#include "docgen/model/look.hpp"

namespace kontor::docgen {
namespace {

constexpr int kMaxDepth = 8;

/// The next line of the rest, without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_fence(std::string_view line) { return line.starts_with(":::"); }
bool is_code_fence(std::string_view line) { return line.starts_with("```") || line.starts_with("~~~"); }

/// `left | right`, at the first bar that is not escaped.
std::pair<std::string_view, std::string_view> at_bar(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\'))
      return {trimmed(line.substr(0, i)), trimmed(line.substr(i + 1))};
  return {trimmed(line), {}};
}

std::vector<Line> label_lines(std::string_view text, const Insets& insets) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (trimmed(line).empty()) continue;
    const auto [label, value] = at_bar(line);
    Line out{read_inline(label, insets), read_inline(value, insets)};
    out.strong = !out.label.empty() && std::ranges::all_of(out.label, &Run::bold);
    lines.push_back(std::move(out));
  }
  return lines;
}

std::vector<double> shares(std::string_view words) {
  std::vector<double> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    double share = 0;
    const auto [stop, error] = std::from_chars(words.data(), words.data() + end, share);
    if (error == std::errc() && stop == words.data() + end && share > 0) out.push_back(share);
    words.remove_prefix(std::min(words.find_first_not_of(' ', end), words.size()));
  }
  return out;
}

/// `| a | b | < |` and `^` into cells that cover columns and rows.
Table grid(std::string_view text, std::vector<double> widths, const Insets& insets) {
  std::vector<std::vector<std::string_view>> rows;
  std::size_t columns = 0;
  while (!text.empty()) {
    std::string_view line = trimmed(take_line(text));
    if (!line.starts_with('|')) continue;
    line.remove_prefix(1);
    std::vector<std::string_view> cells;
    while (!line.empty()) {
      std::size_t bar = 0;
      while (bar < line.size() && (line[bar] != '|' || (bar > 0 && line[bar - 1] == '\\'))) ++bar;
      cells.push_back(trimmed(line.substr(0, bar)));
      line.remove_prefix(std::min(bar + 1, line.size()));
    }
    columns = std::max(columns, cells.size());
    rows.push_back(std::move(cells));
  }
  Table table{.look = Table::Look::grid, .columns = std::vector(columns, Align::left)};
  if (widths.size() == columns) table.widths = std::move(widths);
  for (auto& row : rows) row.resize(columns);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    Row out;
    for (std::size_t c = 0; c < columns; ++c) {
      if ((rows[r][c] == "<" && c > 0) || (rows[r][c] == "^" && r > 0)) continue;
      Cell cell{.runs = read_inline(rows[r][c], insets)};
      while (c + static_cast<std::size_t>(cell.columns) < columns &&
             rows[r][c + static_cast<std::size_t>(cell.columns)] == "<")
        ++cell.columns;
      while (r + static_cast<std::size_t>(cell.rows) < rows.size() &&
             rows[r + static_cast<std::size_t>(cell.rows)][c] == "^")
        ++cell.rows;
      out.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(out));
  }
  return table;
}

void set_all(Blocks& blocks, Align align, bool small) {
  for (Block& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block.any)) {
      if (align != Align::automatic) paragraph->align = align;
      paragraph->small = paragraph->small || small;
    } else if (auto* heading = std::get_if<Heading>(&block.any)) {
      if (align != Align::automatic) heading->align = align;
    }
  }
}

Runs runs_in(const Blocks& blocks) {
  Runs runs;
  for (const Block& block : blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block.any);
    if (!paragraph) continue;
    if (!runs.empty()) runs.push_back({"\n"});
    runs.insert(runs.end(), paragraph->runs.begin(), paragraph->runs.end());
  }
  return runs;
}

class Reader {
 public:
  Reader(const Insets& insets, Locale locale) : insets_(insets) {
    document_.locale = locale;
    foot({});
  }

  Result<Document> run(std::string_view text) {
    TRY(document_.section().blocks, blocks(text, 0, false));
    return std::move(document_);
  }

 private:
  /// `signing`: lines of the form "role ____ name" become lines to sign on.
  Result<Blocks> blocks(std::string_view text, int depth, bool signing) {
    Blocks out;
    std::string plain_part;
    bool in_code = false;
    const auto flush = [&] {
      Blocks part = read_commonmark(plain_part, insets_);
      std::move(part.begin(), part.end(), std::back_inserter(out));
      plain_part.clear();
    };
    while (!text.empty()) {
      const std::string_view line = take_line(text);
      if (is_code_fence(line)) in_code = !in_code;
      const std::size_t line_to_sign = signing ? line.find("____") : std::string_view::npos;
      if (line_to_sign != std::string_view::npos) {
        flush();
        std::string_view name = line.substr(line_to_sign);
        name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
        out.push_back({SignatureLine{read_inline(line.substr(0, line_to_sign), insets_), read_inline(name, insets_)}});
      } else if (!in_code && is_fence(line) && trimmed(line) != ":::") {
        flush();
        TRY(container(line, text, depth, out));
      } else if (!in_code && is_fence(line)) {
        return fail(Error::invalid("", "a ::: closes a container, but none is open"));
      } else {
        plain_part += line;
        plain_part += '\n';
      }
    }
    flush();
    return out;
  }

  Result<void> container(std::string_view fence, std::string_view& rest, int depth, Blocks& out) {
    std::string_view head = trimmed(fence.substr(3));
    const bool closed = head.ends_with(":::");
    if (closed) head = trimmed(head.substr(0, head.size() - 3));
    const std::string_view name = head.substr(0, head.find(' '));
    const std::string_view arguments = trimmed(head.substr(name.size()));
    std::string_view inside;
    if (!closed) {
      TRY(inside, body(name, rest));
    }
    if (depth >= kMaxDepth) return fail(Error::invalid("", "containers (:::) are nested too deeply"));
    return fill(name, arguments, inside, depth, out);
  }

  /// The text up to the fence that closes the container; fences inside it pair up.
  static Result<std::string_view> body(std::string_view name, std::string_view& rest) {
    const char* begin = rest.data();
    int open = 1;
    while (!rest.empty()) {
      const std::string_view line = take_line(rest);
      if (!is_fence(line)) continue;
      const std::string_view inner = trimmed(line.substr(3));
      if (inner.empty())
        --open;
      else if (!inner.ends_with(":::"))
        ++open;
      if (open == 0) return std::string_view(begin, static_cast<std::size_t>(line.data() - begin));
    }
    return fail(
        Error::invalid("", fmt::format("the container \"::: {}\" is never closed: a line of ::: is missing", name)));
  }

  Result<void> fill(std::string_view name, std::string_view arguments, std::string_view inside, int depth,
                    Blocks& out) {
    if (name == "page-break") {
      out.push_back({PageBreak{}});
    } else if (name == "details") {
      out.push_back({Details{label_lines(inside, insets_)}});
    } else if (name == "totals") {
      out.push_back({Totals{label_lines(inside, insets_)}});
    } else if (name == "split") {
      for (Line& line : label_lines(inside, insets_))
        out.push_back({Split{std::move(line.label), std::move(line.value)}});
    } else if (name == "grid") {
      out.push_back({grid(inside, shares(arguments), insets_)});
    } else if (name == "columns" || name == "signatures") {
      TRY(Columns columns, side_by_side(inside, depth, name == "signatures"));
      columns.widths = shares(arguments);
      if (columns.widths.size() != columns.columns.size()) columns.widths.clear();
      out.push_back({std::move(columns)});
    } else {
      TRY(Blocks inner, blocks(inside, depth + 1, false));
      if (name == "letterhead") {
        out.push_back({Letterhead{std::move(inner)}});
      } else if (name == "header") {
        head(std::move(inner));
      } else if (name == "footer") {
        foot(runs_in(inner));
      } else if (name == "center" || name == "right" || name == "small") {
        set_all(inner,
                name == "center"  ? Align::center
                : name == "right" ? Align::right
                                  : Align::automatic,
                name == "small");
        std::move(inner.begin(), inner.end(), std::back_inserter(out));
      } else {
        return unknown(name);
      }
    }
    return {};
  }

  void head(Blocks inner) {
    set_all(inner, Align::right, false);
    document_.section().header = {.blocks = std::move(inner), .first = Blocks{}};
  }

  void foot(Runs text) { document_.section().footer.blocks = {{Split{std::move(text), page_label(document_.locale)}}}; }

  Result<Columns> side_by_side(std::string_view inside, int depth, bool signatures) {
    Columns columns{.signatures = signatures};
    std::string part;
    const auto close = [&]() -> Result<void> {
      TRY(Blocks inner, blocks(part, depth + 1, signatures));
      columns.columns.push_back(std::move(inner));
      part.clear();
      return {};
    };
    while (!inside.empty()) {
      const std::string_view line = take_line(inside);
      if (trimmed(line) == "|||") {
        TRY(close());
      } else {
        part += line;
        part += '\n';
      }
    }
    TRY(close());
    return columns;
  }

  static Failure unknown(std::string_view name) {
    static const std::vector<std::string> kNames = {"letterhead", "split",  "details",   "totals", "columns",
                                                    "signatures", "grid",   "center",    "right",  "small",
                                                    "header",     "footer", "page-break"};
    const std::string_view guess = nearest(name, kNames);
    return fail(Error::invalid("", fmt::format("there is no container \"::: {}\"{}", name,
                                               guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess))));
  }

  const Insets& insets_;
  Document document_;
};

/// The first heading wherever it stands.
const Heading* first_heading(const Blocks& blocks) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.any)) return heading;
    if (const auto* columns = std::get_if<Columns>(&block.any))
      for (const Blocks& column : columns->columns)
        if (const Heading* inner = first_heading(column)) return inner;
  }
  return nullptr;
}

}  // namespace

Result<Document> read_markdown(std::string_view markdown, const std::vector<Inset>& insets, Locale locale) {
  TRY(Document document, Reader(insets, locale).run(markdown));
  if (const Heading* heading = first_heading(document.section().blocks)) {
    document.title = plain_text(heading->runs);
    std::ranges::replace(document.title, '\n', ' ');
  }
  return document;
}

}  // namespace kontor::docgen
