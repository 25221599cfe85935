#include "docgen/excel/sheet.hpp"
#include "docgen/office/markup.hpp"

namespace kontor::docgen::excel {

using office::Mark;

Result<SharedStrings> SharedStrings::read(std::string xml) {
  SharedStrings out;
  out.xml_ = std::move(xml);
  office::Scanner scanner(out.xml_);
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) break;
    if (mark.name != "si") continue;
    if (mark.kind == Mark::Kind::open) out.items_.push_back({mark.begin, mark.end, mark.end, mark.end});
    if (mark.kind == Mark::Kind::empty) out.items_.push_back({mark.begin, mark.end, mark.end, mark.end});
    if (mark.kind != Mark::Kind::close || out.items_.empty()) continue;
    out.items_.back().inside_end = mark.begin;
    out.items_.back().end = mark.end;
  }
  return out;
}

std::string_view SharedStrings::inside(std::size_t item) const {
  if (item >= items_.size()) return {};
  return std::string_view(xml_).substr(items_[item].inside, items_[item].inside_end - items_[item].inside);
}

std::string SharedStrings::without(const std::vector<bool>& emptied) const {
  std::string out;
  Offset at = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (i >= emptied.size() || !emptied[i]) continue;
    out.append(xml_, at, items_[i].begin - at) += "<si><t/></si>";
    at = items_[i].end;
  }
  return out.append(xml_, at);
}

}  // namespace kontor::docgen::excel
