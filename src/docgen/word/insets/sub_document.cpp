#include "docgen/word/insets/sub_document.hpp"

#include <charconv>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "docgen/model/address.hpp"
#include "docgen/office/archive.hpp"
#include "docgen/word/insets/foreign_xml.hpp"

namespace kontor::docgen::word {

using namespace office;

namespace {

constexpr std::size_t kMaxBytes = std::size_t{10} << 20;  // packed; the archive limits what it unpacks to
constexpr int kMaxDepth = 300;                            // tables in tables in text boxes: Word has about 60
constexpr int kMaxStyleDepth = 40;                        // styles based on styles
constexpr std::string_view kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

Failure refused(std::string message) { return fail(Error{.public_message = std::move(message)}); }

struct Relation {
  std::string type, target;
  bool external = false;
};

/// Parts are kept as text: what is parsed points into it.
struct Part {
  pugi::xml_document document;
  pugi::xml_node root;
};

/// The last word of a relation's type, for a person.
std::string called(std::string_view type) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"chart", "a chart"},
                                                                             {"diagramData", "a diagram"},
                                                                             {"oleObject", "an embedded object"},
                                                                             {"package", "an embedded file"},
                                                                             {"aFChunk", "a part in a foreign format"},
                                                                             {"control", "a control"}};
  const std::string_view word = type.substr(type.rfind('/') + 1);
  const auto* found = std::ranges::find(kNames, word, &std::pair<std::string_view, std::string_view>::first);
  return found == std::end(kNames) ? fmt::format("a part of the kind \"{}\"", word) : std::string(found->second);
}

class Importer {
 public:
  Importer(Archive archive, Additions& additions) : archive_(std::move(archive)), additions_(additions) {}

  Result<std::string> run() {
    TRY(const std::string main, main_part());
    TRY(load(main, document_));
    const pugi::xml_node body = document_.root.child("w:body");
    if (!body || std::string_view(document_.root.attribute("xmlns:w").value()) != kWord)
      return refused("the Word file is written in an unusual way: open it in Word or LibreOffice and save it again");
    folder_ = main.substr(0, main.rfind('/') + 1);
    TRY(load(folder_ + "styles.xml", styles_));
    TRY(load(folder_ + "numbering.xml", numbering_));
    TRY(read_relations(folder_ + "_rels/" + main.substr(folder_.size()) + ".rels"));
    TRY(adapt(body, 0));
    const ForeignXml foreign(document_.root);
    std::string out;
    for (const pugi::xml_node block : body.children())
      if (block.type() == pugi::node_element) out += foreign.text_of(block);
    if (out.empty()) return refused("the Word file is empty");
    return out;
  }

 private:
  Result<std::string> unpacked(std::string_view name) const {
    const auto entry = archive_.find(name);
    if (!entry) return std::string();
    return archive_.unpack(archive_.entries()[*entry]);
  }

