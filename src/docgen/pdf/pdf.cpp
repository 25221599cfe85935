#include "docgen/pdf/pdf.hpp"

#include "docgen/pdf/content.hpp"
#include "docgen/pdf/metadata.hpp"
#include "docgen/pdf/navigation.hpp"
#include "docgen/pdf/syntax.hpp"

namespace kontor::docgen::pdf {
namespace {

class Writer {
 public:
  Writer(const layout::Pages& pages, const PdfOptions& options)
      : pages_(pages), options_(options), pictures_(objects_), structure_(pages, objects_) {}

  Result<std::string> run() {
    TRY(pictures_.note(pages_));
    TRY(fonts_, Fonts::of(pages_, objects_, pictures_));
    resources_ = objects_.reserve();
    tree_ = objects_.reserve();
    std::vector<Objects::Id> ids;
    for (std::size_t i = 0; i < pages_.pages.size(); ++i) ids.push_back(objects_.reserve());
    Navigation navigation(pages_, ids, objects_);
    for (std::size_t i = 0; i < ids.size(); ++i) page(i, ids[i], navigation);
    write_resources();
    write_tree(ids);
    const Objects::Id catalog = write_catalog(navigation);
    return objects_.finish(catalog, write_information(pages_, options_, objects_));
  }

 private:
  void page(std::size_t index, Objects::Id id, Navigation& navigation) {
    const layout::Page& page = pages_.pages[index];
    structure_.begin_page(id);
    const std::string operators = Content(page, fonts_, pictures_, opacities_, structure_).operators();
    const Objects::Id content = objects_.new_stream("", operators, Objects::Packing::deflate);
    const std::string links = navigation.links(index, structure_);
    std::string& out = objects_.begin(id);
    out += "<</Type/Page/Parent ";
    append_reference(out, tree_);
    out += "/MediaBox[0 0 ";
    append_length(out, page.width);
    append_length(out, page.height);
    out.back() = ']';
    out += "/Resources ";
    append_reference(out, resources_);
    out += "/Contents ";
    append_reference(out, content);
    if (structure_.present()) {
      out += "/StructParents ";
      append_integer(out, static_cast<std::int64_t>(index));
    }
    if (!links.empty()) out += "/Tabs/S/Annots" + links;
    if (opacities_.any() || pictures_.has_masks()) out += "/Group<</S/Transparency/CS/DeviceRGB>>";
    out += ">>";
  }

  void write_resources() {
    std::string& out = objects_.begin(resources_);
    out += "<<";
    const auto part = [&](std::string_view name, const std::string& entries) {
      if (!entries.empty()) out += fmt::format("{}<<{}>>", name, entries);
    };
    part("/Font", fonts_.resources());
    part("/XObject", pictures_.resources());
    part("/ExtGState", opacities_.resources());
    out += ">>";
  }

  void write_tree(const std::vector<Objects::Id>& ids) {
    std::string& out = objects_.begin(tree_);
    out += fmt::format("<</Type/Pages/Count {}/Kids[", ids.size());
    for (const Objects::Id id : ids) {
      append_reference(out, id);
      out += ' ';
    }
    out.back() = ']';
    out += ">>";
  }

  Objects::Id write_catalog(Navigation& navigation) {
    const bool archival = options_.archival && fonts_.complete() && !pictures_.has_cmyk();
    std::string entries = fmt::format("/Metadata {} 0 R", write_metadata(pages_, options_, archival, objects_));
    if (archival) entries += fmt::format("/OutputIntents[{}]", output_intent(objects_));
    if (structure_.present())
      entries += fmt::format("/MarkInfo<</Marked true>>/StructTreeRoot {} 0 R", structure_.write());
    entries += navigation.catalog_entries();
    Objects::Id id;
    std::string& out = objects_.begin_new(id);
    out += fmt::format("<</Type/Catalog/Pages {} 0 R/Lang({})/ViewerPreferences<</DisplayDocTitle true>>{}>>", tree_,
                       language_tag(pages_.locale), entries);
    return id;
  }

  const layout::Pages& pages_;
  const PdfOptions& options_;
  Objects objects_;
  Pictures pictures_;
  Fonts fonts_;
  Structure structure_;
  Opacities opacities_;
  Objects::Id resources_ = 0, tree_ = 0;
};

}  // namespace

Result<std::string> write(const layout::Pages& pages, const PdfOptions& options) {
  return Writer(pages, options).run();
}

}  // namespace kontor::docgen::pdf
