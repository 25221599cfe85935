#include <charconv>
#include <cmath>

#include "base/decimal.hpp"
#include "docgen/excel/formats.hpp"
#include "docgen/excel/sheet.hpp"
#include "docgen/excel/workbook.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/office/parts.hpp"
#include "docgen/sheet/filling.hpp"
#include "docgen/words/dates.hpp"

namespace kontor::docgen::sheet {
namespace {

using office::attribute_of;
using office::Mark;
using office::Scanner;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

/// The text of an item or a cell: that of its runs, without what tells how to pronounce it.
Result<std::string> text_in(std::string_view xml) {
  std::string out;
  Scanner scanner(xml);
  bool in_text = false, in_phonetic = false;
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) return out;
    const std::string_view name = local(mark.name);
    if (mark.kind == Mark::Kind::open && name == "t") in_text = true;
    if (mark.kind == Mark::Kind::close && name == "t") in_text = false;
    if (name == "rPh") in_phonetic = mark.kind == Mark::Kind::open;
    if (mark.kind == Mark::Kind::text && in_text && !in_phonetic)
      out += office::unescaped(xml.substr(mark.begin, mark.end - mark.begin));
  }
}

/// The content of the first element of that name.
std::string_view inside(std::string_view xml, std::string_view wanted) {
  Scanner scanner(xml);
  std::size_t begin = std::string_view::npos;
  for (;;) {
    const Result<Mark> mark = scanner.next();
    if (!mark || mark->kind == Mark::Kind::end) return {};
    if (local(mark->name) != wanted) continue;
    if (mark->kind == Mark::Kind::open && begin == std::string_view::npos) begin = mark->end;
    if (mark->kind == Mark::Kind::close && begin != std::string_view::npos)
      return xml.substr(begin, mark->begin - begin);
  }
}

/// As Excel shows it: 15 digits, so that 0.1 + 0.2 is 0.3.
std::string number_text(double number) {
  const auto decimal = Decimal::parse(fmt::format("{:.15g}", number));
  return decimal ? decimal->normalized().str() : fmt::format("{:.15g}", number);
}

/// A serial number of Excel as a date. The year 1900 counts as a leap year there, so days before March are one less.
std::string date_text(double serial, bool date_1904) {
  constexpr double kLastSerial = 2'958'466;  // the end of 9999
  if (!(serial >= 0 && serial < kLastSerial)) return number_text(serial);
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * 86400));
  const std::int64_t days = seconds / 86400, of_day = seconds % 86400;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
  if (days == 0) return time.substr(0, of_day % 60 == 0 ? 5 : 8);
  using std::chrono::year;
  const std::chrono::sys_days zero = date_1904   ? year{1904} / 1 / 1
                                     : days > 59 ? year{1899} / 12 / 30
                                                 : year{1899} / 12 / 31;
  const std::string day = iso_date(std::chrono::year_month_day(zero + std::chrono::days(days)));
  return of_day == 0 ? day : fmt::format("{}T{}", day, time);
}

/// Errors of the file are told as those of a table that was sent.
Error of_table(Error error) {
  if (error.code == Code::too_large) return error;
  return Error::invalid("body", fmt::format("cannot be read as an Excel workbook: {}",
                                            error.fields.empty() ? error.public_message : error.fields[0].message));
}

class SheetReader {
 public:
  SheetReader(const excel::SharedStrings& strings, const excel::Formats& formats, bool date_1904,
              const ReadingLimits& limits)
      : strings_(strings), formats_(formats), date_1904_(date_1904), limits_(limits), filling_(limits) {}

