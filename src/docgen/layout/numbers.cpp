#include "docgen/layout/numbers.hpp"

#include <charconv>

#include "docgen/model/notes.hpp"

namespace kontor::docgen::layout {

Numbers::Numbers() : note_mark_([this](const Footnote& note) { return mark_of(note); }) {}

void Numbers::know(const Heard& heard, const std::vector<Numbered>& pages) {
  heard_ = &heard;
  pages_ = &pages;
  anchors_.clear();
  for (const Anchor& anchor : heard.anchors) anchors_.emplace(anchor.name, anchor.page);
}

std::string Numbers::mark_of(const Footnote& note) {
  const auto [at, added] = notes_.emplace(&note, 0);
  if (added) {
    if (note.endnote) endnotes_.push_back(&note);
    at->second = note.endnote ? static_cast<int>(endnotes_.size()) : ++footnotes_;
  }
  return docgen::note_mark(at->second, note.endnote);
}

const FieldValues* Numbers::values_for(const Runs& runs) {
  if (!heard_) return nullptr;
  const auto at = heard_->pages.find(&runs);
  values_ = values_on(page_ ? *page_ : at == heard_->pages.end() ? 0 : at->second);
  return &values_;
}

FieldValues Numbers::values_on(std::size_t page) const {
  FieldValues values;
  if (!pages_ || pages_->empty()) return values;
  const Numbered& numbered = (*pages_)[std::min(page, pages_->size() - 1)];
  values.page = numbered.number;
  values.pages = static_cast<int>(pages_->size());
  values.section_pages = numbered.section_pages;
  values.other = [this, page](const PageField& field) { return other(field, page); };
  return values;
}

std::string Numbers::other(const PageField& field, std::size_t page) const {
  if (!heard_ || !pages_) return {};
  if (field.kind == PageField::Kind::page_of) {
    if (const auto at = anchors_.find(field.target); at != anchors_.end())
      return std::to_string((*pages_)[std::min(at->second, pages_->size() - 1)].number);
    return {};
  }
  int level = 0;
  std::from_chars(field.target.data(), field.target.data() + field.target.size(), level);
  std::string text;
  for (const Heard::Title& title : heard_->titles) {
    if (title.page > page) break;
    if (title.style != field.target && (level == 0 || title.level != level)) continue;
    const bool first_here = title.page == page;
    text = title.text;
    if (first_here) break;
  }
  return text;
}

}  // namespace kontor::docgen::layout
