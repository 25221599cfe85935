#include "pages/words.hpp"

#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

#include "base/test_directory.hpp"
#include "pages/files.hpp"
#include "support/process.hpp"

namespace kontor::test {
namespace {

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// How many dots lead to a number is no text: they become a space.
std::string without_leaders(std::string_view text) {
  constexpr std::size_t kFewest = 4;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t letter = text.substr(at).starts_with("·") ? 2 : 1;
    const std::string_view sign = text.substr(at, letter);
    std::size_t end = at + letter;
    if (sign == "." || sign == "-" || sign == "_" || sign == "·")
      while (text.substr(end).starts_with(sign)) end += letter;
    if ((end - at) / letter < kFewest)
      out += text.substr(at, end - at);
    else
      out += ' ';
    at = end;
  }
  return out;
}

std::string told_by_pdftotext(const std::filesystem::path& pdf, const std::string& mode) {
  const TemporaryDirectory directory;
  const auto out = directory.path() / "out";
  std::vector<std::string> command{"pdftotext", "-enc", "UTF-8", pdf.string(), out.string()};
  if (!mode.empty()) command.insert(command.begin() + 1, mode);
  const Process::Outcome outcome = Process::run(command);
  if (outcome.code != 0) throw std::runtime_error(pdf.filename().string() + ": " + outcome.output);
  std::string text = contents(out);
  replace(text, "\u00AD", "-");  // printed: a hyphen at the end of a line
  return text;
}

/// Each page ends with a form feed.
std::vector<std::string> pages_in(const std::string& text) {
  std::vector<std::string> pages;
  std::istringstream in(text);
  for (std::string page; std::getline(in, page, '\f');) pages.push_back(spaced(page));
  return pages;
}

}  // namespace

std::vector<Sheet> sheets_of(const std::filesystem::path& pdf) {
  pugi::xml_document boxes;
  if (!boxes.load_string(told_by_pdftotext(pdf, "-bbox-layout").c_str()))
    throw std::runtime_error(pdf.filename().string() + ": pdftotext -bbox-layout gives no XML");
  const std::vector<std::string> reading = pages_in(told_by_pdftotext(pdf, ""));
  const std::vector<std::string> layout = pages_in(told_by_pdftotext(pdf, "-layout"));
  std::vector<Sheet> sheets;
  for (const auto& page : boxes.select_nodes("//page")) {
    Sheet sheet;
    for (const auto& found : page.node().select_nodes(".//word")) {
      const auto word = found.node();
      for (std::string& text : words_in(word.text().get()))
        sheet.words.push_back(
            {std::move(text), word.attribute("xMin").as_double(), word.attribute("yMin").as_double()});
    }
    if (sheets.size() < reading.size()) sheet.reading = reading[sheets.size()];
    if (sheets.size() < layout.size()) sheet.layout = layout[sheets.size()];
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::string spaced(std::string_view text) {
  std::string plain(text);
  for (const char* space : {"\u00A0", "\u202F", "\u2007", "\u2009"}) replace(plain, space, " ");
  for (const char* nothing : {"\u00AD", "\u200B", "\uFEFF"}) replace(plain, nothing, "");
  replace(plain, "\u2011", "-");
  std::istringstream in(without_leaders(plain));
  std::string out;
  for (std::string word; in >> word;) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> words_in(std::string_view text) {
  std::istringstream in(spaced(text));
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(std::move(word));
  return words;
}

}  // namespace kontor::test
