#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docgen/word/insets/furnishings.hpp"

namespace kontor::docgen::word {

/// What the insets of one evaluation add to the package beside the text of its parts. One object serves one evaluation
/// of a template, all of its parts one after another; it is used by one thread.
class Additions {
 public:
  struct Relation {
    std::string part;  ///< of the part that refers: "word/document.xml"
    std::string id;
    std::string type;    ///< "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    std::string target;  ///< relative to the part's folder, or an address when external
    bool external = false;
  };
  struct Media {
    std::string name;       ///< in the package: "word/media/kontor1.png"
    std::string extension;  ///< without the point, in lower case
    std::string bytes;
  };
  /// A part that takes the place of the template's, or comes beside its parts.
  struct Part {
    std::string name;          ///< "word/numbering.xml"
    std::string content_type;  ///< for an Override, where the template has none for that name
    std::string bytes;
  };

  Additions() = default;
  /// Without furnishings lists are marked in their text and no style is used.
  explicit Additions(std::shared_ptr<const Furnishings> furnishings) : furnishings_(std::move(furnishings)) {}

  /// What is asked for from now on belongs to this part: "word/document.xml", "word/header1.xml".
  void enter(std::string_view part) { part_ = part; }

  /// A relation of the current part; equal ones share one id ("rIdK1"), which no template has.
  std::string relation(std::string_view type, std::string_view target, bool external);
  std::string hyperlink(std::string_view address);
  /// A picture's relation in the current part; equal bytes are kept once.
  std::string media(std::string bytes, std::string_view extension);
  /// A number for `wp:docPr id`, above those that templates use.
  std::uint32_t drawing() { return ++drawing_; }

  /// The template's or an added style of that type ("paragraph") and name; empty when there is none.
  std::string style(std::string_view type, std::string_view name) const;
  /// Takes a `<w:style>` that style() then knows: `id` comes from free_style_id().
  void add_style(std::string_view type, std::string_view name, std::string_view id, std::string xml);
  std::string free_style_id(std::string_view wanted) const;

  /// A new list that counts from `start`: its w:numId, or 0 where the package takes none.
  int list(bool ordered, int start);
  /// The same for a definition of somebody else's: `<w:abstractNum>` with @ for its w:abstractNumId, and what stands
  /// inside of its `<w:num>` behind w:abstractNumId.
  int list(std::string_view definition, std::string_view overrides);

  std::span<const Relation> relations() const { return relations_; }
  std::span<const Media> pictures() const { return media_; }
  /// The parts that lists and styles changed.
  std::vector<Part> parts() const;
  bool empty() const { return relations_.empty() && media_.empty() && lists_.empty() && styles_.empty(); }

 private:
  static constexpr std::uint32_t kFirstDrawing = 1'000'000;  ///< Word counts from 1; no template has a million pictures

  int define(std::string_view definition);
  void make_room_for_lists();

  std::shared_ptr<const Furnishings> furnishings_;
  std::string part_ = "word/document.xml";
  std::vector<Relation> relations_;
  std::map<std::string, std::string> relation_ids_;  ///< by part, type and target
  std::vector<Media> media_;
  std::map<std::size_t, std::vector<std::size_t>> media_by_hash_;
  std::uint32_t drawing_ = kFirstDrawing;
  std::string definitions_, lists_, styles_;  ///< w:abstractNum, w:num and w:style elements
  int definition_count_ = 0, list_count_ = 0;
  std::map<bool, int> own_definitions_;                           ///< by ordered
  std::map<std::string, std::string, std::less<>> added_styles_;  ///< ids by "type name"
};

}  // namespace kontor::docgen::word
