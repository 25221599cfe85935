#include "docgen/html/writer.hpp"

#include "base/text.hpp"
#include "docgen/html/body.hpp"
#include "docgen/html/style.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/pageless.hpp"

namespace kontor::docgen::html {
namespace {

/// Not so large that its letters leave the sheet.
std::string watermark(std::string_view text) {
  if (text.empty()) return "";
  constexpr double kLargest = 130, kRoom = 1000;  // pixels, on a sheet for screens
  const double size = std::min(kLargest, kRoom / static_cast<double>(std::max<std::size_t>(length(text), 1)));
  return fmt::format("<div class=\"watermark\"><span style=\"font-size:min({:.0f}px,{:.1f}vw)\">{}</span></div>\n",
                     size, size / 8, escaped(text));
}

std::string columns(const Section& section) {
  if (section.column_widths.size() < 2) return "";
  return fmt::format("columns:{};column-gap:{};{}", section.column_widths.size(), pt(section.column_gap),
                     section.column_line ? "column-rule:1px solid;" : "");
}

/// Where it begins on paper. Sections on other sheets begin on one of their own in any case.
std::string beginning(const Document& document, std::size_t i) {
  if (i == 0) return "";
  switch (document.sections[i].begin) {
    case Section::Begin::next_page:
      return "break-before:page;";
    case Section::Begin::even_page:
      return "break-before:left;";
    case Section::Begin::odd_page:
      return "break-before:right;";
    case Section::Begin::same_page:
    case Section::Begin::next_column:
      break;
  }
  return "";
}

void sections(const Document& document, Body& body) {
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    const double width = section.page.text_width();
    const std::string several = columns(section);
    body.append(fmt::format("<section{}{}>\n", classes(Align::automatic, sheet_class(document, i)),
                            styled(beginning(document, i))));
    if (const Blocks& head = head_of(document, i); !head.empty()) {
      body.append("<header class=\"head\">\n");
      body.furniture(head, width);
      body.append("</header>\n");
    }
    if (!several.empty()) body.append(fmt::format("<div class=\"several\"{}>\n", styled(several)));
    body.blocks(section.blocks, width);
    if (!several.empty()) body.append("</div>\n");
    if (i + 1 == document.sections.size()) body.notes(width);
    if (const Blocks& foot = foot_of(document, i); !foot.empty()) {
      body.append("<footer class=\"foot\">\n");
      body.furniture(foot, width);
      body.append("</footer>\n");
    }
    body.append("</section>\n");
  }
}

}  // namespace

std::string write(const Document& document, const Look& look, const WriteOptions& options) {
  Body body(look);
  sections(document, body);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"Kontor\">\n{}<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<main{}>\n{}{}</main>\n</body>\n</html>\n",
      language_tag(document.locale),
      options.author.empty() ? "" : fmt::format("<meta name=\"author\" content=\"{}\">\n", escaped(options.author)),
      escaped(document.title), stylesheet(document, look), document.justified ? " class=\"justified\"" : "",
      watermark(document.watermark), body.take());
}

}  // namespace kontor::docgen::html
