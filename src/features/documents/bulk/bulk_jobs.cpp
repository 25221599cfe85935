#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "blob/blob_store.hpp"
#include "docgen/office/zip_stream.hpp"
#include "features/documents/bulk/bulk_documents.hpp"
#include "features/documents/bulk/names.hpp"
#include "features/documents/bulk/report.hpp"
#include "observe/log.hpp"
#include "reflect/json_read.hpp"
#include "reflect/json_write.hpp"

namespace kontor::documents::bulk {
namespace {

using docgen::office::ZipStream;

/// Rows read at once for the archive; their files are taken one by one.
constexpr int kPage = 100;
/// What is collected before it is given to the blob store.
constexpr std::size_t kPiece = 1 << 20;
constexpr int kLastRow = std::numeric_limits<int>::max();

blob::Key archive_key(const Id<Organization>& org, Id<BulkRun> run) {
  return blob::Key::parse(fmt::format("bulk/{}/{}/documents.zip", org.text(), run.text())).value();
}

/// The reasons why a row became no document.
std::vector<BulkProblem> problems_of(int row, const Error& error) {
  std::vector<BulkProblem> problems;
  for (const FieldError& field : error.fields)
    problems.push_back({row, std::nullopt, std::nullopt, field.location, field.message});
  if (problems.empty()) problems.push_back({row, std::nullopt, std::nullopt, "", error.public_message});
  return problems;
}

GeneratedDocument document_of(const BulkRun& run, const WaitingRow& row) {
  return {.id = row.document_id,
          .template_id = run.template_id,
          .template_name = run.template_name,
          .template_version = run.template_version,
          .kind = run.kind,
          .owner_id = run.owner_id,
          .title = run.template_name,
          .payload = row.payload,
          .formats = run.formats,
          .status = Status::draft,
          .failure = std::nullopt,
          .files = {"[]"},
          .cost_tokens = 0,
          .created_at = run.created_at,
          .updated_at = run.created_at,
          .day = run.day};
}

ZipStream::Packing packing_of(Format format) {
  return format == Format::html ? ZipStream::Packing::deflated : ZipStream::Packing::stored;
}

/// An archive on its way into the blob store, of which no more than a file and a piece is in memory.
class Archive {
 public:
  Archive(std::unique_ptr<blob::Writer> out, async::CpuPool& cpu, Timestamp modified)
      : out_(std::move(out)), cpu_(cpu), zip_(std::chrono::floor<std::chrono::seconds>(modified)) {}

  Async<> add(std::string name, std::string content, ZipStream::Packing packing) {
    waiting_ += co_await cpu_.run([&] { return zip_.add(name, content, packing); });
    if (waiting_.size() >= kPiece) co_await out_->append(std::exchange(waiting_, {}));
  }
  Async<std::uint64_t> finish() {
    waiting_ += zip_.finish();
    co_await out_->append(std::exchange(waiting_, {}));
    co_await out_->commit();
    co_return zip_.size();
  }

