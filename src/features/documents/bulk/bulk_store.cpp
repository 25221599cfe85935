#include "features/documents/bulk/bulk_store.hpp"

#include "reflect/json_write.hpp"

namespace kontor::documents::bulk {
namespace {

using db::args;
using db::Scope;
using db::Statement;

const Statement kInsert{R"sql(
  INSERT INTO bulk_runs (id, org_id, owner_id, template_id, template_version, template_name, locale, kind, file_name,
                         formats, name_pattern, head, workflow_id, total, failed, created_at, idempotency_key, request_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18))sql"};
const Statement kInsertRows{R"sql(
  INSERT INTO bulk_rows (run_id, org_id, row, document_id, cells, payload, problems, state)
  SELECT $1, $2, e.row, e.document_id, e.cells, e.payload, e.problems,
         CASE WHEN e.payload IS NULL THEN 'failed' ELSE 'waiting' END
  FROM unnest($3::int[], $4::uuid[], $5::json[], $6::json[], $7::json[]) AS e(row, document_id, cells, payload, problems)
  )sql"};

#define KONTOR_BULK_RUN                                                                                           \
  "SELECT r.id, r.owner_id, r.template_id, r.template_version, r.template_name, r.locale, r.kind, r.file_name,"   \
  " r.formats, r.name_pattern, r.head, r.workflow_id,"                                                            \
  " CASE WHEN r.cancelled_at IS NOT NULL THEN 'cancelled' WHEN r.failure IS NOT NULL THEN 'failed'"               \
  " WHEN r.finished_at IS NOT NULL THEN 'done'"                                                                   \
  " WHEN EXISTS (SELECT FROM workflows w WHERE w.id = r.workflow_id AND w.paused_at IS NOT NULL) THEN 'paused'"   \
  " WHEN r.done + r.failed = r.total THEN 'packing' ELSE 'running' END AS state,"                                 \
  " r.total, r.done, r.failed, r.zip_size, r.failure, r.created_at, r.finished_at,"                               \
  " (r.created_at AT TIME ZONE (SELECT time_zone FROM organizations o WHERE o.id = r.org_id))::date::text AS day" \
  " FROM bulk_runs r WHERE "
#define KONTOR_BULK_PAGE \
  "(r.created_at, r.id) < ($2::timestamptz, $3::uuid) ORDER BY r.created_at DESC, r.id DESC LIMIT $1"

const Statement kFind{KONTOR_BULK_RUN "r.id = $1"};
const Statement kList{KONTOR_BULK_RUN "r.org_id = current_org() AND " KONTOR_BULK_PAGE};
const Statement kListOfTemplate{KONTOR_BULK_RUN
                                "r.org_id = current_org() AND r.template_id = $4 AND " KONTOR_BULK_PAGE};
const Statement kFindByKey{
    "SELECT id, request_hash FROM bulk_runs WHERE org_id = current_org() AND owner_id = $1 AND idempotency_key = $2"};
const Statement kFailed{R"sql(
  SELECT row, cells, problems FROM bulk_rows
  WHERE run_id = $1 AND state = 'failed' AND row > $2 ORDER BY row LIMIT $3)sql"};

const Statement kWaiting{R"sql(
  SELECT row, document_id, payload FROM bulk_rows
  WHERE run_id = $1 AND state = 'waiting' AND row BETWEEN $2 AND $3 ORDER BY row)sql"};
const Statement kInsertDocuments{R"sql(
  INSERT INTO generated_documents (id, org_id, owner_id, template_id, template_version, template_name, kind, title,
                                   title_given, payload, formats, status, files, cost_tokens, written, remarks,
                                   created_at, updated_at, bulk_run_id, bulk_row)
  SELECT b.document_id, r.org_id, r.owner_id, r.template_id, r.template_version, r.template_name, r.kind,
         CASE WHEN e.title <> '' THEN e.title ELSE r.template_name END, false, b.payload, r.formats, 'ready', e.files,
         e.cost_tokens, e.written, e.remarks, r.created_at, now(), r.id, b.row
  FROM unnest($2::int[], $3::text[], $4::json[], $5::int[], $6::json[], $7::json[])
         AS e(row, title, files, cost_tokens, written, remarks)
  JOIN bulk_runs r ON r.id = $1
  JOIN bulk_rows b ON b.run_id = r.id AND b.row = e.row AND b.state = 'waiting'
  ON CONFLICT DO NOTHING)sql"};
const Statement kEndRows{R"sql(
  WITH ended AS (
    UPDATE bulk_rows b SET state = e.state, payload = NULL, problems = e.problems,
      cells = CASE WHEN e.state = 'done' THEN NULL ELSE b.cells END
    FROM unnest($2::int[], $3::text[], $4::json[]) AS e(row, state, problems)
    WHERE b.run_id = $1 AND b.row = e.row AND b.state = 'waiting'
    RETURNING b.state)
  UPDATE bulk_runs SET done = done + (SELECT count(*) FROM ended WHERE state = 'done'),
    failed = failed + (SELECT count(*) FROM ended WHERE state = 'failed')
  WHERE id = $1)sql"};
const Statement kFailWaiting{R"sql(
  WITH ended AS (
    UPDATE bulk_rows SET state = 'failed', payload = NULL,
      problems = json_build_array(json_build_object('row', row, 'column', NULL, 'title', NULL, 'field', '', 'message', $4::text))
    WHERE run_id = $1 AND row BETWEEN $2 AND $3 AND state = 'waiting'
    RETURNING row)
  UPDATE bulk_runs SET failed = failed + (SELECT count(*) FROM ended) WHERE id = $1)sql"};

const Statement kPacked{R"sql(
  SELECT b.row, d.title, d.payload, d.files
  FROM bulk_rows b JOIN generated_documents d ON d.id = b.document_id
  WHERE b.run_id = $1 AND b.state = 'done' AND b.row > $2 ORDER BY b.row LIMIT $3)sql"};
const Statement kFinish{R"sql(
  UPDATE bulk_runs SET zip_size = $2, finished_at = now()
  WHERE id = $1 AND finished_at IS NULL AND cancelled_at IS NULL)sql"};
const Statement kGiveUp{R"sql(
  UPDATE bulk_runs SET failure = $2, finished_at = now()
  WHERE id = $1 AND finished_at IS NULL AND cancelled_at IS NULL)sql"};
const Statement kCancel{R"sql(
  UPDATE bulk_runs SET cancelled_at = coalesce(cancelled_at, now()) WHERE id = $1 AND finished_at IS NULL)sql"};

}  // namespace

Async<db::Rows> BulkStore::write(Id<Organization> org, const db::Statement& statement, db::Params params) {
  Result<db::Rows> rows = co_await database_.write(Scope::tenant(org), statement, std::move(params));
  co_return std::move(rows).value();
}

Task<> BulkStore::insert(db::Transaction& transaction, const Id<Organization>& org, const BulkRun& r,
                         const std::optional<std::string>& idempotency_key, const std::string& request_hash) {
  CO_TRY(co_await transaction.query(
      kInsert, args(r.id, org, r.owner_id, r.template_id, r.template_version, r.template_name, r.locale, r.kind,
                    r.file_name, r.formats, r.name_pattern, r.head, r.workflow_id, r.total, r.failed, r.created_at,
                    idempotency_key, request_hash)));
  co_return Result<>();
}

Task<> BulkStore::insert_rows(db::Transaction& transaction, const Id<Organization>& org, Id<BulkRun> run,
                              const std::vector<NewRow>& rows) {
  std::vector<int> numbers;
  std::vector<Id<GeneratedDocument>> documents;
  std::vector<std::string> cells, problems;
  std::vector<std::optional<std::string>> payloads;
  for (const NewRow& row : rows) {
    numbers.push_back(row.row);
    documents.push_back(row.document_id);
    cells.push_back(row.cells);
    payloads.push_back(row.payload);
    problems.push_back(reflect::to_json(row.problems));
  }
  CO_TRY(co_await transaction.query(kInsertRows, args(run, org, numbers, documents, cells, payloads, problems)));
  co_return Result<>();
}

Async<std::vector<BulkRun>> BulkStore::list(Id<Organization> org, const std::optional<Id<Template>>& of,
                                            std::optional<PageCursor> after, int limit) {
  db::Params params =
      args(limit + 1, after ? rfc3339(after->created_at) : "infinity", (after ? after->id : Uuid()).text());
  if (of) params.push_back(reflect::to_param(*of));
  const auto rows = co_await database_.read(Scope::tenant(org), of ? kListOfTemplate : kList, std::move(params));
  co_return rows.value().as<BulkRun>();
}

Async<std::optional<BulkRun>> BulkStore::find(Id<Organization> org, Id<BulkRun> id) {
  const auto rows = co_await database_.read(Scope::tenant(org), kFind, args(id));
  co_return rows.value().first<BulkRun>();
}

Async<std::optional<FirstRun>> BulkStore::find_by_key(const Caller& caller, std::string idempotency_key) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kFindByKey, args(caller.user, idempotency_key));
  co_return rows.value().first<FirstRun>();
}

