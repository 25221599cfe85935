#include "docgen/markdown/commonmark.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <charconv>

#include "base/text.hpp"
#include "docgen/markdown/carry.hpp"
#include "docgen/markdown/marked_up.hpp"
#include "docgen/model/address.hpp"
#include "docgen/model/typography.hpp"

namespace kontor::docgen {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

using NodePointer = std::unique_ptr<cmark_node, Free>;

/// The nodes of extensions have no constants in the installed headers.
bool is_a(cmark_node* node, std::string_view type) { return cmark_node_get_type_string(node) == type; }

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text ? text : "";
}

void append(Runs& runs, Run run) {
  if (run.text.empty()) return;
  if (!runs.empty() && runs.back().same_style(run))
    runs.back().text += run.text;
  else
    runs.push_back(std::move(run));
}

/// All the text below a node in one go, however deep it lies.
std::string flat_text(cmark_node* node) {
  std::string text;
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(node), cmark_iter_free);
  for (cmark_event_type event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* at = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(at);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
      text += ' ';
    else
      text += literal(at);
  }
  return text;
}

/// The runs of a paragraph, and the blocks that stand between them.
struct Mixed {
  struct Between {
    std::size_t at;  ///< runs before it
    Blocks blocks;
  };
  Runs runs;
  std::vector<Between> between;
};

