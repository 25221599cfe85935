#include "docgen/pdf/writer.hpp"

#include <cairo-pdf.h>

#include <stdexcept>

#include "base/clock.hpp"
#include "docgen/pdf/pages.hpp"

namespace kontor::docgen::pdf {
namespace {

struct DestroySurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, DestroySurface>;
using Context = std::unique_ptr<cairo_t, DestroyContext>;

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

cairo_status_t take(void* from, unsigned char* data, unsigned int size) {
  auto& rest = *static_cast<std::string_view*>(from);
  if (rest.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, rest.data(), size);
  rest.remove_prefix(size);
  return CAIRO_STATUS_SUCCESS;
}

/// JPEG bytes go into the file as they are; a PNG is decoded.
Result<Surface> surface_of(const Picture& picture) {
  Surface surface;
  if (picture.kind == Picture::Kind::png) {
    std::string_view rest = picture.bytes;
    surface.reset(cairo_image_surface_create_from_png_stream(take, &rest));
  } else {
    surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height));
    auto* copy = new std::string(picture.bytes);
    const auto free_copy = [](void* bytes) { delete static_cast<std::string*>(bytes); };
    if (cairo_surface_set_mime_data(surface.get(), CAIRO_MIME_TYPE_JPEG,
                                    reinterpret_cast<const unsigned char*>(copy->data()), copy->size(), free_copy,
                                    copy) != CAIRO_STATUS_SUCCESS)
      delete copy;
  }
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS)
    return fail(Error{.public_message = "a picture of this document is damaged"});
  return surface;
}

struct Decoded {
  Surface surface;
  int width, height;
  bool crisp = false;
};
/// By what a mark points at.
using Pictures = std::unordered_map<const Figure*, Decoded>;

/// Every picture that is drawn somewhere, read once: equal files in several figures share one.
Result<Pictures> pictures_of(const Flow& flow, const Look& look) {
  Pictures pictures;
  std::unordered_map<std::string_view, cairo_surface_t*> by_bytes;
  const auto add = [&](const Figure* figure, const Picture& picture, bool crisp) -> Result<void> {
    Decoded decoded{.surface = nullptr, .width = picture.width, .height = picture.height, .crisp = crisp};
    if (const auto known = by_bytes.find(picture.bytes); known != by_bytes.end()) {
      decoded.surface.reset(cairo_surface_reference(known->second));
    } else {
      TRY(decoded.surface, surface_of(picture));
      by_bytes.emplace(picture.bytes, decoded.surface.get());
    }
    pictures.emplace(figure, std::move(decoded));
    return {};
  };
  const auto add_all = [&](const std::vector<Box>& boxes) -> Result<void> {
    for (const Box& box : boxes)
      for (const Mark& mark : box.marks)
        if (const auto* drawn = std::get_if<PictureMark>(&mark); drawn && drawn->figure)
          if (!pictures.contains(drawn->figure))
            TRY(add(drawn->figure, drawn->figure->picture(), drawn->figure->crisp));
    return {};
  };
  if (look.logo) TRY(add(nullptr, *look.logo, false));
  TRY(add_all(flow.boxes));
  for (const auto& header : flow.table_headers) TRY(add_all(header));
  return pictures;
}

