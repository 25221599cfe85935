#include "docgen/language/rich_text.hpp"

#include <charconv>

#include "base/text.hpp"
#include "docgen/language/filters.hpp"
#include "docgen/model/address.hpp"

namespace kontor::docgen {
namespace {

constexpr std::size_t kMaxRuns = 10'000;

const std::vector<std::string>& names() {
  static const std::vector<std::string> list = {"text", "bold",        "italic",   "underline", "strike",
                                                "code", "color",       "size",     "font",      "highlight",
                                                "url",  "superscript", "subscript"};
  return list;
}

/// "#c00000", "c00000" or "#c00" as "c00000"; empty for what is no colour.
std::string hex_color(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  const bool digits = std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
  if (!digits || (text.size() != 3 && text.size() != 6)) return "";
  std::string out;
  for (const char c : text) out.append(text.size() == 3 ? 2 : 1, c);
  return lowercase(out);
}

bool is_font(std::string_view text) {
  constexpr std::size_t kMost = 60;
  return text.size() <= kMost && text.find_first_of("\"'<>&;{}\\") == std::string_view::npos;
}

class Piece {
 public:
  explicit Piece(std::size_t number) : number_(number) {}

  Result<Run> read(const Map& map) {
    for (const auto& [name, value] : map.entries) {
      if (value.is_none() || value.is_missing()) continue;
      TRY(property(name, value));
    }
    const Value* text = map.find("text");
    if (!text || text->is_none() || text->is_missing()) return refused("has no text");
    run_.text = text->str();
    if (!(dress_ == Dress())) run_.dress = std::make_shared<const Dress>(std::move(dress_));
    return std::move(run_);
  }

 private:
  Failure refused(std::string_view what) const {
    return fail(Error{.public_message = fmt::format("piece {} of the rich text {}", number_, what)});
  }

  Result<void> property(const std::string& name, const Value& value) {
    if (name == "text") return {};
    if (name == "bold")
      run_.bold = value.truthy();
    else if (name == "italic")
      run_.italic = value.truthy();
    else if (name == "strike")
      run_.strike = value.truthy();
    else if (name == "code")
      run_.code = value.truthy();
    else if (name == "underline")
      dress_.underline = value.truthy() ? Dress::Underline::single : Dress::Underline::none;
    else if (name == "superscript")
      dress_.rise = value.truthy() ? 1 : dress_.rise;
    else if (name == "subscript")
      dress_.rise = value.truthy() ? -1 : dress_.rise;
    else
      return described(name, value);
    return {};
  }

  Result<void> described(const std::string& name, const Value& value) {
    const std::string text = value.str();
    if (text.empty()) return {};
    if (name == "color" || name == "highlight") {
      const std::string color = hex_color(text);
      if (color.empty()) return refused(fmt::format("has the {} \"{}\", which is not one such as #c00000", name, text));
      (name == "color" ? dress_.color : dress_.highlight) = color;
    } else if (name == "size") {
      constexpr double kLeast = 1, kMost = 400;
      const auto number = number_in(value);
      double points = 0;
      const std::string digits = number ? number->str() : "";
      std::from_chars(digits.data(), digits.data() + digits.size(), points);
      if (points < kLeast || points > kMost)
        return refused(fmt::format("has the size \"{}\", which is not one of 1 to 400 points", text));
      dress_.size = points;
    } else if (name == "font") {
      if (!is_font(text)) return refused("has a font whose name no font has");
      dress_.font = text;
    } else if (name == "url") {
      run_.link = safe_address(text);
      if (run_.link.empty())
        return refused(fmt::format("has the url \"{}\", which is not one such as https://…", text));
    } else {
      const std::string_view guess = nearest(name, names());
      return refused(fmt::format("has the unknown property \"{}\"{}", name,
                                 guess.empty() ? "" : fmt::format(": did you mean \"{}\"?", guess)));
    }
    return {};
  }

  std::size_t number_;
  Run run_;
  Dress dress_;
};

}  // namespace

Result<Runs> rich_text(const Value& value) {
  Runs runs;
  const auto add = [&](const Value& each) -> Result<void> {
    if (const Map* map = each.map()) {
      TRY(Run run, Piece(runs.size() + 1).read(*map));
      runs.push_back(std::move(run));
    } else {
      runs.push_back({.text = each.str()});
    }
    return {};
  };
  const List* list = value.list();
  if (!list) {
    TRY(add(value));
    return runs;
  }
  if (list->size() > kMaxRuns)
    return fail(Error{.public_message = fmt::format("a rich text may have at most {} pieces", kMaxRuns)});
  for (const Value& each : *list) TRY(add(each));
  return runs;
}

}  // namespace kontor::docgen
