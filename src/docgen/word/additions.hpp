#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

  /// What is asked for from now on belongs to this part: "word/document.xml", "word/header1.xml".
  void enter(std::string_view part) { part_ = part; }

  /// A relation of the current part; equal ones share one id ("rIdK1"), which no template has.
  std::string relation(std::string_view type, std::string_view target, bool external);
  /// A picture's relation in the current part; equal bytes are kept once.
  std::string media(std::string bytes, std::string_view extension);
  /// A number for `wp:docPr id`, above those that templates use.
  std::uint32_t drawing() { return ++drawing_; }

  std::span<const Relation> relations() const { return relations_; }
  std::span<const Media> pictures() const { return media_; }
  bool empty() const { return relations_.empty() && media_.empty(); }

 private:
  static constexpr std::uint32_t kFirstDrawing = 1'000'000;  ///< Word counts from 1; no template has a million pictures

  std::string part_ = "word/document.xml";
  std::vector<Relation> relations_;
  std::vector<Media> media_;
  std::uint32_t drawing_ = kFirstDrawing;
};

}  // namespace kontor::docgen::word
