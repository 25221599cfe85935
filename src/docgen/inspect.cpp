#include <boost/json/object.hpp>

#include "base/text.hpp"
#include "docgen/docgen.hpp"
#include "docgen/excel/file.hpp"
#include "docgen/language/source.hpp"
#include "docgen/office/lone_tags.hpp"
#include "docgen/office/tags.hpp"
#include "docgen/word/file.hpp"

namespace kontor::docgen {
namespace {

/// Code points of a line that are quoted.
constexpr std::size_t kNear = 60;

std::string line_at(std::string_view text, std::size_t at) {
  const std::size_t begin = text.substr(0, at).rfind('\n') + 1;  // npos + 1 is 0
  std::string_view line = text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
  line = trimmed(line);
  std::size_t end = 0;
  for (std::size_t n = 0; end < line.size() && n < kNear; ++n)
    while (++end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) {
    }
  return std::string(line.substr(0, end)) + (end < line.size() ? "…" : "");
}

/// Each tag by itself and the blocks that they make.
void add_tag_errors(std::string_view text, std::vector<Note>& notes) {
  const Source source{std::string(text)};
  const auto note = [&](std::size_t at, std::string message) {
    notes.push_back({Note::Kind::error, source.place(static_cast<Offset>(at)), line_at(text, at), std::move(message)});
  };
  bool raw = false;
  const office::Tags found = office::tags_in(text, raw);
  std::vector<office::LoneTag> lone;
  std::vector<std::size_t> begins;
  for (const office::Tag& tag : found.tags) {
    if (tag.kind == office::Tag::Kind::comment) continue;
    lone.push_back({text.substr(tag.begin, tag.end - tag.begin), tag.word});
    begins.push_back(tag.begin);
  }
  for (const office::Remark& remark : found.remarks)
    if (remark.error) note(remark.at, remark.message);
  for (const office::TagError& error : office::tag_errors(lone)) note(begins[error.tag] + error.byte, error.message);
}

template <class Reading>
Result<std::vector<office::Finding>> findings_of(Result<Reading> reading) {
  if (!reading) return fail(std::move(reading).error());
  return std::move(reading->findings);
}

void add(const Error& error, std::vector<Note>& notes) {
  if (error.fields.empty()) notes.push_back({Note::Kind::error, "", "", error.public_message});
  for (const FieldError& field : error.fields) notes.push_back({Note::Kind::error, field.location, "", field.message});
}

}  // namespace

Inspection inspect(std::string_view bytes, Syntax syntax) {
  Inspection out;
  const bool office = syntax == Syntax::word || syntax == Syntax::excel;
  if (office) {
    const auto findings = syntax == Syntax::word ? findings_of(word::read(bytes)) : findings_of(excel::read(bytes));
    if (!findings) {
      add(findings.error(), out.notes);
      return out;
    }
    for (const office::Finding& each : *findings) {
      const auto kind = each.error ? Note::Kind::error : Note::Kind::warning;
      const auto same = [&](const Note& note) {
        return note.location == each.spot.location() && note.message == each.message;
      };
      if (std::ranges::none_of(out.notes, same))
        out.notes.push_back({kind, each.spot.location(), each.spot.near, each.message});
    }
  }
  const auto compiled = Template::compile(bytes, {.syntax = syntax});
  if (compiled) {
    out.schema = compiled->schema();
    return out;
  }
  if (!office && is_utf8(bytes)) add_tag_errors(bytes, out.notes);
  if (std::ranges::none_of(out.notes, [](const Note& note) { return note.kind == Note::Kind::error; }))
    add(compiled.error(), out.notes);
  return out;
}

}  // namespace kontor::docgen
