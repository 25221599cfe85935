#include "docgen/word/extras.hpp"

#include <span>

#include "docgen/office/markup.hpp"
#include "docgen/office/package.hpp"
#include "docgen/office/package_lists.hpp"
#include "docgen/word/links.hpp"

namespace kontor::docgen::word {
namespace {

/// The list of that name with `more` at its end; a new one when the archive has none.
template <class With>
Result<Extra> grown(const Archive& archive, const std::string& name, const With& with, const std::string& more) {
  const auto entry = archive.find(name);
  std::string list;
  if (entry) {
    TRY(list, archive.unpack(archive.entries()[*entry]));
  }
  auto content = with(std::move(list), more);
  if (!content) return fail(bad_file(fmt::format("\"{}\" is damaged.", name)));
  return Extra{entry.value_or(kNew), name, std::move(*content)};
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
    TRY(Extra part, grown(archive, name, with_relations, more));
    part.content = without_relations(part.content, spent[name]);
    out.push_back(std::move(part));
  }
  std::string types;
  const auto listed = archive.find("[Content_Types].xml");
  TRY(const std::string known, archive.unpack(archive.entries()[*listed]));
  for (const Additions::Media& each : filled.additions.pictures()) {
    out.push_back({kNew, each.name, each.bytes});
    const std::string line =
        fmt::format(R"(<Default Extension="{}" ContentType="{}"/>)", each.extension, picture_type(each.extension));
    const bool is_known = known.find(fmt::format("Extension=\"{}\"", each.extension)) != std::string::npos;
    if (!is_known && types.find(line) == std::string::npos) types += line;
  }
  for (Additions::Part& each : filled.additions.parts()) {
    const auto entry = archive.find(each.name);
    if (!entry) types += fmt::format(R"(<Override PartName="/{}" ContentType="{}"/>)", each.name, each.content_type);
    out.push_back({entry.value_or(kNew), std::move(each.name), std::move(each.bytes)});
  }
  if (!types.empty()) {
    TRY(Extra part, grown(archive, "[Content_Types].xml", with_types, types));
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace kontor::docgen::word
