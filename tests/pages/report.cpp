#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <exception>

#include "pages/comparison.hpp"

namespace kontor::test {
namespace {

std::string millimetres(double value) { return std::isfinite(value) ? fmt::format("{:.2f}", value) : "-"; }

Comparison compare_file(const std::filesystem::path& file, const Printed& ours, const Printed& theirs) {
  for (const Printed* printed : {&theirs, &ours})
    if (!printed->error.empty()) return {.error = printed->error};
  try {
    return compared(sheets_of(ours.pdf), sheets_of(theirs.pdf), openings_of(file));
  } catch (const std::exception& unreadable) {
    return {.error = unreadable.what()};
  }
}

std::string line_of(const std::string& name, const Comparison& result) {
  if (!result.error.empty()) return fmt::format("{:<28} {}\n", name, result.error);
  return fmt::format(
      "{:<28}{:>8}{:>7}{:>12}{:>9}{:>8}  {}\n", name, fmt::format("{}/{}", result.our_pages, result.their_pages),
      result.same_text ? "same" : "other",
      fmt::format("{}{}", result.offsets.size(), result.not_printed ? fmt::format("+{}", result.not_printed) : ""),
      millimetres(result.median()), millimetres(result.worst()), result.first_difference);
}

}  // namespace

std::vector<FileComparison> compare_files(const std::vector<std::filesystem::path>& files,
                                          const std::filesystem::path& work) {
  const auto theirs = printed_by_office(files, work), ours = printed_by_kontor(files, work);
  std::vector<FileComparison> compared;
  for (std::size_t i = 0; i < files.size(); ++i)
    compared.push_back({files[i], compare_file(files[i], ours[i], theirs[i])});
  return compared;
}

std::string table_of(const std::vector<FileComparison>& files) {
  std::string table = fmt::format("{:<28}{:>8}{:>7}{:>12}{:>9}{:>8}  {}\n", "file", "pages", "text", "paragraphs",
                                  "median", "worst", "first difference (mm; ours / LibreOffice)");
  for (const auto& [file, result] : files) table += line_of(file.stem().string(), result);
  const auto same = std::ranges::count_if(files, [](const auto& each) { return each.result.same_text; });
  const auto near = std::ranges::count_if(files, [](const auto& each) { return each.result.near(); });
  return table + fmt::format("{} files: text of each page the same in {}, paragraphs within {} mm in {}\n",
                             files.size(), same, kNear, near);
}

std::string offsets_of(const FileComparison& file) {
  std::string lines = file.file.stem().string() + "\n";
  for (const Offset& offset : file.result.offsets)
    lines += fmt::format("  page {:>3} {:>8} right {:>8} down  {}\n", offset.page,
                         offset.found ? fmt::format("{:+.2f}", offset.right) : "-",
                         offset.found ? fmt::format("{:+.2f}", offset.down) : "-", offset.opening);
  return lines;
}

}  // namespace kontor::test
