#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "base/caller.hpp"
#include "base/clock.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "reflect/describe.hpp"
#include "reflect/json_schema.hpp"
#include "reflect/json_write.hpp"
#include "reflect/sql_row.hpp"

/// Templates of documents. Names as in JSON and SQL.
namespace kontor::documents {

enum class Kind { proposal, contract, invoice, act, delivery_note, letter, power_of_attorney, other };
BOOST_DESCRIBE_ENUM(Kind, proposal, contract, invoice, act, delivery_note, letter, power_of_attorney, other)

/// How a template is written: text with fields, or the company's own Word or Excel file.
enum class Syntax { markdown, word, excel };
BOOST_DESCRIBE_ENUM(Syntax, markdown, word, excel)

enum class Format { pdf, docx, html, xlsx };
BOOST_DESCRIBE_ENUM(Format, pdf, docx, html, xlsx)

/// What can be made from a template of that syntax.
std::vector<Format> formats_of(Syntax syntax);

/// The formats as a member of what is read from SQL (`syntax AS formats`): they follow from the syntax, and are not
/// kept.
struct TemplateFormats {
  std::vector<Format> all;
};
inline void write_value(std::string& out, const TemplateFormats& formats) { reflect::write_json(out, formats.all); }

/// As lists give it; `schema` is the JSON Schema of the fields.
struct TemplateSummary {
  Id<struct Template> id;
  Id<User> owner_id;
  std::string name;
  Kind kind;
  Locale locale;
  Syntax syntax;
  reflect::RawJson schema;
  std::string prompt_hint;
  int version;
  Timestamp created_at;
  Timestamp updated_at;
};
KONTOR_DESCRIBE(TemplateSummary, id, owner_id, name, kind, locale, syntax, schema, prompt_hint, version, created_at,
                updated_at)

/// One version, whole but for the bytes of a Word file. `source` is Markdown with fields, `sample` a payload to try it
/// with. `file_name` is what an uploaded file was called; size and hash are those of a Word file.
struct Template {
  Id<Template> id;
  Id<User> owner_id;
  std::string name;
  Kind kind;
  Locale locale;
  Syntax syntax;
  reflect::RawJson schema;
  std::string prompt_hint;
  int version;
  Timestamp created_at;
  Timestamp updated_at;
  TemplateFormats formats;
  std::optional<std::string> source;
  std::optional<reflect::RawJson> sample;
  std::optional<std::string> file_name;
  std::optional<int> file_size;
  std::optional<std::string> file_sha256;
};
KONTOR_DESCRIBE(Template, id, owner_id, name, kind, locale, syntax, schema, prompt_hint, version, created_at,
                updated_at, formats, source, sample, file_name, file_size, file_sha256)

struct TemplateVersion {
  int version;
  Timestamp created_at;
  Id<User> author_id;
};
KONTOR_DESCRIBE(TemplateVersion, version, created_at, author_id)

using TemplateName = Text<1, 200>;
/// Untouched: errors name its lines.
using TemplateSource = Verbatim<1, 500'000>;
using PromptHint = Text<0, 4000>;

/// Without a schema the fields are found in the source; name, kind, language and hint may stand in its front matter.
struct CreateTemplate {
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
  TemplateSource source;
  std::optional<boost::json::object> schema;
  std::optional<PromptHint> prompt_hint;
  std::optional<boost::json::object> sample;
};
KONTOR_DESCRIBE(CreateTemplate, name, kind, locale, source, schema, prompt_hint, sample)

/// What is absent stays. A change of source, schema, hint or sample makes a new version.
struct ChangeTemplate {
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
  std::optional<TemplateSource> source;
  std::optional<boost::json::object> schema;
  std::optional<PromptHint> prompt_hint;
  std::optional<boost::json::object> sample;
};
KONTOR_DESCRIBE(ChangeTemplate, name, kind, locale, source, schema, prompt_hint, sample)

/// Of a file that is sent as a template. Without a name the file's own is taken, or what stands in its front matter.
struct UploadTemplate {
  std::optional<Text<1, 255>> file_name;
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
};
KONTOR_DESCRIBE(UploadTemplate, file_name, name, kind, locale)

struct ReplaceTemplateFile {
  std::optional<Text<1, 255>> file_name;
};
KONTOR_DESCRIBE(ReplaceTemplateFile, file_name)

/// What the author says of a template together with its file, so that both are one version. A schema that is given is
/// the whole one; without it the fields are found in the file, with what was refined before.
struct RefineTemplate {
  std::optional<TemplateName> name;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
  std::optional<boost::json::object> schema;
  std::optional<PromptHint> prompt_hint;
};
KONTOR_DESCRIBE(RefineTemplate, name, kind, locale, schema, prompt_hint)

/// Which version's file: without a number, the present one's.
struct WantedFile {
  std::optional<int> version;
};
KONTOR_DESCRIBE(WantedFile, version)

/// With a template's id the answer is about a new version of that template.
struct InspectTemplate {
  std::optional<Text<1, 255>> file_name;
  std::optional<Id<Template>> template_id;
};
KONTOR_DESCRIBE(InspectTemplate, file_name, template_id)

enum class NoteKind { error, warning };
BOOST_DESCRIBE_ENUM(NoteKind, error, warning)

/// What is to be said about a file: where ("paragraph 12"), beside which text, what.
struct TemplateNote {
  NoteKind kind;
  std::string location;
  std::string near;
  std::string message;
};
KONTOR_DESCRIBE(TemplateNote, kind, location, near, message)

/// What a file would make. Without a schema it cannot be a template; the notes say why. Fields are paths such as
/// `items[].price`, and have come or gone in comparison with the template whose new version this would be.
struct InspectedTemplate {
  Syntax syntax;
  std::string name;
  Kind kind;
  Locale locale;
  std::optional<reflect::RawJson> schema;
  std::vector<TemplateNote> notes;
  std::vector<Format> formats;
  std::vector<std::string> fields_added;
  std::vector<std::string> fields_removed;
};
KONTOR_DESCRIBE(InspectedTemplate, syntax, name, kind, locale, schema, notes, formats, fields_added, fields_removed)

/// What a file has made.
struct UploadedTemplate {
  Template document_template;
  std::vector<TemplateNote> notes;
  std::vector<std::string> fields_added;
  std::vector<std::string> fields_removed;
};
KONTOR_DESCRIBE(UploadedTemplate, document_template, notes, fields_added, fields_removed)

struct ListTemplates {
  std::optional<int> limit;
  std::optional<Text<1, 200>> cursor;
  std::optional<Text<1, 200>> q;
  std::optional<Kind> kind;
  std::optional<Locale> locale;
};
KONTOR_DESCRIBE(ListTemplates, limit, cursor, q, kind, locale)

}  // namespace kontor::documents

template <>
struct kontor::reflect::Column<kontor::documents::TemplateFormats> {
  static documents::TemplateFormats read(std::string_view bytes) {
    return {documents::formats_of(Column<documents::Syntax>::read(bytes))};
  }
};
template <>
struct kontor::reflect::Schema<kontor::documents::TemplateFormats> : Schema<std::vector<documents::Format>> {};
