#include <algorithm>

#include "base/text.hpp"
#include "docgen/docx/package.hpp"
#include "docgen/excel/landing.hpp"
#include "docgen/excel/reference.hpp"
#include "docgen/excel/workbook.hpp"
#include "docgen/sheet/table.hpp"

namespace kontor::docgen::sheet {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";

/// The styles of cells, by their numbers: plain, heading, money, day, day and time.
constexpr int kHeading = 1, kMoney = 2, kDay = 3, kTime = 4;
constexpr std::string_view kStyles =
    R"(<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>)"
    R"(<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>)"
    R"(<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>)"
    R"(<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>)"
    R"(<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>)"
    R"(<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>)"
    R"(<xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>)";

int style_of(Type type) {
  return type == Type::money ? kMoney : type == Type::date ? kDay : type == Type::time ? kTime : 0;
}

/// Letters that a column is wide at least and at most; longer texts run on or are seen when one asks.
constexpr std::size_t kNarrowest = 8, kWidest = 60;
/// A cell of Excel holds 32,767 characters; these many bytes of UTF-8 never are more.
constexpr std::size_t kMostBytes = 32'767;

std::string_view cut(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

class Writer {
 public:
  explicit Writer(const Table& table) : table_(table), widths_(table.columns.size(), kNarrowest) {}

  std::string sheet() {
    std::string rows;
    rows.reserve(table_.rows.size() * table_.columns.size() * 40);
    open_row(rows);
    for (const Column& column : table_.columns)
      write_text(column.currency.empty() ? column.title : column.title + ", " + column.currency, kHeading, rows);
    rows += "</row>";
    for (const auto& row : table_.rows) {
      open_row(rows);
      for (std::size_t i = 0; i < table_.columns.size(); ++i)
        if (i < row.size())
          write(row[i], table_.columns[i].type, rows);
        else
          ++column_;
      rows += "</row>";
    }
    std::string cols;
    for (std::size_t i = 0; i < widths_.size(); ++i)
      cols += fmt::format(R"(<col min="{0}" max="{0}" width="{1}" customWidth="1"/>)", i + 1, widths_[i] + 2);
    const std::string area = "A1:" + excel::column_letters(std::max<int>(1, static_cast<int>(widths_.size()))) +
                             std::to_string(std::max(row_, 1));
    return fmt::format(
        R"({}<worksheet xmlns="{}"><dimension ref="{}"/><sheetViews><sheetView workbookViewId="0" tabSelected="1">)"
        R"(<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>{}{}{})"
        R"(<sheetData>{}</sheetData><autoFilter ref="{}"/></worksheet>)",
        kXml, kMain, area, cols.empty() ? "" : "<cols>", cols, cols.empty() ? "" : "</cols>", rows, area);
  }

 private:
  void open_row(std::string& out) {
    column_ = 0;
    out += fmt::format("<row r=\"{}\">", ++row_);
  }

  void open(int style, std::string_view type, std::string& out) {
    out += fmt::format("<c r=\"{}{}\"", excel::column_letters(++column_), row_);
    if (style != 0) out += fmt::format(" s=\"{}\"", style);
    if (!type.empty()) out += fmt::format(" t=\"{}\"", type);
  }

  void widen(std::size_t letters) {
    std::size_t& width = widths_[static_cast<std::size_t>(column_) - 1];
    width = std::clamp(letters, width, kWidest);
  }

  void write_text(std::string_view text, int style, std::string& out) {
    if (text.empty()) return void(++column_);
    open(style, "inlineStr", out);
    out += "><is><t xml:space=\"preserve\">";
    landing_.write(cut(text), out);
    out += "</t></is></c>";
    widen(std::min(length(text), kWidest));
  }

  void write(const Cell& cell, Type type, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      write_text(*text, 0, out);
    } else if (const auto* number = std::get_if<Decimal>(&cell)) {
      open(style_of(type), "", out);
      const std::string digits = number->str();
      out += fmt::format("><v>{}</v></c>", digits);
      widen(digits.size() + 2);  // and the signs between thousands
    } else if (const auto* flag = std::get_if<bool>(&cell)) {
      open(0, "b", out);
      out += *flag ? "><v>1</v></c>" : "><v>0</v></c>";
    } else if (const auto* at = std::get_if<std::chrono::sys_seconds>(&cell)) {
      open(style_of(type), "", out);
      out += fmt::format("><v>{}</v></c>", serial(*at, type));
      widen(type == Type::date ? 10 : 16);
    } else {
      ++column_;
    }
  }

  static std::string serial(std::chrono::sys_seconds at, Type type) {
    constexpr std::int64_t kUnixDay = 25'569;  // Excel's number of 1 January 1970
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const Decimal days(day.time_since_epoch().count() + kUnixDay);
    if (type == Type::date) return days.str();
    const auto part = Decimal::divide(Decimal((at - day).count()), Decimal(86'400), 10);
    const auto sum = part ? Decimal::add(days, part->normalized()) : std::nullopt;
    return sum.value_or(days).str();
  }

  const Table& table_;
  excel::CellLanding landing_;
  std::vector<std::size_t> widths_;
  int row_ = 0;
  int column_ = 0;
};

}  // namespace

Result<std::string> xlsx(const Table& table) {
  if (table.rows.size() > kMaxRows)
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("An export has at most {} rows: choose fewer.", kMaxRows)});
  std::string name;
  excel::CellLanding().write(excel::sound_names({table.name}).front(), name);
  const auto type = [](std::string_view part, std::string_view kind) {
    return fmt::format(
        R"(<Override PartName="/xl/{}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"/>)",
        part, kind);
  };
  const docx::Parts parts = {
      {"[Content_Types].xml",
       fmt::format(
           R"({}<Types xmlns="{}content-types"><Default Extension="rels" ContentType="application/vnd.)"
           R"(openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>)"
           "{}{}{}</Types>",
           kXml, kPackage, type("workbook.xml", "sheet.main"), type("worksheets/sheet1.xml", "worksheet"),
           type("styles.xml", "styles"))},
      {"_rels/.rels", fmt::format(R"({}<Relationships xmlns="{}relationships"><Relationship Id="rId1" )"
                                  R"(Type="{}/officeDocument" Target="xl/workbook.xml"/></Relationships>)",
                                  kXml, kPackage, kOffice)},
      {"xl/workbook.xml",
       fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets>)"
                   R"(</workbook>)",
                   kXml, kMain, kOffice, name)},
      {"xl/_rels/workbook.xml.rels",
       fmt::format(R"({0}<Relationships xmlns="{1}relationships"><Relationship Id="rId1" Type="{2}/worksheet" )"
                   R"(Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{2}/styles" Target="styles.xml"/>)"
                   R"(</Relationships>)",
                   kXml, kPackage, kOffice)},
      {"xl/styles.xml", fmt::format(R"({}<styleSheet xmlns="{}">{}</styleSheet>)", kXml, kMain, kStyles)},
      {"xl/worksheets/sheet1.xml", Writer(table).sheet()}};
  return docx::zipped(parts, {});
}

}  // namespace kontor::docgen::sheet
