#include "features/documents/document_store.hpp"

#include "reflect/json_write.hpp"

namespace kontor::documents {
namespace {

using db::args;
using db::Scope;
using db::Statement;

#define KONTOR_BEFORE_PAYLOAD "id, template_id, template_name, template_version, kind, owner_id, title, "
#define KONTOR_BEHIND_PAYLOAD                                                                                     \
  ", formats, status, failure, files, cost_tokens, created_at, updated_at, number, issued_on::text AS issued_on," \
  " issued_at, issued_by, "
#define KONTOR_LISTED                                                                                      \
  KONTOR_BEFORE_PAYLOAD "NULL::json AS payload" KONTOR_BEHIND_PAYLOAD                                      \
                        "NULL::text AS issued_by_name, NULL::uuid AS series_id, voided_at, NULL::text AS " \
                        "void_reason, NULL::text AS day,"                                                  \
                        " NULL::json AS written, NULL::json AS failure_places, NULL::json AS remarks"
#define KONTOR_WHOLE                                                                                   \
  KONTOR_BEFORE_PAYLOAD                                                                                \
  "payload" KONTOR_BEHIND_PAYLOAD                                                                      \
  "(SELECT name FROM users WHERE users.id = issued_by) AS issued_by_name,"                             \
  " (SELECT series_id FROM document_numbers n WHERE n.document_id = d.id) AS series_id, voided_at,"    \
  " (SELECT void_reason FROM document_numbers n WHERE n.document_id = d.id) AS void_reason,"           \
  " coalesce(issued_on, (created_at AT TIME ZONE (SELECT time_zone FROM organizations o WHERE o.id = " \
  "d.org_id))::date)"                                                                                  \
  "::text AS day, written, failure_places, remarks"

/// Each filter that has an index of its own has a statement of its own; the search for words goes down the newest, and
/// of two filters one.
#define KONTOR_LIST(conditions)                                                                                  \
  "SELECT " KONTOR_LISTED                                                                                        \
  " FROM generated_documents"                                                                                    \
  " WHERE (created_at, id) < ($2::timestamptz, $3::uuid) AND ($4::text IS NULL OR strpos(lower(title), $4) > 0 " \
  "OR strpos(lower(number), $4) > 0)" conditions " ORDER BY created_at DESC, id DESC LIMIT $1"
#define KONTOR_LISTS(standing)                                                        \
  {                                                                                   \
      Statement{KONTOR_LIST(standing)},                                               \
      Statement{KONTOR_LIST(standing " AND status = $5")},                            \
      Statement{KONTOR_LIST(standing " AND template_id = $5::uuid")},                 \
      Statement{KONTOR_LIST(standing " AND status = $5 AND template_id = $6::uuid")}, \
  }

/// By status, by template, by both.
using Lists = std::array<Statement, 4>;
const Lists kLists KONTOR_LISTS("");
const Lists kUnissued KONTOR_LISTS(" AND number IS NULL");
const Lists kIssued KONTOR_LISTS(" AND number IS NOT NULL AND voided_at IS NULL");
const Lists kVoid KONTOR_LISTS(" AND voided_at IS NOT NULL");
/// One of each kind at most.
const Statement kListByNumber{"SELECT " KONTOR_LISTED R"sql(
  FROM generated_documents
  WHERE org_id = current_org() AND number = $5 AND (created_at, id) < ($2::timestamptz, $3::uuid)
    AND ($4::text IS NULL OR strpos(lower(title), $4) > 0 OR strpos(lower(number), $4) > 0)
    AND ($6::text IS NULL OR status = $6) AND ($7::uuid IS NULL OR template_id = $7)
    AND ($8::text IS NULL OR $8 = CASE WHEN voided_at IS NULL THEN 'issued' ELSE 'voided' END)
  ORDER BY created_at DESC, id DESC LIMIT $1)sql"};

const Statement kFind{"SELECT " KONTOR_WHOLE " FROM generated_documents d WHERE id = $1"};
const Statement kLock{"SELECT " KONTOR_WHOLE " FROM generated_documents d WHERE id = $1 FOR UPDATE OF d"};
const Statement kFindByKey{
    "SELECT id, request_hash FROM generated_documents WHERE org_id = current_org() AND owner_id = $1 AND "
    "idempotency_key = $2"};
const Statement kInsert{R"sql(
  INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, kind, title, title_given,
                                   payload, formats, idempotency_key, request_hash, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14))sql"};
/// A title that the person did not give is the template's name until the document has a heading; the number that comes
/// into a heading with the issue comes into the title too.
const Statement kReady{R"sql(
  UPDATE generated_documents
  SET status = 'ready', files = $2, cost_tokens = cost_tokens + $3, written = $5, remarks = $7, updated_at = now(),
      title = CASE WHEN NOT title_given AND $4 <> '' THEN $4 ELSE title END
  WHERE id = $1 AND status = 'draft' AND number IS NOT DISTINCT FROM $6)sql"};
const Statement kFailed{
    "UPDATE generated_documents SET status = 'failed', failure = $2, failure_places = $3, updated_at = now() WHERE id "
    "= "
    "$1 AND status = 'draft'"};
const Statement kDraft{
    "UPDATE generated_documents SET status = 'draft', failure = NULL, failure_places = '[]', updated_at = now() WHERE "
    "id "
    "= $1 AND status = 'failed' AND voided_at IS NULL"};
/// As the register says.
const Statement kIssue{R"sql(
  UPDATE generated_documents d
  SET number = n.number, issued_on = n.issued_on, issued_at = n.issued_at, issued_by = n.issued_by, status = 'draft',
      files = '[]', remarks = '[]', updated_at = now()
  FROM document_numbers n WHERE d.id = $1 AND n.document_id = d.id)sql"};
const Statement kMakeVoid{"UPDATE generated_documents SET voided_at = now(), updated_at = now() WHERE id = $1"};
const Statement kRemove{"DELETE FROM generated_documents WHERE id = $1 RETURNING files"};

const Statement& list_statement(const ListDocuments& filter) {
  const Lists& lists = !filter.standing                        ? kLists
                       : filter.standing == Standing::unissued ? kUnissued
                       : filter.standing == Standing::issued   ? kIssued
                                                               : kVoid;
  return lists.at((filter.status ? 1U : 0U) + (filter.template_id ? 2U : 0U));
}

}  // namespace

