#include <gmock/gmock.h>
#include <spdlog/fmt/fmt.h>

#include <boost/json.hpp>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "base/test_directory.hpp"
#include "docgen/docgen.hpp"
#include "support/printed.hpp"
#include "support/process.hpp"
#include "word/case.hpp"
#include "word/package.hpp"
#include "word/shape.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using docgen::Format;
using docgen::Syntax;
using docgen::Template;
using testing::HasSubstr;
using testing::Not;

constexpr auto kOfficeTime = 120s;  // a first start on a busy machine; the usual second is a tenth of it

/// Every case, filled, and opened again by LibreOffice: all files in one call for each format, because its start is
/// what takes the time.
class Office {
 public:
  struct Made {
    Case source;
    std::string before, after;  // the packages
    std::string error;          // why there is no `after`
    std::string text, paper;
    std::string pdf, words;  // printed by us, and what it says
  };

  static const Made& of(const std::string& name) {
    static const Office office;
    return office.made_.at(name);
  }

 private:
  Office() {
    for (const std::string& name : case_names()) made_[name].source = read_case(case_file(name, "case"));
    save_sources();
    for (auto& [name, made] : made_) {
      made.before = made.source.has("source") ? contents(place() / (name + ".docx")) : made.source.file();
      fill(made);
      std::filesystem::create_directory(place() / "filled");
      if (made.error.empty()) write_file(place() / "filled" / (name + ".docx"), made.after);
    }
    read_back();
  }

  const std::filesystem::path& place() const { return directory_.path(); }

  void save_sources() {
    std::vector<std::filesystem::path> sources;
    for (const auto& [name, made] : made_) {
      if (!made.source.has("source")) continue;
      const auto fodt = case_file(name, "fodt");
      sources.push_back(std::filesystem::exists(fodt) ? fodt : case_file(name, "html"));
    }
    convert("docx:MS Word 2007 XML", sources, place());
  }

  static void fill(Made& made) {
    auto compiled = Template::compile(made.before, {.syntax = Syntax::word});
    if (!compiled) return void(made.error = describe(compiled.error()));
    auto paper = compiled->fill(boost::json::parse(made.source.section("data")));
    if (!paper) return void(made.error = describe(paper.error()));
    auto file = docgen::write(*paper, Format::docx);
    if (!file) return void(made.error = describe(file.error()));
    made.after = *std::move(file);
    auto pdf = docgen::write(*paper, Format::pdf);
    if (!pdf) return void(made.error = describe(pdf.error()));
    made.pdf = *std::move(pdf);
    made.words = docgen::write(*paper, Format::text).value_or("");
  }

  void read_back() {
    std::vector<std::filesystem::path> files, pages;
    for (const auto& [name, made] : made_)
      if (made.error.empty()) files.push_back(place() / "filled" / (name + ".docx"));
    convert("txt:Text", files, place() / "filled");
    convert("pdf", files, place() / "filled");
    for (auto& [name, made] : made_) {
      if (!made.error.empty()) continue;
      made.text = contents(place() / "filled" / (name + ".txt"));
      made.paper = Process::run({"pdftotext", "-layout", place() / "filled" / (name + ".pdf"), "-"}).output;
    }
  }

  void convert(const std::string& format, const std::vector<std::filesystem::path>& files,
               const std::filesystem::path& to) {
    std::vector<std::string> command{"soffice",    "-env:UserInstallation=file://" + (place() / "profile").string(),
                                     "--headless", "--convert-to",
                                     format,       "--outdir",
                                     to.string()};
    for (const auto& file : files) command.push_back(file.string());
    const Process::Outcome outcome = Process::run(command, {{"HOME", place().string()}}, kOfficeTime);
    EXPECT_EQ(outcome.code, 0) << outcome.output;
  }

  TemporaryDirectory directory_;
  std::map<std::string, Made> made_;
};

