#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "docgen/language/author.hpp"

/// Documents from templates and fields: bytes in, bytes out. Nothing here reads files, the clock or the network, and
/// equal input gives equal bytes. Every function may be called from any thread; writing takes milliseconds, so call it
/// on the CPU pool, not on an event loop.
namespace kontor::docgen {

/// How a template is written. `markdown` (.md) makes pages; `text` (.txt) is the same language giving plain text;
/// `word` (.docx) and `excel` (.xlsx) are files with tags in them, which come out as they are with their tags filled.
enum class Syntax { markdown, text, word, excel };
/// By the file's name; nothing for a kind of file that is no template.
std::optional<Syntax> syntax_of(std::string_view file_name);

enum class Format { pdf, docx, html, text, xlsx };
std::string_view extension(
    Format format);  ///< "pdf", "docx", "html", "txt", "xlsx": the names used in the API and on disk
std::string_view media_type(Format format);  ///< for Content-Type
/// By extension ("pdf"), or by a file name that ends in one ("out.pdf").
std::optional<Format> format_of(std::string_view name);

/// What the front matter of a template says about it.
struct About {
  std::string name;  ///< "" when the template does not say
  std::string kind;  ///< "proposal", "contract", "invoice", … (front_matter.hpp), "other"
  Locale locale = Locale::en;
  std::string prompt_hint;  ///< for the language model that writes the written sections
  Currency currency = Currency::of(Locale::en);
};

struct CompileOptions {
  Syntax syntax = Syntax::markdown;
  /// The author's JSON Schema. When given, each variable of the template must be in it, and its keywords win over those
  /// that the tags suggest. The schema of an earlier compile may be given again: the result is the same.
  const boost::json::object* schema = nullptr;
};

struct FillOptions {
  std::optional<Locale> locale;                              ///< instead of the template's
  std::vector<std::pair<std::string, std::string>> written;  ///< Passage::key → text, for what the model wrote
  /// Pictures that the template may use by name: {{ "logo" | image }}. The bytes outlive the call.
  std::vector<std::pair<std::string, std::string_view>> assets;
  /// For data that were not made with the template's form, such as a file on the command line: fields that the template
  /// does not use are left aside, unless their names look mistyped, and a value of another kind than the tags suggest
  /// is an error only where it cannot be used. An empty text counts as given.
  bool lenient = false;
  /// For a form that somebody is still filling in: a field that is needed and is not there, or whose value is of no
  /// use, gets a stand-in (its title in brackets; 0 where it is calculated with), and a value that a filter refuses is
  /// printed as it was typed. Nothing is an error that the form alone causes, where it can be helped.
  bool unfinished = false;
};

struct Document;
namespace word {
struct Filled;
}
namespace excel {
struct Filled;
}

/// A filled template: the document before it becomes pages. Immutable, cheap to copy.
class Paper {
 public:
  explicit Paper(std::shared_ptr<const Document> document, std::vector<FieldError> remarks = {})
      : document_(std::move(document)), remarks_(std::move(remarks)) {}
  /// A Word file; the document has only its title and language.
  Paper(std::shared_ptr<const Document> document, std::shared_ptr<const word::Filled> filled,
        std::vector<FieldError> remarks)
      : document_(std::move(document)), word_(std::move(filled)), remarks_(std::move(remarks)) {}

  /// The same for an Excel file.
  Paper(std::shared_ptr<const Document> document, std::shared_ptr<const excel::Filled> filled,
        std::vector<FieldError> remarks)
      : document_(std::move(document)), excel_(std::move(filled)), remarks_(std::move(remarks)) {}

  const Document& document() const { return *document_; }
  /// The filled Word file, or null when the template was none.
  const word::Filled* word() const { return word_.get(); }
  const excel::Filled* excel() const { return excel_.get(); }
  std::string_view title() const;  ///< the text of the first heading, or the template's name
  /// What a person should look at before this goes out, with its place in the template: a name that no rule could put
  /// into its case, and the like. At most 100.
  const std::vector<FieldError>& remarks() const { return remarks_; }
  /// Whether the document has the blocks that its pages are made of: a Word file's has them once it was read, by
  /// paged().
  bool is_paged() const { return !word_ || paged_; }

 private:
  friend Result<Paper> paged(const Paper& paper);

  std::shared_ptr<const Document> document_;
  std::shared_ptr<const word::Filled> word_;
  std::shared_ptr<const excel::Filled> excel_;
  std::vector<FieldError> remarks_;
  bool paged_ = false;
};

/// A template, compiled once. Immutable, cheap to copy.
class Template {
 public:
  /// Errors are in `fields`, each with `location` "line 12, column 5" (of the whole source, front matter included), in
  /// a Word file "paragraph 12 (“…the text near it…”), column 5", in an Excel file "sheet “Offer”, cell B7 (…)", or,
  /// where the author's schema is none, the place in it: "properties.client.type".
  static Result<Template> compile(std::string_view source, const CompileOptions& options = {});

