#include "base/secret.hpp"
#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/layout/layout.hpp"
#include "docgen/model/escape.hpp"
#include "docgen/model/look.hpp"
#include "docgen/preview/page_text.hpp"
#include "docgen/svg/svg.hpp"

namespace kontor::docgen {
namespace {

/// Half of a SHA-256: enough for two pages never to be taken for one another.
constexpr std::size_t kHashBytes = 16;

/// What a reader of the screen hears instead of outlines of letters.
std::string with_text(std::string svg, const layout::Page& page) {
  const std::size_t head = svg.find('>') + 1;
  return svg.insert(head, fmt::format("<desc>{}</desc>", escaped(text_of(page))));
}

}  // namespace

Result<Preview> preview(const Paper& paper, const WriteOptions& options, std::span<const std::string> known) {
  if (paper.word())
    return fail(Error{.code = Code::unsupported,
                      .public_message = "A Word template has no preview: make the document and open it in Word."});
  TRY(const Look look, look_of(paper.document(), options));
  TRY(const layout::Pages laid_out, layout::pages_of(paper.document(), look));
  Preview out{.pages = {}, .page_count = laid_out.pages.size()};
  for (const layout::Page& page : std::span(laid_out.pages).first(std::min(out.page_count, kMostPreviewPages))) {
    std::string drawing = with_text(svg::write(page), page);
    PreviewPage& made = out.pages.emplace_back(PreviewPage{
        .hash = hex(sha256(drawing).substr(0, kHashBytes)), .width = page.width, .height = page.height, .svg = {}});
    if (std::ranges::find(known, made.hash) == known.end()) made.svg = std::move(drawing);
  }
  return out;
}

}  // namespace kontor::docgen
