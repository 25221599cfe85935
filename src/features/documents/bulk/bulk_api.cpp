#include "features/documents/bulk/bulk_api.hpp"

#include "blob/blob_store.hpp"
#include "http/url.hpp"
#include "reflect/json_read.hpp"

namespace kontor::documents::bulk {
namespace {

using http::Method;

IncomingFile incoming(const http::Upload& file) {
  return {.name = {}, .media_type = file.content_type, .next = [&reader = file.reader] { return reader.next(); }};
}

std::string_view content_type(BulkFile file) {
  switch (file) {
    case BulkFile::zip:
      return "application/zip";
    case BulkFile::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case BulkFile::csv:
      return "text/csv; charset=utf-8";
  }
  return "application/octet-stream";
}

}  // namespace

void BulkApi::routes(http::Router& router, BulkApi* api) {
  router.add(Method::post, "/api/v1/documents/bulk/inspect", api, &BulkApi::inspect,
             {"What a table (.csv, .xlsx; the body or `file` of a form) would make of a template; nothing is saved",
              "documents"});
  router.add(Method::post, "/api/v1/documents/bulk", api, &BulkApi::start,
             {"Make a document of each row of a table that was sent as for /inspect, and an archive of them all",
              "documents"});
  router.add(Method::get, "/api/v1/documents/bulk", api, &BulkApi::list,
             {"Runs of many documents at once, the newest first", "documents"});
  router.add(Method::get, "/api/v1/documents/bulk/{id}", api, &BulkApi::find, {"How far a run is", "documents"});
  router.add(Method::get, "/api/v1/documents/bulk/{id}/failed", api, &BulkApi::failed,
             {"The rows that became no documents, and why", "documents"});
  router.add(Method::post, "/api/v1/documents/bulk/{id}/pause", api, &BulkApi::pause,
             {"Begin no more rows for now", "documents"});
  router.add(Method::post, "/api/v1/documents/bulk/{id}/resume", api, &BulkApi::resume,
             {"Go on with a run that was paused", "documents"});
  router.add(Method::post, "/api/v1/documents/bulk/{id}/cancel", api, &BulkApi::cancel,
             {"End a run; the documents that are made stay", "documents"});
  router.add(Method::get, "/api/v1/documents/bulk/files/{token}", api, &BulkApi::file,
             {"The archive or the report of a run, by its signed link", "documents"});
}

BulkRunView BulkApi::view(const Caller& caller, BulkRun run) const {
  const auto link = [&](BulkFile file) { return links_.path(FileLinks::BulkTarget{caller.org, run.id, file}); };
  return {.id = run.id,
          .owner_id = run.owner_id,
          .template_id = run.template_id,
          .template_name = run.template_name,
          .file_name = run.file_name,
          .formats = run.formats,
          .state = run.state,
          .percent = percent_of(run),
          .total = run.total,
          .done = run.done,
          .failed = run.failed,
          .failure = run.failure,
          .zip_size = run.zip_size,
          .zip_url = run.zip_size ? std::optional(link(BulkFile::zip)) : std::nullopt,
          .report_xlsx_url = run.failed > 0 ? std::optional(link(BulkFile::xlsx)) : std::nullopt,
          .report_csv_url = run.failed > 0 ? std::optional(link(BulkFile::csv)) : std::nullopt,
          .created_at = run.created_at,
          .finished_at = run.finished_at};
}

Task<BulkInspection> BulkApi::inspect(Caller caller, http::Query<InspectBulk> in, http::Upload file) {
  co_return co_await bulk_.inspect(caller, in.value, incoming(file));
}

Task<http::Created<BulkRunView>> BulkApi::start(Caller caller, http::Query<StartBulk> in, http::IdempotencyKey key,
                                                http::Upload file) {
  CO_TRY(BulkRun run, co_await bulk_.start(caller, in.value, incoming(file),
                                           key.value ? std::optional(key.value->str()) : std::nullopt));
  co_return http::Created<BulkRunView>{view(caller, std::move(run))};
}

Task<reflect::Page<BulkRunView>> BulkApi::list(Caller caller, http::Query<ListBulk> filter) {
  CO_TRY(reflect::Page<BulkRun> found, co_await bulk_.list(caller, filter.value));
  reflect::Page<BulkRunView> page{{}, std::move(found.next_cursor)};
  for (BulkRun& run : found.items) page.items.push_back(view(caller, std::move(run)));
  co_return page;
}

Task<BulkRunView> BulkApi::find(Caller caller, http::Path<Id<BulkRun>> id) {
  CO_TRY(BulkRun run, co_await bulk_.find(caller, id.value));
  co_return view(caller, std::move(run));
}

Task<FailedRows> BulkApi::failed(Caller caller, http::Path<Id<BulkRun>> id, http::Query<ListFailedRows> filter) {
  CO_TRY(BulkRun run, co_await bulk_.find(caller, id.value));
  CO_TRY(const std::vector<FailedRow> rows, co_await bulk_.failed(caller, id.value, filter.value));
  CO_TRY(const int limit, page_limit(filter.value.limit));
  FailedRows page{.head = std::move(run.head), .items = {}, .next_after = std::nullopt};
  for (const FailedRow& row : rows) {
    if (std::ssize(page.items) == limit) {  // one more than asked for: there is a next page
      page.next_after = page.items.back().row;
      break;
    }
    page.items.push_back({row.row, reflect::from_json<std::vector<std::string>>(row.cells.text).value(),
                          reflect::from_json<std::vector<BulkProblem>>(row.problems.text).value()});
  }
  co_return page;
}

Task<BulkRunView> BulkApi::pause(Caller caller, http::Path<Id<BulkRun>> id) {
  CO_TRY(BulkRun run, co_await bulk_.pause(caller, id.value));
  co_return view(caller, std::move(run));
}

Task<BulkRunView> BulkApi::resume(Caller caller, http::Path<Id<BulkRun>> id) {
  CO_TRY(BulkRun run, co_await bulk_.resume(caller, id.value));
  co_return view(caller, std::move(run));
}

Task<BulkRunView> BulkApi::cancel(Caller caller, http::Path<Id<BulkRun>> id) {
  CO_TRY(BulkRun run, co_await bulk_.cancel(caller, id.value));
  co_return view(caller, std::move(run));
}

Task<http::Custom> BulkApi::file(http::Path<std::string> token) {
  CO_TRY(BulkDownload file, co_await bulk_.open(token.value));
  http::Response response{.content_type = std::string(content_type(file.kind)), .body = std::move(file.bytes)};
  response.add_header("Content-Disposition", http::disposition("attachment", file.name));
  response.add_header("Cache-Control", "private, no-store");
  if (file.key)
    response.stream = [&blobs = blobs_, key = *file.key](http::StreamWriter& out) -> Async<> {
      const Result<> sent = co_await blob::stream(blobs, key, [&out](std::string piece) -> Async<bool> {
        co_await out.write(piece);
        co_return true;
      });
      if (!sent) throw std::runtime_error(fmt::format("the archive {} of a finished run is gone", key.str()));
    };
  co_return http::Custom{std::move(response)};
}

}  // namespace kontor::documents::bulk
