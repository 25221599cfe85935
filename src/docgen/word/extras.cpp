#include "docgen/word/extras.hpp"

#include <span>

#include "docgen/office/markup.hpp"
#include "docgen/office/package.hpp"
#include "docgen/word/links.hpp"

namespace kontor::docgen::word {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";

std::string_view media_type(std::string_view extension) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"png", "image/png"},   {"jpg", "image/jpeg"},   {"jpeg", "image/jpeg"}, {"gif", "image/gif"},
      {"bmp", "image/bmp"},   {"tif", "image/tiff"},   {"tiff", "image/tiff"}, {"emf", "image/x-emf"},
      {"wmf", "image/x-wmf"}, {"svg", "image/svg+xml"}};
  const auto* found = std::ranges::find(kTypes, extension, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(kTypes) ? "application/octet-stream" : found->second;
}

/// The part with `more` before the end of its root; a new one when the archive has none.
Result<Extra> grown(const Archive& archive, const std::string& name, std::string_view close, std::string_view empty,
                    const std::string& more) {
  const auto entry = archive.find(name);
  Extra out{entry.value_or(kNew), name, ""};
  out.content = std::string(kXml).append(empty).append(close);
  if (entry) {
    TRY(out.content, archive.unpack(archive.entries()[*entry]));
  }
  const std::size_t end = out.content.rfind(close);
  if (end == std::string::npos) {  // <Relationships …/> without content
    const std::size_t slash = out.content.rfind("/>");
    if (slash == std::string::npos) return fail(bad_file(fmt::format("\"{}\" is damaged.", name)));
    out.content.replace(slash, 2, ">" + more + std::string(close));
  } else {
    out.content.insert(end, more);
  }
  return out;
}

}  // namespace

Result<std::vector<Extra>> extra_parts(const Filled& filled) {
  const Archive& archive = filled.file->archive;
  std::vector<Extra> out;
  std::map<std::string, std::string> relations;
  std::map<std::string, std::span<const std::string>> spent;
  for (const File::Part& part : filled.file->parts)
    if (!part.spent_relations.empty()) {
      relations[relations_of(part.name)];  // changed also when nothing new comes in
      spent[relations_of(part.name)] = part.spent_relations;
    }
  for (const Additions::Relation& each : filled.additions.relations())
    relations[relations_of(each.part)] +=
        fmt::format(R"(<Relationship Id="{}" Type="{}" Target="{}"{}/>)", each.id, escaped(each.type),
                    escaped(each.target), each.external ? R"( TargetMode="External")" : "");
  for (const auto& [name, more] : relations) {
    TRY(Extra part, grown(archive, name, "</Relationships>", kRelations, more));
    part.content = without_relations(part.content, spent[name]);
    out.push_back(std::move(part));
  }
  std::string types;
  const auto listed = archive.find("[Content_Types].xml");
  TRY(const std::string known, archive.unpack(archive.entries()[*listed]));
  for (const Additions::Media& each : filled.additions.pictures()) {
    out.push_back({kNew, each.name, each.bytes});
    const std::string line =
        fmt::format(R"(<Default Extension="{}" ContentType="{}"/>)", each.extension, media_type(each.extension));
    const bool is_known = known.find(fmt::format("Extension=\"{}\"", each.extension)) != std::string::npos;
    if (!is_known && types.find(line) == std::string::npos) types += line;
  }
  for (Additions::Part& each : filled.additions.parts()) {
    const auto entry = archive.find(each.name);
    if (!entry) types += fmt::format(R"(<Override PartName="/{}" ContentType="{}"/>)", each.name, each.content_type);
    out.push_back({entry.value_or(kNew), std::move(each.name), std::move(each.bytes)});
  }
  if (!types.empty()) {
    TRY(Extra part, grown(archive, "[Content_Types].xml", "</Types>", "", types));
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace kontor::docgen::word
