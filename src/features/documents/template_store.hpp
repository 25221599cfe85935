#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "features/documents/page_cursor.hpp"
#include "features/documents/template.hpp"

namespace kontor::documents {

class TemplateStore {
 public:
  explicit TemplateStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Caller& caller) { return database_.begin(db::Scope::tenant(caller.org)); }

  /// One more than `limit`, if there are so many.
  Async<std::vector<TemplateSummary>> list(const Caller& caller, const ListTemplates& filter,
                                           std::optional<PageCursor> after, int limit);
  Async<std::optional<Template>> find(const Caller& caller, Id<Template> id);
  /// As of that version; a deleted template too, because its documents live on.
  Async<std::optional<Template>> find(const Caller& caller, Id<Template> id, int version);
  Async<std::vector<TemplateVersion>> versions(const Caller& caller, Id<Template> id);
  /// The bytes of a Word file. Throws when there are none: a version keeps its file.
  Async<std::string> file(const Caller& caller, const std::string& sha256);

  /// Locks it against other changes.
  Async<std::optional<Template>> lock(db::Transaction& transaction, Id<Template> id);
  /// As above, inside a transaction.
  Async<std::string> file(db::Transaction& transaction, const std::string& sha256);
  /// Once for each content.
  Async<> keep_file(db::Transaction& transaction, const std::string& sha256, std::string bytes_in_hex);
  Async<> insert(db::Transaction& transaction, const Caller& caller, const Template& made);
  Async<> update(db::Transaction& transaction, const Template& changed);
  Async<> insert_version(db::Transaction& transaction, const Caller& caller, const Template& version);
  /// False when there is no such template.
  Async<bool> remove(const Caller& caller, Id<Template> id);

 private:
  db::Database& database_;
};

}  // namespace kontor::documents
