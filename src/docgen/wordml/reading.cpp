#include "docgen/wordml/reading.hpp"

#include <algorithm>

#include "docgen/model/figure.hpp"
namespace kontor::docgen::wordml {
namespace {

/// Paragraphs and tables: more than ten thousand pages of them.
constexpr std::size_t kMostBlocks = 500'000;
/// Tables in tables, boxes in boxes, controls in controls. People write five.
constexpr int kDeepest = 60;
/// Kinds of things named as left out; there are not so many.
constexpr std::size_t kMostNamed = 30;
constexpr double kMillimetre = 72 / 25.4;

/// One transparent pixel: keeps the room of a picture that cannot be shown.
constexpr unsigned char kNothing[] = {
    0x89, 0x50, 0x4e, 0x47, 0xd,  0xa,  0x1a, 0xa,  0x0,  0x0,  0x0,  0xd,  0x49, 0x48, 0x44, 0x52, 0x0,
    0x0,  0x0,  0x1,  0x0,  0x0,  0x0,  0x1,  0x8,  0x6,  0x0,  0x0,  0x0,  0x1f, 0x15, 0xc4, 0x89, 0x0,
    0x0,  0x0,  0xb,  0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x60, 0x0,  0x2,  0x0,  0x0,  0x5,  0x0,
    0x1,  0xe9, 0xfa, 0xdc, 0xd8, 0x0,  0x0,  0x0,  0x0,  0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

Xml root_of(const std::shared_ptr<Part>& part) { return part ? part->root() : Xml(); }

}  // namespace

Result<std::unique_ptr<Reading>> Reading::open(std::string docx) {
  TRY(Parts parts, Parts::read(std::move(docx)));
  std::unique_ptr<Reading> reading(new Reading(std::move(parts)));
  TRY(reading->read_definitions());
  return reading;
}

Result<void> Reading::read_definitions() {
  TRY(main_, parts_.open(parts_.document()));
  if (!main_->root().child("w:body"))
    return fail(office::bad_file("This is no Word file: its document has no body. Is it a drawing or a table?"));
  TRY(const std::shared_ptr<Part> theme, parts_.related(*main_, "theme"));
  if (theme) theme_ = Theme::read(theme->root());
  TRY(styles_part_, parts_.related(*main_, "styles"));
  styles_.emplace(root_of(styles_part_), theme_);
  TRY(numbering_part_, parts_.related(*main_, "numbering"));
  numbering_.emplace(root_of(numbering_part_), *styles_, theme_);
  TRY(const std::shared_ptr<Part> settings, parts_.related(*main_, "settings"));
  settings_ = Settings::read(root_of(settings));
  TRY(footnotes_, parts_.related(*main_, "footnotes"));
  TRY(endnotes_, parts_.related(*main_, "endnotes"));
  for (const bool endnote : {false, true})
    for (const Xml note : root_of(endnote ? endnotes_ : footnotes_).children(endnote ? "w:endnote" : "w:footnote"))
      note_nodes_[endnote ? 1 : 0].emplace(text_in(note, "w:id"), note);
  TRY(const std::shared_ptr<Part> core, parts_.open("docProps/core.xml"));
  if (core) document_.title = core->root().child("dc:title").text().get();
  collect_references(main_->root());
  return {};
}

void Reading::collect_references(Xml root) {
  struct Collector final : pugi::xml_tree_walker {
    explicit Collector(std::string& text) : out(text) {}
    bool for_each(Xml& node) override {
      const std::string_view name = name_of(node);
      if (name == "w:instrText") out += node.text().get();
      if (name == "w:fldSimple") out.append("\n").append(text_in(node, "w:instr")).append("\n");
      if (name == "w:hyperlink") out.append("\n").append(text_in(node, "w:anchor")).append("\n");
      if (name == "w:p") out += '\n';
      return true;
    }
    std::string& out;
  } collector(references_);
  root.traverse(collector);
}

bool Reading::is_referred_to(std::string_view bookmark) const {
  return !bookmark.empty() && references_.contains(bookmark);
}

void Reading::leave_out(std::string what) {
  auto& named = document_.left_out;
  if (named.size() < kMostNamed && std::ranges::find(named, what) == named.end()) named.push_back(std::move(what));
}

Xml Reading::note(std::string_view id, bool endnote) const {
  const auto& nodes = note_nodes_[endnote ? 1 : 0];
  const auto found = nodes.find(id);
  return found == nodes.end() ? Xml() : found->second;
}

const TableRegion* Reading::region(const TableStyle* style, unsigned regions) {
  if (!style) return nullptr;
  const auto [at, made] = regions_.try_emplace({style, regions});
  if (!made) return &at->second;
  at->second = style->whole;
  for (std::size_t i = 0; i < std::size(kRegions); ++i) {
    if ((regions >> i & 1) == 0) continue;
    if (const auto found = style->regions.find(kRegions[i]); found != style->regions.end())
      at->second.put(found->second);
  }
  return &at->second;
}

std::shared_ptr<const Figure> Reading::figure(const std::string& part, double width, double height,
                                              std::string_view alt) {
  const FigureSize size{width / kMillimetre, height / kMillimetre};
  auto& made = figures_[fmt::format("{}\n{:.2f}\n{:.2f}\n{}", part, width, height, alt)];
  if (made) return made;
  auto bytes = parts_.bytes(part);
  if (bytes) {
    const std::string kind(file_kind(*bytes));
    const std::string ending = part.substr(part.rfind('.') + 1);
    auto figure = figure_of(std::move(*bytes), size, std::string(alt));
    if (figure) return made = *figure;
    leave_out(fmt::format("a picture of the kind {}", kind.empty() ? ending : kind));
  } else {
    leave_out("a picture that the file does not hold");
  }
  std::string nothing(reinterpret_cast<const char*>(kNothing), sizeof kNothing);
  made = figure_of(std::move(nothing), size, std::string(alt)).value_or(nullptr);
  return made;
}

void Reading::fail_with(Error error) {
  if (!failure_) failure_ = std::move(error);
}

void Reading::count_block() {
  if (++blocks_ > kMostBlocks)
    fail_with(office::bad_file(fmt::format("The file has more than {} paragraphs and cells.", kMostBlocks)));
}

void Reading::hear(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0xD0 || byte == 0xD1) ++cyrillic_;
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) ++latin_;
  }
}

Descent::Descent(Reading& reading, int& depth) : depth_(depth), holds_(++depth <= kDeepest) {
  if (!holds_)
    reading.fail_with(office::bad_file(fmt::format(
        "The file's parts are nested more than {} levels deep: it was not written by a person.", kDeepest)));
}

}  // namespace kontor::docgen::wordml
