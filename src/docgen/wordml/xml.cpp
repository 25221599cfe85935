#include "docgen/wordml/xml.hpp"

#include <charconv>

#include "base/text.hpp"

namespace kontor::docgen::wordml {
namespace {

constexpr double kTwips = 20;        // in a point
constexpr double kEmu = 12700;       // in a point
constexpr double kLongest = 100000;  // points: beyond any sheet, so that sums stay sane

struct Unit {
  std::string_view name;
  double points;
};
constexpr Unit kUnits[] = {{"pt", 1},  {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72},
                           {"pc", 12}, {"pi", 12},        {"px", 0.75}};

}  // namespace

std::optional<double> number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value > -1e12 && value < 1e12)) return std::nullopt;
  return value;
}

int integer(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::optional<double> length_from(std::string_view text) {
  double points = 1 / kTwips;
  for (const Unit& unit : kUnits)
    if (text.ends_with(unit.name)) {
      text.remove_suffix(unit.name.size());
      points = unit.points;
      break;
    }
  const std::optional<double> value = number(text);
  if (!value) return std::nullopt;
  return std::clamp(*value * points, -kLongest, kLongest);
}

std::optional<double> length(Xml node, const char* attribute) { return length_from(text_in(node, attribute)); }

double emu(Xml node, const char* attribute) {
  return std::clamp(number(text_in(node, attribute)).value_or(0) / kEmu, -kLongest, kLongest);
}

bool is_on(std::string_view value) { return value != "0" && value != "false" && value != "off" && value != "none"; }

std::optional<bool> toggle(Xml parent, const char* element) {
  const Xml node = parent.child(element);
  if (!node) return std::nullopt;
  return is_on(val(node));
}

std::string color_from(std::string_view hex) {
  if (hex.starts_with('#')) hex.remove_prefix(1);
  if (hex.size() != 6) return {};
  std::string out;
  for (const char c : hex) {
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!digit) return {};
    out += c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

}  // namespace kontor::docgen::wordml
