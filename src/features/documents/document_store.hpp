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

class DocumentStore {
 public:
  explicit DocumentStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Caller& caller) { return database_.begin(db::Scope::tenant(caller.org)); }

  Async<std::vector<GeneratedDocument>> list(const Caller& caller, const ListDocuments& filter,
                                             std::optional<PageCursor> after, int limit);
  Async<std::optional<GeneratedDocument>> find(const Id<Organization>& org, Id<GeneratedDocument> id);
  Async<std::optional<FirstUse>> find_by_key(const Caller& caller, const std::string& idempotency_key);

  /// Error{conflict} when the key was used.
  Task<> insert(db::Transaction& transaction, const Caller& caller, const GeneratedDocument& document,
                const std::optional<std::string>& idempotency_key, const std::string& request_hash);
  /// Of a draft only; false when it is one no more.
  Async<bool> mark_ready(const Id<Organization>& org, Id<GeneratedDocument> id, const std::string& title,
                         const std::vector<StoredFile>& files, std::int64_t cost_tokens);
  Async<bool> mark_failed(const Id<Organization>& org, Id<GeneratedDocument> id, const std::string& failure);
  /// Of a failed one only; false when it is not.
  Async<bool> mark_draft(db::Transaction& transaction, Id<GeneratedDocument> id);
  /// Gives what was deleted, for its files.
  Async<std::optional<GeneratedDocument>> remove(const Caller& caller, Id<GeneratedDocument> id);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
