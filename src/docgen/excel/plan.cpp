#include "docgen/excel/plan.hpp"

#include <algorithm>
#include <charconv>

#include "docgen/excel/landing.hpp"

namespace kontor::docgen::excel {

/// Reads a stream. What a template cut out of its own blocks (with `truncate`, say) makes no sense, and is refused.
class Plan::Reader {
 public:
  Reader(Plan& plan, std::string_view stream) : plan_(plan), stream_(stream) {}

  Result<void> run() {
    while (at_ < stream_.size()) {
      const char sign = stream_[at_++];
      switch (sign) {
        case kRows:
          TRY(rows());
          break;
        case kCell:
          TRY(cell());
          break;
        case kLoop: {
          TRY(const int loop, number(';'));
          if (loop < 0 || static_cast<std::size_t>(loop) >= plan_.sheet_->loops.size()) return cut();
          loops_.push_back({loop, plan_.stretches_.size()});
          break;
        }
        case kTurn:
          if (loops_.empty()) return cut();
          plan_.turns_.push_back({loops_.back().first, turn_, plan_.stretches_.size(), 0});
          turn_ = static_cast<int>(plan_.turns_.size()) - 1;
          break;
        case kTurnEnd:
          if (turn_ == 0) return cut();
          plan_.turns_[static_cast<std::size_t>(turn_)].end = plan_.stretches_.size();
          turn_ = plan_.turns_[static_cast<std::size_t>(turn_)].parent;
          break;
        case kLoopEnd:
          if (loops_.empty()) return cut();
          end_loop();
          break;
        default:
          return cut();
      }
    }
    if (turn_ != 0) return cut();
    return {};
  }

 private:
  static Failure cut() {
    return fail(Error{.code = Code::invalid,
                      .public_message = "a block of rows cannot be changed by filters or kept in a name"});
  }

  Result<int> number(char end) {
    int out = 0;
    const auto [stop, error] = std::from_chars(stream_.data() + at_, stream_.data() + stream_.size(), out);
    if (error != std::errc{} || stop == stream_.data() + stream_.size() || *stop != end) return cut();
    at_ = static_cast<std::size_t>(stop - stream_.data()) + 1;
    return out;
  }

  Result<void> rows() {
    TRY(const int first, number('-'));
    TRY(const int last, number(';'));
    if (first < 1 || last < first || last > plan_.sheet_->last_row()) return cut();
    return add({.first = first, .last = last, .at = plan_.last_ + 1, .turn = turn_, .values = {}});
  }

  Result<void> add(Stretch stretch) {
    const int count = stretch.last - stretch.first + 1;
    if (plan_.last_ > kMaxRow - count)
      return fail(
          Error{.code = Code::too_large, .public_message = fmt::format("a sheet of Excel ends with row {}", kMaxRow)});
    plan_.last_ += count;
    plan_.stretches_.push_back(std::move(stretch));
    return {};
  }

  Result<void> cell() {
    TRY(const int tagged, number(';'));
    const std::size_t end = std::min(stream_.find_first_of("\x01\x02\x07\x08\x0B\x0C", at_), stream_.size());
    if (plan_.stretches_.empty() || tagged < 0 || static_cast<std::size_t>(tagged) >= plan_.sheet_->tagged.size() ||
        plan_.sheet_->tagged[static_cast<std::size_t>(tagged)].at.row != plan_.stretches_.back().first)
      return cut();
    plan_.stretches_.back().values.push_back({tagged, stream_.substr(at_, end - at_)});
    at_ = end;
    return {};
  }

  void end_loop() {
    const auto [index, begin] = loops_.back();
    loops_.pop_back();
    const RowLoop& loop = plan_.sheet_->loops[static_cast<std::size_t>(index)];
    if (!loop.keeps_row || plan_.stretches_.size() > begin || loop.last < loop.first) return;
    plan_.turns_.push_back({index, turn_, plan_.stretches_.size(), plan_.stretches_.size() + 1});
    static_cast<void>(add({.first = loop.first,
                           .last = loop.first,
                           .at = plan_.last_ + 1,
                           .turn = static_cast<int>(plan_.turns_.size()) - 1,
                           .blank = true,
                           .values = {}}));
  }

