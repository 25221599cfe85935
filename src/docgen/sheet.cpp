#include "docgen/sheet.hpp"

#include "base/text.hpp"
#include "docgen/language/measures.hpp"

namespace kontor::docgen {
namespace {

struct Paper {
  std::string_view name;
  double width, height;  ///< points, upright
};
constexpr Paper kPapers[] = {{"A3", 841.89, 1190.55},
                             {"A4", 595.276, 841.89},
                             {"A5", 419.528, 595.276},
                             {"Letter", 612, 792},
                             {"Legal", 612, 1008}};
constexpr double kNearEdge = 12;  // what most printers cannot reach
constexpr double kPointsInMillimetre = 72 / 25.4;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!(text = trimmed(text)).empty()) {
    out.push_back(text.substr(0, text.find(' ')));
    text.remove_prefix(out.back().size());
  }
  return out;
}

}  // namespace

Result<PageSetup> sheet_of(std::string_view name) {
  const std::vector<std::string_view> words = words_of(name);
  const auto wrong = [&] {
    return fail(Error::invalid(
        "", fmt::format("must be A3, A4, A5, Letter or Legal, and may add landscape, but is \"{}\"", name)));
  };
  if (words.empty() || words.size() > 2) return wrong();
  const Paper* paper = std::ranges::find_if(
      kPapers, [&](const Paper& each) { return lowercase(each.name) == lowercase(words.front()); });
  if (paper == std::end(kPapers)) return wrong();
  const bool landscape = words.size() == 2 && lowercase(words.back()) == "landscape";
  if (words.size() == 2 && !landscape && lowercase(words.back()) != "portrait") return wrong();
  PageSetup page{.width = paper->width, .height = paper->height};
  if (landscape) std::swap(page.width, page.height);
  return page;
}

Result<void> set_margins(PageSetup& page, std::string_view margins) {
  std::vector<double> sides;
  for (const std::string_view word : words_of(margins)) {
    const auto length = millimetres(Value(std::string(word)));
    if (!length) return fail(Error::invalid("", length.error().public_message));
    sides.push_back(*length * kPointsInMillimetre);
  }
  if (sides.empty() || sides.size() > 4)
    return fail(Error::invalid("", "must be one to four lengths such as 20mm 15mm"));
  const auto side = [&](std::size_t i) {  // as CSS fills up: right is as top, bottom as top, left as right
    return i < sides.size() ? sides[i] : i == 3 && sides.size() > 1 ? sides[1] : sides[0];
  };
  page.top = side(0), page.right = side(1), page.bottom = side(2), page.left = side(3);
  if (page.text_width() < page.width / 3 || page.text_height() < page.height / 3)
    return fail(Error::invalid("", "leave too little of the sheet for text"));
  page.header = std::clamp(page.top / 2, kNearEdge, page.header);
  page.footer = std::clamp(page.bottom / 2, kNearEdge, page.footer);
  return {};
}

}  // namespace kontor::docgen
