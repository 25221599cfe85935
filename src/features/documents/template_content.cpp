#include "features/documents/template_content.hpp"

#include <boost/json.hpp>

#include "docgen/schema/refine.hpp"
#include "features/documents/multipart.hpp"
#include "reflect/json_read.hpp"

namespace kontor::documents {
namespace {

constexpr std::string_view kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view kExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct Ending {
  std::string_view text;
  std::string_view advice;
};
/// What people have instead, and what to do with it.
constexpr Ending kNotYet[] = {
    {".doc", "is of Word 97–2003: open it in Word and save it as .docx"},
    {".docm", "has macros: save it as .docx, without them"},
    {".dotx", "is a template of Word itself: open it and save it as .docx"},
    {".dot", "is a template of Word itself: open it and save it as .docx"},
    {".xls", "is of Excel 97–2003: open it in Excel and save it as .xlsx"},
    {".xlsm", "has macros: save it as .xlsx, without them"},
    {".xlsb", "is a binary workbook: open it in Excel and save it as .xlsx"},
    {".xltx", "is a template of Excel itself: open it and save it as .xlsx"},
    {".ods", "is of LibreOffice: save it as .xlsx (Excel 2007–365)"},
    {".odt", "is of LibreOffice: save it as .docx (Word 2007–365)"},
    {".rtf", "is rich text: open it in Word and save it as .docx"},
    {".pdf", "is a PDF, which cannot be filled in: take the Word or Excel file that it was made from"},
    {".pages", "is of Apple Pages: export it as .docx"},
};

Failure unsupported(std::string_view location, std::string message) {
  return fail({.code = Code::unsupported,
               .public_message = "A template is a Word file (.docx), an Excel file (.xlsx) or a Markdown text (.md).",
               .fields = {{std::string(location), std::move(message)}}});
}

Result<Syntax> syntax_of_file(std::string_view name, std::string_view media_type) {
  const std::string small = lowercase(name);
  if (small.ends_with(".docx")) return Syntax::word;
  if (small.ends_with(".xlsx")) return Syntax::excel;
  if (small.ends_with(".md") || small.ends_with(".markdown")) return Syntax::markdown;
  for (const Ending& ending : kNotYet)
    if (small.ends_with(ending.text)) return unsupported("query.file_name", std::string(ending.advice));
  const std::string_view media = trimmed(media_type.substr(0, media_type.find(';')));
  if (media == kWordType) return Syntax::word;
  if (media == kExcelType) return Syntax::excel;
  if (media == "text/markdown") return Syntax::markdown;
  return name.empty()
             ? unsupported("query.file_name", "is needed, with its ending, or a Content-Type that says the same")
             : unsupported("query.file_name", "does not end in .docx, .xlsx or .md");
}

/// What Windows, macOS and Unix would call the file inside its folder.
std::string_view without_folder(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  return trimmed(slash == std::string_view::npos ? name : name.substr(slash + 1));
}

/// A schema of a thousand fields with all their words has less.
constexpr std::size_t kMaxAbout = 1024 * 1024;

Failure too_large() {
  return fail({.code = Code::too_large,
               .public_message = fmt::format("A template's file may have at most {} MB. Make its pictures smaller.",
                                             kMaxTemplateFile >> 20)});
}

Task<std::string> whole(const IncomingFile& file, std::size_t most) {
  std::string bytes;
  for (;;) {
    CO_TRY(const std::string_view piece, co_await file.next());
    if (piece.empty()) break;
    if (bytes.size() + piece.size() > most) co_return too_large();
    bytes += piece;
  }
  if (bytes.empty()) co_return fail(Error::invalid("body", "is empty: the file has no bytes"));
  co_return bytes;
}

Result<TakenFile> named(std::string_view name, std::string_view media_type) {
  TRY(const Syntax syntax, syntax_of_file(name, media_type));
  TakenFile out{.name = std::string(name), .content = {syntax, {}}};
  if (out.name.empty())
    out.name = syntax == Syntax::word ? "template.docx" : syntax == Syntax::excel ? "template.xlsx" : "template.md";
  return out;
}

Result<TakenFile> with_bytes(TakenFile file, std::string bytes) {
  file.content.bytes = std::move(bytes);
  if (file.content.syntax != Syntax::markdown) return file;
  if (const auto text = TemplateSource::parse(file.content.bytes); !text)
    return fail(Error::invalid("body", text.error().fields.at(0).message));
  return file;
}

Result<TakenFile> from_form(const IncomingFile& incoming, std::string_view body) {
  TRY(const std::vector<FormPart> parts, form_parts(body));
  const auto file = std::ranges::find(parts, "file", &FormPart::name);
  if (file == parts.end()) return fail(Error::invalid("body.file", "is missing: the template's file"));
  if (file->content.size() > kMaxTemplateFile) return too_large();
  if (file->content.empty()) return fail(Error::invalid("body", "is empty: the file has no bytes"));
  TRY(TakenFile out, named(without_folder(incoming.name.empty() ? file->file_name : incoming.name), ""));
  TRY(out, with_bytes(std::move(out), std::string(file->content)));
  const auto about = std::ranges::find(parts, "about", &FormPart::name);
  if (about == parts.end()) return out;
  TRY(out.about, reflect::from_json<RefineTemplate>(about->content));
  return out;
}

docgen::Syntax docgen_syntax(Syntax syntax) {
  return syntax == Syntax::word    ? docgen::Syntax::word
         : syntax == Syntax::excel ? docgen::Syntax::excel
                                   : docgen::Syntax::markdown;
}

Error placed(Error error, std::string_view place) {
  for (FieldError& field : error.fields)
    field.location = field.location.empty() ? std::string(place) : fmt::format("{} ({})", place, field.location);
  return error;
}

bool has_cyrillic(std::string_view text) {
  // U+0400 to U+04FF: the first byte is D0 to D3.
  return std::ranges::any_of(text, [](char c) { return (static_cast<unsigned char>(c) & 0xFC) == 0xD0; });
}

}  // namespace

std::string_view media_type_of(Syntax syntax) {
  return syntax == Syntax::word ? kWordType : syntax == Syntax::excel ? kExcelType : "text/markdown; charset=utf-8";
}

std::vector<Format> formats_of(Syntax syntax) {
  if (syntax == Syntax::word) return {Format::docx, Format::pdf};
  if (syntax == Syntax::excel) return {Format::xlsx};
  return {Format::pdf, Format::docx, Format::html};
}

Task<TakenFile> taken(IncomingFile file) {
  if (is_form(file.media_type)) {
    CO_TRY(const std::string body, co_await whole(file, kMaxTemplateFile + kMaxAbout));
    co_return from_form(file, body);
  }
  CO_TRY(TakenFile out, named(without_folder(file.name), file.media_type));
  CO_TRY(std::string bytes, co_await whole(file, kMaxTemplateFile));
  co_return with_bytes(std::move(out), std::move(bytes));
}

Result<Compiled> compile(const Content& content, const boost::json::object* schema, std::string_view place) {
  if (schema) {
    if (auto errors = docgen::schema_errors(*schema); !errors.empty()) {
      for (FieldError& field : errors)
        field.location = field.location.empty() ? "body.schema" : "body.schema." + field.location;
      return fail(Error::invalid(std::move(errors)));
    }
  }
  const auto compiled =
      docgen::Template::compile(content.bytes, {.syntax = docgen_syntax(content.syntax), .schema = schema});
  if (!compiled) return fail(placed(compiled.error(), place));
  return Compiled{compiled->about(), compiled->schema()};
}

Result<docgen::Template> compiled_template(const Content& content, const boost::json::object& schema) {
  return docgen::Template::compile(content.bytes, {.syntax = docgen_syntax(content.syntax), .schema = &schema});
}

Inspected inspected(const Content& content) {
  docgen::Inspection found = docgen::inspect(content.bytes, docgen_syntax(content.syntax));
  Inspected out{.notes = {}, .schema = std::move(found.schema)};
  for (docgen::Note& note : found.notes)
    out.notes.push_back({note.kind == docgen::Note::Kind::error ? NoteKind::error : NoteKind::warning,
                         std::move(note.location), std::move(note.near), std::move(note.message)});
  return out;
}

Result<> usable(const std::vector<TemplateNote>& notes) {
  Error error{.code = Code::invalid, .public_message = "The file cannot be used as a template as it is."};
  for (const TemplateNote& note : notes)
    if (note.kind == NoteKind::error)
      error.fields.push_back(
          {note.location.empty() ? "body" : fmt::format("body ({})", note.location),
           note.near.empty() ? note.message : fmt::format("{} — near “{}”", note.message, note.near)});
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

std::string name_of_file(std::string_view file_name) {
  std::string name(trimmed(file_name.substr(0, file_name.rfind('.'))));
  std::ranges::replace(name, '_', ' ');
  constexpr std::size_t kLongest = TemplateName::max;
  while (length(name) > kLongest) {
    while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80) name.pop_back();
    if (!name.empty()) name.pop_back();
  }
  return std::string(trimmed(name));
}

Locale language_of_file(std::string_view file_name, Locale otherwise) {
  return has_cyrillic(file_name) ? Locale::ru : otherwise;
}

}  // namespace kontor::documents