Runs lines_of(Mixed mixed) {
  Runs out;
  std::size_t from = 0;
  const auto take = [&](std::size_t to) {
    std::move(mixed.runs.begin() + static_cast<std::ptrdiff_t>(from),
              mixed.runs.begin() + static_cast<std::ptrdiff_t>(to), std::back_inserter(out));
    from = to;
  };
  for (Mixed::Between& each : mixed.between) {
    take(each.at);
    Runs lines = flattened(each.blocks);
    std::move(lines.begin(), lines.end(), std::back_inserter(out));
  }
  take(mixed.runs.size());
  return out;
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

class Reading {
 public:
  /// The stubs of the footnotes stand at the end of the document, in the order in which the text refers to them.
  Reading(cmark_node* root, const Insets& insets, const Notes& notes) : insets_(insets) {
    for (cmark_node* node = cmark_node_first_child(root); node; node = cmark_node_next(node))
      if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION)
        if (const std::size_t index = number(flat_text(node)); index < notes.notes.size())
          notes_.push_back(notes.notes[index]);
  }

  Blocks blocks(cmark_node* parent) {
    Blocks out;
    if (++depth_ > kMaxDepth) {
      if (std::string text = uncarried(flat_text(parent)); !text.empty())
        out.push_back({Paragraph{{{std::move(text)}}}});
    } else {
      for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) block(node, out);
    }
    --depth_;
    return out;
  }

  Runs runs(cmark_node* node) { return lines_of(mixed(node)); }

 private:
  static constexpr int kMaxDepth = 64;  // what no person writes, and no stack minds

  void block(cmark_node* node, Blocks& out) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH) {
      paragraph(node, out);
    } else if (type == CMARK_NODE_HEADING) {
      out.push_back({Heading{cmark_node_get_heading_level(node), runs(node)}});
    } else if (type == CMARK_NODE_LIST) {
      out.push_back({list(node)});
    } else if (is_a(node, "table")) {
      out.push_back({table(node)});
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
      out.push_back({Quote{blocks(node)}});
    } else if (type == CMARK_NODE_THEMATIC_BREAK) {
      out.push_back({Rule{}});
    } else if (type == CMARK_NODE_CODE_BLOCK) {
      std::string text = uncarried(literal(node));
      if (text.ends_with('\n')) text.pop_back();
      out.push_back({Paragraph{.runs = {{.text = std::move(text), .code = true}}, .align = Align::left}});
    } else if (type == CMARK_NODE_HTML_BLOCK) {
      const std::string_view html = trimmed(literal(node));
      if (!html.starts_with("<!--")) out.push_back({Paragraph{{{uncarried(html)}}}});
    }
  }

  void paragraph(cmark_node* node, Blocks& out) {
    Mixed all = mixed(node);
    std::size_t from = 0;
    const auto put = [&](std::size_t to) {
      Runs part(all.runs.begin() + static_cast<std::ptrdiff_t>(from),
                all.runs.begin() + static_cast<std::ptrdiff_t>(to));
      from = to;
      const bool words = std::ranges::any_of(
          part, [](const Run& run) { return run.figure || run.note || !trimmed(run.text).empty(); });
      if (words || all.between.empty()) out.push_back({Paragraph{std::move(part)}});
    };
    for (Mixed::Between& each : all.between) {
      put(each.at);
      std::move(each.blocks.begin(), each.blocks.end(), std::back_inserter(out));
    }
    put(all.runs.size());
  }

  ListBlock list(cmark_node* node) {
    ListBlock out{.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                  .start = cmark_node_get_list_start(node),
                  .tight = cmark_node_get_list_tight(node) != 0};
    for (cmark_node* item = cmark_node_first_child(node); item; item = cmark_node_next(item))
      out.items.push_back(blocks(item));
    return out;
  }

  Table table(cmark_node* node) {
    Table out;
    const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
    const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
    for (std::uint16_t i = 0; i < columns; ++i)
      out.columns.push_back(alignments[i] == 'r'   ? Align::right
                            : alignments[i] == 'c' ? Align::center
                            : alignments[i] == 'l' ? Align::left
                                                   : Align::automatic);
    // Each row's nodes go when it is read: a long table has more of them than of anything else.
    for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_first_child(node)) {
      const NodePointer read(row);
      Row cells;
      for (cmark_node* cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
        cells.cells.push_back({runs(cell)});
      cells.cells.resize(columns);
      if (cmark_gfm_extensions_get_table_row_is_header(row)) {
        const bool empty = std::ranges::all_of(cells.cells, [](const Cell& cell) { return is_blank(cell.runs); });
        if (empty) continue;  // Markdown asks for a header even where there is none
        ++out.header_rows;
      }
      out.rows.push_back(std::move(cells));
    }
    align_numbers(out);
    return out;
  }

  Mixed mixed(cmark_node* node) {
    Mixed out;
    inlines(node, {}, out);
    return out;
  }

  void inlines(cmark_node* parent, const Run& style, Mixed& out) {
    if (++depth_ > kMaxDepth)
      text(flat_text(parent), style, out);
    else
      for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) one(node, style, out);
    --depth_;
  }

  void one(cmark_node* node, Run run, Mixed& out) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) return text(literal(node), run, out);
    if (type == CMARK_NODE_SOFTBREAK) {
      run.text = " ";
    } else if (type == CMARK_NODE_LINEBREAK) {
      run.text = "\n";
    } else if (type == CMARK_NODE_CODE) {
      run.code = true;
      return text(literal(node), run, out);
    } else if (type == CMARK_NODE_FOOTNOTE_REFERENCE) {
      return note(literal(node), std::move(run), out);
    } else if (type == CMARK_NODE_HTML_INLINE) {
      const std::string_view html = literal(node);
      if (html.starts_with("<!--")) return;
      run.text = html == "<br>" || html == "<br/>" || html == "<br />" ? "\n" : std::string(html);
    } else {
      if (type == CMARK_NODE_EMPH)
        run.italic = true;
      else if (type == CMARK_NODE_STRONG)
        run.bold = true;
      else if (is_a(node, "strikethrough"))
        run.strike = true;
      else if (type == CMARK_NODE_LINK)
        run.link = safe_address(uncarried(cmark_node_get_url(node) ? cmark_node_get_url(node) : ""));
      return inlines(node, run, out);
    }
    put(out, std::move(run));
  }

  /// Such a node says the how-manieth of the footnotes that the text refers to it is.
  void note(std::string_view counted, Run run, Mixed& out) const {
    const std::size_t place = number(counted);
    if (place == 0 || place > notes_.size()) return;
    run.note = notes_[place - 1];
    out.runs.push_back(std::move(run));
  }

  static std::size_t number(std::string_view digits) {
    std::size_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  /// A run that goes on behind blocks is not one with the run before them.
  static void put(Mixed& out, Run run) {
    if (!run.code) bind_number_signs(run.text);
    const bool behind_blocks = !out.between.empty() && out.between.back().at == out.runs.size();
    if (!behind_blocks)
      append(out.runs, std::move(run));
    else if (!run.text.empty())
      out.runs.push_back(std::move(run));
  }

  /// Text with the insets that travel in it.
  void text(std::string_view carried_text, const Run& style, Mixed& out) {
    Run run = style;
    while (const auto place = find_inset(carried_text)) {
      run.text = uncarried(place->before);
      put(out, run);
      if (place->index < insets_.size()) inset(insets_[place->index], style, out);
      carried_text = place->behind;
    }
    run.text = uncarried(carried_text);
    put(out, std::move(run));
  }

  static void inset(const Inset& inset, const Run& style, Mixed& out) {
    Runs runs;
    if (const auto* picture = std::get_if<Inset::Picture>(&inset.what)) {
      runs.push_back({.text = {}, .figure = picture->figure});
    } else if (const auto* link = std::get_if<Inset::Link>(&inset.what)) {
      runs.push_back({.text = link->text, .link = link->url});
    } else if (const auto* rich = std::get_if<Inset::Rich>(&inset.what)) {
      runs = rich->runs;
    } else if (const auto* markdown = std::get_if<Inset::Markdown>(&inset.what)) {
      Blocks blocks = read_marked_up(markdown->text);
      if (const Runs* only = only_paragraph(blocks))
        runs = *only;
      else
        out.between.push_back({out.runs.size(), std::move(blocks)});
    }
    add_style(runs, style);
    std::move(runs.begin(), runs.end(), std::back_inserter(out.runs));
  }

  const Insets& insets_;
  std::vector<std::shared_ptr<const Footnote>> notes_;
  int depth_ = 0;
};

