// Excel templates that LibreOffice made, and such in the shapes that Excel writes, filled and opened again: LibreOffice
// calculates the formulas, and the numbers have to be right.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <sstream>

#include "base/test_directory.hpp"
#include "docgen/docgen.hpp"
#include "docgen/excel/sample_test.hpp"
#include "support/process.hpp"
#include "word/package.hpp"

namespace kontor::test {
namespace {

using namespace std::chrono_literals;
using namespace docgen::excel::sample;
using docgen::Format;
using docgen::Syntax;
using docgen::Template;
using testing::HasSubstr;

constexpr auto kOfficeTime = 120s;  // a first start on a busy machine

std::string contents(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

class ExcelOffice : public testing::Test {
 protected:
  /// What LibreOffice makes of a file, of that extension.
  std::string converted(const std::string& bytes, const std::string& from, const std::string& filter) {
    const auto file = directory_.path() / ("file." + from);
    std::ofstream(file, std::ios::binary) << bytes;
    const auto out = directory_.path() / "out";
    const Process::Outcome done =
        Process::run({"soffice", "-env:UserInstallation=file://" + (directory_.path() / "profile").string(),
                      "--headless", "--convert-to", filter, "--outdir", out.string(), file.string()},
                     {}, kOfficeTime);
    const auto made = out / ("file." + filter.substr(0, filter.find(':')));
    EXPECT_TRUE(std::filesystem::exists(made)) << done.output;
    return contents(made);
  }
  /// The first sheet, calculated: cells parted by commas.
  std::string calculated(const std::string& xlsx) { return converted(xlsx, "xlsx", "csv"); }

  static std::string filled(const std::string& file, std::string_view fields) {
    const auto compiled = Template::compile(file, {.syntax = Syntax::excel});
    if (!compiled) return ADD_FAILURE() << describe(compiled.error()), "";
    const auto paper = compiled->fill(boost::json::parse(fields), {.lenient = true});
    if (!paper) return ADD_FAILURE() << describe(paper.error()), "";
    return write(*paper, Format::xlsx).value_or("");
  }

  TemporaryDirectory directory_;
};

std::string items(int count) {
  boost::json::array all;
  for (int i = 1; i <= count; ++i)
    all.push_back({{"name", "Item " + std::to_string(i)}, {"quantity", i}, {"price", "10.50"}});
  return boost::json::serialize(
      boost::json::object{{"client", "Ann & <Co>"}, {"day", "2026-11-23"}, {"items", std::move(all)}});
}

std::string offer() {
  return xlsx(
      {{.name = "Offer",
        .rows = row(1, text("A1", "Offer for {{ client }}") + text("B1", "{{ day }}", 2)) +
                row(2, text("A2", "{%tr for i in items %}")) +
                row(3, text("A3", "{{ i.name }}") + text("B3", "{{ i.quantity }}") + text("C3", "{{ i.price }}", 1) +
                           formula("D3", "B3*C3") + formula("E3", "SUM(D$3:D3)")) +
                row(4, text("A4", "{%tr endfor %}")) +
                row(5, formula("D5", "SUM(D3:D3)") + formula("E5", "COUNT(B2:B4)") + formula("F5", "Other!A1*2"))},
       {.name = "Other", .rows = row(1, formula("A1", "SUM(Offer!B3:B3)"))}});
}

TEST_F(ExcelOffice, CalculatesSumsOverTheRowsThatWereRepeated) {
  const std::string csv = calculated(filled(offer(), items(30)));
  EXPECT_THAT(csv, HasSubstr("Offer for Ann & <Co>,11/23/2026"));
  EXPECT_THAT(csv, HasSubstr("Item 1,1,10.5,10.5,10.5"));
  EXPECT_THAT(csv, HasSubstr("Item 30,30,10.5,315,4882.5"));
  EXPECT_THAT(csv, HasSubstr("4882.5,30,930")) << "10.5 × 465; 30 rows; 2 × 465";
}

TEST_F(ExcelOffice, CalculatesEmptyListsAsNothing) {
  EXPECT_THAT(calculated(filled(offer(), items(0))), HasSubstr(",,,0,0,0"));
}

/// LibreOffice's own file: a sheet with a chart, a merge, a print area and formats, in the shapes that it writes.
TEST_F(ExcelOffice, FillsAFileThatLibreOfficeMade) {
  const std::string source =
      converted(contents(std::filesystem::path(KONTOR_EXCEL_CASES) / "offer.fods"), "fods", "xlsx");
  const std::string file = filled(source, items(12));
  const std::string csv = calculated(file);
  EXPECT_THAT(csv, HasSubstr("Item 12,12,10.5,126\n"));
  EXPECT_THAT(csv, HasSubstr("Total,,,819\n")) << csv;
  const auto before = unzip(source);
  auto after = unzip(file);
  for (const char* name : {"xl/theme/theme1.xml", "_rels/.rels", "xl/styles.xml"})
    if (before.contains(name)) EXPECT_EQ(before.at(name), after[name]) << name;
}

}  // namespace
}  // namespace kontor::test
