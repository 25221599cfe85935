#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "docgen/layout/marks.hpp"
#include "docgen/pdf/objects.hpp"

namespace kontor::docgen::pdf {

/// The tagged structure: what stands in which part of the document, for readers who do not see it. Pages say in the
/// order of their content which nodes it belongs to; afterwards the tree is written.
class Structure {
 public:
  Structure(const layout::Pages& pages, Objects& objects);

  bool present() const { return !nodes_.empty(); }
  /// False for an artifact, and for what is no node at all.
  bool has(layout::Node node) const { return node >= 0 && static_cast<std::size_t>(node) < nodes_.size(); }

  void begin_page(Objects::Id page);
  /// A stretch of the page's content; gives its number on that page (MCID).
  int add_content(layout::Node node);
  /// Where a picture stands on the page, in points from its lower left corner.
  void set_box(layout::Node node, double left, double bottom, double right, double top);
  /// A link's annotation on the page; gives its key (StructParent).
  int add_annotation(layout::Node node, Objects::Id annotation);

  /// The root of the tree.
  Objects::Id write();

 private:
  static constexpr std::uint32_t kNever = 0xFFFFFFFF, kNone = 0xFFFFFFFF;
  struct Kid {
    std::uint32_t order;
    std::uint32_t page;
    int content;             ///< MCID, or
    Objects::Id annotation;  ///< this, or
    layout::Node child;
    std::uint32_t next = kNone;  ///< of the same part: an index of kids_
  };
  /// A long document has very many, each with a kid or two: all kids stand in one place, and boxes, which few have, in
  /// another.
  struct Part {
    std::uint32_t first = kNone, last = kNone;  ///< of its kids
    std::uint32_t seen = kNever;                ///< when content of it or of a part of it was first met
    bool own_content = false;
  };
  using Box = std::array<double, 4>;

  Objects::Id id_of(std::size_t index) const { return first_id_ + static_cast<Objects::Id>(index); }
  void add_content(layout::Node node, Kid kid);
  void add(Part& part, const Kid& kid);
  void write_part(std::size_t index, Objects::Id root);
  void write_kids(std::string& out, const Part& part);
  /// Until the next call.
  std::span<const Kid> kids_of(const Part& part);
  Objects::Id write_parents();

  const std::vector<layout::StructureNode>& nodes_;
  Objects& objects_;
  std::size_t page_count_;
  std::vector<Part> parts_;
  Objects::Id first_id_ = 0;  ///< of the parts, which are numbered one after the other
  std::vector<Kid> kids_, collected_;
  std::unordered_map<layout::Node, Box> boxes_;
  std::vector<Objects::Id> pages_;
  std::vector<std::vector<layout::Node>> contents_;  ///< by page: the node of each MCID
  std::vector<layout::Node> annotations_;            ///< of links, in the order of their keys
  std::uint32_t order_ = 0;
};

}  // namespace kontor::docgen::pdf