NodePointer parse(std::string_view markdown, const Notes& notes) {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  static_cast<void>(registered);
  const bool noted = !notes.stubs.empty() && markdown.find("[^") != std::string_view::npos;
  const std::unique_ptr<cmark_parser, Free> parser(cmark_parser_new(noted ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT));
  for (const char* name : {"table", "strikethrough", "autolink"})
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name))
      cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  if (noted) {
    cmark_parser_feed(parser.get(), "\n\n", 2);
    cmark_parser_feed(parser.get(), notes.stubs.data(), notes.stubs.size());
  }
  return NodePointer(cmark_parser_finish(parser.get()));
}

}  // namespace

Blocks read_commonmark(std::string_view markdown, const Insets& insets, const Notes& notes) {
  const auto root = parse(markdown, notes);
  return Reading(root.get(), insets, notes).blocks(root.get());
}

Runs read_inline(std::string_view markdown, const Insets& insets, const Notes& notes) {
  const std::string_view text = trimmed(markdown);
  if (text.find_first_of("*_`[]<>&~\\!") == std::string_view::npos && !find_inset(text)) {  // most cells: plain words
    Runs runs;
    Run run{.text = uncarried(text)};
    bind_number_signs(run.text);
    append(runs, std::move(run));
    return runs;
  }
  // An escaped point in front keeps the line from being a heading or a list; it is taken off again.
  const auto root = parse("\\." + std::string(text), notes);
  Runs runs;
  if (cmark_node* first = cmark_node_first_child(root.get())) runs = Reading(root.get(), insets, notes).runs(first);
  if (!runs.empty() && runs[0].text.starts_with('.')) runs[0].text.erase(0, 1);
  std::erase_if(runs, [](const Run& run) { return run.text.empty() && !run.figure && !run.note; });
  return runs;
}

}  // namespace kontor::docgen