  Plan& plan_;
  std::string_view stream_;
  std::size_t at_ = 0;
  int turn_ = 0;
  std::vector<std::pair<int, std::size_t>> loops_;
};

Plan::Plan(const Sheet& sheet) : sheet_(&sheet), last_(sheet.last_row()) {
  turns_.push_back({});
  if (last_ > 0) stretches_.push_back({.first = 1, .last = last_, .at = 1, .values = {}});
  turns_[0].end = stretches_.size();
}

Result<Plan> Plan::read(const Sheet& sheet, std::string_view stream) {
  Plan out(sheet);
  out.stretches_.clear();
  out.last_ = 0;
  TRY(Reader(out, stream).run());
  out.turns_[0].end = out.stretches_.size();
  out.rows_.assign(static_cast<std::size_t>(sheet.last_row()) + 1, {0, 0});
  for (const Stretch& each : out.stretches_) {
    if (each.at != each.first) out.moves_ = true;
    for (int row = each.first; row <= each.last; ++row) {
      auto& [first, last] = out.rows_[static_cast<std::size_t>(row)];
      const int now = each.at + row - each.first;
      if (first == 0) first = now;
      last = now;
    }
  }
  if (out.last_ != sheet.last_row()) out.moves_ = true;
  return out;
}

bool Plan::in_turn(int turn, int row) const {
  const int loop = turns_[static_cast<std::size_t>(turn)].loop;
  if (loop < 0) return true;
  const RowLoop& of = sheet_->loops[static_cast<std::size_t>(loop)];
  return of.first <= row && row <= of.last;
}

bool Plan::nothing_between(int row, int other) const {
  for (int at = std::min(row, other) + 1; at < std::max(row, other); ++at)
    if (at < static_cast<int>(rows_.size()) && rows_[static_cast<std::size_t>(at)].first != 0) return false;
  return true;
}

int Plan::scope(int turn, int row, bool fixed) const {
  if (fixed) return 0;
  while (turn != 0 && !in_turn(turn, row)) turn = turns_[static_cast<std::size_t>(turn)].parent;
  return turn;
}

std::optional<std::pair<int, int>> Plan::image(int turn, int first, int last) const {
  const auto key = std::tuple(turn, first, last);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  int low = 0;
  int high = 0;
  const auto see = [&](int from, int to) {
    if (low == 0 || from < low) low = from;
    high = std::max(high, to);
  };
  const Turn& of = turns_[static_cast<std::size_t>(turn)];
  for (std::size_t i = of.begin; i < of.end; ++i) {
    const Stretch& each = stretches_[i];
    const int from = std::max(first, each.first);
    const int to = std::min(last, each.last);
    if (from <= to) see(each.at + from - each.first, each.at + to - each.first);
  }
  if (turn == 0 && last > sheet_->last_row()) {
    const int by = last_ - sheet_->last_row();
    see(std::min(std::max(first, sheet_->last_row() + 1) + by, kMaxRow),
        last == kMaxRow ? kMaxRow : std::min(last + by, kMaxRow));
  }
  const auto out = low == 0 ? std::nullopt : std::optional(std::pair(low, high));
  known_.emplace(key, out);
  return out;
}

std::optional<std::pair<int, int>> Plan::seen(int turn, int first, int last, bool first_fixed, bool last_fixed) const {
  if (!moves_) return std::pair(first, last);
  const auto top = image(scope(turn, first, first_fixed), first, last);
  const auto bottom = image(scope(turn, last, last_fixed), first, last);
  if (!top || !bottom) return std::nullopt;
  return std::pair(std::min(top->first, bottom->second), std::max(top->first, bottom->second));
}

std::vector<Placed> Plan::placed(int first, int last) const {
  if (!moves_) return {{first, last, 0}};
  int loop = -1;
  for (std::size_t i = 0; i < sheet_->loops.size(); ++i) {
    const RowLoop& each = sheet_->loops[i];
    if (each.first <= first && last <= each.last) loop = static_cast<int>(i);  // inner ones stand behind outer ones
  }
  std::vector<Placed> out;
  for (std::size_t turn = loop < 0 ? 0 : 1; turn < (loop < 0 ? 1 : turns_.size()); ++turn) {
    if (loop >= 0 && turns_[turn].loop != loop) continue;
    if (const auto at = image(static_cast<int>(turn), first, last))
      out.push_back({at->first, at->second, static_cast<int>(turn)});
  }
  return out;
}

std::vector<std::pair<int, int>> Plan::runs(int first, int last) const {
  if (!moves_) return {{first, last}};
  std::vector<std::pair<int, int>> out;
  const auto add = [&](int from, int to) {
    if (!out.empty() && out.back().second + 1 == from)
      out.back().second = to;
    else
      out.emplace_back(from, to);
  };
  for (const Stretch& each : stretches_) {
    const int from = std::max(first, each.first);
    const int to = std::min(last, each.last);
    if (from <= to) add(each.at + from - each.first, each.at + to - each.first);
  }
  if (last > sheet_->last_row()) {
    const int by = last_ - sheet_->last_row();
    const int from = std::max(first, sheet_->last_row() + 1) + by;
    if (from <= kMaxRow) add(from, last == kMaxRow ? kMaxRow : std::min(last + by, kMaxRow));
  }
  return out;
}

int Plan::position(int row) const {
  if (!moves_) return row;
  if (row > sheet_->last_row()) return std::min(row + last_ - sheet_->last_row(), kMaxRow);
  for (std::size_t at = static_cast<std::size_t>(std::max(row, 1)); at < rows_.size(); ++at)
    if (rows_[at].first != 0) return rows_[at].first;
  return std::max(1, std::min(last_ + 1, kMaxRow));
}

}  // namespace kontor::docgen::excel
