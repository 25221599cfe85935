#include "docgen/office/edits.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace kontor::docgen::office {
namespace {

bool begins_tag(char c) { return c == '{' || c == '%' || c == '#'; }

/// Literal XML as text of the language: what looks like a tag there is none.
void append_literal(std::string_view xml, bool tag_follows, std::string& out) {
  while (!xml.empty()) {
    const std::size_t brace = std::min(xml.find('{'), xml.size());
    out += xml.substr(0, brace);
    xml.remove_prefix(brace);
    if (xml.empty()) break;
    const bool looks = xml.size() > 1 ? begins_tag(xml[1]) : tag_follows;
    out += looks ? R"({{ "{" }})" : "{";
    xml.remove_prefix(1);
  }
}

}  // namespace

std::string Spot::location() const {
  return place.empty() || column == 0 ? place : fmt::format("{}, column {}", place, column);
}

std::string Spot::shown() const {
  if (near.empty()) return location();
  return fmt::format("{} (“{}”), column {}", place, near, column);
}

Error error_of(const std::vector<Finding>& findings) {
  constexpr std::size_t kMaxErrors = 100;  // as of a payload
  std::vector<FieldError> fields;
  for (const Finding& each : findings) {
    if (fields.size() == kMaxErrors) break;
    FieldError error{each.spot.shown(), each.message};
    if (each.error && std::ranges::find(fields, error) == fields.end()) fields.push_back(std::move(error));
  }
  return template_error(std::move(fields));
}

std::string Places::operator()(Offset at) const {
  const auto after = std::ranges::upper_bound(points, at, {}, &Point::at);
  if (after == points.begin()) return points.empty() ? "" : points.front().spot.shown();
  Spot spot = (after - 1)->spot;
  const std::string_view text = (after - 1)->text;
  spot.column +=
      static_cast<std::uint32_t>(length(text.substr(0, std::min<std::size_t>(at - (after - 1)->at, text.size()))));
  return spot.shown();
}

void Edits::insert(Insert insert) {
  if (insert.order == 0) insert.order = ++next_;
  inserts_.push_back(std::move(insert));
}

std::vector<Insert>& Edits::settle() {
  replaced_ = merged(std::move(replaced_), false);  // between neighbours there is a place
  cuts_.insert(cuts_.end(), replaced_.begin(), replaced_.end());
  cuts_ = merged(std::move(cuts_), true);
  std::erase_if(inserts_, [&](const Insert& each) {
    const auto after = std::ranges::upper_bound(replaced_, each.at, {}, &Range::begin);
    return after != replaced_.begin() && (after - 1)->begin < each.at && each.at < (after - 1)->end;
  });
  std::ranges::sort(inserts_, {}, [](const Insert& each) { return std::pair(each.at, each.order); });
  return inserts_;
}

bool Edits::is_cut(Offset at) const { return holds(cuts_, at); }
bool Edits::is_replaced(Offset at) const { return holds(replaced_, at); }

bool Edits::holds(const std::vector<Range>& sorted, Offset at) {
  const auto after = std::ranges::upper_bound(sorted, at, {}, &Range::begin);
  return after != sorted.begin() && at < (after - 1)->end;
}

std::vector<Edits::Range> Edits::merged(std::vector<Range> ranges, bool neighbours) {
  std::ranges::sort(ranges);
  std::vector<Range> out;
  for (const Range& each : ranges) {
    if (!out.empty() && (each.begin < out.back().end || (neighbours && each.begin == out.back().end)))
      out.back().end = std::max(out.back().end, each.end);
    else
      out.push_back(each);
  }
  return out;
}

Rewritten Edits::written(std::string_view xml, Offset offset) const {
  Rewritten out;
  out.source.reserve(xml.size() + xml.size() / 8);
  std::string literal;
  Offset at = 0;
  auto cut = cuts_.begin();
  const auto copy_to = [&](Offset end) {
    while (at < end) {
      while (cut != cuts_.end() && cut->end <= at) ++cut;
      const bool inside = cut != cuts_.end() && cut->begin <= at;
      const Offset stop = cut == cuts_.end() ? end : std::min(end, inside ? cut->end : cut->begin);
      if (!inside) literal += xml.substr(at, stop - at);
      at = stop;
    }
  };
  for (const Insert& each : inserts_) {
    copy_to(each.at);
    literal += each.before;
    if (!each.tag.empty()) {
      append_literal(literal, true, out.source);
      literal.clear();
      const auto from = static_cast<Offset>(offset + out.source.size());
      out.points.push_back({from, each.spot, ""});
      out.points.push_back({from + 2, each.spot, each.tag.substr(2)});
      out.points.back().spot.column = each.inside_column;
      out.source += each.tag;
    }
    literal += each.after;
  }
  copy_to(static_cast<Offset>(xml.size()));
  append_literal(literal, false, out.source);
  return out;
}

}  // namespace kontor::docgen::office
