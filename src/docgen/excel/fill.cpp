#include <algorithm>

#include "base/text.hpp"
#include "docgen/excel/drawings.hpp"
#include "docgen/excel/file.hpp"
#include "docgen/excel/landing.hpp"
#include "docgen/excel/rows.hpp"
#include "docgen/office/package.hpp"
#include "docgen/office/parts.hpp"
#include "docgen/office/properties.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Archive;

/// What filling a sheet writes down: 300,000 rows of ten cells.
constexpr std::size_t kMaxStream = std::size_t{64} << 20;

/// What is left of the signs of landing.hpp in texts that are no cells.
std::string plain(std::string xml) {
  std::erase_if(xml,
                [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; });
  return xml;
}

class Filling {
 public:
  Filling(const File& file, std::shared_ptr<Map> fields, const EvaluateOptions& options)
      : file_(file), fields_(std::move(fields)), options_(options) {}

  Result<std::vector<Filled::Part>> run() {
    std::vector<FilledSheet> sheets;
    for (const Sheet& sheet : file_.sheets) sheets.push_back({&sheet, sheet.name, planned(sheet)});
    for (const File::Text& text : file_.texts) texts_[text.entry] = plain(evaluated(text.nodes));
    if (!errors_.empty()) return fail(template_error(std::move(errors_)));
    TRY(const std::string workbook, text_of(file_.workbook.entry));
    names_ = sound_names(sheet_names(workbook));
    std::size_t next = 0;  // a workbook's sheets without cells have names, too
    for (FilledSheet& each : sheets) {
      while (next + 1 < names_.size() && file_.workbook.names[next] != each.sheet->name) ++next;
      if (next < names_.size()) each.name = names_[next++];
    }
    tagged_ = std::ranges::any_of(file_.sheets, &Sheet::has_tags);
    const Book book(std::move(sheets));
    for (std::size_t i = 0; i < file_.sheets.size(); ++i) TRY(write_sheet(book, static_cast<int>(i)));
    TRY(write_parts(book));
    if (tagged_ || book.moves()) TRY(write_workbook(book, workbook));
    TRY(drawings_.finish(parts_));
    return std::move(parts_);
  }

 private:
  std::string evaluated(const Nodes& nodes, Pictures* pictures = nullptr) {
    if (nodes.empty()) return "";
    CellLanding landing(pictures);
    auto out = evaluate(file_.source, nodes, fields_, landing, options_);
    if (out) return std::move(*out);
    errors_.insert(errors_.end(), out.error().fields.begin(), out.error().fields.end());
    if (out.error().fields.empty()) errors_.push_back({"", out.error().public_message});
    return "";
  }

  Plan planned(const Sheet& sheet) {
    if (sheet.body.empty()) return Plan(sheet);
    streams_.push_back(evaluated(sheet.body, &pictures_));
    if (!errors_.empty()) return Plan(sheet);
    auto plan = Plan::read(sheet, streams_.back());
    if (plan) return std::move(*plan);
    errors_.push_back({fmt::format("sheet “{}”", sheet.name), plan.error().public_message});
    return Plan(sheet);
  }

  /// The part with its tags filled.
  Result<std::string> text_of(std::size_t entry) const {
    if (const auto found = texts_.find(entry); found != texts_.end()) return found->second;
    return office::sound_xml(file_.archive, file_.archive.entries()[entry]);
  }

  /// A sheet is written anew when it has tags, when rows that its formulas see have moved, and when they see values
  /// that may have changed: then what Excel calculated before is left out.
  Result<void> write_sheet(const Book& book, int index) {
    const Sheet& sheet = *book.sheets()[static_cast<std::size_t>(index)].sheet;
    if (!sheet.has_tags() && !((tagged_ || book.moves()) && sheet.looks_beyond)) return {};
    const std::string_view xml = sheet.xml;
    std::string head = sheet.head.empty() ? std::string(xml.substr(0, sheet.data)) : plain(evaluated(sheet.head));
    std::string tail = sheet.tail.empty() ? std::string(xml.substr(sheet.data_end)) : plain(evaluated(sheet.tail));
    if (!errors_.empty()) return fail(template_error(std::move(errors_)));
    if (book.moves()) {
      TRY(head, book.carried(head, index));
      TRY(tail, book.carried(tail, index));
    }
    std::vector<PlacedPicture> placed;
    TRY(const std::string rows, filled_rows(book, index, file_.workbook.date_1904, dated_, pictures_, placed));
    TRY(drawings_.place(static_cast<std::size_t>(index), std::move(placed), tail));
    parts_.push_back({sheet.entry, head + rows + tail});
    return {};
  }

