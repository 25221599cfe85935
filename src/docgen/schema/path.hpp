#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kontor::docgen {

/// Where in a payload a walk is, as links to the steps before it: the text ("items[2].price") is made only when
/// somebody is told. A step lives while the walk is below it.
class Path {
 public:
  Path() = default;
  Path member(std::string_view name) const { return {this, name, kNoIndex}; }
  Path item(std::size_t index) const { return {this, {}, index}; }
  /// "[]": any item, as in the paths of a schema.
  Path each_item() const { return {this, {}, kEach}; }

  bool is_root() const { return up_ == nullptr; }
  std::string str() const {
    if (is_root()) return "";
    std::string out = up_->str();
    if (index_ == kEach) return out += "[]";
    if (index_ != kNoIndex) return out += "[" + std::to_string(index_) + "]";
    if (!out.empty()) out += '.';
    return out += name_;
  }

 private:
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1), kEach = kNoIndex - 1;
  Path(const Path* up, std::string_view name, std::size_t index) : up_(up), name_(name), index_(index) {}

  const Path* up_ = nullptr;
  std::string_view name_;
  std::size_t index_ = kNoIndex;
};

}  // namespace kontor::docgen
