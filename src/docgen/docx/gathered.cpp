#include <cctype>

#include "base/text.hpp"
#include "docgen/docx/body.hpp"

namespace kontor::docgen::docx {
namespace {

constexpr std::size_t kBookmarkLetters = 40;  // Word refuses longer names

/// Names of styles in styles.cpp that files of others use too, in small letters.
constexpr std::string_view kTaken[] = {"heading 1", "heading 2",     "heading 3",      "heading 4",      "small",
                                       "compact",   "table text",    "table header",   "form text",      "form header",
                                       "label",     "footnote text", "list paragraph", "quote",          "header",
                                       "footer",    "grand total",   "company name",   "company details"};

}  // namespace

std::string Gathered::bookmark(std::string_view name) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto fits = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  if (!name.empty() && name.size() <= kBookmarkLetters && letter(name[0]) && std::ranges::all_of(name, fits))
    return std::string(name);
  const auto found = bookmarks_.try_emplace(std::string(name), bookmarks_.size() + 1).first;
  return fmt::format("_place{}", found->second);
}

std::size_t Gathered::list_of(const Label& label) {
  const auto [at, added] = own_lists_.try_emplace(label.list.get(), lists.size() + 1);
  if (added) lists.push_back({.own = label.list.get()});
  if (!label.runs.empty() && label.runs.front().dress)
    lists[at->second - 1].bullet_fonts.try_emplace(label.level, label.runs.front().dress->font);
  return at->second;
}

std::string Gathered::style(std::string_view name) {
  if (name.empty() || name == "Normal") return "";
  const auto found = styles_.try_emplace(std::string(name), styles_.size() + 1).first;
  return fmt::format("Own{}", found->second);
}

std::vector<std::pair<std::string, std::string>> Gathered::styles() const {
  std::vector<std::pair<std::string, std::string>> out(styles_.size());
  for (const auto& [name, number] : styles_) out[number - 1] = {fmt::format("Own{}", number), style_name(name)};
  return out;
}

std::string Gathered::style_name(std::string_view name) {
  std::string out(name);
  if (std::ranges::find(kTaken, lowercase(name)) != std::end(kTaken)) out += " (own)";
  return out;
}

}  // namespace kontor::docgen::docx