Async<std::vector<FailedRow>> BulkStore::failed(Id<Organization> org, Id<BulkRun> run, int after, int limit) {
  const auto rows = co_await database_.read(Scope::tenant(org), kFailed, args(run, after, limit));
  co_return rows.value().as<FailedRow>();
}

Async<std::vector<WaitingRow>> BulkStore::waiting(Id<Organization> org, Id<BulkRun> run, int first, int last) {
  const auto rows = co_await database_.read(Scope::tenant(org), kWaiting, args(run, first, last));
  co_return rows.value().as<WaitingRow>();
}

Async<> BulkStore::end(Id<Organization> org, Id<BulkRun> run, std::vector<EndedRow> rows) {
  std::vector<int> made, numbers;
  std::vector<std::string> titles, files, written, remarks, states, problems;
  std::vector<std::int64_t> costs;
  for (const EndedRow& row : rows) {
    numbers.push_back(row.row);
    states.emplace_back(row.rendering ? "done" : "failed");
    problems.push_back(reflect::to_json(row.problems));
    if (!row.rendering) continue;
    made.push_back(row.row);
    titles.push_back(row.rendering->title);
    files.push_back(reflect::to_json(row.rendering->files));
    costs.push_back(row.rendering->cost_tokens);
    written.push_back(row.rendering->written);
    remarks.push_back(reflect::to_json(row.rendering->remarks));
  }
  db::Transaction transaction = co_await begin(org);
  if (!made.empty())
    (void)(co_await transaction.query(kInsertDocuments, args(run, made, titles, files, costs, written, remarks)))
        .value();
  (void)(co_await transaction.query(kEndRows, args(run, numbers, states, problems))).value();
  co_await transaction.commit();
}

Async<> BulkStore::fail_waiting(Id<Organization> org, Id<BulkRun> run, int first, int last, std::string why) {
  co_await write(org, kFailWaiting, args(run, first, last, why));
}

Async<std::vector<PackedRow>> BulkStore::packed(Id<Organization> org, Id<BulkRun> run, int after, int limit) {
  const auto rows = co_await database_.read(Scope::tenant(org), kPacked, args(run, after, limit));
  co_return rows.value().as<PackedRow>();
}

Async<> BulkStore::finish(Id<Organization> org, Id<BulkRun> run, std::uint64_t zip_size) {
  co_await write(org, kFinish, args(run, zip_size));
}

Async<> BulkStore::give_up(Id<Organization> org, Id<BulkRun> run, std::string why) {
  co_await write(org, kGiveUp, args(run, why));
}

Async<bool> BulkStore::cancel(Id<Organization> org, Id<BulkRun> run) {
  co_return (co_await write(org, kCancel, args(run))).affected() == 1;
}

}  // namespace kontor::documents::bulk