  const About& about() const;
  /// JSON Schema of the fields; the order of the properties is the order of the form.
  const boost::json::object& schema() const;
  /// Every bad place at once; locations are paths in the payload such as `items[2].price`.
  Result<void> check(const boost::json::value& payload) const;
  /// Everything that a language model is to write for this payload: the fields marked `x-written` that it leaves empty,
  /// then each `{% write %}` as it is met while the template is filled. Have them written, then hand the texts to
  /// fill(), whose errors this may have as well. What `options.written` holds already is not asked for.
  Result<std::vector<Passage>> passages(const boost::json::value& payload, const FillOptions& options = {}) const;
  /// Where the template first uses the field of that path (`items[].price`): "line 12, column 5"; empty when it does
  /// not.
  std::string place_of(std::string_view path) const;
  /// Checks, applies the schema's defaults, and fills. A passage that nobody wrote is empty.
  Result<Paper> fill(const boost::json::value& payload, const FillOptions& options = {}) const;

 private:
  struct Compiled;
  Result<Paper> fill_checked(const boost::json::value& payload, const FillOptions& options) const;
  explicit Template(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

/// The fields that the tags of a template ask for; titles are made from the names.
Result<boost::json::object> infer_schema(std::string_view source, Syntax syntax = Syntax::markdown);
/// Each variable of the template that the schema does not know, with its line and column.
Result<void> check_template(std::string_view source, const boost::json::object& schema,
                            Syntax syntax = Syntax::markdown);
/// Something that the author of a template should know.
struct Note {
  enum class Kind { error, warning } kind = Kind::error;
  std::string location;  ///< "paragraph 12, column 5", "line 3, column 1"; "" for the file as a whole
  std::string near;      ///< the text around that place; may be empty
  std::string message;
};

struct Inspection {
  std::vector<Note> notes;                    ///< all that can be found, in the order of the template
  std::optional<boost::json::object> schema;  ///< of the fields, when there is no error
};

/// What is wrong with a template, and what may be.
Inspection inspect(std::string_view bytes, Syntax syntax);

/// The payload against the schema: every error at once.
Result<void> check(const boost::json::object& schema, const boost::json::value& payload);

struct WriteOptions {
  std::string_view logo;                  ///< bytes of a PNG or JPEG, or empty
  std::string author;                     ///< the organisation, for the file's properties
  std::string accent;                     ///< "#1f4e79": the organisation's colour, or empty for the built-in one
  std::chrono::sys_seconds created = {};  ///< the file's creation date
};

/// The paper with a document that pages can be made of. A Word file is read as one, and what its pages cannot show is
/// added to the remarks. Others are ready as they are.
Result<Paper> paged(const Paper& paper);

/// The document's bytes. Fails for a logo or a colour that cannot be read, for a Word file that cannot be read, for a
/// filled Excel template in a format other than xlsx, and for xlsx of any other template. Does by itself what paged()
/// does; who wants to know what the pages of a Word file leave out, or writes more than one format of them, calls that
/// first.
Result<std::string> write(const Paper& paper, Format format, const WriteOptions& options = {});

/// Pages that a preview draws; a longer document is laid out whole, but nobody proofreads more beside a form.
inline constexpr std::size_t kMostPreviewPages = 20;

struct PreviewPage {
  std::string hash;              ///< equal for pages that look the same
  double width = 0, height = 0;  ///< points
  std::optional<std::string>
      svg;  ///< as a file of its own, with the page's text in its <desc>; absent when it was known
};

struct Preview {
  std::vector<PreviewPage> pages;  ///< the first kMostPreviewPages
  std::size_t page_count = 0;      ///< of all
};

/// The pages as they will be in the PDF, for the screen. A page is drawn only when its hash is not `known`, and words
/// that this thread has set lately are not set again: what is typed into one field costs a fraction of the first
/// preview. Fails as write() does.
Result<Preview> preview(const Paper& paper, const WriteOptions& options = {}, std::span<const std::string> known = {});

/// Writes the passages of a document for render(). `facts` are the fields as JSON.
using PassageWriter =
    std::function<Result<std::string>(const About& about, const Passage& passage, const boost::json::object& facts)>;

/// The whole way for the command line: template bytes, the template's file name (for its syntax and for the messages),
/// the fields as JSON text → the document. Without a writer the passages are empty. `remarks` gets those of the paper.
/// The error's message is readable in a terminal, one line per problem.
Result<std::string> render(std::string_view template_bytes, std::string_view template_name, std::string_view data_json,
                           Format format, const WriteOptions& options = {}, const PassageWriter& writer = {},
                           std::vector<FieldError>* remarks = nullptr);

}  // namespace kontor::docgen
