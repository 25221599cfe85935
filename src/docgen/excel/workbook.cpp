#include "docgen/excel/workbook.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "docgen/office/markup.hpp"
#include "docgen/office/parts.hpp"

namespace kontor::docgen::excel {
namespace {

using office::Archive;
using office::attribute_of;
using office::bad_file;
using office::Mark;

constexpr std::size_t kMaxName = 31;
/// More sheets than anybody finds again; each is filled by itself.
constexpr std::size_t kMaxSheets = 1000;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

/// Every opening tag of that name.
template <class Visit>
Result<void> each_tag(std::string_view xml, std::string_view name, const Visit& visit) {
  office::Scanner scanner(xml);
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) return {};
    if ((mark.kind == Mark::Kind::open || mark.kind == Mark::Kind::empty) && local(mark.name) == name)
      visit(xml.substr(mark.begin, mark.end - mark.begin), mark);
  }
}

struct Relation {
  std::string id, type, target;  ///< the target as a name in the archive
};

class Reader {
 public:
  explicit Reader(const Archive& archive) : archive_(archive) {}

  Result<Workbook> run() {
    TRY(types());
    const std::string& name = archive_.entries()[out_.entry].name;
    TRY(const std::string xml, office::sound_xml(archive_, archive_.entries()[out_.entry]));
    TRY(const std::vector<Relation> relations, relations_of(name));
    for (const Relation& each : relations) {
      if (each.type.ends_with("/sharedStrings")) out_.strings = archive_.find(each.target);
      if (each.type.ends_with("/styles")) out_.styles = archive_.find(each.target);
      if (each.type.ends_with("/calcChain")) out_.chain = archive_.find(each.target);
    }
    TRY(placed(name, each_tag(xml, "workbookPr", [&](std::string_view tag, const Mark&) {
                 const std::string_view flag = attribute_of(tag, "date1904");
                 out_.date_1904 = flag == "1" || flag == "true";
               })));
    std::vector<std::pair<std::string, std::string>> sheets;  // name, id of the relation
    TRY(placed(name, each_tag(xml, "sheet", [&](std::string_view tag, const Mark&) {
                 sheets.emplace_back(office::unescaped(attribute_of(tag, "name")), attribute_of(tag, "r:id"));
               })));
    if (sheets.size() > kMaxSheets) return fail(bad_file("The workbook has more than 1000 sheets."));
    for (const auto& [sheet, id] : sheets) {
      out_.names.push_back(sheet);
      const auto relation = std::ranges::find(relations, id, &Relation::id);
      if (relation == relations.end() || !relation->type.ends_with("/worksheet")) continue;
      TRY(add_sheet(sheet, relation->target));
    }
    if (out_.sheets.empty()) return fail(bad_file("The workbook has no sheet."));
    return std::move(out_);
  }

 private:
  static Result<void> placed(const std::string& part, Result<void> result) {
    if (result) return result;
    return fail(bad_file(fmt::format("\"{}\": {}.", part, result.error().public_message)));
  }

