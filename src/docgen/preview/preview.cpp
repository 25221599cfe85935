#include "docgen/docgen.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/look.hpp"
#include "docgen/preview/page_hash.hpp"
#include "docgen/preview/page_text.hpp"
#include "docgen/svg/svg.hpp"

namespace kontor::docgen {
namespace {

/// With the words, since letters are outlines in it.
std::string drawing_of(const layout::Page& page) {
  std::string svg = svg::write(page);
  svg.insert(svg.find('>') + 1, fmt::format("<desc>{}</desc>", escaped(text_of(page))));
  return svg;
}

}  // namespace

Result<Preview> preview(const Paper& paper, const WriteOptions& options, std::span<const std::string> known) {
  if (paper.excel())
    return fail(Error{.code = Code::unsupported,
                      .public_message = "An Excel template has no preview: make the document and open it in Excel."});
  TRY(const Paper ready, paged(paper));
  TRY(const Look look, look_of(ready.document(), options));
  TRY(const layout::Pages laid_out, layout::pages_of(ready.document(), look));
  Preview out{.pages = {}, .page_count = laid_out.pages.size()};
  for (const layout::Page& page : std::span(laid_out.pages).first(std::min(out.page_count, kMostPreviewPages))) {
    PreviewPage& made = out.pages.emplace_back(
        PreviewPage{.hash = hash_of(page), .width = page.width, .height = page.height, .svg = {}});
    if (std::ranges::find(known, made.hash) == known.end()) made.svg = drawing_of(page);
  }
  return out;
}

}  // namespace kontor::docgen
