#include "docgen/excel/drawings.hpp"

#include <algorithm>
#include <charconv>

#include "docgen/office/markup.hpp"
#include "docgen/office/package.hpp"
#include "docgen/office/package_lists.hpp"

namespace kontor::docgen::excel {
namespace {

using office::attribute_of;
using office::bad_file;
using office::Mark;

constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }  // npos + 1 is 0

/// What has to stand behind the drawing of a sheet, by the schema. Controls may stand in an AlternateContent.
bool follows_drawing(std::string_view name) {
  static constexpr std::string_view kNames[] = {"legacyDrawing", "legacyDrawingHF", "drawingHF",       "picture",
                                                "oleObjects",    "controls",        "webPublishItems", "tableParts",
                                                "extLst",        "AlternateContent"};
  return std::ranges::find(kNames, name) != std::end(kNames);
}

/// The end of a sheet with its drawing.
Result<std::string> with_drawing(std::string_view tail, std::string_view id) {
  office::Scanner scanner(tail);
  int depth = 0;
  for (;;) {
    TRY(const Mark mark, scanner.next());
    if (mark.kind == Mark::Kind::end) return fail(bad_file("A sheet of the workbook is damaged."));
    const std::string_view name = local(mark.name);
    const bool opens = mark.kind == Mark::Kind::open || mark.kind == Mark::Kind::empty;
    if (depth == 0 && (mark.kind == Mark::Kind::close || (opens && follows_drawing(name)))) {
      // An AlternateContent has a prefix of its own; the sheet's stands in the tag that closes it.
      const std::size_t close = tail.rfind("</");
      const std::string_view sheet = tail.substr(close + 2, tail.find_first_of(" >", close) - close - 2);
      const std::string_view prefix = sheet.substr(0, sheet.size() - local(sheet).size());
      std::string out(tail);
      return out.insert(mark.begin, fmt::format(R"(<{}drawing xmlns:r="{}" r:id="{}"/>)", prefix, kOffice, id));
    }
    if (mark.kind == Mark::Kind::open) ++depth;
    if (mark.kind == Mark::Kind::close) --depth;
  }
}

/// Above all numbers of objects that the drawing has.
int first_free_object(std::string_view xml) {
  constexpr std::string_view kObject = "cNvPr ";
  int out = 1;
  for (std::size_t at = xml.find(kObject); at != std::string_view::npos; at = xml.find(kObject, at + 1)) {
    const std::string_view id = attribute_of(xml.substr(at, xml.find('>', at) - at + 1), "id");
    int number = 0;
    std::from_chars(id.data(), id.data() + id.size(), number);
    out = std::max(out, std::min(number, 1'000'000'000) + 1);
  }
  return out;
}

}  // namespace

Result<void> Drawings::place(std::size_t sheet, std::vector<PlacedPicture> pictures, std::string& tail) {
  if (pictures.empty()) return {};
  const SheetEntry& of = file_.workbook.sheets[sheet];
  const auto own = std::ranges::find(of.related, Related::Kind::drawing, &Related::kind);
  if (own != of.related.end()) {
    waiting_[own->entry] = std::move(pictures);
    return {};
  }
  const std::string name = free_name("xl/drawings/", "kontor", "xml");
  TRY(const std::string inside, anchored(name, pictures, 1));
  added_.push_back(
      {office::kNew,
       fmt::format(R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xdr:wsDr xmlns:xdr="http://schemas.)"
                   R"(openxmlformats.org/drawingml/2006/spreadsheetDrawing">{}</xdr:wsDr>)",
                   inside),
       name});
  types_ += fmt::format(
      R"(<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>)", name);
  TRY(Relations relations, relations_of(file_.archive.entries()[of.entry].name));
  const std::string id = add(relations, "drawing", "/" + name);
  lists_.push_back(std::move(relations));
  TRY(tail, with_drawing(tail, id));
  return {};
}

Result<std::string> Drawings::grown(std::size_t entry, std::string xml) {
  const auto waiting = waiting_.find(entry);
  if (waiting == waiting_.end()) return xml;
  const std::string& name = file_.archive.entries()[entry].name;
  TRY(const std::string inside, anchored(name, waiting->second, first_free_object(xml)));
  if (const std::size_t end = xml.rfind("</"); end != std::string::npos) return xml.insert(end, inside);
  // A drawing with nothing in it is one empty element.
  const std::size_t slash = xml.rfind("/>"), begin = xml.rfind('<');
  if (slash == std::string::npos || begin == std::string::npos || begin > slash)
    return fail(bad_file(fmt::format("\"{}\" is damaged.", name)));
  const std::string root = xml.substr(begin + 1, xml.find_first_of(" />", begin) - begin - 1);
  return xml.replace(slash, 2, fmt::format(">{}</{}>", inside, root));
}

Result<void> Drawings::finish(std::vector<Filled::Part>& parts) {
  std::ranges::move(added_, std::back_inserter(parts));
  for (Relations& each : lists_) {
    auto list = office::with_relations(std::move(each.known), each.entries);
    if (!list) return fail(bad_file(fmt::format("\"{}\" is damaged.", each.list)));
    const auto entry = file_.archive.find(each.list);
    parts.push_back({entry.value_or(office::kNew), std::move(*list), each.list});
  }
  if (types_.empty() && media_.empty()) return {};
  constexpr std::string_view kTypes = "[Content_Types].xml";
  const std::size_t entry = file_.archive.find(kTypes).value_or(office::kNew);
  const auto changed = std::ranges::find(parts, entry, &Filled::Part::entry);
  std::string known;
  if (changed != parts.end()) {
    known = changed->xml;
  } else {
    TRY(known, file_.archive.unpack(file_.archive.entries()[entry]));
  }
  for (const auto& [media, name] : media_) {
    const std::string_view extension = pictures_.media()[media].extension;
    const std::string line =
        fmt::format(R"(<Default Extension="{}" ContentType="{}"/>)", extension, office::picture_type(extension));
    if (!known.contains(fmt::format("Extension=\"{}\"", extension)) && !types_.contains(line)) types_ += line;
    parts.push_back({office::kNew, pictures_.media()[media].bytes, name});
  }
  auto list = office::with_types(std::move(known), types_);
  if (!list) return fail(bad_file(fmt::format("\"{}\" is damaged.", kTypes)));
  std::erase_if(parts, [&](const Filled::Part& part) { return part.entry == entry; });
  parts.push_back({entry, std::move(*list), ""});
  return {};
}

Result<Drawings::Relations> Drawings::relations_of(const std::string& part) const {
  Relations out{.list = office::relations_of(part)};
  if (const auto entry = file_.archive.find(out.list)) {
    TRY(out.known, file_.archive.unpack(file_.archive.entries()[*entry]));
  }
  return out;
}

std::string Drawings::add(Relations& relations, std::string_view kind, const std::string& target) {
  std::string id;
  for (int i = 1; id.empty() || relations.known.contains(fmt::format("\"{}\"", id)) ||
                  relations.entries.contains(fmt::format("\"{}\"", id));
       ++i)
    id = fmt::format("rIdK{}", i);
  relations.entries +=
      fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, kOffice, kind, office::escaped(target));
  return id;
}

