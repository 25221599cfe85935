#include "docgen/model/notes.hpp"

namespace kontor::docgen {
namespace {

std::string roman(int number) {
  constexpr std::pair<int, std::string_view> kParts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                                         {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                                         {5, "v"},    {4, "iv"},   {1, "i"}};
  constexpr int kMost = 3999;
  if (number > kMost) return std::to_string(number);
  std::string out;
  for (const auto& [value, letters] : kParts)
    for (; number >= value; number -= value) out += letters;
  return out;
}

}  // namespace

std::string note_mark(int number, bool endnote) { return endnote ? roman(number) : std::to_string(number); }

std::size_t Notes::add(const Run& run) {
  const bool endnote = run.note->endnote;
  std::string mark = run.text.empty() ? note_mark(++(endnote ? endnotes_ : footnotes_), endnote) : run.text;
  list_.push_back({run.note.get(), std::move(mark)});
  return list_.size() - 1;
}

}  // namespace kontor::docgen