  Result<void> load(std::string_view name, Part& part) const {
    TRY(const std::string xml, unpacked(name));
    if (xml.empty()) return {};
    if (xml.find("<!DOCTYPE") != std::string::npos)
      return refused("the Word file declares entities, which no Word file has");
    if (!part.document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata))
      return refused(fmt::format("the Word file is damaged: its part {} is not well-formed", name));
    part.root = part.document.document_element();
    return {};
  }

  Result<std::string> main_part() const {
    Part relations;
    TRY(load("_rels/.rels", relations));
    for (const pugi::xml_node each : relations.root.children())
      if (std::string_view(each.attribute("Type").value()).ends_with("/officeDocument")) {
        std::string_view target = each.attribute("Target").value();
        if (target.starts_with('/')) target.remove_prefix(1);
        if (archive_.find(target)) return std::string(target);
      }
    return refused("this is no Word file: it has no document in it");
  }

  Result<void> read_relations(const std::string& name) {
    Part part;
    TRY(load(name, part));
    for (const pugi::xml_node each : part.root.children())
      relations_[each.attribute("Id").value()] = {each.attribute("Type").value(), each.attribute("Target").value(),
                                                  std::string_view(each.attribute("TargetMode").value()) == "External"};
    return {};
  }

  /// Everything below the node made fit for the other file.
  Result<void> adapt(pugi::xml_node parent, int depth) {
    if (depth > kMaxDepth) return refused("the Word file is nested too deeply");
    for (pugi::xml_node node = parent.first_child(); node;) {
      const pugi::xml_node next = node.next_sibling();
      if (node.type() == pugi::node_element) {
        TRY(const bool keep, element(node));
        if (!keep) {
          parent.remove_child(node);
        } else {
          TRY(attributes(node));
          TRY(adapt(node, depth + 1));
        }
      }
      node = next;
    }
    return {};
  }

  /// False for what stays behind.
  Result<bool> element(pugi::xml_node node) {
    static constexpr std::string_view kLeft[] = {"w:sectPr",
                                                 "w:bookmarkStart",
                                                 "w:bookmarkEnd",
                                                 "w:commentRangeStart",
                                                 "w:commentRangeEnd",
                                                 "w:commentReference",
                                                 "w:proofErr",
                                                 "w:permStart",
                                                 "w:permEnd",
                                                 "w:dataBinding",
                                                 "w:lastRenderedPageBreak",
                                                 "w:pPrChange",
                                                 "w:rPrChange",
                                                 "w:tblPrChange"};
    const std::string_view name = node.name();
    if (std::ranges::find(kLeft, name) != std::end(kLeft)) return false;
    if (name == "w:footnoteReference" || name == "w:endnoteReference")
      return refused("the Word file has footnotes, which cannot be put into another file");
    if (name == "w:id" && std::string_view(node.parent().name()) == "w:sdtPr") return false;
    if (name == "w:pStyle") return restyle(node, "paragraph");
    if (name == "w:rStyle") return restyle(node, "character");
    if (name == "w:tblStyle") return restyle(node, "table");
    if (name == "w:numId") set(node, list(node.attribute("w:val").as_int()));
    if (name == "wp:docPr" || name == "pic:cNvPr") node.attribute("id").set_value(additions_.drawing());
    return true;
  }

  static void set(pugi::xml_node node, const auto& value) { node.attribute("w:val").set_value(value); }

  bool restyle(pugi::xml_node node, std::string_view type) {
    const std::string id = style(type, node.attribute("w:val").value(), 0);
    if (id.empty()) return false;
    node.attribute("w:val").set_value(id.c_str());
    return true;
  }

  /// The id that the style has in the other file; empty for one that this file only names.
  std::string style(std::string_view type, const std::string& id, int depth) {
    const auto known = style_ids_.find(id);
    if (known != style_ids_.end()) return known->second;
    const pugi::xml_node found = styles_.root.find_child_by_attribute("w:style", "w:styleId", id.c_str());
    if (!found || depth > kMaxStyleDepth) return "";
    const std::string name = found.child("w:name").attribute("w:val").value();
    std::string here = additions_.style(type, name);
    if (here.empty()) here = bring_style(type, name, id, found, depth);
    style_ids_[id] = here;
    return here;
  }

  std::string bring_style(std::string_view type, const std::string& name, const std::string& id, pugi::xml_node found,
                          int depth) {
    const std::string fresh = additions_.free_style_id(id);
    style_ids_[id] = fresh;  // styles name each other in circles
    pugi::xml_document copy;
    pugi::xml_node style_node = copy.append_copy(found);
    style_node.attribute("w:styleId").set_value(fresh.c_str());
    style_node.remove_attribute("w:default");
    const std::string_view other = type == "paragraph" ? "character" : "paragraph";
    for (const auto& [reference, of] : {std::pair{"w:basedOn", type}, {"w:next", type}, {"w:link", other}}) {
      pugi::xml_node node = style_node.child(reference);
      const std::string here = node ? style(of, node.attribute("w:val").value(), depth + 1) : std::string();
      if (here.empty())
        style_node.remove_child(node);
      else
        node.attribute("w:val").set_value(here.c_str());
    }
    if (pugi::xml_node number = style_node.child("w:pPr").child("w:numPr").child("w:numId"))
      set(number, list(number.attribute("w:val").as_int()));
    additions_.add_style(type, name, fresh, ForeignXml(styles_.root).text_of(style_node));
    return fresh;
  }

  /// The number that the list has in the other file; 0, which is none, for one that this file only names.
  int list(int number) {
    if (number == 0) return 0;
    const auto known = lists_.find(number);
    if (known != lists_.end()) return known->second;
    const std::string id = std::to_string(number);
    const pugi::xml_node instance = numbering_.root.find_child_by_attribute("w:num", "w:numId", id.c_str());
    const pugi::xml_node definition = numbering_.root.find_child_by_attribute(
        "w:abstractNum", "w:abstractNumId", instance.child("w:abstractNumId").attribute("w:val").value());
    int& here = lists_[number];
    if (!instance || !definition) return here = 0;
    pugi::xml_document copy;
    pugi::xml_node abstract = copy.append_copy(definition);
    abstract.attribute("w:abstractNumId").set_value("@");
    for (const char* left : {"w:nsid", "w:tmpl", "w:styleLink", "w:numStyleLink"}) abstract.remove_child(left);
    for (pugi::xml_node level : abstract.children("w:lvl")) {
      level.remove_child("w:pStyle");
      level.remove_child("w:lvlPicBulletId");
    }
    const ForeignXml foreign(numbering_.root);
    std::string overrides;
    for (const pugi::xml_node each : instance.children("w:lvlOverride")) overrides += foreign.text_of(each);
    return here = additions_.list(foreign.text_of(abstract), overrides);
  }

  Result<void> attributes(pugi::xml_node node) {
    for (pugi::xml_attribute attribute = node.first_attribute(); attribute;) {
      const pugi::xml_attribute next = attribute.next_attribute();
      const std::string_view name = attribute.name();
      if (name.starts_with("r:") || name == "o:relid") {
        TRY(const std::string id, relation(attribute.value()));
        attribute.set_value(id.c_str());
      } else if (name == "w14:paraId" || name == "w14:textId" || name.starts_with("w:rsid")) {
        node.remove_attribute(attribute);
      }
      attribute = next;
    }
    return {};
  }

  Result<std::string> relation(const std::string& id) {
    const auto found = relations_.find(id);
    if (found == relations_.end()) return refused("the Word file is damaged: a relation is missing");
    const Relation& each = found->second;
    const bool link = each.type.ends_with("/hyperlink");
    if (link && each.external) {
      const std::string address = safe_address(each.target);
      if (address.empty())
        return refused(fmt::format("the Word file links to \"{}\": only web and mail addresses can be linked to",
                                   each.target.substr(0, 80)));
      return additions_.hyperlink(address);
    }
    if (each.external)
      return refused(fmt::format("the Word file refers to another file, \"{}\": put it into the Word file",
                                 each.target.substr(0, 80)));
    if (!each.type.ends_with("/image"))
      return refused(fmt::format("the Word file holds {}, which cannot be put into another file", called(each.type)));
    return picture(each.target);
  }

  Result<std::string> picture(std::string_view target) {
    static constexpr std::string_view kKinds[] = {"png", "jpg",  "jpeg", "gif", "bmp",
                                                  "tif", "tiff", "emf",  "wmf", "svg"};
    const std::string name = target.starts_with('/') ? std::string(target.substr(1)) : folder_ + std::string(target);
    const std::string kind = lowercase(target.substr(target.rfind('.') + 1));
    if (std::ranges::find(kKinds, kind) == std::end(kKinds))
      return refused(fmt::format("the Word file holds a picture of the kind \"{}\", which is not taken", kind));
    TRY(std::string bytes, unpacked(name));
    if (bytes.empty()) return refused("the Word file is damaged: a picture is missing");
    return additions_.media(std::move(bytes), kind);
  }

  Archive archive_;
  Additions& additions_;
  std::string folder_;
  Part document_, styles_, numbering_;
  std::map<std::string, Relation> relations_;
  std::map<std::string, std::string> style_ids_;
  std::map<int, int> lists_;
};

}  // namespace

Result<std::string> sub_document(std::string_view bytes, Additions& additions) {
  if (bytes.size() > kMaxBytes)
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("the Word file may have at most {} MiB", kMaxBytes >> 20)});
  TRY(Archive archive, Archive::read(std::string(bytes)));
  return Importer(std::move(archive), additions).run();
}

}  // namespace kontor::docgen::word
