#pragma once

#include "blob/key.hpp"
#include "features/documents/bulk/bulk_store.hpp"
#include "features/documents/bulk/checked_table.hpp"
#include "features/documents/documents.hpp"
#include "jobs/handler.hpp"
#include "jobs/workflow.hpp"

namespace kontor::documents::bulk {

/// A file of a run: bytes, or where they are in the blob store.
struct BulkDownload {
  std::string name;
  BulkFile kind;
  std::string bytes;
  std::optional<blob::Key> key;
};

/// Many documents at once. A run is a workflow: jobs that make some rows each, and one that waits for them and packs
/// what they made. Every step may happen twice: a row has one document, whose id it knew before. One object per loop.
class BulkDocuments {
 public:
  struct Parts {
    db::Database& database;
    Templates& templates;
    Documents& documents;
    blob::BlobStore& blobs;
    jobs::Queue& queue;
    jobs::Workflows& workflows;
    events::Events& events;
    async::CpuPool& cpu;
    const FileLinks& links;
    const Clock& clock;
  };
  explicit BulkDocuments(Parts parts) : parts_(parts), store_(parts.database) {}

  /// What a table would make. Saves nothing.
  Task<BulkInspection> inspect(const Caller& caller, const InspectBulk& in, IncomingFile file);
  /// Makes the documents of the rows that are good; the others stand in the report. Error{invalid} when none is. A key
  /// that was used with the same request gives the first run again.
  Task<BulkRun> start(const Caller& caller, const StartBulk& in, IncomingFile file,
                      std::optional<std::string> idempotency_key);
  Task<reflect::Page<BulkRun>> list(const Caller& caller, const ListBulk& filter);
  Task<BulkRun> find(const Caller& caller, Id<BulkRun> id);
  /// The cursor of the next page is the last row's number.
  Task<std::vector<FailedRow>> failed(const Caller& caller, Id<BulkRun> id, const ListFailedRows& filter);
  /// Error{conflict} for one that has ended, as the others.
  Task<BulkRun> pause(const Caller& caller, Id<BulkRun> id);
  Task<BulkRun> resume(const Caller& caller, Id<BulkRun> id);
  /// What was made stays.
  Task<BulkRun> cancel(const Caller& caller, Id<BulkRun> id);
  /// What a link leads to.
  Task<BulkDownload> open(std::string_view link_token);

  /// The jobs.
  Task<> make_rows(jobs::Attempt& attempt, MakeBulkRows job);
  Task<> pack(jobs::Attempt& attempt, PackBulk job);
  Task<> give_up(Id<Organization> org, MakeBulkRows job, std::string why);
  Task<> give_up(Id<Organization> org, PackBulk job, std::string why);

 private:
  struct Table {
    std::string name;
    std::string sha256;
    Template tmpl;
    boost::json::object schema;
    std::vector<std::string> head;
    CheckedTable checked;
  };
  Task<std::unique_ptr<Table>> table(const Caller& caller, const std::optional<Id<Template>>& of,
                                     const std::optional<Text<1, 255>>& name, IncomingFile file);
  Task<std::size_t> rows_per_job(const Caller& caller, const Table& table);
  Task<> insert(const Caller& caller, BulkRun& run, const Table& table, std::size_t rows_per_job,
                const std::optional<std::string>& key, const std::string& request_hash);
  Task<BulkRun> first_use(const Caller& caller, const std::string& key, const std::string& request_hash);
  Async<std::uint64_t> write_archive(jobs::Attempt& attempt, const BulkRun& run);
  Async<std::vector<FailedRow>> all_failed(Id<Organization> org, Id<BulkRun> run);
  Async<> tell(Id<Organization> org, Id<BulkRun> id);

  Parts parts_;
  BulkStore store_;
};

/// 0 to 100: of the way to the archive.
int percent_of(const BulkRun& run);

}  // namespace kontor::documents::bulk
