#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "docgen/docgen.hpp"
#include "support/printed.hpp"

/// Every template that is built in and every Word file of these tests, printed: a whole PDF that is found by its words.
namespace kontor::test {
namespace {

using docgen::Format;
using docgen::Paper;
using docgen::Template;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream out;
  out << file.rdbuf();
  EXPECT_FALSE(out.str().empty()) << path;
  return out.str();
}

std::vector<std::string> files_in(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == extension)
      files.push_back(entry.path().lexically_relative(folder).replace_extension().string());
  std::ranges::sort(files);
  return files;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace(name, '/', '_');
  return name;
}

void collect_texts(const boost::json::value& value, std::string& out) {
  if (value.is_string()) out += std::string(value.get_string()) + "\n";
  if (value.is_array())
    for (const auto& each : value.get_array()) collect_texts(each, out);
  if (value.is_object())
    for (const auto& [name, each] : value.get_object()) collect_texts(each, out);
}

/// Those of the words that the document says: not every value of a field is printed as it is.
std::vector<std::string> said(std::vector<std::string> words, const std::string& text) {
  std::erase_if(words, [&](const std::string& word) { return !text.contains(word); });
  return words;
}

Paper filled(const std::string& source, const boost::json::value& data, docgen::Syntax syntax) {
  const auto compiled = Template::compile(source, {.syntax = syntax});
  if (!compiled) throw std::runtime_error(describe(compiled.error()));
  auto paper = compiled->fill(data);
  if (!paper) throw std::runtime_error(describe(paper.error()));
  return *std::move(paper);
}

class PrintedTemplate : public testing::TestWithParam<std::string> {};

TEST_P(PrintedTemplate, IsAWholePdfThatIsFoundByTheWordsOfItsData) {
  const std::filesystem::path folder(KONTOR_TEMPLATES);
  const auto data = boost::json::parse(bytes_of(folder / (GetParam() + ".sample.json")));
  const Paper paper = filled(bytes_of(folder / (GetParam() + ".md")), data, docgen::Syntax::markdown);
  std::string texts;
  collect_texts(data, texts);
  const auto words = said(long_words(texts), *write(paper, Format::text));
  ASSERT_GE(words.size(), 5u);
  EXPECT_EQ(std::ranges::any_of(words, is_cyrillic), GetParam().starts_with("ru/"));
  EXPECT_EQ(complaint_about(*write(paper, Format::pdf), words), "");
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, PrintedTemplate, testing::ValuesIn(files_in(KONTOR_TEMPLATES, ".md")), name_of);

class PrintedWordFile : public testing::TestWithParam<std::string> {};

TEST_P(PrintedWordFile, IsAWholePdfThatIsFoundByItsWords) {
  const std::string file = bytes_of(std::filesystem::path(KONTOR_PAGES_FILES) / (GetParam() + ".docx"));
  const Paper paper = filled(file, boost::json::object(), docgen::Syntax::word);
  auto words = long_words(*write(paper, Format::text));
  ASSERT_GE(words.size(), 5u);
  constexpr std::size_t kLine = 60;  // what is longer is parted wherever its line ends
  std::erase_if(words, [](const std::string& word) {
    return word.size() > kLine || word == "expanded";  // its letters stand apart, so that they are no word
  });
  EXPECT_EQ(complaint_about(*write(paper, Format::pdf), words), "");
}

INSTANTIATE_TEST_SUITE_P(Pages, PrintedWordFile, testing::ValuesIn(files_in(KONTOR_PAGES_FILES, ".docx")), name_of);

}  // namespace
}  // namespace kontor::test
