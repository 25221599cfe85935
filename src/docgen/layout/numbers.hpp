#pragma once

#include <unordered_map>

#include "docgen/layout/canvas.hpp"
#include "docgen/layout/text/text.hpp"

namespace kontor::docgen::layout {

/// A page as people count it.
struct Numbered {
  int number = 1;
  int section_pages = 1;
};

/// The numbers of notes, and the values of fields as the pass before found them.
class Numbers {
 public:
  Numbers();
  Numbers(const Numbers&) = delete;
  Numbers& operator=(const Numbers&) = delete;

  /// What the pass before heard; both outlive this. Without it fields show their own text.
  void know(const Heard& heard, const std::vector<Numbered>& pages);
  /// All texts that are set from now on stand on this page.
  void on(std::size_t page) { page_ = page; }
  /// Null when nothing is known.
  const FieldValues* values_for(const Runs& runs);
  FieldValues values_on(std::size_t page) const;

  const std::function<std::string(const Footnote&)>& note_mark() const { return note_mark_; }
  std::string mark_of(const Footnote& note);
  /// The endnotes whose marks were set so far, in order.
  const std::vector<const Footnote*>& endnotes() const { return endnotes_; }
  bool has_fields() const { return fields_; }
  void field() { fields_ = true; }

 private:
  std::string other(const PageField& field, std::size_t page) const;

  const Heard* heard_ = nullptr;
  const std::vector<Numbered>* pages_ = nullptr;
  std::unordered_map<std::string_view, std::size_t> anchors_;  ///< and their pages
  FieldValues values_;
  std::optional<std::size_t> page_;
  std::function<std::string(const Footnote&)> note_mark_;
  std::unordered_map<const Footnote*, int> notes_;
  std::vector<const Footnote*> endnotes_;
  int footnotes_ = 0;
  bool fields_ = false;
};

}  // namespace kontor::docgen::layout
