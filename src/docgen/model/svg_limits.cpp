#include "docgen/model/svg_limits.hpp"

#include <pugixml.hpp>

#include "base/text.hpp"
#include "docgen/model/data_uri.hpp"
#include "docgen/model/picture.hpp"

namespace kontor::docgen {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;  // a company's logo has some kilobytes
constexpr int kMaxDepth = 200;                           // libxml2 stops at 256
constexpr std::int64_t kMaxWork = 10'000;                // shapes as large as the picture, each drawn once: about 3 s
constexpr std::int64_t kLayer = 20;    // an element that is drawn on a sheet of its own: opacity, masks
constexpr std::int64_t kEffect = 100;  // a pass over the whole picture
constexpr std::int64_t kBlur = 2'000;  // half a second for one of the whole picture

/// The effects of shadows and glows. The others take time by the square of a number that the file chooses.
constexpr std::string_view kEffects[] = {"feGaussianBlur",      "feOffset", "feColorMatrix", "feBlend", "feFlood",
                                         "feComposite",         "feMerge",  "feMergeNode",   "feImage", "feDropShadow",
                                         "feComponentTransfer", "feFuncR",  "feFuncG",       "feFuncB", "feFuncA"};

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

/// Calls `found` with each id that stands as url(#id) in the text.
void each_url(std::string_view text, const auto& found) {
  constexpr std::string_view kUrl = "url(";
  for (std::size_t at = text.find(kUrl); at != std::string_view::npos; at = text.find(kUrl, at + 1)) {
    std::string_view id = trimmed(text.substr(at + kUrl.size(), text.find(')', at) - at - kUrl.size()));
    while (!id.empty() && (id[0] == '"' || id[0] == '\'' || id[0] == '#')) id.remove_prefix(1);
    while (!id.empty() && (id.back() == '"' || id.back() == '\'')) id.remove_suffix(1);
    found(id);
  }
}

/// Adds up what the drawing shows; a shape that is used twice counts twice.
class Estimate {
 public:
  Result<std::int64_t> of(pugi::xml_node root) {
    TRY(collect(root, 0));
    std::int64_t sum = work(root, 0);
    // A rule of a style sheet may hold for every element.
    for (const std::string_view sheet : sheets_)
      each_url(sheet,
               [&](std::string_view id) { sum += std::min(named(id, 0), kMaxWork) * std::min(elements_, kMaxWork); });
    return sum;
  }

 private:
  Result<void> collect(pugi::xml_node node, int depth) {
    if (depth > kMaxDepth) return refused("the SVG is nested too deeply");
    ++elements_;
    if (const std::string_view id = node.attribute("id").value(); !id.empty()) by_id_.emplace(id, node);
    const std::string_view name = local_name(node);
    if (name == "style") sheets_.emplace_back(node.text().get());
    if (name.starts_with("fe") && std::ranges::find(kEffects, name) == std::end(kEffects))
      return refused(fmt::format("the SVG has the effect {}, which is not drawn", name));
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

  /// Of the element alone and of what it names by url(#…): filters, masks, patterns, and markers at each of its points.
  std::int64_t own_work(pugi::xml_node node, int depth) {
    const std::string_view name = local_name(node);
    if (name == "feGaussianBlur" || name == "feDropShadow" || name == "image") return kBlur;
    if (name.starts_with("fe")) return kEffect;
    const auto points = static_cast<std::int64_t>(
        std::string_view(node.attribute(name == "path" ? "d" : "points").value()).size() / 4 + 1);
    std::int64_t sum = 1 + points / 100;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view key = attribute.name();
      const std::string_view value = attribute.value();
      const auto says = [&](std::string_view word) {
        return key == word || (key == "style" && value.find(word) != std::string_view::npos);
      };
      for (const std::string_view layer : {"opacity", "mask", "filter", "clip-path", "mix-blend-mode"})
        if (says(layer)) sum += kLayer;
      const bool marker =
          key.starts_with("marker") || (key == "style" && value.find("marker") != std::string_view::npos);
      each_url(value,
               [&](std::string_view id) { sum += std::min(named(id, depth), kMaxWork) * (marker ? points : 1); });
    }
    return sum;
  }

  std::int64_t named(std::string_view id, int depth) {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? 0 : work(found->second, depth + 1);
  }

  std::int64_t work(pugi::xml_node node, int depth) {
    if (depth > kMaxDepth) return kMaxWork + 1;
    const auto [known, fresh] = done_.emplace(node.hash_value(), 0);  // 0 while under way: a circle is not followed
    if (!fresh) return known->second;
    std::int64_t sum = own_work(node, depth);
    for (const pugi::xml_node child : node.children())
      if (child.type() == pugi::node_element && sum <= kMaxWork) sum += work(child, depth + 1);
    if (const std::string_view target = trimmed(reference(node)); target.starts_with('#') && sum <= kMaxWork)
      sum += named(target.substr(1), depth);
    done_[node.hash_value()] = sum;
    return sum;
  }

  std::map<std::string_view, pugi::xml_node> by_id_;
  std::unordered_map<std::size_t, std::int64_t> done_;
  std::vector<std::string_view> sheets_;
  std::int64_t elements_ = 0;
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
