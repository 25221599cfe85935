#include "docgen/excel/file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "docgen/excel/landing.hpp"
#include "docgen/excel/program.hpp"
#include "docgen/language/parser.hpp"
#include "docgen/office/lone_tags.hpp"
#include "docgen/office/parts.hpp"
#include "docgen/schema/fields.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Archive;
using office::bad_file;
using office::Finding;

/// All parts of one file that are read here. What compiling needs in memory is a few times that.
constexpr std::size_t kMaxXml = std::size_t{32} << 20;

std::string place_of(std::string_view part) {
  const std::string_view name = part.substr(part.rfind('/') + 1);  // npos + 1 is 0
  if (part.starts_with("docProps/")) return "document properties";
  if (name.starts_with("workbook")) return "names of the sheets";
  if (name.starts_with("comments") || name.starts_with("threaded")) return "comments";
  if (name.starts_with("chart")) return "chart";
  return "drawing";
}

/// Reads the parts one after another into one file.
class Reader {
 public:
  explicit Reader(Archive archive) : file_(std::make_shared<File>(File{.archive = std::move(archive)})) {}

  Result<Reading> run() {
    TRY(file_->workbook, read_workbook(file_->archive));
    const Workbook& book = file_->workbook;
    if (book.strings) {
      TRY(std::string xml, take(*book.strings));
      file_->locale = office::locale_of_letters(xml);
      TRY(file_->strings, named(*book.strings, SharedStrings::read(std::move(xml))));
    }
    if (book.styles) {
      TRY(std::string xml, take(*book.styles));
      TRY(file_->formats, named(*book.styles, Formats::read(std::move(xml))));
    }
    for (const SheetEntry& each : book.sheets) TRY(read_sheet(each));
    if (!book.strings && std::ranges::any_of(file_->sheets, [](const Sheet& sheet) {  // each cell holds its own text
          return office::locale_of_letters(sheet.xml) == Locale::ru;
        }))
      file_->locale = Locale::ru;
    TRY(read_text(book.entry));
    for (const SheetEntry& each : book.sheets)
      for (const Related& related : each.related)
        if (related.kind == Related::Kind::drawing || related.kind == Related::Kind::comments)
          TRY(read_text(related.entry));
    for (const std::size_t entry : book.charts) TRY(read_text(entry));
    for (const std::size_t entry : book.properties) TRY(read_text(entry));
    file_->source = Source("", [places = places_](Offset at) { return (*places)(at); });
    if (const auto core = file_->archive.find("docProps/core.xml"))
      file_->title = office::title_of(file_->archive.unpack(file_->archive.entries()[*core]).value_or(""));
    return Reading{std::move(file_), std::move(findings_)};
  }

 private:
  Result<std::string> take(std::size_t entry) {
    const Archive::Entry& of = file_->archive.entries()[entry];
    if ((xml_ += of.size) > kMaxXml)
      return fail(Error{.code = Code::too_large,
                        .public_message = "The sheets and texts of an Excel template may have at most 32 MiB of XML."});
    return office::sound_xml(file_->archive, of);
  }

  template <class T>
  Result<T> named(std::size_t entry, Result<T> result) const {
    if (result) return result;
    const std::string& name = file_->archive.entries()[entry].name;
    return fail(bad_file(fmt::format("\"{}\": {}.", name, result.error().public_message)));
  }

  Result<void> read_sheet(const SheetEntry& of) {
    Sheet& sheet = file_->sheets.emplace_back();
    sheet.name = of.name;
    sheet.entry = of.entry;
    sheet.part = file_->archive.entries()[of.entry].name;
    TRY(sheet.xml, take(of.entry));
    TRY(named(of.entry, read_rows(sheet, file_->strings)));
    TRY(add(program_of(sheet, file_->formats, of.tables, file_->emptied, here()), sheet.body));
    const std::string_view xml = sheet.xml;
    const std::string place = fmt::format("sheet “{}”, headers and settings", of.name);
    TRY(Program head, named(of.entry, text_program(xml.substr(0, sheet.data), place, here())));
    TRY(add(std::move(head), sheet.head));
    TRY(Program tail, named(of.entry, text_program(xml.substr(sheet.data_end), place, here())));
    return add(std::move(tail), sheet.tail);
  }

  Result<void> read_text(std::size_t entry) {
    TRY(const std::string xml, take(entry));
    TRY(Program program, named(entry, text_program(xml, place_of(file_->archive.entries()[entry].name), here())));
    Nodes nodes;
    TRY(add(std::move(program), nodes));
    if (!nodes.empty()) file_->texts.push_back({entry, std::move(nodes)});
    return {};
  }