/// Lines without the white space and the mark of order around them; without empty lines at both ends.
std::string lines_of(std::string_view text) {
  std::vector<std::string> lines;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    const auto begin = line.find_first_not_of(" \t\r\f"), end = line.find_last_not_of(" \t\r\f");
    lines.push_back(begin == std::string::npos ? "" : line.substr(begin, end - begin + 1));
  }
  while (!lines.empty() && lines.front().empty()) lines.erase(lines.begin());
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string words_of(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::string words;
  for (std::string word; in >> word;) words += word + " ";
  return words;
}

class OfficeFile : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_EQ(made_.error, "") << made_.source.section("about"); }

  const Office::Made& made_ = Office::of(GetParam());
};

TEST_P(OfficeFile, IsOpenedByLibreOfficeAndSaysWhatItShould) {
  EXPECT_EQ(lines_of(made_.text), lines_of(made_.source.section("text"))) << made_.source.section("about");
}

TEST_P(OfficeFile, IsPrintedWithItsMargins) {
  const std::string paper = words_of(made_.paper);
  std::istringstream wanted(made_.source.section("paper"));
  for (std::string line; std::getline(wanted, line);) EXPECT_THAT(paper, HasSubstr(words_of(line)));
  if (made_.source.section("text").find("{{") != std::string::npos) return;  // in deleted text
  for (const char* tag : {"{{", "}}", "{%", "%}"}) EXPECT_THAT(paper, Not(HasSubstr(tag)));
}

TEST_P(OfficeFile, IsPrintedByUsAsAWholePdfThatIsFoundByItsWords) {
  EXPECT_EQ(complaint_about(made_.pdf, long_words(made_.words)), "") << made_.source.section("about");
}

TEST_P(OfficeFile, KeepsEveryByteThatNoTagTouches) {
  const auto before = unzip(made_.before), after = unzip(made_.after);
  int filled = 0;
  for (const auto& [name, xml] : before) {
    ASSERT_TRUE(after.contains(name)) << name;
    const auto stretches = untouched(xml);
    if (stretches.empty()) {
      EXPECT_EQ(after.at(name), xml) << name << " holds no tag";
    } else {
      ++filled;
      EXPECT_EQ(first_missing(stretches, after.at(name)), "") << "in " << name << ":\n" << after.at(name);
    }
  }
  EXPECT_GT(filled, 0);
  EXPECT_EQ(after.size(), before.size()) << "no part is added";
}

TEST_P(OfficeFile, IsWhatWordExpects) {
  std::set<std::string> drawings;
  for (const auto& [name, content] : unzip(made_.after)) {
    if (!name.ends_with(".xml") && !name.ends_with(".rels")) continue;
    pugi::xml_document part;
    const auto read = part.load_buffer(content.data(), content.size(), pugi::parse_full | pugi::parse_ws_pcdata);
    ASSERT_TRUE(read) << name << ": " << read.description();
    if (!name.starts_with("word/")) continue;
    for (const auto& cell : part.select_nodes("//w:tc"))
      EXPECT_STREQ(cell.node().last_child().name(), "w:p") << "a cell ends with a paragraph";
    EXPECT_TRUE(part.select_nodes("//w:tr[not(.//w:tc)]").empty()) << "a row without cells";
    EXPECT_TRUE(part.select_nodes("//w:tbl[not(.//w:tr)]").empty()) << "a table without rows";
    for (const auto& found : part.select_nodes("//w:t")) {
      const std::string_view text = found.node().text().get();
      if (text.empty() || (text.front() != ' ' && text.back() != ' ')) continue;
      EXPECT_STREQ(found.node().attribute("xml:space").value(), "preserve") << "Word would cut \"" << text << '"';
    }
    for (const auto& drawing : part.select_nodes("//wp:docPr"))
      EXPECT_TRUE(drawings.insert(drawing.node().attribute("id").value()).second) << "two drawings with one number";
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, OfficeFile, testing::ValuesIn(case_names()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace kontor::test