  Result<FilledTable> read(std::string_view xml) {
    Scanner scanner(xml);
    int row = 0;
    std::vector<std::string> cells;
    std::string_view tag;
    std::size_t begin = 0;
    for (;;) {
      TRY(const Mark mark, scanner.next());
      if (mark.kind == Mark::Kind::end) break;
      const std::string_view name = local(mark.name);
      const std::string_view text = xml.substr(mark.begin, mark.end - mark.begin);
      if (name == "row" && mark.kind == Mark::Kind::open) {
        row = number_or(attribute_of(text, "r"), row + 1);
        cells.clear();
      } else if (name == "row" && mark.kind == Mark::Kind::close) {
        TRY(filling_.add(row, std::exchange(cells, {})));
      } else if (name == "c" && mark.kind == Mark::Kind::open) {
        tag = text;
        begin = mark.end;
      } else if (name == "c" && mark.kind == Mark::Kind::close) {
        TRY(std::string value, value_of(tag, xml.substr(begin, mark.begin - begin)));
        TRY(put(tag, std::move(value), row, cells));
      } else if (name == "sheetData" && mark.kind == Mark::Kind::close) {
        break;
      }
    }
    return filling_.finish();
  }

 private:
  static int number_or(std::string_view text, int otherwise) {
    int out = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
  }

  Result<> put(std::string_view tag, std::string value, int row, std::vector<std::string>& cells) const {
    if (value.empty()) return {};
    const auto place = excel::cell_of(attribute_of(tag, "r"));
    const std::size_t column = place ? static_cast<std::size_t>(place->column) - 1 : cells.size();
    // Without a sound limit one cell in the last column would make each row 16,384 cells long.
    if (column >= limits_.columns)
      return fail(
          {.code = Code::too_large,
           .public_message = fmt::format("A table may have at most {} columns, and row {} has a value in column "
                                         "{}.",
                                         limits_.columns, row, column_name(column))});
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column] = std::move(value);
    return {};
  }

  Result<std::string> value_of(std::string_view tag, std::string_view content) const {
    const std::string_view type = attribute_of(tag, "t");
    if (type == "inlineStr") return text_in(content);
    const std::string value = office::unescaped(inside(content, "v"));
    if (value.empty()) return value;
    if (type == "s") return text_in(strings_.inside(static_cast<std::size_t>(number_or(value, -1))));
    if (type == "b") return std::string(value == "1" ? "true" : "false");
    if (!type.empty() && type != "n") return value;  // a formula's text, a date in ISO, an error
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size()) return value;
    const bool date = formats_.of(number_or(attribute_of(tag, "s"), 0)) == excel::Shows::date;
    return date ? date_text(number, date_1904_) : number_text(number);
  }

  const excel::SharedStrings& strings_;
  const excel::Formats& formats_;
  bool date_1904_;
  ReadingLimits limits_;
  Filling filling_;
};

/// What is read of a workbook before its cells are.
struct Parts {
  excel::SharedStrings strings;
  excel::Formats formats;
  bool date_1904 = false;
  std::string sheet;
};

Result<Parts> parts_of(std::string bytes) {
  TRY(const office::Archive archive, office::Archive::read(std::move(bytes), office::Application::excel));
  TRY(const excel::Workbook workbook, excel::read_workbook(archive));
  if (workbook.sheets.empty()) return fail(Error::invalid("body", "it has no sheet with cells"));
  Parts parts{.strings = {}, .formats = {}, .date_1904 = workbook.date_1904, .sheet = {}};
  if (workbook.strings) {
    TRY(std::string xml, office::sound_xml(archive, archive.entries()[*workbook.strings]));
    TRY(parts.strings, excel::SharedStrings::read(std::move(xml)));
  }
  if (workbook.styles) {
    TRY(std::string xml, office::sound_xml(archive, archive.entries()[*workbook.styles]));
    TRY(parts.formats, excel::Formats::read(std::move(xml)));
  }
  TRY(parts.sheet, office::sound_xml(archive, archive.entries()[workbook.sheets.front().entry]));
  return parts;
}

}  // namespace

Result<FilledTable> read_xlsx(std::string bytes, const ReadingLimits& limits) {
  const Result<Parts> parts = parts_of(std::move(bytes));
  if (!parts) return fail(of_table(parts.error()));
  Result<FilledTable> table = SheetReader(parts->strings, parts->formats, parts->date_1904, limits).read(parts->sheet);
  if (!table && table.error().fields.empty()) return fail(of_table(table.error()));
  return table;
}

}  // namespace kontor::docgen::sheet
