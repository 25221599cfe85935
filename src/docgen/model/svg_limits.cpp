#include "docgen/model/svg_limits.hpp"

#include <pugixml.hpp>

#include "base/text.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/picture.hpp"

namespace kontor::docgen {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;  // a company's logo has some kilobytes
constexpr int kMaxDepth = 200;                           // libxml2 stops at 256
constexpr std::int64_t kMaxWork = 50'000;                // elements drawn, `use` counted as what it shows: about 2 s
constexpr std::int64_t kLayer = 50;      // an element that is drawn on a sheet of its own: opacity, masks
constexpr std::int64_t kEffect = 2'000;  // a blur over the whole picture

Failure refused(std::string message) { return fail(Error{.public_message = std::move(message)}); }

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view reference(pugi::xml_node node) {
  const pugi::xml_attribute plain = node.attribute("href");
  return plain ? plain.value() : node.attribute("xlink:href").value();
}

/// Adds up what the drawing shows; a shape that is used twice counts twice.
class Estimate {
 public:
  Result<std::int64_t> of(pugi::xml_node root) {
    TRY(collect(root, 0));
    return work(root, 0);
  }

 private:
  Result<void> collect(pugi::xml_node node, int depth) {
    if (depth > kMaxDepth) return refused("the SVG is nested too deeply");
    if (const std::string_view id = node.attribute("id").value(); !id.empty()) by_id_.emplace(id, node);
    TRY(check_reference(node));
    for (const pugi::xml_node child : node.children())
      if (child.type() == pugi::node_element) TRY(collect(child, depth + 1));
    return {};
  }

  static Result<void> check_reference(pugi::xml_node node) {
    const std::string_view name = local_name(node);
    const std::string_view target = trimmed(reference(node));
    if (target.empty() || target.starts_with('#') || name == "a") return {};
    if (!target.starts_with("data:"))
      return refused(fmt::format("the SVG refers to another file, \"{}\", which is not opened: put it into the SVG",
                                 target.substr(0, 80)));
    const auto bytes = from_data_uri(target);
    if (!bytes) return refused("the SVG holds a picture that cannot be read");
    TRY(read_picture(*bytes, "a picture in the SVG"));
    return {};
  }

  static std::int64_t own_work(pugi::xml_node node) {
    if (local_name(node).starts_with("fe")) return kEffect;
    const std::string_view style = node.attribute("style").value();
    for (const char* layer : {"opacity", "mask", "filter", "clip-path", "mix-blend-mode"})
      if (node.attribute(layer) || style.find(layer) != std::string_view::npos) return kLayer;
    return 1;
  }

  std::int64_t work(pugi::xml_node node, int depth) {
    if (depth > kMaxDepth) return kMaxWork + 1;
    const auto [known, fresh] = done_.emplace(node.hash_value(), 0);  // 0 while under way: a circle is not followed
    if (!fresh) return known->second;
    std::int64_t sum = own_work(node);
    for (const pugi::xml_node child : node.children())
      if (child.type() == pugi::node_element && sum <= kMaxWork) sum += work(child, depth + 1);
    if (const std::string_view target = trimmed(reference(node)); target.starts_with('#'))
      if (const auto found = by_id_.find(target.substr(1)); found != by_id_.end() && sum <= kMaxWork)
        sum += work(found->second, depth + 1);
    done_[node.hash_value()] = sum;
    return sum;
  }

  std::map<std::string_view, pugi::xml_node> by_id_;
  std::unordered_map<std::size_t, std::int64_t> done_;
};

}  // namespace

Result<void> check_svg(std::string_view bytes) {
  if (bytes.size() > kMaxBytes)
    return fail(Error{.code = Code::too_large,
                      .public_message = fmt::format("an SVG may have at most {} MiB", kMaxBytes >> 20)});
  if (bytes.find("<!ENTITY") != std::string_view::npos)
    return refused("the SVG declares entities, which are not read: save it as plain SVG");
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
  const pugi::xml_node root = document.document_element();
  if (!parsed || local_name(root) != "svg") return refused("the SVG is damaged: it is not well-formed XML");
  TRY(const std::int64_t work, Estimate().of(root));
  if (work > kMaxWork) return refused("the SVG is too complex: drawing it would take too long");
  return {};
}

}  // namespace kontor::docgen
