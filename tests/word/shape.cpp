#include "word/shape.hpp"

#include <algorithm>
#include <utility>

namespace kontor::test {
namespace {

using Range = std::pair<std::size_t, std::size_t>;

/// The text of a paragraph, and where in the XML each byte of it is.
struct Flow {
  std::string text;
  std::vector<std::size_t> at;

  void clear() { text.clear(), at.clear(); }
};

bool opens(std::string_view xml, std::size_t at, std::string_view name) {
  if (xml.substr(at, name.size()) != name) return false;
  const char next = at + name.size() < xml.size() ? xml[at + name.size()] : '\0';
  return next == '>' || next == ' ' || next == '/' || next == '\n';
}

/// The innermost element of that name around a place. The shapes of the cases nest it at most by whole elements.
Range around(std::string_view xml, std::size_t place, std::string_view name) {
  const std::string open = "<" + std::string(name), close = "</" + std::string(name) + ">";
  std::size_t begin = place;
  for (int depth = 0; begin > 0;) {
    --begin;
    if (xml.substr(begin, close.size()) == close) ++depth;
    if (opens(xml, begin, open) && xml[xml.find('>', begin) - 1] != '/' && depth-- == 0) break;
  }
  std::size_t end = place;
  for (int depth = 0; end < xml.size(); ++end) {
    if (opens(xml, end, open) && xml[xml.find('>', end) - 1] != '/') ++depth;
    if (xml.substr(end, close.size()) == close && depth-- == 0) break;
  }
  return {begin, std::min(end + close.size(), xml.size())};
}

struct Tag {
  Range range;  ///< in the XML, of all that goes or changes with it
  int depth;    ///< +1 opens a block, -1 closes one
};

Tag tag_of(std::string_view xml, std::string_view text, std::size_t first, std::size_t last) {
  std::string_view inner = text.substr(2, text.size() - 4);
  if (inner.starts_with("-")) inner.remove_prefix(1);
  std::string element = "w:r";
  for (const std::string_view kind : {"tr", "tc", "p", "r"}) {
    if (!inner.starts_with(std::string(kind) + " ")) continue;
    element = "w:" + std::string(kind);
    inner.remove_prefix(kind.size());
    break;
  }
  inner.remove_prefix(std::min(inner.find_first_not_of(' '), inner.size()));
  const int depth = text[1] != '%'                                          ? 0
                    : inner.starts_with("if ") || inner.starts_with("for ") ? 1
                    : inner.starts_with("end")                              ? -1
                                                                            : 0;
  for (const std::string_view kind : {"hm", "vm", "colspan", "cellbg"})
    if (text[1] == '%' && inner.starts_with(kind)) element = "w:tc";
  return {{around(xml, first, element).first, around(xml, last, element).second}, depth};
}

void tags_of(std::string_view xml, const Flow& flow, std::vector<Tag>& tags) {
  for (std::size_t i = 0; i + 1 < flow.text.size(); ++i) {
    if (flow.text[i] != '{' || std::string_view("{%#").find(flow.text[i + 1]) == std::string_view::npos) continue;
    const std::string close = flow.text[i + 1] == '{' ? "}}" : std::string{flow.text[i + 1], '}'};
    const std::size_t end = flow.text.find(close, i + 2);
    if (end == std::string::npos) continue;
    tags.push_back(tag_of(xml, std::string_view(flow.text).substr(i, end + 2 - i), flow.at[i], flow.at[end + 1]));
    i = end + 1;
  }
}

std::vector<Tag> all_tags(std::string_view xml) {
  std::vector<Tag> tags;
  std::vector<Flow> open(1);  // a text box is a paragraph within a paragraph
  bool in_text = false;
  for (std::size_t i = 0; i < xml.size();) {
    if (xml[i] != '<') {
      if (in_text) open.back().text.push_back(xml[i]), open.back().at.push_back(i);
      ++i;
      continue;
    }
    const std::size_t end = xml.find('>', i);
    if (end == std::string_view::npos) break;
    if (opens(xml, i, "<w:p") && xml[end - 1] != '/') open.emplace_back();
    if (xml.substr(i, 6) == "</w:p>" && open.size() > 1) {
      tags_of(xml, open.back(), tags);
      open.pop_back();
    }
    if (opens(xml, i, "<w:t")) in_text = xml[end - 1] != '/';
    if (xml.substr(i, 6) == "</w:t>") in_text = false;
    i = end + 1;
  }
  std::ranges::sort(tags, {}, [](const Tag& tag) { return tag.range.first; });
  return tags;
}

}  // namespace

std::vector<std::string_view> untouched(std::string_view xml) {
  std::vector<std::string_view> stretches;
  const std::vector<Tag> tags = all_tags(xml);
  if (tags.empty()) return stretches;
  std::size_t from = 0;
  int depth = 0;
  for (const Tag& tag : tags) {
    if (depth == 0 && tag.range.first >= from) stretches.push_back(xml.substr(from, tag.range.first - from));
    depth += tag.depth;
    from = std::max(from, tag.range.second);
  }
  stretches.push_back(xml.substr(from));
  return stretches;
}

std::string first_missing(const std::vector<std::string_view>& stretches, std::string_view filled) {
  std::size_t from = 0;
  for (const std::string_view& stretch : stretches) {
    const bool first = &stretch == &stretches.front(), last = &stretch == &stretches.back();
    const bool there = first  ? filled.starts_with(stretch)
                       : last ? filled.substr(from).ends_with(stretch)
                              : filled.find(stretch, from) != std::string_view::npos;
    if (!there) return std::string(stretch);
    from = first ? stretch.size() : filled.find(stretch, from) + stretch.size();
  }
  return "";
}

}  // namespace kontor::test
