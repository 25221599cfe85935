#include "docgen/markdown/commonmark.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/text.hpp"
#include "docgen/markdown/carry.hpp"

namespace kontor::docgen {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

/// The nodes of extensions have no constants in the installed headers.
bool is_a(cmark_node* node, std::string_view type) { return cmark_node_get_type_string(node) == type; }

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? text : "";
}

/// Only addresses that cannot run anything in a reader's program.
std::string safe_link(const char* url) {
  const std::string address = uncarried(url ? url : "");
  const std::string scheme = lowercase(address.substr(0, address.find(':') + 1));
  const bool safe = scheme == "http:" || scheme == "https:" || scheme == "mailto:" || scheme == "tel:";
  return safe ? address : std::string();
}

void append(Runs& runs, Run run) {
  if (run.text.empty()) return;
  if (!runs.empty() && runs.back().same_style(run))
    runs.back().text += run.text;
  else
    runs.push_back(std::move(run));
}

void inlines(cmark_node* parent, const Run& style, Runs& out) {
  for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    Run run = style;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
      run.text = uncarried(literal(node));
    } else if (type == CMARK_NODE_SOFTBREAK) {
      run.text = " ";
    } else if (type == CMARK_NODE_LINEBREAK) {
      run.text = "\n";
    } else if (type == CMARK_NODE_CODE) {
      run.code = true;
      run.text = uncarried(literal(node));
    } else if (type == CMARK_NODE_HTML_INLINE) {
      const std::string_view html = literal(node);
      if (html.starts_with("<!--")) continue;
      run.text = html == "<br>" || html == "<br/>" || html == "<br />" ? "\n" : std::string(html);
    } else {
      if (type == CMARK_NODE_EMPH)
        run.italic = true;
      else if (type == CMARK_NODE_STRONG)
        run.bold = true;
      else if (is_a(node, "strikethrough"))
        run.strike = true;
      else if (type == CMARK_NODE_LINK)
        run.link = safe_link(cmark_node_get_url(node));
      inlines(node, run, out);
      continue;
    }
    append(out, std::move(run));
  }
}

Runs runs_of(cmark_node* node) {
  Runs runs;
  inlines(node, {}, runs);
  return runs;
}

/// An amount, a quantity, a percentage: digits, and nothing longer than a currency's sign or code behind them.
bool is_numeric(std::string_view text) {
  const bool digits = text.find_first_of("0123456789") != std::string_view::npos;
  std::size_t letters = 0;
  for (const char c : text)
    letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0xE0) == 0xC0;
  const auto gaps = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\xC2'));  // U+00A0 between groups
  return digits && letters - std::min(letters, gaps) <= 3 && text.size() <= 40;
}

/// Columns of which nothing was said: numbers stand at the right.
void align_numbers(Table& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c] != Align::automatic) continue;
    bool numeric = table.rows.size() > static_cast<std::size_t>(table.header_rows);
    for (std::size_t r = static_cast<std::size_t>(table.header_rows); r < table.rows.size(); ++r)
      numeric = numeric && is_numeric(plain_text(table.rows[r].cells[c].runs));
    table.columns[c] = numeric ? Align::right : Align::left;
  }
}

Table table_of(cmark_node* node) {
  Table table;
  const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
  const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
  for (std::uint16_t i = 0; i < columns; ++i)
    table.columns.push_back(alignments[i] == 'r'   ? Align::right
                            : alignments[i] == 'c' ? Align::center
                            : alignments[i] == 'l' ? Align::left
                                                   : Align::automatic);
  for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
    Row out;
    for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
      out.cells.push_back({runs_of(cell)});
    out.cells.resize(columns);
    if (cmark_gfm_extensions_get_table_row_is_header(row)) {
      const bool empty = std::ranges::all_of(out.cells, [](const Cell& cell) { return plain_text(cell.runs).empty(); });
      if (empty) continue;  // Markdown asks for a header even where there is none
      ++table.header_rows;
    }
    table.rows.push_back(std::move(out));
  }
  align_numbers(table);
  return table;
}

Blocks children_of(cmark_node* parent);

ListBlock list_of(cmark_node* node) {
  ListBlock list{.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                 .start = cmark_node_get_list_start(node),
                 .tight = cmark_node_get_list_tight(node) != 0};
  for (cmark_node* item = cmark_node_first_child(node); item; item = cmark_node_next(item))
    list.items.push_back(children_of(item));
  return list;
}

Blocks children_of(cmark_node* parent) {
  Blocks blocks;
  for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH) {
      blocks.push_back({Paragraph{runs_of(node)}});
    } else if (type == CMARK_NODE_HEADING) {
      blocks.push_back({Heading{cmark_node_get_heading_level(node), runs_of(node)}});
    } else if (type == CMARK_NODE_LIST) {
      blocks.push_back({list_of(node)});
    } else if (is_a(node, "table")) {
      blocks.push_back({table_of(node)});
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      blocks.push_back({Quote{children_of(node)}});
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
      blocks.push_back({Rule{}});
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      std::string text = uncarried(literal(node));
      if (text.ends_with('\n')) text.pop_back();
      blocks.push_back({Paragraph{.runs = {{.text = std::move(text), .code = true}}, .align = Align::left}});
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      const std::string_view html = trimmed(literal(node));
      if (!html.starts_with("<!--")) blocks.push_back({Paragraph{{{uncarried(html)}}}});
    }
  }
  return blocks;
}

std::unique_ptr<cmark_node, Free> parse(std::string_view markdown) {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  static_cast<void>(registered);
  const std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough", "autolink"})
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return std::unique_ptr<cmark_node, Free>(cmark_parser_finish(parser.get()));
}

}  // namespace

Blocks read_commonmark(std::string_view markdown) { return children_of(parse(markdown).get()); }

Runs read_inline(std::string_view markdown) {
  const std::string_view text = trimmed(markdown);
  if (text.find_first_of("*_`[]<>&~\\!") == std::string_view::npos) {  // most cells are plain words
    Runs runs;
    append(runs, {.text = uncarried(text)});
    return runs;
  }
  // An escaped point in front keeps the line from being a heading or a list; it is taken off again.
  const auto root = parse("\\." + std::string(text));
  Runs runs;
  if (cmark_node* first = cmark_node_first_child(root.get())) inlines(first, {}, runs);
  if (!runs.empty() && runs[0].text.starts_with('.')) runs[0].text.erase(0, 1);
  std::erase_if(runs, [](const Run& run) { return run.text.empty(); });
  return runs;
}

}  // namespace kontor::docgen
