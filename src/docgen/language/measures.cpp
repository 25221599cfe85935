#include "docgen/language/measures.hpp"

#include <charconv>

#include "base/text.hpp"

namespace kontor::docgen {

Result<double> millimetres(const Value& value) {
  static constexpr std::pair<std::string_view, double> kUnits[] = {{"mm", 1},         {"cm", 10},        {"in", 25.4},
                                                                   {"pt", 25.4 / 72}, {"px", 25.4 / 96}, {"", 1}};
  constexpr double kLeast = 1, kMost = 1000;
  const std::string text = value.str();
  const auto refused = [&](std::string_view why) {
    return fail(Error{.public_message = fmt::format("\"{}\" {}", text, why)});
  };
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string unit =
      lowercase(trimmed(std::string_view(text).substr(static_cast<std::size_t>(end - text.data()))));
  const auto* found = std::ranges::find(kUnits, unit, &std::pair<std::string_view, double>::first);
  if (error != std::errc() || found == std::end(kUnits))
    return refused("is not a size such as \"40mm\" (units: mm, cm, in, pt, px)");
  const double size = number * found->second;
  if (!(size >= kLeast && size <= kMost)) return refused("is no size for a page: from 1 mm to 1000 mm");
  return size;
}

}  // namespace kontor::docgen
