#include "docgen/pdf/pages.hpp"

namespace kontor::docgen::pdf {
namespace {

class Paginator {
 public:
  Paginator(const Flow& flow, double height) : flow_(flow), height_(height), pages_(1) {}

  std::vector<Page> run() {
    const auto& boxes = flow_.boxes;
    for (std::size_t first = 0; first < boxes.size();) {
      std::size_t end = first + 1;
      while (end < boxes.size() && boxes[end - 1].keep_with_next && !boxes[end].new_page) ++end;
      if (boxes[first].new_page && !pages_.back().empty()) turn(nullptr);
      const double needed = height_of(first, end, pages_.back().empty());
      if (needed > height_ - y_ && !pages_.back().empty() &&
          height_of(first, end, true) + header_height(boxes[first]) <= height_)
        turn(&boxes[first]);
      for (; first < end; ++first) put(boxes[first]);
    }
    return std::move(pages_);
  }

 private:
  double height_of(std::size_t first, std::size_t end, bool at_top) const {
    double height = 0;
    for (std::size_t i = first; i < end; ++i)
      height += flow_.boxes[i].height + (at_top && i == first ? 0 : flow_.boxes[i].before);
    return height;
  }

  double header_height(const Box& box) const {
    if (box.table < 0) return 0;
    double height = 0;
    for (const Box& header : flow_.table_headers[static_cast<std::size_t>(box.table)]) height += header.height;
    return height;
  }

  /// A new page; when it begins with a row of a table, the table's header stands above it.
  void turn(const Box* next) {
    pages_.emplace_back();
    y_ = 0;
    if (!next || next->table < 0 || next->height + header_height(*next) > height_) return;
    for (const Box& header : flow_.table_headers[static_cast<std::size_t>(next->table)]) {
      pages_.back().push_back({&header, y_});
      y_ += header.height;
    }
  }

  void put(const Box& box) {
    if (!pages_.back().empty() && y_ + box.before + box.height > height_ + 0.01) turn(&box);
    if (!pages_.back().empty()) y_ += box.before;
    pages_.back().push_back({&box, y_});
    y_ += box.height;
  }

  const Flow& flow_;
  double height_;
  double y_ = 0;
  std::vector<Page> pages_;
};

}  // namespace

std::vector<Page> pages_of(const Flow& flow, double height) { return Paginator(flow, height).run(); }

}  // namespace kontor::docgen::pdf