  /// What the parts are, by their content types.
  Result<void> types() {
    const auto types = archive_.find("[Content_Types].xml");
    if (!types) return fail(bad_file("This is no Excel file: the archive holds no [Content_Types].xml."));
    TRY(const std::string xml, archive_.unpack(archive_.entries()[*types]));
    bool main = false;
    TRY(placed("[Content_Types].xml", each_tag(xml, "Override", [&](std::string_view tag, const Mark&) {
                 const std::string_view type = attribute_of(tag, "ContentType");
                 const std::string name = office::unescaped(attribute_of(tag, "PartName"));
                 const auto entry = archive_.find(std::string_view(name).substr(name.starts_with('/') ? 1 : 0));
                 if (!entry) return;
                 const bool book = type.ends_with("spreadsheetml.sheet.main+xml") ||
                                   type.ends_with("spreadsheetml.template.main+xml") ||
                                   type.ends_with("ms-excel.sheet.macroEnabled.main+xml") ||
                                   type.ends_with("ms-excel.template.macroEnabled.main+xml");
                 if (book && !main) out_.entry = *entry;
                 main = main || book;
                 if (type.ends_with("drawingml.chart+xml") || type.ends_with("chartex+xml") ||
                     type.ends_with("pivotCacheDefinition+xml"))
                   out_.charts.push_back(*entry);
                 if (type.ends_with("core-properties+xml") || type.ends_with("extended-properties+xml") ||
                     type.ends_with("custom-properties+xml"))
                   out_.properties.push_back(*entry);
               })));
    if (main) return {};
    if (xml.find("wordprocessingml") != std::string::npos)
      return fail(bad_file("This is a Word file, not an Excel workbook."));
    if (xml.find("ms-excel.sheet.binary") != std::string::npos)
      return fail(bad_file("This is a binary workbook (.xlsb): open it in Excel and save it as .xlsx."));
    return fail(bad_file("This is no Excel file: the archive holds no workbook."));
  }

  Result<std::vector<Relation>> relations_of(const std::string& part) {
    const std::size_t slash = part.rfind('/') + 1;  // npos + 1 is 0
    const std::string folder = part.substr(0, slash);
    const std::string name = folder + "_rels/" + part.substr(slash) + ".rels";
    std::vector<Relation> out;
    const auto entry = archive_.find(name);
    if (!entry) return out;
    TRY(const std::string xml, archive_.unpack(archive_.entries()[*entry]));
    TRY(placed(name, each_tag(xml, "Relationship", [&](std::string_view tag, const Mark&) {
                 if (attribute_of(tag, "TargetMode") == "External") return;
                 out.push_back({std::string(attribute_of(tag, "Id")), std::string(attribute_of(tag, "Type")),
                                resolved(folder, office::unescaped(attribute_of(tag, "Target")))});
               })));
    return out;
  }

  /// "../drawings/drawing1.xml" as it is seen from "xl/worksheets/".
  static std::string resolved(std::string folder, std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    while (target.starts_with("../")) {
      target.remove_prefix(3);
      if (!folder.empty()) folder.pop_back();
      folder.resize(folder.rfind('/') + 1);  // npos + 1 is 0
    }
    return folder + std::string(target);
  }

  Result<void> add_sheet(const std::string& name, const std::string& part) {
    const auto entry = archive_.find(part);
    if (!entry) return fail(bad_file(fmt::format("The workbook is damaged: sheet “{}” is not in it.", name)));
    SheetEntry sheet{.name = name, .entry = *entry, .related = {}, .tables = {}};
    TRY(const std::vector<Relation> relations, relations_of(archive_.entries()[*entry].name));
    for (const Relation& each : relations) {
      const auto at = archive_.find(each.target);
      if (!at) continue;
      const auto add = [&](Related::Kind kind) { sheet.related.push_back({kind, *at}); };
      if (each.type.ends_with("/drawing")) add(Related::Kind::drawing);
      if (each.type.ends_with("/comments") || each.type.ends_with("/threadedComment")) add(Related::Kind::comments);
      if (each.type.ends_with("/vmlDrawing")) add(Related::Kind::vml);
      if (each.type.ends_with("/pivotTable")) add(Related::Kind::pivot_table);
      if (!each.type.ends_with("/table")) continue;
      add(Related::Kind::table);
      TRY(const std::string xml, office::sound_xml(archive_, archive_.entries()[*at]));
      TRY(placed(each.target, each_tag(xml, "table", [&](std::string_view tag, const Mark&) {
                   if (const auto area = area_of(attribute_of(tag, "ref"))) sheet.tables.push_back(*area);
                 })));
    }
    out_.sheets.push_back(std::move(sheet));
    return {};
  }

  const Archive& archive_;
  Workbook out_;
};

}  // namespace

