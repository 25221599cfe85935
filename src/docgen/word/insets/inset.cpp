#include "docgen/word/insets/inset.hpp"

#include "docgen/markdown/marked_up.hpp"
#include "docgen/model/figure.hpp"
#include "docgen/word/insets/blocks.hpp"
#include "docgen/word/insets/drawing.hpp"
#include "docgen/word/insets/sub_document.hpp"

namespace kontor::docgen::word {
namespace {

struct Marker {
  Additions& additions;

  Result<InsetMarkup> operator()(const Inset::Picture& picture) const {
    const Figure& figure = *picture.figure;
    const std::string relation = additions.media(figure.bytes, figure.extension());
    return InsetMarkup{Lift::none, fmt::format("</w:t>{}<w:t xml:space=\"preserve\">",
                                               inline_drawing(figure, relation, additions.drawing()))};
  }

  Result<InsetMarkup> operator()(const Inset::Link& link) const {
    return InsetMarkup{Lift::run, run_markup({{.text = link.text, .link = link.url}}, additions)};
  }

  Result<InsetMarkup> operator()(const Inset::Rich& rich) const {
    return InsetMarkup{Lift::run, run_markup(rich.runs, additions)};
  }

  Result<InsetMarkup> operator()(const Inset::Markdown& markdown) const {
    const Blocks blocks = read_marked_up(markdown.text);
    if (const Runs* runs = only_paragraph(blocks)) return InsetMarkup{Lift::run, run_markup(*runs, additions)};
    if (blocks.empty()) return InsetMarkup{};
    return InsetMarkup{Lift::blocks, block_markup(blocks, additions)};
  }

  Result<InsetMarkup> operator()(const Inset::WordFile& file) const {
    TRY(std::string xml, sub_document(file.bytes, additions));
    return InsetMarkup{Lift::blocks, std::move(xml)};
  }
};

}  // namespace

Result<InsetMarkup> inset_markup(const Inset& inset, Additions& additions) {
  return std::visit(Marker{additions}, inset.what);
}

}  // namespace kontor::docgen::word
