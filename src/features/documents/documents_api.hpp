#pragma once

#include "features/documents/documents.hpp"
#include "http/router.hpp"

namespace kontor::documents {

struct DocumentFile {
  Format format;
  std::int64_t size;
  std::string sha256;  ///< of the bytes
  std::string url;     ///< relative; opens without a login for a while
};
KONTOR_DESCRIBE(DocumentFile, format, size, sha256, url)

/// A document as a client sees it. `file_url` is the first file's; `failure` says in one line what `failure_places` say
/// one by one; `remarks` are what a person should look at before the files go out. Lists leave out both, the payload,
/// who issued it, the series and why it is void.
struct Document {
  Id<GeneratedDocument> id;
  Id<Template> template_id;
  std::string template_name;
  int template_version;
  Kind kind;
  Id<User> owner_id;
  std::string title;
  std::optional<reflect::RawJson> payload;
  std::vector<Format> formats;
  Status status;
  std::optional<std::string> failure;
  std::optional<std::vector<DocumentRemark>> failure_places;
  std::optional<std::vector<DocumentRemark>> remarks;
  std::optional<std::string> file_url;
  std::vector<DocumentFile> files;
  int cost_tokens;
  Timestamp created_at;
  Timestamp updated_at;
  std::optional<std::string> number;
  std::optional<std::string> issued_on;
  std::optional<Timestamp> issued_at;
  std::optional<Id<User>> issued_by;
  std::optional<std::string> issued_by_name;
  std::optional<Id<Series>> series_id;
  std::optional<Timestamp> voided_at;
  std::optional<std::string> void_reason;
};
KONTOR_DESCRIBE(Document, id, template_id, template_name, template_version, kind, owner_id, title, payload, formats,
                status, failure, failure_places, remarks, file_url, files, cost_tokens, created_at, updated_at, number,
                issued_on, issued_at, issued_by, issued_by_name, series_id, voided_at, void_reason)

class DocumentsApi {
 public:
  DocumentsApi(Documents& documents, const FileLinks& links) : documents_(documents), links_(links) {}

  static void routes(http::Router& router, DocumentsApi* api);

  Task<http::Created<Document>> generate(Caller caller, http::IdempotencyKey key, http::Body<GenerateDocument> in);
  Task<reflect::Page<Document>> list(Caller caller, http::Query<ListDocuments> filter);
  Task<Document> find(Caller caller, http::Path<Id<GeneratedDocument>> id);
  Task<Document> retry(Caller caller, http::Path<Id<GeneratedDocument>> id);
  Task<> remove(Caller caller, http::Path<Id<GeneratedDocument>> id);
  Task<Document> issue(Caller caller, http::Path<Id<GeneratedDocument>> id, http::IdempotencyKey key,
                       http::OptionalBody<IssueDocument> in);
  Task<Document> make_void(Caller caller, http::Path<Id<GeneratedDocument>> id, http::Body<VoidDocument> in);
  Task<http::Custom> file(http::Path<std::string> token, http::Raw raw);

 private:
  Document view(const Caller& caller, GeneratedDocument document) const;

  Documents& documents_;
  const FileLinks& links_;
};

}  // namespace kontor::documents
