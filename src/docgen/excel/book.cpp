#include <algorithm>

#include "base/text.hpp"
#include "docgen/excel/carry.hpp"

namespace kontor::docgen::excel {

Book::Book(std::vector<FilledSheet> sheets) : sheets_(std::move(sheets)) {
  for (const FilledSheet& each : sheets_) moves_ = moves_ || each.plan.moves() || each.name != each.sheet->name;
}

int Book::find(std::string_view name) const {
  const std::string wanted = lowercase(name);
  for (std::size_t i = 0; i < sheets_.size(); ++i)
    if (lowercase(sheets_[i].sheet->name) == wanted) return static_cast<int>(i);
  return -1;
}

std::string Book::formula(std::string_view formula, const Home& home) const {
  if (!moves_) return std::string(formula);
  const auto move = [&](const Reference& reference) -> std::optional<Reference> {
    const int sheet = reference.sheet.empty() ? home.sheet : find(reference.sheet);
    if (reference.foreign || sheet < 0 || reference.first.row == 0) return reference;
    const Plan& plan = sheets_[static_cast<std::size_t>(sheet)].plan;
    if (!plan.moves()) return reference;
    Reference out = reference;
    if (out.first.row > out.last.row) {  // B9:B5 is B5:B9
      std::swap(out.first.row, out.last.row);
      std::swap(out.first.fixed_row, out.last.fixed_row);
    }
    const bool own = sheet == home.sheet;
    const int turn = own ? home.turn : 0;
    const int row = out.first.row;
    // The row above the loop, in the same column: what a running balance begins with, and goes on from.
    const bool before = own && turn != 0 && !out.range && !out.first.fixed_row && row < home.row &&
                        out.first.column == home.column && home.at > 1 && !plan.in_turn(turn, row) &&
                        plan.nothing_between(row, home.row);
    if (before) {
      out.first.row = out.last.row = home.at - 1;
      return out;
    }
    const auto seen = plan.seen(turn, row, out.last.row, out.first.fixed_row, out.last.fixed_row);
    if (!seen) return std::nullopt;
    out.first.row = seen->first;
    out.last.row = out.range ? seen->second : seen->first;
    return out;
  };
  const auto rename = [&](std::string_view name) {
    const int sheet = find(name);
    return sheet < 0 ? std::string(name) : sheets_[static_cast<std::size_t>(sheet)].name;
  };
  return moved_formula(formula, {move, rename});
}

}  // namespace kontor::docgen::excel
