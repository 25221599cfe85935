#include "docgen/layout/table_widths.hpp"

#include <numeric>

namespace kontor::docgen::layout {
namespace {

double sum_of(const std::vector<double>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

/// Air for every column first, so that a short text does not lose sight of its numbers; then words.
std::vector<double> widened(const std::vector<ColumnNeed>& needs, std::vector<double> widths, double rest) {
  constexpr double kAir = 14, kShareOfAir = 0.4;
  const auto count = static_cast<double>(widths.size());
  double words = 0;
  for (const ColumnNeed& need : needs)
    if (need.words) words += need.natural;
  const double air = words > 0 ? std::min(kAir, rest * kShareOfAir / count) : rest / count;
  for (double& width : widths) width += air;
  rest -= air * count;
  if (words <= 0) return widths;
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (needs[i].words) widths[i] += rest * needs[i].natural / words;
  return widths;
}

/// Columns that need no more than an equal share get what they need; the others share the rest by how much text they
/// usually have, but none gets less than its longest word.
std::vector<double> narrowed(const std::vector<ColumnNeed>& needs, double available) {
  std::vector<double> widths(needs.size(), 0);
  std::vector<bool> fixed(needs.size(), false);
  double pool = available;
  std::size_t left = needs.size();
  const auto fix = [&](std::size_t i, double width) {
    widths[i] = width;
    pool -= width;
    fixed[i] = true;
    --left;
    return true;
  };
  for (bool again = true; again && left > 0;) {
    again = false;
    const double equal = pool / static_cast<double>(left);
    for (std::size_t i = 0; i < needs.size(); ++i)
      if (!fixed[i] && needs[i].natural <= equal) again = fix(i, needs[i].natural);
  }
  const auto weight = [](const ColumnNeed& need) { return (need.natural + 3 * need.usual) / 4; };
  for (bool again = true; again && left > 0;) {
    again = false;
    double weights = 0;
    for (std::size_t i = 0; i < needs.size(); ++i)
      if (!fixed[i]) weights += weight(needs[i]);
    const double room = pool;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (fixed[i]) continue;
      widths[i] = room * weight(needs[i]) / weights;
      if (widths[i] < needs[i].least) again = fix(i, needs[i].least);
    }
  }
  return widths;
}

}  // namespace

std::vector<double> column_widths(const std::vector<ColumnNeed>& needs, double available) {
  std::vector<double> natural, least;
  for (const ColumnNeed& need : needs) {
    natural.push_back(need.natural);
    least.push_back(need.least);
  }
  if (const double wanted = sum_of(natural); wanted <= available) return widened(needs, natural, available - wanted);
  if (const double needed = sum_of(least); needed >= available) return shared_widths(least, available);
  std::vector<double> widths = narrowed(needs, available);
  // Columns that were held at their longest word may have taken more than there is.
  if (const double sum = sum_of(widths); sum > available + 0.01) return grown_widths(widths, needs, available);
  return widths;
}

std::vector<double> shared_widths(const std::vector<double>& shares, double available) {
  constexpr double kSmallest = 1e-3;
  std::vector<double> widths;
  for (const double share : shares) widths.push_back(std::max(share, kSmallest));
  const double sum = sum_of(widths);
  for (double& width : widths) width *= available / sum;
  return widths;
}

std::vector<double> grown_widths(std::vector<double> widths, const std::vector<ColumnNeed>& needs, double available) {
  double lacking = 0, spare = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    lacking += std::max(0.0, needs[i].least - widths[i]);
    spare += std::max(0.0, widths[i] - needs[i].least);
  }
  lacking += std::max(0.0, sum_of(widths) - available);
  const double part = spare > 0 ? std::min(1.0, lacking / spare) : 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    widths[i] = widths[i] < needs[i].least ? needs[i].least : widths[i] - (widths[i] - needs[i].least) * part;
  if (const double sum = sum_of(widths); sum > available + 0.01) return shared_widths(widths, available);
  return widths;
}

}  // namespace kontor::docgen::layout
