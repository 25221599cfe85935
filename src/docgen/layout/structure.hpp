#pragma once

#include "docgen/layout/marks.hpp"

namespace kontor::docgen::layout {

/// The structure as it grows: what is added stands below the part that is open.
class Structure {
 public:
  using Role = StructureNode::Role;

  /// Opens a part for as long as it lives.
  class Part {
   public:
    Part(Structure& structure, StructureNode node) : structure_(structure), outer_(structure.open_) {
      node_ = structure.add(std::move(node));
      structure.open_ = node_;
    }
    /// Nothing below is content.
    explicit Part(Structure& structure) : structure_(structure), outer_(structure.open_), silent_(true) {
      ++structure_.silent_;
    }
    /// Opens one that was there before.
    Part(Structure& structure, Node node) : structure_(structure), outer_(structure.open_), node_(node) {
      if (node != kArtifact) structure.open_ = node;
    }
    ~Part() {
      structure_.open_ = outer_;
      if (silent_) --structure_.silent_;
    }
    Part(const Part&) = delete;
    Part& operator=(const Part&) = delete;

    Node node() const { return node_; }

   private:
    Structure& structure_;
    Node outer_, node_ = kArtifact;
    bool silent_ = false;
  };

  Structure() { nodes_.push_back({.role = Role::document}); }

  Node add(StructureNode node) {
    if (silent_ > 0) return kArtifact;
    node.parent = open_;
    nodes_.push_back(std::move(node));
    return static_cast<Node>(nodes_.size() - 1);
  }
  Node open() const { return silent_ > 0 ? kArtifact : open_; }
  bool silent() const { return silent_ > 0; }
  void span(Node cell, int columns, int rows) {
    if (cell == kArtifact) return;
    nodes_[static_cast<std::size_t>(cell)].columns = columns;
    nodes_[static_cast<std::size_t>(cell)].rows = rows;
  }
  std::vector<StructureNode> finish() { return std::move(nodes_); }

 private:
  std::vector<StructureNode> nodes_;
  Node open_ = 0;
  int silent_ = 0;
};

}  // namespace kontor::docgen::layout
