#include "docgen/html/body.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/pageless.hpp"

namespace kontor::docgen::html {
namespace {

const ParagraphFormat* format_of(const Blocks& list, std::size_t i) {
  const auto* paragraph = i < list.size() ? std::get_if<Paragraph>(&list[i].any) : nullptr;
  return paragraph ? paragraph->format.get() : nullptr;
}

/// The runs, cut at their tabs.
std::vector<Runs> cut_at_tabs(const Runs& list) {
  std::vector<Runs> parts(1);
  for (const Run& run : list) {
    std::string_view text = run.text;
    for (std::size_t at; run.plain() && (at = text.find('\t')) != std::string_view::npos;) {
      Run part = run;
      part.text = text.substr(0, at);
      parts.back().push_back(std::move(part));
      parts.emplace_back();
      text.remove_prefix(at + 1);
    }
    Run rest = run;
    rest.text = text;
    parts.back().push_back(std::move(rest));
  }
  return parts;
}

bool is_empty_line(const Runs& runs) {
  return std::ranges::all_of(runs, [](const Run& run) { return run.text.empty() && run.plain(); });
}

}  // namespace

std::string classes(Align align, std::string_view more) {
  std::string names(more);
  const std::string_view own = align == Align::right     ? "right"
                               : align == Align::center  ? "center"
                               : align == Align::justify ? "justify"
                                                         : "";
  if (!own.empty()) names = names.empty() ? std::string(own) : fmt::format("{} {}", own, names);
  return names.empty() ? "" : fmt::format(" class=\"{}\"", names);
}

std::string styled(std::string_view css) { return css.empty() ? "" : fmt::format(" style=\"{}\"", css); }

void Body::blocks(const Blocks& list, double text_width) {
  text_width_ = text_width;
  blocks(list);
}

void Body::furniture(const Blocks& list, double text_width) {
  furniture_ = true;
  blocks(list, text_width);
  furniture_ = false;
}

void Body::notes(double text_width) {
  if (notes_.list().empty()) return;
  text_width_ = text_width;
  out_ += "<section class=\"notes small\" role=\"doc-endnotes\">\n";
  for (std::size_t i = 0; i < notes_.list().size(); ++i) {
    const auto [note, mark] = notes_.list()[i];
    lead_ = fmt::format("<sup class=\"note-mark\"><a href=\"#note-{0}-mark\" role=\"doc-backlink\">{1}</a></sup> ",
                        i + 1, escaped(mark));
    out_ += fmt::format("<div id=\"note-{}\">\n", i + 1);
    blocks(note->blocks);
    if (!lead_.empty()) out_ += fmt::format("<p>{}</p>\n", std::exchange(lead_, {}));
    out_ += "</div>\n";
  }
  out_ += "</section>\n";
}

void Body::blocks(const Blocks& list) {
  const Neighbours outer = neighbours_;
  for (std::size_t i = 0; i < list.size(); ++i) {
    neighbours_ = {.above = i > 0 ? format_of(list, i - 1) : nullptr, .below = format_of(list, i + 1)};
    std::visit([&](const auto& each) { write(each); }, list[i].any);
  }
  neighbours_ = outer;
}

void Body::write(const Paragraph& block) {
  if (furniture_ && is_page_label(block.runs)) return;
  if (block.format) return formatted(block);
  element("p", classes(block.align, block.small ? "small" : ""), block.runs);
}

void Body::formatted(const Paragraph& block) {
  const ParagraphFormat& format = *block.format;
  floats(block.runs);
  const bool empty = is_blank(block.runs) && !format.label;
  if (!empty || is_empty_line(block.runs)) {
    constexpr int kHeadings = 6;
    const bool heading = format.outline >= 1 && format.outline <= kHeadings && !empty;
    const std::string tag = heading ? fmt::format("h{}", format.outline) : "p";
    const Align align = block.align == Align::left && !heading ? Align::automatic : block.align;
    const std::string style = styled(css_of(format, neighbours_));
    if (!heading && spread(block.runs, format, style)) return;
    out_ += fmt::format("<{}{}{}>", tag, classes(align, heading ? "own" : ""), style);
    out_ += std::exchange(lead_, {});
    tab_ = 0;
    label(format);
    runs(block.runs, &format);
    out_ += empty ? fmt::format("<br></{}>\n", tag) : fmt::format("</{}>\n", tag);
  } else {  // nothing but what is anchored in it, or places that links go to
    out_ += "<span>";
    runs(block.runs);
    out_ += "</span>\n";
  }
}

void Body::label(const ParagraphFormat& format) {
  if (!format.label) return;
  const Label& label = *format.label;
  std::string style;
  constexpr double kGap = 6;  // behind a label that hangs nowhere
  if (label.follow == Label::Follow::tab && format.first_line < 0)
    style = fmt::format("min-width:{};padding-right:3pt", pt(-format.first_line));
  else if (label.follow == Label::Follow::tab)
    style = fmt::format("margin-right:{}", pt(kGap));
  out_ += fmt::format("<span class=\"label\"{}>", styled(style));
  runs(label.runs, &format);
  out_ += label.follow == Label::Follow::space ? "</span> " : "</span>";
}

bool Body::spread(const Runs& list, const ParagraphFormat& format, std::string_view attributes) {
  if (format.tabs.empty() || format.tabs.back().kind != TabStop::Kind::right || format.label) return false;
  const std::vector<Runs> parts = cut_at_tabs(list);
  if (parts.size() != format.tabs.size() + 1) return false;
  out_ += fmt::format("<p class=\"ends\"{}>{}", attributes, std::exchange(lead_, {}));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && !format.tabs[i - 1].leader.empty())
      out_ += format.tabs[i - 1].leader == "_" ? "<i class=\"line\"></i>" : "<i></i>";
    out_ += "<span>";
    runs(parts[i], &format);
    out_ += "</span>";
  }
  out_ += "</p>\n";
  return true;
}

