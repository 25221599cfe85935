#include "docgen/html/style.hpp"

#include <cmath>

#include "docgen/html/css.hpp"
#include "docgen/model/pageless.hpp"

namespace kontor::docgen::html {
namespace {

/// Words in capitals stand for the look's: programs that read mail know no variables.
constexpr std::string_view kStyle = R"css(
*{box-sizing:border-box}section{display:flow-root}
body{margin:0;background:#eef1f4;color:INK;font:16px/1.5 FACE;-webkit-text-size-adjust:100%}
main{max-width:WIDTHpx;margin:24px auto;padding:56px 64px;background:#fff;box-shadow:0 1px 3px rgba(20,30,40,.12),0 8px 32px rgba(20,30,40,.08);overflow-wrap:break-word;position:relative;isolation:isolate;overflow-x:clip;-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:1.4em 0 .5em;color:ACCENT}
h1{font-size:1.75em;margin-top:1em}h2{font-size:1.2em}h3,h4,h5,h6{font-size:1.05em;color:INK}
h1.own,h2.own,h3.own,h4.own,h5.own,h6.own{font-size:inherit;font-weight:inherit;color:inherit}
p{margin:.55em 0}a{color:ACCENT}code{font-family:"PT Mono",ui-monospace,monospace;white-space:pre-wrap}
ul,ol{padding-left:1.5em;margin:.55em 0}li{margin:.2em 0}
blockquote{margin:.8em 0;padding:.1em 0 .1em 1em;border-left:3px solid LINE}
hr{border:0;border-top:1px solid LINE;margin:1.6em 0}
.justified p,.justify{text-align:justify;hyphens:auto}
.small{font-size:.85em;color:MUTED}.left{text-align:left!important}.right{text-align:right!important}.center{text-align:center!important}
.label{display:inline-block;text-indent:0}.tab{display:inline-block;width:2.5em;text-indent:0}.blank{display:inline-block;width:9em;max-width:60%;border-bottom:1px solid;text-indent:0}
.ends{display:flex;justify-content:space-between;align-items:baseline;gap:.5em}.ends>i{flex:1;min-width:1em;border-bottom:1px dotted}.ends>i.line{border-bottom-style:solid}
.letterhead{display:flex;justify-content:space-between;gap:32px;align-items:flex-start;padding-bottom:14px;border-bottom:2px solid ACCENT}
.letterhead img{max-width:200px;max-height:72px}.letterhead .name{font-size:1.4em;font-weight:700;line-height:1.2;color:ACCENT}
.letterhead .rest{text-align:right;font-size:.85em;color:MUTED}.letterhead p{margin:0 0 .2em}
.split{display:flex;justify-content:space-between;gap:24px;margin:.7em 0}.split>:last-child{text-align:right}
.details{display:grid;grid-template-columns:minmax(90px,max-content) 1fr;gap:.2em 1.4em;margin:.9em 0}.details dt{color:MUTED}.details dd{margin:0}
.scroll{overflow-x:auto;margin:1em 0}
table{width:100%;border-collapse:collapse;font-size:.93em}
table.small{font-size:.78em;color:inherit}table.small th,table.small td{padding:.3em .35em}
table.own{font-size:inherit}table.own td,table.own th{overflow-wrap:normal}
th{background:SHADE;color:ACCENT;text-align:left;vertical-align:bottom;border-bottom:2px solid ACCENT;font-size:.9em}
.own th{background:none;color:inherit;font-weight:inherit;font-size:inherit;vertical-align:top}
th,td{padding:.5em .6em}td{vertical-align:top;border-bottom:1px solid LINE}
td.right{white-space:nowrap;font-variant-numeric:tabular-nums}.own td.right{white-space:normal}
table.grid td,table.grid th{border:1px solid MUTED}
.down,.up{writing-mode:vertical-rl;min-height:4em}.up{transform:rotate(180deg)}
.totals{margin:.8em 0 .8em auto;width:min(100%,400px)}.totals td{border:0;padding:.25em .6em}.totals td:first-child{color:MUTED}
.totals .strong td{font-weight:700;font-size:1.1em;color:INK;background:SHADE;border-top:2px solid ACCENT;padding:.45em .6em}
.columns{display:flex;gap:40px;margin:1em 0}.columns>div{min-width:0}
.signature{margin:1.4em 0 .6em}.signature .line{display:flex;align-items:flex-end;gap:10px;min-height:2.4em}.signature .line::before{content:"";flex:0 1 220px;border-bottom:1px solid INK}
.float{max-width:100%;margin:.4em 0}.float>img{display:block;width:100%}.float>:first-child{margin-top:0}.float>:last-child{margin-bottom:0}
.float.at-left{float:left;margin-right:12pt}.float.at-right{float:right;margin-left:12pt}.float.at-middle{margin-left:auto;margin-right:auto}.float.at-end{margin-left:auto}
.over{position:relative}.over>.float{position:absolute;margin:0}.behind{z-index:-1}
.watermark{position:absolute;inset:0;z-index:-1;overflow:clip;pointer-events:none;text-align:center;font-weight:700;line-height:1;color:PALE}
.watermark span{position:sticky;top:45vh;display:inline-block;margin-top:min(420px,30vh);white-space:nowrap;transform:rotate(-45deg)}
.head,.foot{font-size:.8em;color:MUTED}.head{margin-bottom:2em}.foot{margin-top:3em;padding-top:.8em;border-top:1px solid LINE}
.notes{margin-top:2em;padding-top:.6em;border-top:1px solid LINE}.note-mark{line-height:0}.note-mark a{text-decoration:none}:target{background:#fff6cc}
@media (max-width:640px){main{margin:0;padding:24px 18px;box-shadow:none}.letterhead,.columns{flex-direction:column;gap:14px}.letterhead .rest{text-align:left}.columns>div{flex:1 1 auto!important}table{font-size:.84em;hyphens:auto}th,td{padding:.4em .3em}.details{grid-template-columns:1fr;gap:0}.details dd{margin-bottom:.5em}.justified p,.justify{text-align:left}.several{columns:1!important}table{width:100%!important}.over>.float{position:static;margin:.4em 0}.float.at-left,.float.at-right{float:none;margin:.4em 0}}
@media print{body{background:#fff;font-size:SIZEpt}main{margin:0;padding:0;max-width:none;box-shadow:none;overflow-x:visible}.watermark{position:fixed}.watermark span{position:static;margin-top:40vh}.scroll{overflow:visible}tr,.totals,.columns,.signature{break-inside:avoid}h1,h2,h3{break-after:avoid}thead{display:table-header-group}.page-break{break-before:page}.column-break{break-before:column}:target{background:none}}
)css";

/// Screens are wide enough for a sheet that lies; what is wider scrolls.
constexpr double kLeastWidth = 820, kMostWidth = 1400, kPixelsInPoint = 96.0 / 72;

bool same(const PageSetup& a, const PageSetup& b) {
  return a.width == b.width && a.height == b.height && a.left == b.left && a.right == b.right && a.top == b.top &&
         a.bottom == b.bottom;
}

std::size_t sheet_of(const Document& document, std::size_t section) {
  std::size_t first = 0;
  while (!same(document.sections[first].page, document.sections[section].page)) ++first;
  return first;
}

bool has_one_sheet(const Document& document) {
  for (std::size_t i = 1; i < document.sections.size(); ++i)
    if (sheet_of(document, i) != 0) return false;
  return true;
}

std::string counted(const Runs& runs) {
  std::string out;
  for (const Run& run : runs) {
    const PageField::Kind kind = run.field ? run.field->kind : PageField::Kind::none;
    if (!out.empty()) out += ' ';
    out += kind == PageField::Kind::page                                              ? "counter(page)"
           : kind == PageField::Kind::pages || kind == PageField::Kind::section_pages ? "counter(pages)"
                                                                                      : css_string(run.text);
  }
  return out;
}

/// The number of each page, in the margin where the section has it.
std::string page_numbers(const Section& section, const Look& look) {
  constexpr double kSize = 8;
  const auto box = [&](std::string_view edge, std::string_view side, const Runs& runs) {
    return fmt::format("@{}-{}{{content:{};font-size:{}pt;color:#{}}}", edge, side, counted(runs), kSize,
                       look.muted.hex());
  };
  const auto side_of = [](Align align) {
    return align == Align::center ? "center" : align == Align::right ? "right" : "left";
  };
  for (const auto& [edge, blocks] : {std::pair{"bottom", &section.footer.blocks}, {"top", &section.header.blocks}})
    for (const Block& block : *blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block.any); paragraph && is_page_label(paragraph->runs))
        return box(edge, side_of(paragraph->align), paragraph->runs);
      const auto* split = std::get_if<Split>(&block.any);
      if (split && is_page_label(split->right)) return box(edge, "right", split->right);
      if (split && is_page_label(split->left)) return box(edge, "left", split->left);
    }
  return "";
}

std::string sheets(const Document& document, const Look& look) {
  std::string out;
  const bool one = has_one_sheet(document);
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    if (sheet_of(document, i) != i) continue;
    const Section& section = document.sections[i];
    const PageSetup& page = section.page;
    const std::string name = one ? "" : fmt::format("sheet{}", i + 1);
    out += fmt::format("@page {}{{size:{} {};margin:{} {} {} {};{}}}\n", name, pt(page.width), pt(page.height),
                       pt(page.top), pt(page.right), pt(page.bottom), pt(page.left), page_numbers(section, look));
    if (!one) out += fmt::format(".{0}{{page:{0}}}\n", name);
  }
  return out;
}

std::string replaced(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string>> words) {
  std::string out(text);
  for (const auto& [word, value] : words)
    for (std::size_t at = out.find(word); at != std::string::npos; at = out.find(word, at + value.size()))
      out.replace(at, word.size(), value);
  return out;
}

}  // namespace

std::string stylesheet(const Document& document, const Look& look) {
  const bool serif = look.typeface == Typeface::serif;
  double width = kLeastWidth;
  for (const Section& section : document.sections) width = std::max(width, section.page.width * kPixelsInPoint);
  const auto color = [](const Color& color) { return "#" + color.hex(); };
  return replaced(kStyle,
                  {{"INK", color(look.ink)},
                   {"ACCENT", color(look.accent)},
                   {"MUTED", color(look.muted)},
                   {"LINE", color(look.line)},
                   {"SHADE", color(look.shade)},
                   {"PALE", color(look.muted.lighter(0.8))},
                   {"SIZE", fmt::format("{:g}", look.size)},
                   {"WIDTH", fmt::format("{:.0f}", std::min(width, kMostWidth))},
                   {"FACE", serif ? "\"PT Serif\",Georgia,\"Times New Roman\",serif"
                                  : "\"PT Sans\",-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif"}}) +
         sheets(document, look);
}

std::string sheet_class(const Document& document, std::size_t section) {
  return has_one_sheet(document) ? "" : fmt::format("sheet{}", sheet_of(document, section) + 1);
}

}  // namespace kontor::docgen::html