  Result<void> write_parts(const Book& book) {
    std::vector<std::pair<std::size_t, int>> carried;  // entry, sheet
    for (std::size_t i = 0; i < file_.workbook.sheets.size(); ++i)
      for (const Related& each : file_.workbook.sheets[i].related) {
        if (each.kind == Related::Kind::vml) {
          TRY(write_vml(book, each.entry, static_cast<int>(i)));
          continue;
        }
        carried.emplace_back(each.entry, static_cast<int>(i));
      }
    for (const std::size_t entry : file_.workbook.charts) carried.emplace_back(entry, -1);
    for (const std::size_t entry : file_.workbook.properties) carried.emplace_back(entry, -2);
    for (const auto& [entry, sheet] : carried) {
      TRY(std::string xml, text_of(entry));
      const bool charts = sheet == -1;  // what they show was calculated from the values before
      if (sheet != -2 && (book.moves() || (charts && tagged_))) {
        TRY(xml, book.carried(xml, sheet));
      }
      TRY(xml, drawings_.grown(entry, std::move(xml)));
      TRY(put(entry, std::move(xml)));
    }
    if (file_.workbook.strings && std::ranges::find(file_.emptied, true) != file_.emptied.end())
      TRY(put(*file_.workbook.strings, file_.strings.without(file_.emptied)));
    if (file_.workbook.styles && dated_ && file_.formats.grown()) TRY(put(*file_.workbook.styles, file_.formats.xml()));
    return {};
  }

  Result<void> write_vml(const Book& book, std::size_t entry, int sheet) {
    if (!book.sheets()[static_cast<std::size_t>(sheet)].plan.moves()) return {};
    TRY(const std::string vml, file_.archive.unpack(file_.archive.entries()[entry]));
    return put(entry, book.carried_vml(vml, sheet));
  }

  Result<void> write_workbook(const Book& book, const std::string& evaluated) {
    std::string xml = evaluated;
    if (book.moves()) {
      TRY(xml, book.carried(xml, -1));
    }
    TRY(put(file_.workbook.entry, with_names(xml, names_)));
    if (!file_.workbook.chain) return {};
    // The order in which Excel last calculated: it makes a new one.
    parts_.push_back({*file_.workbook.chain, ""});
    const auto types = file_.archive.find("[Content_Types].xml");
    TRY(const std::string known, file_.archive.unpack(file_.archive.entries()[*types]));
    TRY(put(*types, without_element(known, "Override", "PartName", "/calcChain.xml")));
    const std::string& name = file_.archive.entries()[file_.workbook.entry].name;
    const std::size_t slash = name.rfind('/') + 1;  // npos + 1 is 0
    const auto rels = file_.archive.find(name.substr(0, slash) + "_rels/" + name.substr(slash) + ".rels");
    if (!rels) return {};
    TRY(const std::string relations, file_.archive.unpack(file_.archive.entries()[*rels]));
    return put(*rels, without_element(relations, "Relationship", "Target", "calcChain.xml"));
  }

  /// A part that came out as it was stays byte for byte.
  Result<void> put(std::size_t entry, std::string xml) {
    TRY(const std::string before, file_.archive.unpack(file_.archive.entries()[entry]));
    if (before != xml) parts_.push_back({entry, std::move(xml)});
    return {};
  }

  const File& file_;
  std::shared_ptr<Map> fields_;
  const EvaluateOptions& options_;
  std::vector<FieldError> errors_;
  std::deque<std::string> streams_;  ///< what the plans see
  std::map<std::size_t, std::string> texts_;
  std::vector<std::string> names_;
  std::vector<Filled::Part> parts_;
  Pictures pictures_;
  Drawings drawings_{file_, pictures_};
  bool tagged_ = false;
  bool dated_ = false;
};

}  // namespace

Result<Filled> fill(std::shared_ptr<const File> file, const std::shared_ptr<Map>& fields, EvaluateOptions options) {
  options.max_output = kMaxStream;
  TRY(std::vector<Filled::Part> parts, Filling(*file, fields, options).run());
  return Filled{std::move(file), std::move(parts)};
}

Result<std::string> packed(const Filled& filled, const WriteOptions& options) {
  const Archive& archive = filled.file->archive;
  std::vector<office::Changed> changed;
  for (const Filled::Part& part : filled.parts) changed.push_back({part.entry, part.name, part.xml});
  std::optional<std::string> completed;
  if (const auto core = archive.find("docProps/core.xml")) {
    const auto known = std::ranges::find(changed, *core, &office::Changed::entry);
    TRY(const std::string before, archive.unpack(archive.entries()[*core]));
    completed = office::completed_properties(known == changed.end() ? std::string_view(before) : known->content,
                                             options.author, options.created);
    if (completed && known != changed.end()) changed.erase(known);
    if (completed) changed.push_back({*core, "", *completed});
  }
  return office::packed(archive, changed);
}

}  // namespace kontor::docgen::excel
