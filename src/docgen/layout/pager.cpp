#include "docgen/layout/pager.hpp"

#include "docgen/layout/split.hpp"

namespace kontor::docgen::layout {
namespace {

constexpr double kTouch = 0.01;  ///< what rounding may add
/// Notes that go on from the page before leave this part of a column to the text.
constexpr double kNotesShare = 0.7;

}  // namespace

void Pager::put(Box&& box) {
  if (overflowed_) return;
  const bool ends = box.keep == Box::Keep::free;
  if (balanced_) return held_.push_back(std::move(box));
  if (turn_) do_turn();
  pending_.push_back(std::move(box));
  if (ends) flush();
}

void Pager::flush() {
  if (pending_.empty()) return;
  place_chain(std::exchange(pending_, {}));
}

double Pager::needed(const Boxes& chain, std::size_t count) const {
  double height = 0;
  for (std::size_t i = 0; i < count; ++i) {
    height += chain[i].height + (i == 0 ? space_above(chain[i]) : chain[i].before);
    if (chain[i].notes) height += notes_.least(chain[i]);
  }
  return height;
}

void Pager::place_chain(Boxes chain) {
  while (!chain.empty() && !overflowed_) {
    const double height = needed(chain, chain.size());
    if (height <= room() + kTouch) break;
    if (split_last(chain)) continue;
    double header = 0;
    if (chain.front().repeated) header = height_of(*chain.front().repeated);
    const double alone = height - space_above(chain.front()) + header;
    if (alone > full_height() + kTouch) return place_in_parts(std::move(chain));
    if (fresh_) break;
    next_column(&chain.front());
  }
  for (Box& box : chain) place(std::move(box));
  notes_.settle(bottom_ - y_);
}

/// The last row of a chain may begin on this page; what is left of it is then the chain.
bool Pager::split_last(Boxes& chain) {
  Box& last = chain.back();
  if (!last.row || !last.row->splits || last.height < last.row->moved_below) return false;
  const std::size_t before = chain.size() - 1;
  const double above = before == 0 ? space_above(last) : needed(chain, before) + last.before;
  auto part = cut(last, room() - above, false);
  if (!part) return false;
  part->keep = Box::Keep::free;
  Box rest = std::move(last);
  chain.pop_back();
  for (Box& box : chain) place(std::move(box));
  place(std::move(*part));
  notes_.settle(bottom_ - y_);
  next_column(&rest);
  chain.clear();
  chain.push_back(std::move(rest));
  return true;
}

/// What is higher than a page is parted: first from its headings, then where lines belong together.
void Pager::place_in_parts(Boxes chain) {
  const bool only_lines =
      std::all_of(chain.begin(), chain.end() - 1, [](const Box& box) { return box.keep == Box::Keep::lines; });
  if (only_lines) {
    for (Box& box : chain) place_one(std::move(box));
    return;
  }
  Boxes part;
  for (Box& box : chain) {
    const bool ends = box.keep != Box::Keep::lines;
    part.push_back(std::move(box));
    if (ends) place_chain(std::exchange(part, {}));
  }
  if (!part.empty()) place_chain(std::move(part));
}

void Pager::place_one(Box&& box) {
  const auto fits = [&] { return space_above(box) + box.height + notes_.least(box) <= room() + kTouch; };
  if (!fits() && !fresh_) {
    if (box.row && box.row->splits)
      if (auto part = cut(box, room() - space_above(box), false)) place(std::move(*part));
    next_column(&box);
  }
  while (box.row && !fits() && !overflowed_) {
    auto part = cut(box, room() - space_above(box), true);
    if (!part) break;
    place(std::move(*part));
    next_column(&box);
  }
  place(std::move(box));
  notes_.settle(bottom_ - y_);
}

void Pager::place(Box&& box) {
  if (overflowed_) return;
  y_ += space_above(box);
  if (box.notes) notes_.take(box);
  const double height = box.height;
  stack_->put(std::move(box), left(), y_);
  y_ += height;
  fresh_ = false;
  asked_ = false;
}

void Pager::next_column(const Box* next) {
  end_column();
  if (column_ + 1 < columns_.size()) {
    ++column_;
    begin_column(top_ <= page_top_ + kTouch);
  } else {
    end_section();
    new_page(false, false);
  }
  if (next && next->repeated) repeat_header(*next);
}

void Pager::repeat_header(const Box& next) {
  const Boxes& header = *next.repeated;
  if (overflowed_ || height_of(header) > full_height() / 2) return;
  for (const Box& box : header) {
    stack_->put(artifact_of(box), left(), y_);
    y_ += box.height;
  }
}

void Pager::begin_column(bool fresh) {
  y_ = top_;
  bottom_ = page_bottom_;
  fresh_ = fresh;
  asked_ = false;
  MadePage& page = pages_.back();
  canvas_ =
      std::make_unique<Canvas>(Canvas{page.marks, page.behind, page.in_front, page.setup, &heard_, pages_.size() - 1});
  stack_ = std::make_unique<Stack>(*canvas_);
  if (notes_.waiting()) notes_.settle((page_bottom_ - top_) * kNotesShare, true);
}

void Pager::end_column() {
  if (!stack_) return;
  stack_.reset();
  notes_.draw(*canvas_, left(), columns_[column_].width, page_bottom_);
  canvas_.reset();
  lowest_ = std::max(lowest_, y_);
}

void Pager::new_page(bool asked, bool first) {
  if (pages_.size() >= kMostPages) {
    overflowed_ = true;
    pages_.pop_back();
  }
  const int number = pages_.empty() ? 1 : pages_.back().number + 1;
  pages_.push_back({.setup = section_->page, .section = section_index_, .number = number, .first = first});
  if (first && section_->first_number) pages_.back().number = *section_->first_number;
  const Room room = frames_(pages_.back());
  page_top_ = top_ = lowest_ = room.top;
  page_bottom_ = room.bottom;
  obstacles_.clear();
  column_ = 0;
  begin_column(true);
  asked_ = asked;
}

void Pager::turn(Turn turn) {
  if (balanced_) {  // somebody says where columns end
    balanced_ = false;
    for (Box& box : std::exchange(held_, {})) put(std::move(box));
  }
  flush();
  if (pages_.empty()) return;
  if (!turn_ || turn == Turn::page) turn_ = turn;
}

void Pager::do_turn() {
  const Turn turn = *std::exchange(turn_, std::nullopt);
  const bool to_page = turn == Turn::page || column_ + 1 >= columns_.size();
  if (fresh_ && (column_ == 0 || !to_page)) {  // it begins here already
    asked_ = true;
    return;
  }
  end_column();
  if (to_page) {
    end_section();
    return new_page(true, false);
  }
  ++column_;
  begin_column(top_ <= page_top_ + kTouch);
  asked_ = true;
}

void Pager::finish() {
  if (balanced_) balance();
  flush();
  while (notes_.waiting() && !overflowed_) next_column(nullptr);
  end_column();
  end_section();
}

}  // namespace kontor::docgen::layout