Result<std::string> Drawings::anchored(const std::string& part, const std::vector<PlacedPicture>& pictures, int first) {
  TRY(Relations relations, relations_of(part));
  relations.ids.resize(pictures_.media().size());
  for (const PlacedPicture& each : pictures) {
    const std::size_t media = pictures_.shown()[each.number].media;
    if (relations.ids[media].empty()) relations.ids[media] = add(relations, "image", "/" + media_name(media));
  }
  std::string out = anchors(pictures, pictures_, relations.ids, first);
  lists_.push_back(std::move(relations));
  return out;
}

std::string Drawings::free_name(std::string_view folder, std::string_view stem, std::string_view extension) const {
  for (int i = 1;; ++i) {
    std::string name = fmt::format("{}{}{}.{}", folder, stem, i, extension);
    const bool taken = file_.archive.find(name) ||
                       std::ranges::find(added_, name, &Filled::Part::name) != added_.end() ||
                       std::ranges::any_of(media_, [&](const auto& each) { return each.second == name; });
    if (!taken) return name;
  }
}

const std::string& Drawings::media_name(std::size_t media) {
  std::string& name = media_[media];
  if (name.empty()) name = free_name("xl/media/", "kontor", pictures_.media()[media].extension);
  return name;
}

}  // namespace kontor::docgen::excel