/// An address in the syntax of cairo's tags: quotes and backslashes are escaped.
std::string tag_text(std::string_view address) {
  std::string out;
  for (const char c : address) {
    if (c == '\'' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) > ' ' && static_cast<unsigned char>(c) < 0x7F)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

class Painter {
 public:
  Painter(const Document& document, const Look& look, cairo_surface_t* surface, const Pictures& pictures)
      : document_(document), look_(look), surface_(surface), pictures_(pictures), cr_(cairo_create(surface)) {}

  void paint(const std::vector<Page>& pages) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      frame(i + 1, pages.size());
      for (const PlacedBox& placed : pages[i]) box(placed, static_cast<int>(i + 1));
      cairo_show_page(cr_.get());
    }
  }

 private:
  void frame(std::size_t page, std::size_t pages) {
    Style style{.typeface = look_.typeface,
                .size = 8,
                .pitch = 11,
                .color = look_.muted,
                .link = look_.accent,
                .locale = document_.locale};
    if (page > 1)
      for (const Block& block : document_.section().header.blocks)
        if (const auto* head = std::get_if<Paragraph>(&block.any))
          line(head->runs, style, Align::right, Sheet::top - 26);
    const double foot = Sheet::height - Sheet::bottom + 15;
    fill({Sheet::left, foot - 6, Sheet::text_width, 0.5, look_.line});
    const auto* foot_line = document_.section().footer.blocks.empty()
                                ? nullptr
                                : std::get_if<Split>(&document_.section().footer.blocks[0].any);
    if (!foot_line) return;
    Runs label = foot_line->right;
    for (Run& run : label)
      if (run.field) run.text = std::to_string(run.field->kind == PageField::Kind::page ? page : pages);
    Text number(label, style);
    number.set(Sheet::text_width, Align::right);
    show(number, 0, Sheet::left, foot);
    if (!foot_line->left.empty()) {
      Text footer(foot_line->left, style);
      footer.set(Sheet::text_width - number.lines()[0].width - 20, Align::left);
      for (std::size_t i = 0; i < std::min<std::size_t>(2, footer.lines().size()); ++i)
        show(footer, i, Sheet::left, foot + static_cast<double>(i) * style.pitch);
    }
  }

  void line(const Runs& runs, const Style& style, Align align, double top) {
    Text text(runs, style);
    text.set(Sheet::text_width, align);
    show(text, 0, Sheet::left, top);
  }

  void show(const Text& text, std::size_t index, double x, double top) {
    const SetLine& line = text.lines()[index];
    draw(TextMark{line.line, x + line.x, top + line.baseline, text.color()}, 0, 0);
  }

  void box(const PlacedBox& placed, int page) {
    const double y = Sheet::top + placed.y;
    if (placed.box->outline) outline(*placed.box->outline, page, y);
    for (const Mark& mark : placed.box->marks) std::visit([&](const auto& each) { draw(each, Sheet::left, y); }, mark);
  }

  void draw(const TextMark& mark, double x, double y) {
    color(mark.color);
    cairo_move_to(cr_.get(), x + mark.x, y + mark.baseline);
    pango_cairo_show_layout_line(cr_.get(), mark.line);
  }

  void draw(FillMark mark, double x, double y) {
    mark.x += x;
    mark.y += y;
    fill(mark);
  }

  void draw(const PictureMark& mark, double x, double y) {
    const auto& [surface, width, height, crisp] = pictures_.at(mark.figure);
    cairo_save(cr_.get());
    cairo_translate(cr_.get(), x + mark.x, y + mark.y);
    cairo_scale(cr_.get(), mark.width / width, mark.height / height);
    cairo_set_source_surface(cr_.get(), surface.get(), 0, 0);
    if (crisp) cairo_pattern_set_filter(cairo_get_source(cr_.get()), CAIRO_FILTER_NEAREST);
    cairo_paint(cr_.get());
    cairo_restore(cr_.get());
  }

  void draw(const LinkArea& area, double x, double y) {
    const std::string attributes = fmt::format("uri='{}' rect=[{:.2f} {:.2f} {:.2f} {:.2f}]", tag_text(area.address),
                                               x + area.x, y + area.y, area.width, area.height);
    cairo_tag_begin(cr_.get(), CAIRO_TAG_LINK, attributes.c_str());
    cairo_tag_end(cr_.get(), CAIRO_TAG_LINK);
  }

  void outline(const OutlineEntry& entry, int page, double y) {
    while (!parents_.empty() && parents_.back().first >= entry.level) parents_.pop_back();
    const int parent = parents_.empty() ? CAIRO_PDF_OUTLINE_ROOT : parents_.back().second;
    const std::string target = fmt::format("page={} pos=[{:.1f} {:.1f}]", page, Sheet::left, y);
    const int id = cairo_pdf_surface_add_outline(surface_, parent, entry.title.c_str(), target.c_str(),
                                                 CAIRO_PDF_OUTLINE_FLAG_OPEN);
    parents_.emplace_back(entry.level, id);
  }

  void fill(const FillMark& mark) {
    color(mark.color);
    cairo_rectangle(cr_.get(), mark.x, mark.y, mark.width, mark.height);
    cairo_fill(cr_.get());
  }

  void color(const Color& color) { cairo_set_source_rgb(cr_.get(), color.red, color.green, color.blue); }

  const Document& document_;
  const Look& look_;
  cairo_surface_t* surface_;
  const Pictures& pictures_;
  Context cr_;
  std::vector<std::pair<int, int>> parents_;
};

void describe(cairo_surface_t* surface, const Document& document, const WriteOptions& options) {
  const std::string created = rfc3339(options.created);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, options.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Kontor");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created.c_str());
}

}  // namespace

Result<std::string> write(const Document& document, const Look& look, const WriteOptions& options) {
  const Flow flow = flow_of(document, look);
  TRY(const Pictures pictures, pictures_of(flow, look));
  const std::vector<Page> pages = pages_of(flow, Sheet::height - Sheet::top - Sheet::bottom);
  std::string out;
  Surface surface(cairo_pdf_surface_create_for_stream(append, &out, Sheet::width, Sheet::height));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  describe(surface.get(), document, options);
  Painter(document, look, surface.get(), pictures).paint(pages);
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(fmt::format("cairo: {}", cairo_status_to_string(status)));
  return out;
}

}  // namespace kontor::docgen::pdf
