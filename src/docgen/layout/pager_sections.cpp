#include <numeric>

#include "docgen/layout/pager.hpp"

/// Sections, their columns, and text beside floats.
namespace kontor::docgen::layout {
namespace {

/// However narrow a page's settings make it, text is set in this much.
constexpr double kLeastColumn = 20;
constexpr std::size_t kMostColumns = 45;  // as Word

/// As LibreOffice sets the notes of Word files, a millimetre around the line.
constexpr NotesArea::Gaps kNotesOfWord{.above = 2.85, .below = 2.85, .between = 0};

/// Its paragraphs look as the document says, not as the writer would have them.
bool says_its_look(const Section& section) {
  return std::ranges::any_of(section.blocks, [](const Block& block) {
    const auto* paragraph = std::get_if<Paragraph>(&block.any);
    return paragraph && paragraph->format;
  });
}

}  // namespace

void Pager::set_columns(const Section& section) {
  const double width = std::max(section.page.text_width(), kLeastColumn);
  const std::size_t count = std::clamp<std::size_t>(section.column_widths.size(), 1, kMostColumns);
  columns_.clear();
  if (count == 1) {
    columns_.push_back({0, width});
  } else {
    const double gap = std::clamp(section.column_gap, 0.0, width / static_cast<double>(2 * count));
    const double free = width - gap * static_cast<double>(count - 1);
    const double sum = std::accumulate(section.column_widths.begin(), section.column_widths.end(), 0.0);
    double x = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double share = sum > 0 ? section.column_widths[i] / sum : 1 / static_cast<double>(count);
      columns_.push_back({x, std::max(free * share, kLeastColumn)});
      x += columns_.back().width + gap;
    }
  }
  uneven_ = std::ranges::any_of(
      columns_, [&](const Lane& column) { return std::abs(column.width - columns_.front().width) > 0.5; });
}

void Pager::begin(const Section& section, std::size_t index, bool balanced) {
  if (balanced_) balance();
  flush();
  if (pages_.empty() && says_its_look(section)) notes_.set_gaps(kNotesOfWord);
  const bool continues = !pages_.empty() && section_ && section.page.width == section_->page.width &&
                         section.page.height == section_->page.height;
  const Section::Begin begin = section.begin;
  const bool same_columns = section.column_widths.size() == columns_.size();
  if (continues && begin == Section::Begin::next_column && same_columns && columns_.size() > 1) {
    turn(Turn::column);
  } else if (continues && !turn_ && (begin == Section::Begin::same_page || begin == Section::Begin::next_column)) {
    end_column();
    end_section();
    section_ = &section;
    section_index_ = index;
    set_columns(section);
    column_ = 0;
    top_ = lowest_;
    const bool fresh = top_ <= page_top_ + 0.01;
    begin_column(fresh);
    asked_ = fresh;
  } else {
    if (!pages_.empty()) {
      while (notes_.waiting() && !overflowed_) next_column(nullptr);
      end_column();
      end_section();
    }
    turn_.reset();
    section_ = &section;
    section_index_ = index;
    set_columns(section);
    new_page(true, true);
    const bool even = pages_.back().number % 2 == 0;
    if ((begin == Section::Begin::even_page && !even) || (begin == Section::Begin::odd_page && even)) {
      if (pages_.size() > 1 && !section.first_number) {
        end_column();
        pages_.back().blank = true;
        new_page(true, true);
      }
    }
  }
  section_ = &section;
  section_index_ = index;
  balanced_ = balanced && columns_.size() > 1 && !uneven_;
}

void Pager::end_section() {
  if (!section_ || !section_->column_line || columns_.size() < 2 || pages_.empty()) return;
  for (std::size_t i = 1; i < columns_.size(); ++i) {
    const double x = section_->page.left + (columns_[i - 1].x + columns_[i - 1].width + columns_[i].x) / 2;
    pages_.back().marks.push_back(LineMark{.x1 = x, .y1 = top_, .x2 = x, .y2 = lowest_, .color = {}});
  }
}