Async<std::vector<GeneratedDocument>> DocumentStore::list(const Caller& caller, const ListDocuments& filter,
                                                          std::optional<PageCursor> after, int limit) {
  const std::string at = after ? rfc3339(after->created_at) : "infinity";
  const Uuid id = after ? after->id : Uuid();
  const std::optional<std::string> words = filter.q ? std::optional(lowercase(filter.q->str())) : std::nullopt;
  if (filter.number) {
    const auto rows = co_await database_.read(
        Scope::tenant(caller.org), kListByNumber,
        args(limit + 1, at, id.text(), words, filter.number, filter.status, filter.template_id, filter.standing));
    co_return rows.value().as<GeneratedDocument>();
  }
  db::Params params = args(limit + 1, at, id.text(), words);
  if (filter.status) params.push_back(reflect::to_param(filter.status));
  if (filter.template_id) params.push_back(reflect::to_param(filter.template_id));
  const auto rows = co_await database_.read(Scope::tenant(caller.org), list_statement(filter), std::move(params));
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
                             bool title_given, const std::optional<std::string>& idempotency_key,
                             const std::string& request_hash) {
  CO_TRY(co_await transaction.query(
      kInsert, args(d.id, caller.org, d.owner_id, d.template_id, d.template_version, d.template_name, d.kind, d.title,
                    title_given, d.payload, d.formats, idempotency_key, request_hash, d.created_at)));
  co_return Result<>();
}

Async<bool> DocumentStore::mark_ready(const Id<Organization>& org, const Rendering& r) {
  const auto rows = co_await database_.write(
      Scope::tenant(org), kReady,
      args(r.id, reflect::to_json(r.files), r.cost_tokens, r.title, r.written, r.number, reflect::to_json(r.remarks)));
  co_return rows.value().affected() == 1;
}

Async<bool> DocumentStore::mark_failed(const Id<Organization>& org, Id<GeneratedDocument> id,
                                       const std::string& failure, const std::vector<DocumentRemark>& places) {
  const auto rows = co_await database_.write(Scope::tenant(org), kFailed, args(id, failure, reflect::to_json(places)));
  co_return rows.value().affected() == 1;
}

Async<bool> DocumentStore::mark_draft(db::Transaction& transaction, Id<GeneratedDocument> id) {
  const auto rows = co_await transaction.query(kDraft, args(id));
  co_return rows.value().affected() == 1;
}

Async<std::optional<GeneratedDocument>> DocumentStore::lock(db::Transaction& transaction, Id<GeneratedDocument> id) {
  const auto rows = co_await transaction.query(kLock, args(id));
  co_return rows.value().first<GeneratedDocument>();
}

Async<> DocumentStore::mark_issued(db::Transaction& transaction, Id<GeneratedDocument> id) {
  (void)(co_await transaction.query(kIssue, args(id))).value();
}

Async<> DocumentStore::mark_void(db::Transaction& transaction, Id<GeneratedDocument> id) {
  (void)(co_await transaction.query(kMakeVoid, args(id))).value();
}

Task<std::optional<reflect::RawJson>> DocumentStore::remove(const Caller& caller, Id<GeneratedDocument> id) {
  CO_TRY(const db::Rows rows, co_await database_.write(Scope::tenant(caller.org), kRemove, args(id)));
  co_return rows.empty() ? std::nullopt : std::optional(rows.value<reflect::RawJson>());
}

}  // namespace kontor::documents
