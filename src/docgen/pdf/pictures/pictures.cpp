#include "docgen/pdf/pictures/pictures.hpp"

#include "docgen/pdf/kept.hpp"
#include "docgen/pdf/pictures/packed.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

// Logos, stamps and signatures of a few dozen organisations: they return with each document, and unpacking one costs
// more than writing three pages.
constexpr std::size_t kKeptBytes = 16 << 20;

bool is_jpeg(std::string_view file) { return file.starts_with("\xFF\xD8"); }

Result<std::shared_ptr<const PackedPicture>> packed(std::string_view file) {
  static Kept<PackedPicture> kept(kKeptBytes);
  if (is_jpeg(file)) {
    TRY(PackedPicture picture, packed_jpeg(file));
    return std::make_shared<const PackedPicture>(std::move(picture));
  }
  if (auto known = kept.find(file)) return known;
  TRY(PackedPicture picture, packed_png(file));
  auto shared = std::make_shared<const PackedPicture>(std::move(picture));
  kept.keep(std::string(file), shared, shared->memory());
  return shared;
}

}  // namespace

Result<void> Pictures::note(const layout::Pages& pages) {
  for (const layout::Page& page : pages.pages)
    for (const layout::Mark& mark : page.marks) {
      const auto* shown = std::get_if<layout::PictureMark>(&mark);
      if (!shown || !shown->figure || by_figure_.contains(shown->figure.get())) continue;
      const std::string_view file = shown->figure->bytes;
      auto known = by_bytes_.find(file);
      if (known == by_bytes_.end()) {
        TRY(const Objects::Id id, put(file));
        known = by_bytes_.emplace(file, static_cast<int>(by_bytes_.size())).first;
        resources_ += fmt::format("/X{} {} 0 R", known->second, id);
      }
      by_figure_.emplace(shown->figure.get(), known->second);
    }
  return {};
}

Result<Objects::Id> Pictures::put(std::string_view file) {
  TRY(const auto picture, packed(file));
  cmyk_ |= picture->cmyk;
  std::string entries = "/Type/XObject/Subtype/Image" + picture->entries;
  if (!picture->mask_bytes.empty()) {
    masks_ = true;
    const Objects::Id mask = objects_.new_stream("/Type/XObject/Subtype/Image" + picture->mask_entries,
                                                 picture->mask_bytes, Objects::Packing::as_is);
    entries += "/SMask ";
    append_reference(entries, mask);
  }
  return objects_.new_stream(entries, picture->bytes, Objects::Packing::as_is);
}

}  // namespace kontor::docgen::pdf