 private:
  std::unique_ptr<blob::Writer> out_;
  async::CpuPool& cpu_;
  ZipStream zip_;
  std::string waiting_;
};

}  // namespace

Task<> BulkDocuments::make_rows(jobs::Attempt& attempt, MakeBulkRows job) {
  const Id<Organization> org = attempt.org();
  const std::optional<BulkRun> run = co_await store_.find(org, job.run_id);
  if (!run || run->state == BulkState::cancelled) co_return Result<>();
  std::vector<WaitingRow> rows = co_await store_.waiting(org, job.run_id, job.first, job.last);
  if (rows.empty()) co_return Result<>();  // an earlier attempt made them
  const Result<Press> press =
      co_await parts_.documents.press(org, run->owner_id, run->template_id, run->template_version);
  std::vector<EndedRow> ended;
  std::optional<Error> later;
  for (WaitingRow& row : rows) {
    const Result<Rendering> made =
        press ? co_await parts_.documents.print(org, *press, document_of(*run, row)) : fail(press.error());
    if (made) {
      ended.push_back({.row = row.row, .rendering = *made, .problems = {}});
    } else if (made.error().code == Code::unavailable) {
      later = made.error();
      break;
    } else {
      ended.push_back({.row = row.row, .rendering = std::nullopt, .problems = problems_of(row.row, made.error())});
    }
  }
  if (!ended.empty()) {
    co_await store_.end(org, job.run_id, std::move(ended));
    co_await tell(org, job.run_id);
  }
  if (later) co_return fail(*later);  // the rows that were made are not made again
  co_return Result<>();
}

Task<> BulkDocuments::give_up(Id<Organization> org, MakeBulkRows job, std::string why) {
  co_await store_.fail_waiting(org, job.run_id, job.first, job.last, std::move(why));
  co_await tell(org, job.run_id);
  co_return Result<>();
}

Task<> BulkDocuments::pack(jobs::Attempt& attempt, PackBulk job) {
  const Id<Organization> org = attempt.org();
  std::optional<BulkRun> run = co_await store_.find(org, job.run_id);
  if (!run || run->finished_at || run->state == BulkState::cancelled) co_return Result<>();
  // All jobs of rows have ended: what waits still was in one that somebody cancelled.
  if (run->done + run->failed < run->total)
    co_await store_.fail_waiting(org, job.run_id, 0, kLastRow, "was not made: an administrator cancelled its job");
  const std::uint64_t size = co_await write_archive(attempt, *run);
  co_await store_.finish(org, job.run_id, size);
  co_await tell(org, job.run_id);
  co_return Result<>();
}

Async<std::uint64_t> BulkDocuments::write_archive(jobs::Attempt& attempt, const BulkRun& run) {
  const Id<Organization> org = attempt.org();
  Archive archive(co_await parts_.blobs.write(archive_key(org, run.id)), parts_.cpu, run.created_at);
  Names names(run.name_pattern, run.total + 1);
  names.take(report_name(run.locale));
  int packed = 0;
  for (int last = 0;;) {
    const std::vector<PackedRow> rows = co_await store_.packed(org, run.id, last, kPage);
    for (const PackedRow& row : rows) {
      const std::string name =
          names.next({.row = row.row, .title = row.title, .payload = boost::json::parse(row.payload.text).as_object()});
      for (const StoredFile& file : reflect::from_json<std::vector<StoredFile>>(row.files.text).value()) {
        Result<std::string> bytes = co_await parts_.blobs.get(blob::Key::parse(file.key).value());
        if (!bytes) continue;  // a person has just deleted the document, or issued it anew
        co_await archive.add(fmt::format("{}.{}", name, reflect::enum_name(file.format)), *std::move(bytes),
                             packing_of(file.format));
      }
      last = row.row;
    }
    packed += static_cast<int>(rows.size());
    co_await attempt.progress(run.total == 0 ? 0 : 100 * packed / run.total,
                              fmt::format("{} of {} documents are in the archive", packed, run.done));
    if (rows.size() < kPage) break;
  }
  if (const std::vector<FailedRow> failed = co_await all_failed(org, run.id); !failed.empty()) {
    const auto table = report_of(run.head, failed, run.locale);
    const std::string name(report_name(run.locale));
    co_await archive.add(name + ".xlsx", co_await parts_.cpu.run([&] { return docgen::sheet::xlsx(table).value(); }),
                         ZipStream::Packing::stored);
    co_await archive.add(name + ".csv",
                         co_await parts_.cpu.run([&] { return docgen::sheet::csv(table, run.locale).value(); }),
                         ZipStream::Packing::deflated);
  }
  co_return co_await archive.finish();
}

Async<std::vector<FailedRow>> BulkDocuments::all_failed(Id<Organization> org, Id<BulkRun> run) {
  std::vector<FailedRow> all;
  for (;;) {
    std::vector<FailedRow> page = co_await store_.failed(org, run, all.empty() ? 0 : all.back().row, kPage);
    const bool last = page.size() < kPage;
    std::ranges::move(page, std::back_inserter(all));
    if (last) co_return all;
  }
}

Task<> BulkDocuments::give_up(Id<Organization> org, PackBulk job, std::string why) {
  co_await store_.give_up(org, job.run_id, std::move(why));
  co_await tell(org, job.run_id);
  co_return Result<>();
}

Task<BulkDownload> BulkDocuments::open(std::string_view link_token) {
  CO_TRY(const FileLinks::BulkTarget target, parts_.links.open_bulk(link_token));
  const std::optional<BulkRun> run = co_await store_.find(target.org, target.run);
  if (!run || (target.file == BulkFile::zip && !run->zip_size)) co_return fail(Error::not_found("file of this run"));
  const std::string name = safe_name(run->template_name);
  if (target.file == BulkFile::zip)
    co_return BulkDownload{
        .name = name + ".zip", .kind = BulkFile::zip, .bytes = {}, .key = archive_key(target.org, run->id)};
  const auto table = report_of(run->head, co_await all_failed(target.org, run->id), run->locale);
  CO_TRY(std::string bytes, co_await parts_.cpu.run([&] {
    return target.file == BulkFile::csv ? docgen::sheet::csv(table, run->locale) : docgen::sheet::xlsx(table);
  }));
  co_return BulkDownload{
      .name = fmt::format("{} - {}.{}", name, report_name(run->locale), reflect::enum_name(target.file)),
      .kind = target.file,
      .bytes = std::move(bytes),
      .key = {}};
}

}  // namespace kontor::documents::bulk
