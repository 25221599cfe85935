#pragma once

#include <boost/json/object.hpp>

#include "async/task.hpp"
#include "docgen/docgen.hpp"
#include "features/documents/template.hpp"

/// What a template is made of, and what can be said of it. Pure, but for taking a file in.
namespace kontor::documents {

/// A Word file of text has some ten kilobytes; this leaves room for pictures in print quality, and stays below what the
/// HTTP layer lets through.
inline constexpr std::size_t kMaxTemplateFile = 10 * 1024 * 1024;

/// The text of a Markdown template, or the bytes of a Word file.
struct Content {
  Syntax syntax = Syntax::markdown;
  std::string bytes;
};

/// A file on its way in, piece by piece until an empty one. Its name is the person's, and may be empty.
struct IncomingFile {
  std::string name;
  std::string media_type;
  std::function<Task<std::string_view>()> next;
};

/// A file that is whole: `name` is never empty, and has no folder. `about` came with it in one form.
struct TakenFile {
  std::string name;
  Content content;
  RefineTemplate about = {};
};

/// The body is the file, or a form (multipart/form-data) of the `file` and, as JSON, what is said `about` it.
/// Error{unsupported} for what is no template by its name and type, before anything is read; Error{too_large} and
/// Error{invalid} (an empty file, a text that is none) by its bytes.
Task<TakenFile> taken(IncomingFile file);

struct Compiled {
  docgen::About about;
  boost::json::object schema;
};

/// Errors of the content are told at `place` ("body.source (line 3, column 5)"), those of the author's schema at
/// "body.schema.properties…".
Result<Compiled> compile(const Content& content, const boost::json::object* schema, std::string_view place);
Result<docgen::Template> compiled_template(const Content& content, const boost::json::object& schema);

struct Inspected {
  std::vector<TemplateNote> notes;
  std::optional<boost::json::object> schema;
};
Inspected inspected(const Content& content);
/// The errors among the notes, as an answer to a request whose body is the file; none when there are no errors.
Result<> usable(const std::vector<TemplateNote>& notes);

/// Of a template's own file, for Content-Type.
std::string_view media_type_of(Syntax syntax);

/// `КП для клиента.docx` → `КП для клиента`.
std::string name_of_file(std::string_view file_name);
/// Russian when the name has Cyrillic letters: a Word file does not say itself which language its documents are in.
Locale language_of_file(std::string_view file_name, Locale otherwise);

}  // namespace kontor::documents
