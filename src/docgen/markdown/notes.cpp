#include "docgen/markdown/notes.hpp"

#include "base/text.hpp"
#include "docgen/markdown/commonmark.hpp"

namespace kontor::docgen {
namespace {

constexpr std::size_t kMaxNotes = 200;  // their stubs go with each part of the document that refers to one

/// The name of the footnote that the line begins, or nothing.
std::string_view name_of(std::string_view line) {
  const std::size_t end = line.find(']');
  if (!line.starts_with("[^") || end == std::string_view::npos || !line.substr(end + 1).starts_with(':')) return {};
  const std::string_view name = line.substr(2, end - 2);
  return name.find_first_of(" \t") == std::string_view::npos ? name : std::string_view();
}

bool is_code_fence(std::string_view line) { return line.starts_with("```") || line.starts_with("~~~"); }

struct Written {
  std::string_view name;
  std::string body;
};

}  // namespace

Result<Notes> take_notes(std::string& markdown, const std::vector<Inset>& insets) {
  if (markdown.find("[^") == std::string::npos) return Notes();
  constexpr std::string_view kIndent = "    ";
  std::string text;
  std::vector<Written> written;
  bool in_code = false, in_note = false, behind_gap = false;
  for (std::string_view rest = markdown; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end);
    if (!in_note && is_code_fence(line)) in_code = !in_code;
    const bool empty = trimmed(line).empty();
    if (const std::string_view name = name_of(line); !in_code && !name.empty()) {
      in_note = true;
      written.push_back({.name = name, .body = {}});
      line.remove_prefix(name.size() + std::string_view("[^]:").size());
    } else if (in_note && !empty && (line.starts_with(":::") || (behind_gap && !line.starts_with(kIndent)))) {
      in_note = false;
    } else if (in_note && line.starts_with(kIndent)) {
      line.remove_prefix(kIndent.size());
    }
    behind_gap = empty;
    (in_note ? written.back().body : text) += line;
  }
  if (written.size() > kMaxNotes)
    return fail(Error::invalid("", fmt::format("a document has at most {} footnotes ([^1]: …)", kMaxNotes)));
  Notes out;
  for (const Written& note : written) {
    out.stubs += fmt::format("[^{}]: {}\n", note.name, out.notes.size());
    out.notes.push_back(std::make_shared<const Footnote>(Footnote{.blocks = read_commonmark(note.body, insets)}));
  }
  markdown = std::move(text);
  return out;
}

}  // namespace kontor::docgen
