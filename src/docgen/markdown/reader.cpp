#include "docgen/markdown/reader.hpp"

#include <charconv>

#include "base/text.hpp"
#include "docgen/markdown/commonmark.hpp"
#include "docgen/markdown/grid.hpp"
#include "docgen/markdown/page_fields.hpp"
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

/// How many containers are open behind the line, less those before it.
int opened_by(std::string_view line) {
  if (!is_fence(line)) return 0;
  const std::string_view inner = trimmed(line.substr(3));
  return inner.empty() ? -1 : inner.ends_with(":::") ? 0 : 1;
}

/// `left | right`, at the first bar that is not escaped.
std::pair<std::string_view, std::string_view> at_bar(std::string_view line) {
  for (std::size_t i = 0; i < line.size(); ++i)
    if (line[i] == '|' && (i == 0 || line[i - 1] != '\\'))
      return {trimmed(line.substr(0, i)), trimmed(line.substr(i + 1))};
  return {trimmed(line), {}};
}

std::vector<Line> label_lines(std::string_view text, const Insets& insets, const Notes& notes) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (trimmed(line).empty()) continue;
    const auto [label, value] = at_bar(line);
    Line out{read_inline(label, insets, notes), read_inline(value, insets, notes)};
    out.strong = !out.label.empty() && std::ranges::all_of(out.label, &Run::bold);
    lines.push_back(std::move(out));
  }
  return lines;
}

Result<std::vector<double>> shares(std::string_view name, std::string_view words) {
  std::vector<double> out;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    double share = 0;
    const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), share);
    if (error != std::errc() || stop != word.data() + word.size() || share <= 0)
      return fail(Error::invalid(
          "", fmt::format("\"{}\" is no width: \"::: {}\" takes shares of the width such as 60 40", word, name)));
    out.push_back(share);
    words = trimmed(words.substr(word.size()));
  }
  return out;
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

  Result<Document> run(std::string text) {
    TRY(notes_, take_notes(text, insets_));
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
      Blocks part = read_commonmark(plain_part, insets_, notes_);
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
      open += opened_by(line);
      if (open == 0) return std::string_view(begin, static_cast<std::size_t>(line.data() - begin));
    }
    return fail(
        Error::invalid("", fmt::format("the container \"::: {}\" is never closed: a line of ::: is missing", name)));
  }

  Result<void> fill(std::string_view name, std::string_view arguments, std::string_view inside, int depth,
                    Blocks& out) {
    if (!arguments.empty() && name != "grid" && name != "columns" && name != "signatures" && is_known(name))
      return fail(Error::invalid("", fmt::format("\"::: {}\" takes no options such as \"{}\"", name, arguments)));
    if (name == "page-break") {
      out.push_back({PageBreak{}});
    } else if (name == "details") {
      out.push_back({Details{label_lines(inside, insets_, notes_)}});
    } else if (name == "totals") {
      out.push_back({Totals{label_lines(inside, insets_, notes_)}});
    } else if (name == "split") {
      for (Line& line : label_lines(inside, insets_, notes_))
        out.push_back({Split{std::move(line.label), std::move(line.value)}});
    } else if (name == "grid") {
      TRY(Table table, read_grid(arguments, inside, insets_, notes_));
      out.push_back({std::move(table)});
    } else if (name == "columns" || name == "signatures") {
      TRY(Columns columns, side_by_side(inside, depth, name == "signatures"));
      TRY(columns.widths, shares(name, arguments));
      if (columns.widths.size() != columns.columns.size()) columns.widths.clear();
      out.push_back({std::move(columns)});
    } else {
      const bool furniture = name == "header" || name == "footer";
      TRY(Blocks inner, blocks(furniture ? with_page_marks(inside) : std::string(inside), depth + 1, false));
      if (name == "letterhead") {
        out.push_back({Letterhead{std::move(inner)}});
      } else if (name == "together") {
        out.push_back({Together{std::move(inner)}});
      } else if (name == "header") {
        head(std::move(inner));
      } else if (name == "footer") {
        foot(runs_in(inner));
      } else if (name == "watermark") {
        document_.watermark = plain_text(runs_in(inner));
        std::ranges::replace(document_.watermark, '\n', ' ');
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
    for (Block& block : inner)
      if (auto* paragraph = std::get_if<Paragraph>(&block.any)) set_page_fields(paragraph->runs);
    document_.section().header = {.blocks = std::move(inner), .first = Blocks{}};
  }

  /// Who counts the pages in words of their own gets no others.
  void foot(Runs text) {
    const bool counted = set_page_fields(text);
    document_.section().footer.blocks = {{Split{std::move(text), counted ? Runs() : page_label(document_.locale)}}};
  }

  Result<Columns> side_by_side(std::string_view inside, int depth, bool signatures) {
    Columns columns{.signatures = signatures};
    std::string part;
    const auto close = [&]() -> Result<void> {
      TRY(Blocks inner, blocks(part, depth + 1, signatures));
      columns.columns.push_back(std::move(inner));
      part.clear();
      return {};
    };
    int open = 0;  // of containers inside, whose bars are their own
    while (!inside.empty()) {
      const std::string_view line = take_line(inside);
      if (open == 0 && trimmed(line) == "|||") {
        TRY(close());
        continue;
      }
      open += opened_by(line);
      part += line;
      part += '\n';
    }
    TRY(close());
    return columns;
  }

  static const std::vector<std::string>& names() {
    static const std::vector<std::string> all = {"letterhead", "split",  "details", "totals",     "columns",
                                                 "signatures", "grid",   "center",  "right",      "small",
                                                 "together",   "header", "footer",  "page-break", "watermark"};
    return all;
  }
  static bool is_known(std::string_view name) { return std::ranges::find(names(), name) != names().end(); }

  static Failure unknown(std::string_view name) {
    const std::string_view guess = nearest(name, names());
    return fail(Error::invalid("", fmt::format("there is no container \"::: {}\"{}", name,
                                               guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess))));
  }

  const Insets& insets_;
  Notes notes_;
  Document document_;
};

/// The first heading wherever it stands.
const Heading* first_heading(const Blocks& blocks) {
  for (const Block& block : blocks) {
    if (const auto* heading = std::get_if<Heading>(&block.any)) return heading;
    if (const auto* columns = std::get_if<Columns>(&block.any))
      for (const Blocks& column : columns->columns)
        if (const Heading* inner = first_heading(column)) return inner;
    if (const auto* together = std::get_if<Together>(&block.any))
      if (const Heading* inner = first_heading(together->blocks)) return inner;
  }
  return nullptr;
}

}  // namespace

Result<Document> read_markdown(std::string_view markdown, const std::vector<Inset>& insets, Locale locale) {
  TRY(Document document, Reader(insets, locale).run(std::string(markdown)));
  if (const Heading* heading = first_heading(document.section().blocks)) {
    document.title = plain_text(heading->runs);
    std::ranges::replace(document.title, '\n', ' ');
  }
  return document;
}

}  // namespace kontor::docgen
