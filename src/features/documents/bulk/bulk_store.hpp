#pragma once

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "features/documents/bulk/bulk.hpp"
#include "features/documents/document_store.hpp"

namespace kontor::documents::bulk {

/// A row of a new run: with a payload it waits, without one it has failed.
struct NewRow {
  int row;
  Id<GeneratedDocument> document_id;
  std::string cells;                   ///< JSON: its texts
  std::optional<std::string> payload;  ///< JSON
  std::vector<BulkProblem> problems;
};

struct WaitingRow {
  int row;
  Id<GeneratedDocument> document_id;
  reflect::RawJson payload;
};
KONTOR_DESCRIBE(WaitingRow, row, document_id, payload)

/// What became of a row: a rendering or problems.
struct EndedRow {
  int row;
  std::optional<Rendering> rendering;
  std::vector<BulkProblem> problems;
};

/// A document of a run for the archive.
struct PackedRow {
  int row;
  std::string title;
  reflect::RawJson payload;
  reflect::RawJson files;
};
KONTOR_DESCRIBE(PackedRow, row, title, payload, files)

struct FirstRun {
  Id<BulkRun> id;
  std::string request_hash;
};
KONTOR_DESCRIBE(FirstRun, id, request_hash)

class BulkStore {
 public:
  explicit BulkStore(db::Database& database) : database_(database) {}

  Async<db::Transaction> begin(const Id<Organization>& org) { return database_.begin(db::Scope::tenant(org)); }

  /// Error{conflict} when the key was used.
  Task<> insert(db::Transaction& transaction, const Id<Organization>& org, const BulkRun& run,
                const std::optional<std::string>& idempotency_key, const std::string& request_hash);
  Task<> insert_rows(db::Transaction& transaction, const Id<Organization>& org, Id<BulkRun> run,
                     const std::vector<NewRow>& rows);

  Async<std::vector<BulkRun>> list(Id<Organization> org, const std::optional<Id<Template>>& of,
                                   std::optional<PageCursor> after, int limit);
  Async<std::optional<BulkRun>> find(Id<Organization> org, Id<BulkRun> id);
  Async<std::optional<FirstRun>> find_by_key(const Caller& caller, std::string idempotency_key);
  Async<std::vector<FailedRow>> failed(Id<Organization> org, Id<BulkRun> run, int after, int limit);

  Async<std::vector<WaitingRow>> waiting(Id<Organization> org, Id<BulkRun> run, int first, int last);
  /// Documents and rows, in one transaction; rows that have ended before are left as they are.
  Async<> end(Id<Organization> org, Id<BulkRun> run, std::vector<EndedRow> rows);
  /// Rows that still wait have failed, all for the same reason.
  Async<> fail_waiting(Id<Organization> org, Id<BulkRun> run, int first, int last, std::string why);

  Async<std::vector<PackedRow>> packed(Id<Organization> org, Id<BulkRun> run, int after, int limit);
  Async<> finish(Id<Organization> org, Id<BulkRun> run, std::uint64_t zip_size);
  Async<> give_up(Id<Organization> org, Id<BulkRun> run, std::string why);
  /// False when it has ended.
  Async<bool> cancel(Id<Organization> org, Id<BulkRun> run);

 private:
  Async<db::Rows> write(Id<Organization> org, const db::Statement& statement, db::Params params);

  db::Database& database_;
};

}  // namespace kontor::documents::bulk
