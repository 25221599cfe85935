#include "features/documents/document_store.hpp"

#include "reflect/json_write.hpp"

namespace kontor::documents {
namespace {

using db::args;
using db::Scope;
using db::Statement;

#define KONTOR_BEFORE_PAYLOAD "id, template_id, template_name, template_version, owner_id, title, "
#define KONTOR_BEHIND_PAYLOAD ", formats, status, failure, files, cost_tokens, created_at, updated_at"
#define KONTOR_WHOLE KONTOR_BEFORE_PAYLOAD "payload" KONTOR_BEHIND_PAYLOAD

/// Each filter that has an index of its own has a statement of its own; the search for words goes down the newest.
#define KONTOR_LIST(conditions)                                                                                \
  "SELECT " KONTOR_BEFORE_PAYLOAD "NULL::json AS payload" KONTOR_BEHIND_PAYLOAD                                \
  " FROM generated_documents"                                                                                  \
  " WHERE (created_at, id) < ($2::timestamptz, $3::uuid) AND ($4::text IS NULL OR strpos(lower(title), $4) > " \
  "0)" conditions " ORDER BY created_at DESC, id DESC LIMIT $1"

const Statement kList{KONTOR_LIST("")};
const Statement kListByStatus{KONTOR_LIST(" AND status = $5")};
const Statement kListByTemplate{KONTOR_LIST(" AND template_id = $5::uuid")};
const Statement kListByBoth{KONTOR_LIST(" AND status = $5 AND template_id = $6::uuid")};

const Statement kFind{"SELECT " KONTOR_WHOLE " FROM generated_documents WHERE id = $1"};
const Statement kFindByKey{
    "SELECT id, request_hash FROM generated_documents WHERE org_id = current_org() AND owner_id = $1 AND "
    "idempotency_key = $2"};
const Statement kInsert{R"sql(
  INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, title, payload, formats,
                                   idempotency_key, request_hash, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12))sql"};
/// A title that the person did not give is the template's name until the document has a heading.
const Statement kReady{R"sql(
  UPDATE generated_documents
  SET status = 'ready', files = $2, cost_tokens = cost_tokens + $3, updated_at = now(),
      title = CASE WHEN title = template_name AND $4 <> '' THEN $4 ELSE title END
  WHERE id = $1 AND status = 'draft')sql"};
const Statement kFailed{
    "UPDATE generated_documents SET status = 'failed', failure = $2, updated_at = now() WHERE id = $1 AND status = "
    "'draft'"};
const Statement kDraft{
    "UPDATE generated_documents SET status = 'draft', failure = NULL, updated_at = now() WHERE id = $1 AND status = "
    "'failed'"};
const Statement kRemove{"DELETE FROM generated_documents WHERE id = $1 RETURNING " KONTOR_WHOLE};

}  // namespace

Async<std::vector<GeneratedDocument>> DocumentStore::list(const Caller& caller, const ListDocuments& filter,
                                                          std::optional<PageCursor> after, int limit) {
  const std::string at = after ? rfc3339(after->created_at) : "infinity";
  const Uuid id = after ? after->id : Uuid();
  const std::optional<std::string> words = filter.q ? std::optional(lowercase(filter.q->str())) : std::nullopt;
  db::Params params = args(limit + 1, at, id.text(), words);
  if (filter.status) params.push_back(reflect::to_param(filter.status));
  if (filter.template_id) params.push_back(reflect::to_param(filter.template_id));
  const Statement& statement = filter.status && filter.template_id ? kListByBoth
                               : filter.status                     ? kListByStatus
                               : filter.template_id                ? kListByTemplate
                                                                   : kList;
  const auto rows = co_await database_.read(Scope::tenant(caller.org), statement, std::move(params));
  co_return rows.value().as<GeneratedDocument>();
}

Async<std::optional<GeneratedDocument>> DocumentStore::find(const Id<Organization>& org, Id<GeneratedDocument> id) {
  const auto rows = co_await database_.read(Scope::tenant(org), kFind, args(id));
  co_return rows.value().first<GeneratedDocument>();
}

Async<std::optional<FirstUse>> DocumentStore::find_by_key(const Caller& caller, const std::string& idempotency_key) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFindByKey, args(caller.user, idempotency_key));
  co_return rows.value().first<FirstUse>();
}

Task<> DocumentStore::insert(db::Transaction& transaction, const Caller& caller, const GeneratedDocument& d,
                             const std::optional<std::string>& idempotency_key, const std::string& request_hash) {
  CO_TRY(co_await transaction.query(
      kInsert, args(d.id, caller.org, d.owner_id, d.template_id, d.template_version, d.template_name, d.title,
                    d.payload, d.formats, idempotency_key, request_hash, d.created_at)));
  co_return Result<>();
}

Async<bool> DocumentStore::mark_ready(const Id<Organization>& org, Id<GeneratedDocument> id, const std::string& title,
                                      const std::vector<StoredFile>& files, std::int64_t cost_tokens) {
  const auto rows =
      co_await database_.write(Scope::tenant(org), kReady, args(id, reflect::to_json(files), cost_tokens, title));
  co_return rows.value().affected() == 1;
}

Async<bool> DocumentStore::mark_failed(const Id<Organization>& org, Id<GeneratedDocument> id,
                                       const std::string& failure) {
  const auto rows = co_await database_.write(Scope::tenant(org), kFailed, args(id, failure));
  co_return rows.value().affected() == 1;
}

Async<bool> DocumentStore::mark_draft(db::Transaction& transaction, Id<GeneratedDocument> id) {
  const auto rows = co_await transaction.query(kDraft, args(id));
  co_return rows.value().affected() == 1;
}

Async<std::optional<GeneratedDocument>> DocumentStore::remove(const Caller& caller, Id<GeneratedDocument> id) {
  const auto rows = co_await database_.write(Scope::tenant(caller.org), kRemove, args(id));
  co_return rows.value().first<GeneratedDocument>();
}

}  // namespace kontor::documents