/// Boxes from `first` on that go into the columns from this one on, were they so high.
std::size_t Pager::simulate(const Boxes& boxes, std::size_t first, double height) const {
  std::size_t at = first;
  for (std::size_t column = column_; column < columns_.size(); ++column) {
    double used = 0;
    bool empty = true;
    while (at < boxes.size()) {
      std::size_t end = at;
      double needed = 0;
      do {
        needed += boxes[end].height + (empty && end == at ? 0 : boxes[end].before);
      } while (boxes[end++].keep != Box::Keep::free && end < boxes.size());
      if (used + needed > height + 0.01) break;
      used += needed;
      at = end;
      empty = false;
    }
  }
  return at;
}

void Pager::balance() {
  balanced_ = false;
  Boxes boxes = std::exchange(held_, {});
  std::size_t at = 0;
  const auto place_until = [&](std::size_t end) {
    for (; at < end && !overflowed_; ++at) put(std::move(boxes[at]));
    flush();
  };
  while (at < boxes.size() && !overflowed_) {
    if (turn_) do_turn();
    const double whole = page_bottom_ - top_;
    const std::size_t end = simulate(boxes, at, whole);
    if (end < boxes.size()) {
      place_until(std::max(end, at + 1));
      continue;
    }
    double low = 0, high = whole;
    constexpr int kSteps = 20;  // far below a point
    for (int i = 0; i < kSteps; ++i) {
      const double middle = (low + high) / 2;
      (simulate(boxes, at, middle) == boxes.size() ? high : low) = middle;
    }
    while (at < boxes.size() && column_ < columns_.size()) {
      const std::size_t last = column_ + 1 == columns_.size() ? boxes.size() : [&] {
        // What goes into this column alone.
        std::size_t stop = at;
        double used = 0;
        while (stop < boxes.size()) {
          const double more = boxes[stop].height + (stop == at ? 0 : boxes[stop].before);
          if (used + more > high + 0.01) break;
          used += more;
          ++stop;
        }
        while (stop > at + 1 && stop < boxes.size() && boxes[stop - 1].keep != Box::Keep::free) --stop;
        return std::max(stop, at + 1);
      }();
      place_until(last);
      if (at < boxes.size()) next_column(&boxes[at]);
    }
  }
}

Area Pager::column() const { return {left(), top_, columns_[column_].width, bottom_ - top_}; }

double Pager::settle(const Box& first, double least) {
  if (turn_) do_turn();
  if (!pending_.empty()) {
    const double whole = needed(pending_, pending_.size()) + first.before + least;
    if (whole > room() && !fresh_ && whole <= full_height()) next_column(nullptr);
    flush();
  }
  if (!fresh_ && first.before + least > room()) next_column(nullptr);
  return y_ + space_above(first);
}

Lane Pager::lane(double y, double height) const {
  const double width = columns_[column_].width;
  if (y + height > bottom_ - notes_.height() + 0.01)  // it will stand in the next column
    return {0, columns_[(column_ + 1) % columns_.size()].width};
  // The widest stretch that nothing stands in.
  std::vector<std::pair<double, double>> taken;
  for (const Obstacle& obstacle : obstacles_) {
    const Area& area = obstacle.area;
    if (area.y >= y + height || area.y + area.height <= y) continue;
    const double from = area.x - left(), to = from + area.width;
    if (to <= 0 || from >= width) continue;
    if (obstacle.wrap == Float::Wrap::top_and_bottom) return {0, 0};
    taken.emplace_back(from, to);
  }
  if (taken.empty()) return {0, width};
  std::ranges::sort(taken);
  Lane best;
  double from = 0;
  for (const auto& [begin, end] : taken) {
    if (begin - from > best.width) best = {from, begin - from};
    from = std::max(from, end);
  }
  if (width - from > best.width) best = {from, width - from};
  return best;
}

}  // namespace kontor::docgen::layout
