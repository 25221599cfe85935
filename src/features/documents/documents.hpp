#pragma once

#include "async/task.hpp"
#include "docgen/docgen.hpp"
#include "features/ai/sections.hpp"
#include "features/documents/document_store.hpp"
#include "features/documents/file_links.hpp"
#include "features/documents/series_store.hpp"
#include "features/documents/templates.hpp"
#include "features/events/events.hpp"
#include "features/organization/letterhead.hpp"
#include "jobs/queue.hpp"

namespace kontor::blob {
class BlobStore;
}
namespace kontor::office {
class Office;
}

namespace kontor::documents {

/// A file to be sent to somebody.
struct File {
  std::string name;
  Format format;
  std::string bytes;
};

/// What all documents of one version of a template are printed with.
struct Press {
  Template tmpl;
  docgen::Template compiled;
  organization::Letterhead letterhead;
};

/// Documents: asked for as drafts, rendered by a job, downloaded by link; issued with a number from a series, and then
/// never changed. One object per loop.
class Documents {
 public:
  struct Parts {
    db::Database& database;
    Templates& templates;
    ai::Sections& sections;
    organization::Letterheads& letterheads;
    blob::BlobStore& blobs;
    jobs::Queue& queue;
    events::Events& events;
    async::CpuPool& cpu;
    const FileLinks& links;
    const Clock& clock;
    const office::Office* office = nullptr;  ///< prints filled Word files, when somebody chose it
  };
  explicit Documents(Parts parts) : parts_(parts), store_(parts.database), series_(parts.database) {}

  /// A draft and the job that renders it. A key that was used with the same request gives the first document again.
  Task<GeneratedDocument> generate(const Caller& caller, const GenerateDocument& in,
                                   std::optional<std::string> idempotency_key);
  /// What generate() would refuse; gives the template.
  Task<Template> check(const Caller& caller, const GenerateDocument& in);
  Task<reflect::Page<GeneratedDocument>> list(const Caller& caller, const ListDocuments& filter);
  Task<GeneratedDocument> find(const Caller& caller, Id<GeneratedDocument> id);
  Task<GeneratedDocument> retry(const Caller& caller, Id<GeneratedDocument> id);
  /// Error{conflict} for an issued one: it can only become void.
  Task<> remove(const Caller& caller, Id<GeneratedDocument> id);
  /// Takes the next number of the series and has the final files made with it. The number stays taken even if that
  /// fails. A key that was used for the same document gives it again; otherwise an issued document is an
  /// Error{conflict}.
  Task<GeneratedDocument> issue(const Caller& caller, Id<GeneratedDocument> id, const IssueDocument& in,
                                std::optional<std::string> idempotency_key);
  /// Its number stays taken, on the register of void numbers; its files stay as they are.
  Task<GeneratedDocument> make_void(const Caller& caller, Id<GeneratedDocument> id, const VoidDocument& in);
  /// What a link leads to.
  Task<File> open(std::string_view link_token);

  /// The job. What the input is to blame for makes the document `failed`, with the reason; anything else is an error,
  /// and the job comes again.
  Task<> render(Id<Organization> org, RenderDocument job);
  Task<> give_up(Id<Organization> org, Id<GeneratedDocument> id, std::string why);

  /// Error{invalid} when the version is refused today. `owner` is who wants the documents.
  Task<Press> press(Id<Organization> org, Id<User> owner, Id<Template> id, int version);
  /// A document's files, which are in the blob store when this returns; nothing else is changed. Error{unavailable}
  /// when it should be tried again, another when the document's fields are to blame.
  Task<Rendering> print(Id<Organization> org, const Press& press, const GeneratedDocument& document);

 private:
  Task<GeneratedDocument> first_use(const Caller& caller, const std::string& key, const std::string& request_hash);
  Task<> take_number(db::Transaction& transaction, const Caller& caller, const GeneratedDocument& document,
                     const IssueDocument& in, const std::optional<std::string>& key);
  Task<> render(Id<Organization> org, GeneratedDocument document);
  Task<ai::Written> write_passages(const Press& press, const GeneratedDocument& document);
  Async<> fail_document(const Id<Organization>& org, Id<GeneratedDocument> id, const Error& why);
  Async<> tell(const Id<Organization>& org, Id<GeneratedDocument> id, Status status);

  Parts parts_;
  DocumentStore store_;
  SeriesStore series_;
};

}  // namespace kontor::documents
