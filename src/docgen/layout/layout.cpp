#include "docgen/layout/layout.hpp"

#include "docgen/layout/furniture.hpp"

namespace kontor::docgen::layout {
namespace {

std::shared_ptr<const Figure> logo_of(const Look& look) {
  if (!look.logo) return nullptr;
  auto figure = std::make_shared<Figure>();
  figure->bytes = look.logo->bytes;
  figure->kind = look.logo->kind;
  figure->width = look.logo->width;
  figure->height = look.logo->height;
  return figure;
}

/// One way through the document. Fields in the text show what the way before found.
struct Pass {
  Pass(const Document& document, const Look& look, const Manners& manners, std::shared_ptr<const Figure> logo)
      : document(document),
        look(look),
        setter(document, look, manners, structure, numbers, glyphs, std::move(logo)),
        furniture(document, look, setter),
        pager(heard, [this](const MadePage& page) { return furniture.room(page); }) {}

  void run() {
    const auto& sections = document.sections;
    for (std::size_t i = 0; i < sections.size() && !pager.overflowed(); ++i) {
      const Section& section = sections[i];
      const bool balanced = i + 1 < sections.size() && sections[i + 1].begin == Section::Begin::same_page;
      pager.begin(section, i, balanced);
      setter.on(pager.column_width(), section.page.text_height());
      const double after = setter.blocks(section.blocks, {.width = pager.column_width()}, pager);
      if (balanced && after > 0) pager.put(Box(after));  // what goes on below keeps its distance
    }
    setter.endnotes(pager, pager.column_width());
    pager.finish();
    count();
  }

  void count() {
    std::vector<int> pages(document.sections.size() + 1, 0);
    for (const MadePage& page : pager.pages()) ++pages[page.section];
    for (const MadePage& page : pager.pages()) numbered.push_back({page.number, pages[page.section]});
  }

  const Document& document;
  const Look& look;
  Structure structure;
  Numbers numbers;
  GlyphStore glyphs;
  Heard heard;
  std::vector<Numbered> numbered;
  Setter setter;
  FurnitureSetter furniture;
  Pager pager;
};

/// The pages with their heads, feet and watermark, in the order in which they are painted.
void finish(Pass& pass, Pages& out) {
  auto& pages = pass.pager.pages();
  pass.numbers.know(pass.heard, pass.numbered);
  out.pages.reserve(pages.size());
  std::vector<Mark> water;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    MadePage& page = pages[i];
    pass.numbers.on(i);
    Page& done = out.pages.emplace_back(Page{.width = page.setup.width, .height = page.setup.height, .marks = {}});
    if (!pass.document.watermark.empty() &&
        (i == 0 || pages[i - 1].setup.width != page.setup.width || pages[i - 1].setup.height != page.setup.height))
      water = watermark(pass.document, pass.look, page.setup);
    done.marks = water;
    std::vector<Mark> around;
    pass.furniture.draw(page, around);
    done.marks.reserve(done.marks.size() + page.behind.size() + around.size() + page.marks.size() +
                       page.in_front.size());
    for (auto* layer : {&page.behind, &around, &page.marks, &page.in_front}) {
      std::move(layer->begin(), layer->end(), std::back_inserter(done.marks));
      std::vector<Mark>().swap(*layer);
    }
  }
  for (Heard::Title& title : pass.heard.titles)
    out.outline.push_back({title.level, std::move(title.text), title.page, title.y});
  out.anchors = std::move(pass.heard.anchors);
  out.structure = pass.structure.finish();
}

bool same_pages(const Heard& a, const Heard& b, std::size_t pages_a, std::size_t pages_b) {
  if (pages_a != pages_b || a.pages != b.pages || a.anchors.size() != b.anchors.size()) return false;
  for (std::size_t i = 0; i < a.anchors.size(); ++i)
    if (a.anchors[i].page != b.anchors[i].page) return false;
  return true;
}

}  // namespace

Result<Pages> pages_of(const Document& document, const Look& look) {
  if (document.sections.empty()) {
    Document one = document;
    one.sections.emplace_back();
    return pages_of(one, look);
  }
  const Manners manners(document, look);
  const std::shared_ptr<const Figure> logo = logo_of(look);
  auto pass = std::make_unique<Pass>(document, look, manners, logo);
  pass->run();
  // Fields in the text may change the pages, and those the fields; that ends, or does not matter any more.
  constexpr int kMostPasses = 3;
  for (int i = 1; i < kMostPasses && pass->numbers.has_fields() && !pass->pager.overflowed(); ++i) {
    auto next = std::make_unique<Pass>(document, look, manners, logo);
    next->numbers.know(pass->heard, pass->numbered);
    next->run();
    const bool settled = same_pages(pass->heard, next->heard, pass->numbered.size(), next->numbered.size());
    pass = std::move(next);
    if (settled) break;
  }
  if (pass->pager.overflowed())
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("The document has more than {} pages.", kMostPages)});
  Pages out;
  out.title = document.title;
  out.locale = document.locale;
  finish(*pass, out);
  return out;
}

}  // namespace kontor::docgen::layout
