#include "docgen/model/svg.hpp"

#include <dlfcn.h>
#include <librsvg/rsvg.h>

#include <stdexcept>

#include "base/text.hpp"
#include "docgen/model/svg_limits.hpp"

namespace kontor::docgen {
namespace {

/// librsvg, loaded when the first drawing comes: it and what it needs would otherwise weigh on every start.
struct Library {
  decltype(&rsvg_handle_new_from_data) read = nullptr;
  decltype(&rsvg_handle_get_intrinsic_size_in_pixels) size_in_pixels = nullptr;
  decltype(&rsvg_handle_get_intrinsic_dimensions) dimensions = nullptr;
  decltype(&rsvg_handle_render_document) draw = nullptr;
  // Of what it brings along.
  decltype(&g_object_unref) release = nullptr;
  decltype(&cairo_image_surface_create) new_surface = nullptr;
  decltype(&cairo_surface_destroy) end_surface = nullptr;
  decltype(&cairo_create) begin = nullptr;
  decltype(&cairo_destroy) end = nullptr;
  decltype(&cairo_surface_write_to_png_stream) write_png = nullptr;

  /// Null on a machine without the library.
  static const Library* get() {
    static const Library loaded = load();
    return loaded.draw ? &loaded : nullptr;
  }

 private:
  static Library load() {
    Library library;
    void* handle = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return library;
    const auto find = [&](auto& function, const char* name) {
      function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(handle, name));
      return function != nullptr;
    };
    if (!find(library.read, "rsvg_handle_new_from_data") ||
        !find(library.size_in_pixels, "rsvg_handle_get_intrinsic_size_in_pixels") ||
        !find(library.dimensions, "rsvg_handle_get_intrinsic_dimensions") ||
        !find(library.draw, "rsvg_handle_render_document") || !find(library.release, "g_object_unref") ||
        !find(library.new_surface, "cairo_image_surface_create") ||
        !find(library.end_surface, "cairo_surface_destroy") || !find(library.begin, "cairo_create") ||
        !find(library.end, "cairo_destroy") || !find(library.write_png, "cairo_surface_write_to_png_stream"))
      library.draw = nullptr;
    return library;
  }
};

Failure refused(std::string message) { return fail(Error{.public_message = std::move(message)}); }

Failure damaged(GError* error) {
  const std::string reason = error ? error->message : "";
  g_clear_error(&error);
  Error out{.public_message = "the SVG is damaged: it cannot be drawn"};
  out.internal_context = reason;
  return fail(std::move(out));
}

/// What the file says of its size; a drawing without one is as large as its view box.
Extent size_of(const Library& library, RsvgHandle* handle) {
  constexpr double kUnsaid = 300;  // the width that CSS gives to a picture that says nothing
  Extent size;
  if (library.size_in_pixels(handle, &size.width, &size.height) && size.width > 0 && size.height > 0) return size;
  gboolean has_box = FALSE, unused = FALSE;
  RsvgRectangle box{};
  RsvgLength width{}, height{};
  library.dimensions(handle, &unused, &width, &unused, &height, &has_box, &box);
  if (has_box && box.width > 0 && box.height > 0) return {box.width, box.height};
  return {kUnsaid, kUnsaid / 2};
}

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

bool looks_like_svg(std::string_view bytes) {
  constexpr std::size_t kHead = 4096;  // comments of the program that made it may stand before the element
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view head = trimmed(bytes.substr(0, kHead));
  return head.starts_with('<') && head.find("<svg") != std::string_view::npos;
}

Result<SvgDrawing> SvgDrawing::read(std::string_view bytes) {
  TRY(check_svg(bytes));
  const Library* library = Library::get();
  if (!library)
    return fail(Error{.code = Code::unsupported,
                      .public_message = "SVG pictures need the library librsvg, which is not installed here"});
  GError* error = nullptr;
  RsvgHandle* handle = library->read(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), &error);
  if (!handle) return damaged(error);
  std::shared_ptr<void> owned(handle, library->release);
  const Extent size = size_of(*library, handle);
  constexpr double kMost = 100'000;
  if (!(size.width < kMost && size.height < kMost)) return refused("the SVG claims a size that no page has");
  return SvgDrawing(std::move(owned), size);
}

Result<std::string> SvgDrawing::png(int width, int height) const {
  const Library& library = *Library::get();
  const std::unique_ptr<cairo_surface_t, decltype(library.end_surface)> surface(
      library.new_surface(CAIRO_FORMAT_ARGB32, width, height), library.end_surface);
  const std::unique_ptr<cairo_t, decltype(library.end)> cr(library.begin(surface.get()), library.end);
  const RsvgRectangle box{0, 0, static_cast<double>(width), static_cast<double>(height)};
  GError* error = nullptr;
  if (!library.draw(static_cast<RsvgHandle*>(handle_.get()), cr.get(), &box, &error)) return damaged(error);
  std::string out;
  if (const cairo_status_t status = library.write_png(surface.get(), append, &out); status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(fmt::format("cairo: status {}", static_cast<int>(status)));
  return out;
}

}  // namespace kontor::docgen
