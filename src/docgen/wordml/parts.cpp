#include "docgen/wordml/parts.hpp"

namespace kontor::docgen::wordml {
namespace {

/// Spaces alone in an element are text in Word; document types and their entities are never read.
constexpr unsigned kParsing = pugi::parse_default | pugi::parse_ws_pcdata_single;

std::string_view last_word(std::string_view type) { return type.substr(type.rfind('/') + 1); }  // npos + 1 is 0

/// "media/image1.png" of "word/document.xml" is "word/media/image1.png".
std::string resolved(std::string_view from, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(from.substr(0, from.rfind('/') + 1));
  while (target.starts_with("../") || target.starts_with("./")) {
    if (target.starts_with("../") && !folder.empty()) {
      folder.pop_back();
      folder.resize(folder.rfind('/') + 1);
    }
    target.remove_prefix(target.find('/') + 1);
  }
  return folder + std::string(target);
}

std::string relations_of(std::string_view part) {
  const std::size_t name = part.rfind('/') + 1;
  return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

}  // namespace

const Part::Relation* Part::relation(std::string_view id) const {
  const auto found = relations.find(id);
  return found == relations.end() ? nullptr : &found->second;
}

Result<Parts> Parts::read(std::string docx) {
  TRY(office::Archive archive, office::Archive::read(std::move(docx)));
  Parts parts(std::move(archive));
  Part package;
  TRY(parts.read_relations(package));
  for (const auto& [id, relation] : package.relations)
    if (relation.kind == "officeDocument") parts.document_ = relation.target;
  if (parts.document_.empty() || !parts.archive_.find(parts.document_))
    return fail(office::bad_file("This is no Word file: it has no part with a document's text."));
  return parts;
}

Result<std::string> Parts::bytes(std::string_view name) const {
  const auto at = archive_.find(name);
  if (!at) return fail(office::bad_file(fmt::format("The file refers to \"{}\", which it does not hold.", name)));
  return archive_.unpack(archive_.entries()[*at]);
}

Result<void> Parts::read_relations(Part& part) {
  const std::string name = part.name.empty() ? "_rels/.rels" : relations_of(part.name);
  if (!archive_.find(name)) return {};
  TRY(const std::string text, bytes(name));
  pugi::xml_document xml;
  if (!xml.load_buffer(text.data(), text.size(), kParsing, pugi::encoding_utf8))
    return fail(office::bad_file(fmt::format("The file is damaged: \"{}\" is no XML.", name)));
  for (const Xml node : xml.document_element()) {
    const bool external = text_in(node, "TargetMode") == "External";
    const std::string_view target = text_in(node, "Target");
    part.relations.emplace(text_in(node, "Id"),
                           Part::Relation{.target = external ? std::string(target) : resolved(part.name, target),
                                          .kind = std::string(last_word(text_in(node, "Type"))),
                                          .external = external});
  }
  return {};
}

Result<std::shared_ptr<Part>> Parts::open(std::string_view name) {
  if (const auto known = open_.find(name); known != open_.end()) return known->second;
  if (!archive_.find(name)) return nullptr;
  auto part = std::make_shared<Part>();
  part->name = name;
  TRY(const std::string text, bytes(name));
  if (const auto read = part->xml.load_buffer(text.data(), text.size(), kParsing); !read)
    return fail(office::bad_file(fmt::format("The file is damaged: \"{}\" is no XML ({}).", name, read.description())));
  TRY(read_relations(*part));
  open_.emplace(name, part);
  return part;
}

Result<std::shared_ptr<Part>> Parts::related(const Part& from, std::string_view kind) {
  for (const auto& [id, relation] : from.relations)
    if (relation.kind == kind && !relation.external) return open(relation.target);
  return nullptr;
}

}  // namespace kontor::docgen::wordml