void Body::write(const Heading& block) {
  element(fmt::format("h{}", std::clamp(block.level, 1, 4)), classes(block.align), block.runs);
}

void Body::write(const ListBlock& block) {
  out_ += !block.ordered ? "<ul>\n" : block.start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", block.start);
  for (const Blocks& item : block.items) {
    out_ += "<li>";
    const auto* only = block.tight && item.size() == 1 ? std::get_if<Paragraph>(&item[0].any) : nullptr;
    if (only && !only->format) {
      floats(only->runs);
      runs(only->runs);
    } else {
      blocks(item);
    }
    out_ += "</li>\n";
  }
  out_ += block.ordered ? "</ol>\n" : "</ul>\n";
}

void Body::write(const Details& block) {
  out_ += "<dl class=\"details\">\n";
  for (const Line& line : block.lines) {
    element("dt", "", line.label);
    element("dd", "", line.value);
  }
  out_ += "</dl>\n";
}

void Body::write(const Split& block) {
  static const Runs kNone;
  out_ += "<div class=\"split\">";
  element("div", "", furniture_ && is_page_label(block.left) ? kNone : block.left);
  element("div", "", furniture_ && is_page_label(block.right) ? kNone : block.right);
  out_ += "</div>\n";
}

void Body::write(const Columns& block) {
  out_ += "<div class=\"columns\">\n";
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    out_ += fmt::format("<div style=\"flex:{} 1 0\">\n", block.widths.empty() ? 1.0 : block.widths[i]);
    blocks(block.columns[i]);
    out_ += "</div>\n";
  }
  out_ += "</div>\n";
}

void Body::write(const SignatureLine& block) {
  out_ += "<div class=\"signature\">";
  if (!block.role.empty()) element("div", "", block.role);
  out_ += "<div class=\"line\">";
  element("span", "", block.name);
  out_ += "</div></div>\n";
}

void Body::write(const Letterhead& block) {
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
  blocks(Blocks(block.blocks.begin() + static_cast<std::ptrdiff_t>(first), block.blocks.end()));
  out_ += "</div></header>\n";
}

void Body::write(const Quote& block) {
  out_ += "<blockquote>\n";
  blocks(block.blocks);
  out_ += "</blockquote>\n";
}

}  // namespace kontor::docgen::html