Result<Workbook> read_workbook(const Archive& archive) { return Reader(archive).run(); }

std::vector<std::string> sheet_names(std::string_view workbook) {
  std::vector<std::string> out;
  static_cast<void>(each_tag(workbook, "sheet", [&](std::string_view tag, const Mark&) {
    out.push_back(office::unescaped(attribute_of(tag, "name")));
  }));
  return out;
}

std::string with_names(std::string_view workbook, const std::vector<std::string>& names) {
  std::string out;
  std::size_t copied = 0;
  const auto put = [&](Offset begin, Offset end, std::string_view text) {
    out.append(workbook.substr(copied, begin - copied)).append(text);
    copied = end;
  };
  std::size_t next = 0;
  bool calculates = false;
  office::Scanner scanner(workbook);
  // What has to stand behind calcPr, by the schema.
  const auto follows = [](std::string_view name) {
    return name == "oleSize" || name == "customWorkbookViews" || name == "pivotCaches" || name == "smartTagPr" ||
           name == "smartTagTypes" || name == "webPublishing" || name == "fileRecoveryPr" ||
           name == "webPublishObjects" || name == "extLst";
  };
  for (;;) {
    const auto mark = scanner.next();
    if (!mark || mark->kind == Mark::Kind::end) break;
    const std::string_view name = local(mark->name);
    std::string tag(workbook.substr(mark->begin, mark->end - mark->begin));
    const bool opens = mark->kind == Mark::Kind::open || mark->kind == Mark::Kind::empty;
    if (opens && name == "sheet" && next < names.size()) {
      if (office::unescaped(attribute_of(tag, "name")) != names[next])
        put(mark->begin, mark->end, office::with_attribute(std::move(tag), "name", names[next]));
      ++next;
    } else if (opens && name == "calcPr") {
      calculates = true;
      put(mark->begin, mark->end, office::with_attribute(std::move(tag), "fullCalcOnLoad", "1"));
    } else if (!calculates && ((opens && follows(name)) || (mark->kind == Mark::Kind::close && name == "workbook"))) {
      calculates = true;
      const std::string_view prefix = mark->name.substr(0, mark->name.size() - name.size());
      put(mark->begin, mark->begin, fmt::format("<{}calcPr fullCalcOnLoad=\"1\"/>", prefix));
    }
  }
  return out.append(workbook.substr(copied));
}

std::vector<std::string> sound_names(std::vector<std::string> names) {
  std::set<std::string> taken;
  for (std::string& name : names) {
    std::string sound;
    for (const char c : name)
      if (static_cast<unsigned char>(c) >= 0x20)
        sound += std::string_view(":\\/?*[]").find(c) != std::string_view::npos ? ' ' : c;
    const auto cut = [](std::string text, std::size_t most) {
      while (length(text) > most) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty()) text.pop_back();
      }
      return text;
    };
    sound = cut(std::string(trimmed(sound)), kMaxName);
    while (sound.starts_with('\'')) sound.erase(0, 1);
    while (sound.ends_with('\'')) sound.pop_back();
    if (sound.empty()) sound = "-";
    std::string unique = sound;
    for (int n = 2; !taken.insert(lowercase(unique)).second; ++n) {
      const std::string suffix = fmt::format(" ({})", n);
      unique = cut(sound, kMaxName - suffix.size()) + suffix;
    }
    name = std::move(unique);
  }
  return names;
}

std::string without_element(std::string_view xml, std::string_view element, std::string_view attribute,
                            std::string_view ending) {
  std::string out(xml);
  static_cast<void>(each_tag(xml, element, [&](std::string_view tag, const Mark& mark) {
    if (mark.kind == Mark::Kind::empty && attribute_of(tag, attribute).ends_with(ending) && out.size() == xml.size())
      out.erase(mark.begin, mark.end - mark.begin);
  }));
  return out;
}

}  // namespace kontor::docgen::excel
