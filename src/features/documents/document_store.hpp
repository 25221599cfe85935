#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "features/documents/document.hpp"
#include "features/documents/page_cursor.hpp"

namespace kontor::documents {

/// The use of an Idempotency-Key that came first.
struct FirstUse {
  Id<GeneratedDocument> id;
  std::string request_hash;
};
KONTOR_DESCRIBE(FirstUse, id, request_hash)

/// What rendering gives.
struct Rendering {
  Id<GeneratedDocument> id;
  std::optional<std::string> number;  ///< that was rendered in
  std::string title;
  std::vector<StoredFile> files;
  std::vector<DocumentRemark> remarks;
  std::string written;  ///< JSON: path → text
  std::int64_t cost_tokens = 0;
};

class DocumentStore {
 public:
  explicit DocumentStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Caller& caller) { return database_.begin(db::Scope::tenant(caller.org)); }

  Async<std::vector<GeneratedDocument>> list(const Caller& caller, const ListDocuments& filter,
                                             std::optional<PageCursor> after, int limit);
  Async<std::optional<GeneratedDocument>> find(const Id<Organization>& org, Id<GeneratedDocument> id);
  Async<std::optional<FirstUse>> find_by_key(const Caller& caller, const std::string& idempotency_key);

  /// Error{conflict} when the key was used. Without `title_given` the rendered document's heading becomes the title.
  Task<> insert(db::Transaction& transaction, const Caller& caller, const GeneratedDocument& document, bool title_given,
                const std::optional<std::string>& idempotency_key, const std::string& request_hash);
  /// Of a draft only, with the number that it was rendered with; false when it is that no more.
  Async<bool> mark_ready(const Id<Organization>& org, const Rendering& rendering);
  Async<bool> mark_failed(const Id<Organization>& org, Id<GeneratedDocument> id, const std::string& failure,
                          const std::vector<DocumentRemark>& places);
  /// Of a failed one only, that is not void; false when it is not.
  Async<bool> mark_draft(db::Transaction& transaction, Id<GeneratedDocument> id);
  /// The document as it is, held until the transaction ends.
  Async<std::optional<GeneratedDocument>> lock(db::Transaction& transaction, Id<GeneratedDocument> id);
  /// Gives the document the number that stands for it on the register; its files are to be made anew.
  Async<> mark_issued(db::Transaction& transaction, Id<GeneratedDocument> id);
  Async<> mark_void(db::Transaction& transaction, Id<GeneratedDocument> id);
  /// The files of what was deleted; nothing when there is no such document. Error{conflict} for an issued one.
  Task<std::optional<reflect::RawJson>> remove(const Caller& caller, Id<GeneratedDocument> id);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
