#pragma once

#include "docgen/layout/text/paragraph.hpp"
#include "docgen/layout/text/text.hpp"

namespace kontor::docgen::layout {

/// Where a tab goes.
struct TabTarget {
  double at = 0;  ///< from the left of the text's area
  TabStop::Kind kind = TabStop::Kind::left;
  const std::string* leader = nullptr;
  bool automatic = false;  ///< no stop of the paragraph's own
};

/// The first stop behind `x`: of the paragraph's own, its left edge when the first line hangs out, or one of the
/// default distance.
TabTarget next_stop(const Setting& setting, double x);

/// The byte of `text` at which its first number's decimals begin; behind the number when it has none; the end of the
/// text when there is no number.
std::size_t decimal_place(std::string_view text, Locale locale);
/// The same as a width, of the pieces from `from` up to the next tab or line break.
double decimal_offset(const Paragraph& paragraph, std::size_t from, Locale locale);

/// Text on its way through a line: what stands behind a tab moves to the left as it grows when the stop is a right,
/// a centred or a decimal one.
class Pen {
 public:
  explicit Pen(double x) : base_(x) {}

  void add(double width) { width_ += width; }
  void go_to(const TabTarget& target, double decimals) {
    base_ = end();
    width_ = 0;
    target_ = target;
    decimals_ = decimals;
  }
  double start() const {
    switch (target_.kind) {
      case TabStop::Kind::right:
        return std::max(base_, target_.at - width_);
      case TabStop::Kind::center:
        return std::max(base_, target_.at - width_ / 2);
      case TabStop::Kind::decimal:
        return std::max(base_, target_.at - std::min(decimals_, width_));
      default:
        return std::max(base_, target_.at);
    }
  }
  double base() const { return base_; }
  double end() const { return start() + width_; }

 private:
  double base_, width_ = 0, decimals_ = 0;
  TabTarget target_ = {.at = -1e9};
};

}  // namespace kontor::docgen::layout
