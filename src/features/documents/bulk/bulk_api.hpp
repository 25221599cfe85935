#pragma once

#include "features/documents/bulk/bulk_documents.hpp"
#include "http/router.hpp"

namespace kontor::documents::bulk {

/// A run as a client sees it. `percent` is of the way to the archive; the links open without a login for a while, and
/// the report has the rows that failed.
struct BulkRunView {
  Id<BulkRun> id;
  Id<User> owner_id;
  Id<Template> template_id;
  std::string template_name;
  std::string file_name;
  std::vector<Format> formats;
  BulkState state;
  int percent;
  int total;
  int done;
  int failed;
  std::optional<std::string> failure;
  std::optional<std::int64_t> zip_size;
  std::optional<std::string> zip_url;
  std::optional<std::string> report_xlsx_url;
  std::optional<std::string> report_csv_url;
  Timestamp created_at;
  std::optional<Timestamp> finished_at;
};
KONTOR_DESCRIBE(BulkRunView, id, owner_id, template_id, template_name, file_name, formats, state, percent, total, done,
                failed, failure, zip_size, zip_url, report_xlsx_url, report_csv_url, created_at, finished_at)

struct FailedRowView {
  int row;
  std::vector<std::string> cells;
  std::vector<BulkProblem> problems;
};
KONTOR_DESCRIBE(FailedRowView, row, cells, problems)

/// `next_after` asks for the page behind this one and is null on the last.
struct FailedRows {
  std::vector<std::string> head;
  std::vector<FailedRowView> items;
  std::optional<int> next_after;
};
KONTOR_DESCRIBE(FailedRows, head, items, next_after)

class BulkApi {
 public:
  BulkApi(BulkDocuments& bulk, blob::BlobStore& blobs, const FileLinks& links)
      : bulk_(bulk), blobs_(blobs), links_(links) {}

  static void routes(http::Router& router, BulkApi* api);

  Task<BulkInspection> inspect(Caller caller, http::Query<InspectBulk> in, http::Upload file);
  Task<http::Created<BulkRunView>> start(Caller caller, http::Query<StartBulk> in, http::IdempotencyKey key,
                                         http::Upload file);
  Task<reflect::Page<BulkRunView>> list(Caller caller, http::Query<ListBulk> filter);
  Task<BulkRunView> find(Caller caller, http::Path<Id<BulkRun>> id);
  Task<FailedRows> failed(Caller caller, http::Path<Id<BulkRun>> id, http::Query<ListFailedRows> filter);
  Task<BulkRunView> pause(Caller caller, http::Path<Id<BulkRun>> id);
  Task<BulkRunView> resume(Caller caller, http::Path<Id<BulkRun>> id);
  Task<BulkRunView> cancel(Caller caller, http::Path<Id<BulkRun>> id);
  Task<http::Custom> file(http::Path<std::string> token);

 private:
  BulkRunView view(const Caller& caller, BulkRun run) const;

  BulkDocuments& bulk_;
  blob::BlobStore& blobs_;
  const FileLinks& links_;
};

}  // namespace kontor::documents::bulk
