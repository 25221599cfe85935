#include "docgen/html/writer.hpp"

#include "docgen/model/data_uri.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/figure.hpp"

namespace kontor::docgen::html {
namespace {

constexpr std::string_view kStyle = R"css(
*{box-sizing:border-box}
body{margin:0;background:#eef1f4;color:var(--ink);font:16px/1.5 var(--face);-webkit-text-size-adjust:100%}
main{max-width:820px;margin:24px auto;padding:56px 64px;background:#fff;box-shadow:0 1px 3px rgba(20,30,40,.12),0 8px 32px rgba(20,30,40,.08);overflow-wrap:break-word}
h1,h2,h3,h4{line-height:1.25;margin:1.4em 0 .5em;color:var(--accent)}
h1{font-size:1.75em;margin-top:1em}h2{font-size:1.2em}h3,h4{font-size:1.05em;color:var(--ink)}
p{margin:.55em 0}a{color:var(--accent)}code{font-family:"PT Mono",ui-monospace,monospace;white-space:pre-wrap}
ul,ol{padding-left:1.5em;margin:.55em 0}li{margin:.2em 0}
blockquote{margin:.8em 0;padding:.1em 0 .1em 1em;border-left:3px solid var(--line)}
hr{border:0;border-top:1px solid var(--line);margin:1.6em 0}
.justified p{text-align:justify}
.small{font-size:.85em;color:var(--muted)}.left{text-align:left!important}.right{text-align:right!important}.center{text-align:center!important}
.letterhead{display:flex;justify-content:space-between;gap:32px;align-items:flex-start;padding-bottom:14px;border-bottom:2px solid var(--accent)}
.letterhead img{max-width:200px;max-height:72px}.letterhead .name{font-size:1.4em;font-weight:700;line-height:1.2;color:var(--accent)}
.letterhead .rest{text-align:right;font-size:.85em;color:var(--muted)}.letterhead p{margin:0 0 .2em}
.split{display:flex;justify-content:space-between;gap:24px;margin:.7em 0}.split>:last-child{text-align:right}
.details{display:grid;grid-template-columns:minmax(90px,max-content) 1fr;gap:.2em 1.4em;margin:.9em 0}.details dt{color:var(--muted)}.details dd{margin:0}
.scroll{overflow-x:auto;margin:1em 0}
table{width:100%;border-collapse:collapse;font-size:.93em}
th{background:var(--shade);color:var(--accent);text-align:left;vertical-align:bottom;border-bottom:2px solid var(--accent);font-size:.9em}
th,td{padding:.5em .6em}td{vertical-align:top;border-bottom:1px solid var(--line)}
td.right{white-space:nowrap;font-variant-numeric:tabular-nums}
table.grid td{border:1px solid var(--muted)}
.totals{margin:.8em 0 .8em auto;width:min(100%,400px)}.totals td{border:0;padding:.25em .6em}.totals td:first-child{color:var(--muted)}
.totals .strong td{font-weight:700;font-size:1.1em;color:var(--ink);background:var(--shade);border-top:2px solid var(--accent);padding:.45em .6em}
.columns{display:flex;gap:40px;margin:1em 0}.columns>div{min-width:0}
.signature{margin:1.4em 0 .6em}.signature .line{display:flex;align-items:flex-end;gap:10px;min-height:2.4em}.signature .line::before{content:"";flex:0 1 220px;border-bottom:1px solid var(--ink)}
footer{margin-top:3em;padding-top:.8em;border-top:1px solid var(--line);font-size:.8em;color:var(--muted)}
@media (max-width:640px){main{margin:0;padding:24px 18px;box-shadow:none}.letterhead,.columns{flex-direction:column;gap:14px}.letterhead .rest{text-align:left}.columns>div{flex:1 1 auto!important}th,td{padding:.45em .4em}.details{grid-template-columns:1fr;gap:0}.details dd{margin-bottom:.5em}.justified p{text-align:left}}
@media print{body{background:#fff;font-size:11pt}main{margin:0;padding:0;max-width:none;box-shadow:none}tr,.totals,.columns,.signature{break-inside:avoid}h1,h2,h3{break-after:avoid}thead{display:table-header-group}.page-break{break-before:page}@page{size:A4;margin:19mm}}
)css";

class Writer {
 public:
  Writer(const Document& document, const Look& look) : document_(document), look_(look) {}

  std::string page(std::string_view author) {
    const bool serif = look_.typeface == Typeface::serif;
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" "
        "content=\"Kontor\">\n{}"
        "<title>{}</title>\n<style>:root{{--accent:#{};--ink:#{};--muted:#{};--line:#{};--shade:#{};--face:{}}}{}</"
        "style>\n</head>\n<body>\n<main{}>\n",
        language_tag(document_.locale),
        author.empty() ? "" : fmt::format("<meta name=\"author\" content=\"{}\">\n", escaped(author)),
        escaped(document_.title), look_.accent.hex(), look_.ink.hex(), look_.muted.hex(), look_.line.hex(),
        look_.shade.hex(),
        serif ? "\"PT Serif\",Georgia,\"Times New Roman\",serif"
              : "\"PT Sans\",-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif",
        kStyle, document_.justified ? " class=\"justified\"" : "");
    for (const Section& section : document_.sections) blocks(section.blocks);
    for (std::size_t i = 0; i < notes_.size(); ++i) {  // a note may have notes
      out_ += fmt::format("<div class=\"small\" id=\"note-{}\"><sup>{}</sup> ", i + 1, mark(i));
      blocks(notes_[i]->note->blocks);
      out_ += "</div>\n";
    }
    if (const Blocks& foot = document_.section().footer.blocks; !foot.empty()) {
      out_ += "<footer>";
      blocks(foot);
      out_ += "</footer>\n";
    }
    return std::move(out_) + "</main>\n</body>\n</html>\n";
  }

 private:
  std::string mark(std::size_t i) const {
    return notes_[i]->text.empty() ? std::to_string(i + 1) : escaped(notes_[i]->text);
  }

  void runs(const Runs& list) {
    for (const Run& run : list) {
      if (run.figure) {
        figure(*run.figure);
        continue;
      }
      if (!run.anchor.empty()) out_ += fmt::format("<span id=\"{}\"></span>", escaped(run.anchor));
      if (run.note) {
        notes_.push_back(&run);
        out_ += fmt::format("<sup><a href=\"#note-{}\">{}</a></sup>", notes_.size(), mark(notes_.size() - 1));
        continue;
      }
      if (!run.link.empty()) out_ += fmt::format("<a href=\"{}\">", escaped(run.link));
      if (run.bold) out_ += "<strong>";
      if (run.italic) out_ += "<em>";
      if (run.strike) out_ += "<s>";
      if (run.code) out_ += "<code>";
      const std::string style = run.dress ? style_of(*run.dress) : "";
      if (!style.empty()) out_ += fmt::format("<span style=\"{}\">", style);
      const std::string text = escaped(run.text);
      std::size_t at = 0;
      for (std::size_t end; !run.code && (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
        out_ += text.substr(at, end - at);
        out_ += "<br>";
      }
      out_ += text.substr(at);
      if (!style.empty()) out_ += "</span>";
      if (run.code) out_ += "</code>";
      if (run.strike) out_ += "</s>";
      if (run.italic) out_ += "</em>";
      if (run.bold) out_ += "</strong>";
      if (!run.link.empty()) out_ += "</a>";
    }
  }

  void figure(const Figure& figure) {
    out_ += fmt::format(
        "<img alt=\"{}\" style=\"width:{:.1f}mm;max-width:100%;aspect-ratio:{:.4f}{}\" "
        "src=\"data:image/{};base64,{}\">",
        escaped(figure.alt), figure.width_mm, figure.width_mm / figure.height_mm,
        figure.crisp ? ";image-rendering:pixelated" : "", figure.extension(), to_base64(figure.bytes));
  }

  static std::string style_of(const Dress& dress) {
    std::string out;
    if (!dress.color.empty()) out += fmt::format("color:#{};", dress.color);
    if (!dress.highlight.empty()) out += fmt::format("background:#{};", dress.highlight);
    if (!dress.font.empty()) out += fmt::format("font-family:'{}';", escaped(dress.font));
    if (dress.size > 0) out += fmt::format("font-size:{}pt;", dress.size);
    if (dress.underlined()) out += "text-decoration:underline;";
    if (dress.rise != 0) out += dress.rise > 0 ? "vertical-align:super;" : "vertical-align:sub;";
    if (dress.rise != 0 && dress.size <= 0) out += "font-size:.7em;";
    return out;
  }

  void element(std::string_view tag, std::string_view attributes, const Runs& list) {
    out_ += fmt::format("<{}{}>", tag, attributes);
    runs(list);
    out_ += fmt::format("</{}>\n", tag);
  }

  static std::string classes(Align align, bool small = false) {
    std::string names = align == Align::right ? "right" : align == Align::center ? "center" : "";
    if (small) names += names.empty() ? "small" : " small";
    return names.empty() ? "" : fmt::format(" class=\"{}\"", names);
  }

  void blocks(const Blocks& list) {
    for (const Block& block : list) std::visit([&](const auto& each) { write(each); }, block.any);
  }

  void write(const Paragraph& block) { element("p", classes(block.align, block.small), block.runs); }
  void write(const Heading& block) {
    element(fmt::format("h{}", std::clamp(block.level, 1, 4)), classes(block.align), block.runs);
  }
  void write(const Rule&) { out_ += "<hr>\n"; }
  void write(const PageBreak&) { out_ += "<div class=\"page-break\"></div>\n"; }

  void write(const ListBlock& block) {
    out_ += !block.ordered ? "<ul>\n" : block.start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", block.start);
    for (const Blocks& item : block.items) {
      out_ += "<li>";
      const auto* only = block.tight && item.size() == 1 ? std::get_if<Paragraph>(&item[0].any) : nullptr;
      if (only)
        runs(only->runs);
      else
        blocks(item);
      out_ += "</li>\n";
    }
    out_ += block.ordered ? "</ol>\n" : "</ul>\n";
  }

  /// What the cell says of its own lines and ground.
  static std::string box(const Cell& cell, Table::Look look) {
    if (!cell.format) return look == Table::Look::plain ? " style=\"border:0\"" : "";
    const Borders& borders = cell.format->borders;
    std::string style = "border:0;";
    for (const auto& [side, border] :
         {std::pair{"top", borders.top}, {"right", borders.right}, {"bottom", borders.bottom}, {"left", borders.left}})
      if (border.drawn()) style += fmt::format("border-{}:1px solid;", side);
    if (!cell.format->shade.empty()) style += fmt::format("background:#{};", cell.format->shade);
    if (cell.format->vertical != CellFormat::Vertical::top)
      style +=
          cell.format->vertical == CellFormat::Vertical::middle ? "vertical-align:middle;" : "vertical-align:bottom;";
    return fmt::format(" style=\"{}\"", style);
  }

  void write(const Table& block) {
    out_ += block.look == Table::Look::grid ? "<div class=\"scroll\"><table class=\"grid\">\n"
                                            : "<div class=\"scroll\"><table>\n";
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const bool header = r < static_cast<std::size_t>(block.header_rows);
      if (header && r == 0) out_ += "<thead>\n";
      if (!header && r == static_cast<std::size_t>(block.header_rows))
        out_ += r > 0 ? "</thead>\n<tbody>\n" : "<tbody>\n";
      out_ += "<tr>";
      std::size_t column = static_cast<std::size_t>(std::max(block.rows[r].before, 0));
      if (column > 0) out_ += fmt::format("<td style=\"border:0\" colspan=\"{}\"></td>", column);
      for (const Cell& cell : block.rows[r].cells) {
        const std::string spans = (cell.columns > 1 ? fmt::format(" colspan=\"{}\"", cell.columns) : "") +
                                  (cell.rows > 1 ? fmt::format(" rowspan=\"{}\"", cell.rows) : "");
        Align align = cell.align;
        if (align == Align::automatic) align = column < block.columns.size() ? block.columns[column] : Align::left;
        out_ += fmt::format("<{}{}{}{}>", header ? "th" : "td", classes(align), spans, box(cell, block.look));
        runs(cell.runs);
        blocks(cell.blocks);
        out_ += header ? "</th>" : "</td>";
        column += static_cast<std::size_t>(cell.columns);
      }
      out_ += "</tr>\n";
    }
    if (!block.rows.empty())
      out_ += block.rows.size() == static_cast<std::size_t>(block.header_rows) ? "</thead>\n" : "</tbody>\n";
    out_ += "</table></div>\n";
  }

  void write(const Details& block) {
    out_ += "<dl class=\"details\">\n";
    for (const Line& line : block.lines) {
      element("dt", "", line.label);
      element("dd", "", line.value);
    }
    out_ += "</dl>\n";
  }

  void write(const Totals& block) {
    out_ += "<table class=\"totals\"><tbody>\n";
    for (const Line& line : block.lines) {
      out_ += line.strong ? "<tr class=\"strong\">" : "<tr>";
      element("td", "", line.label);
      element("td", " class=\"right\"", line.value);
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  void write(const Split& block) {
    out_ += "<div class=\"split\">";
    element("span", "", block.left);
    element("span", "", block.right);
    out_ += "</div>\n";
  }

  void write(const Columns& block) {
    out_ += "<div class=\"columns\">\n";
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
      out_ += fmt::format("<div style=\"flex:{} 1 0\">\n", block.widths.empty() ? 1.0 : block.widths[i]);
      blocks(block.columns[i]);
      out_ += "</div>\n";
    }
    out_ += "</div>\n";
  }

  void write(const SignatureLine& block) {
    out_ += "<div class=\"signature\">";
    if (!block.role.empty()) element("div", "", block.role);
    out_ += "<div class=\"line\">";
    element("span", "", block.name);
    out_ += "</div></div>\n";
  }

  void write(const Letterhead& block) {
    out_ += "<header class=\"letterhead\">";
    std::size_t first = 0;
    if (look_.logo) {
      out_ += fmt::format("<img alt=\"\" src=\"data:image/{};base64,{}\">",
                          look_.logo->kind == Picture::Kind::png ? "png" : "jpeg", to_base64(look_.logo->bytes));
    } else if (!block.blocks.empty()) {
      if (const auto* name = std::get_if<Paragraph>(&block.blocks[0].any)) {
        element("div", " class=\"name\"", name->runs);
        first = 1;
      }
    }
    out_ += "<div class=\"rest\">";
    for (; first < block.blocks.size(); ++first)
      std::visit([&](const auto& each) { write(each); }, block.blocks[first].any);
    out_ += "</div></header>\n";
  }

  void write(const Together& block) { blocks(block.blocks); }
  void write(const ColumnBreak&) {}

  void write(const Quote& block) {
    out_ += "<blockquote>\n";
    blocks(block.blocks);
    out_ += "</blockquote>\n";
  }

  const Document& document_;
  const Look& look_;
  std::string out_;
  std::vector<const Run*> notes_;  ///< in the order of their marks
};

}  // namespace

std::string write(const Document& document, const Look& look, const WriteOptions& options) {
  return Writer(document, look).page(options.author);
}

}  // namespace kontor::docgen::html