  Offset here() const { return static_cast<Offset>(source_.size()); }

  Result<void> add(Program program, Nodes& out) {
    std::vector<Finding>& findings = program.findings;
    const Offset from = here();
    const bool sound = std::ranges::none_of(findings, &Finding::error);
    findings_.insert(findings_.end(), findings.begin(), findings.end());
    if (!program.tagged) return {};
    source_ += program.text.source;
    if (source_.size() > 2 * kMaxXml)
      return fail(Error{.code = Code::too_large, .public_message = "The template has too many tags."});
    for (office::Point& point : program.text.points) places_->points.push_back(std::move(point));
    const Source source(source_, [places = places_](Offset at) { return (*places)(at); });
    auto nodes = parse(source, from, Lines::as_jinja);
    std::vector<Finding> wrong = office::wrong_tags(program.tags);
    if (!nodes && wrong.empty() && sound)
      for (FieldError& each : nodes.error().fields)
        wrong.push_back({office::Spot{.place = std::move(each.location), .column = 0}, std::move(each.message), true});
    findings_.insert(findings_.end(), wrong.begin(), wrong.end());
    if (nodes) out = std::move(*nodes);
    return {};
  }

  std::shared_ptr<File> file_;
  std::vector<Finding> findings_;
  std::string source_;
  std::size_t xml_ = 0;
  std::shared_ptr<office::Places> places_ = std::make_shared<office::Places>();
};

/// A field that a cell shows, or one with a default.
bool is_path(const Expr& expr) {
  if (expr.op == Op::filter && expr.filter->takes == Takes::fallback) return is_path(expr.parts[0]);
  return expr.op == Op::variable || expr.op == Op::attribute || expr.op == Op::index;
}

/// Puts the filter that a cell's format amounts to around what the cell shows, or takes it off again.
class Hints {
 public:
  explicit Hints(const Sheet& sheet) : sheet_(sheet) {}

  void put(Nodes& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      put(nodes[i].body);
      put(nodes[i].otherwise);
      if (i == 0 || nodes[i].kind != Node::Kind::output || nodes[i - 1].kind != Node::Kind::text) continue;
      const Filter* filter = filter_of(nodes[i - 1].text);
      if (!filter || !is_path(nodes[i].expr)) continue;
      Expr inner = std::move(nodes[i].expr);
      nodes[i].expr = Expr{.op = Op::filter, .at = inner.at, .name = std::string(filter->name), .filter = filter};
      nodes[i].expr.parts.push_back(std::move(inner));
      put_.push_back(&nodes[i]);
    }
  }
  ~Hints() {
    for (Node* node : put_) {
      Expr inner = std::move(node->expr.parts[0]);
      node->expr = std::move(inner);
    }
  }

 private:
  /// The text before the tag ends with the sign of its cell: kCell number ; kTyped.
  const Filter* filter_of(std::string_view text) const {
    if (!text.ends_with(kTyped)) return nullptr;
    const std::size_t sign = text.rfind(kCell);
    if (sign == std::string_view::npos) return nullptr;
    std::size_t number = 0;
    for (const char c : text.substr(sign + 1))
      if (c >= '0' && c <= '9') number = number * 10 + static_cast<std::size_t>(c - '0');
    if (number >= sheet_.tagged.size()) return nullptr;
    if (sheet_.tagged[number].shows == Shows::number) return find_filter("number");
    return sheet_.tagged[number].shows == Shows::date ? find_filter("date") : nullptr;
  }

  const Sheet& sheet_;
  std::vector<Node*> put_;
};

}  // namespace

Result<Reading> read(std::string_view bytes) {
  TRY(Archive archive, Archive::read(std::string(bytes), office::Application::excel));
  return Reader(std::move(archive)).run();
}

Field fields_of(File& file) {
  std::deque<Hints> hints;
  for (Sheet& sheet : file.sheets) hints.emplace_back(sheet).put(sheet.body);
  // The fields of all parts are one form; their nodes go there and back.
  Nodes all;
  file.each_part([&](Nodes& nodes) { std::ranges::move(nodes, std::back_inserter(all)); });
  Field out = docgen::fields_of(all);
  auto next = all.begin();
  file.each_part([&](Nodes& nodes) {
    for (Node& node : nodes) node = std::move(*next++);
  });
  return out;
}

}  // namespace kontor::docgen::excel
