#include "features/documents/bulk/bulk_documents.hpp"

#include <boost/json.hpp>

#include "async/cpu_pool.hpp"
#include "base/secret.hpp"
#include "features/documents/bulk/bulk_file.hpp"
#include "features/documents/bulk/names.hpp"
#include "features/documents/issue_fields.hpp"
#include "reflect/json_write.hpp"

namespace kontor::documents::bulk {
namespace {

using boost::json::object;

/// As many as are made within a second or so: a pause or the end of a worker costs no more, and their documents go to
/// the database together.
constexpr std::size_t kRowsPerJob = 20;
/// Rows that a language model writes for take it some seconds each.
constexpr std::size_t kWrittenRowsPerJob = 1;
/// Of a document's way the part before the archive.
constexpr int kPercentOfRows = 95;

Failure conflict(std::string message) { return fail({.code = Code::conflict, .public_message = std::move(message)}); }

Result<std::vector<Format>> formats_in(const std::optional<Text<1, 60>>& wanted, const std::vector<Format>& possible) {
  if (!wanted) return possible;
  std::vector<Format> formats;
  std::string_view left = wanted->str();
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(','), left.size());
    const auto format = reflect::enum_value<Format>(trimmed(left.substr(0, end)));
    left.remove_prefix(std::min(end + 1, left.size()));
    if (!format || std::ranges::find(possible, *format) == possible.end()) {
      std::vector<std::string_view> names;
      for (const Format each : possible) names.push_back(reflect::enum_name(each));
      return fail(
          Error::invalid("query.formats", fmt::format("must be of {}, with commas between", fmt::join(names, ", "))));
    }
    if (std::ranges::find(formats, *format) == formats.end()) formats.push_back(*format);
  }
  return formats;
}

std::vector<BulkProblem> first_problems(const CheckedTable& table) {
  std::vector<BulkProblem> problems;
  for (const CheckedRow& row : table.rows)
    for (const BulkProblem& problem : row.problems)
      if (problems.size() < kMostProblemsShown) problems.push_back(problem);
  return problems;
}

/// None of the rows can become a document.
Failure nothing_good(const CheckedTable& table) {
  std::vector<FieldError> fields;
  for (const BulkProblem& problem : first_problems(table))
    fields.push_back({fmt::format("body.row {}{}", problem.row, problem.column ? ", column " + *problem.column : ""),
                      fmt::format("{}: {}", problem.title.value_or(problem.field), problem.message)});
  Error error = Error::invalid(std::move(fields));
  error.public_message = "No row of the table can become a document.";
  return fail(std::move(error));
}

std::vector<NewRow> new_rows(const CheckedTable& table) {
  std::vector<Id<GeneratedDocument>> ids(table.rows.size());
  for (auto& id : ids) id = Id<GeneratedDocument>::make();
  std::ranges::sort(ids);  // lists show documents of one moment by their ids: then in the order of the rows
  std::vector<NewRow> rows;
  rows.reserve(table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CheckedRow& row = table.rows[i];
    rows.push_back({.row = row.row,
                    .document_id = ids[i],
                    .cells = reflect::to_json(row.cells),
                    .payload = row.problems.empty() ? std::optional(reflect::to_text(row.payload)) : std::nullopt,
                    .problems = row.problems});
  }
  return rows;
}

std::vector<MakeBulkRows> jobs_for(Id<BulkRun> run, const CheckedTable& table, std::size_t rows_per_job) {
  std::vector<MakeBulkRows> jobs;
  std::size_t in_last = rows_per_job;
  for (const CheckedRow& row : table.rows) {
    if (!row.problems.empty()) continue;
    if (in_last == rows_per_job) {
      jobs.push_back({.run_id = run, .first = row.row, .last = row.row});
      in_last = 0;
    }
    jobs.back().last = row.row;
    ++in_last;
  }
  return jobs;
}

}  // namespace

int percent_of(const BulkRun& run) {
  if (run.state == BulkState::done) return 100;
  return run.total == 0 ? 0 : kPercentOfRows * (run.done + run.failed) / run.total;
}

Task<BulkInspection> BulkDocuments::inspect(const Caller& caller, const InspectBulk& in, IncomingFile file) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const auto found, co_await table(caller, in.template_id, in.file_name, std::move(file)));
  const CheckedTable& checked = found->checked;
  const int total = static_cast<int>(checked.rows.size());
  const int good = static_cast<int>(checked.good());
  BulkInspection out{.file_name = found->name,
                     .total = total,
                     .good = good,
                     .bad = total - good,
                     .columns = {},
                     .missing_fields = checked.missing,
                     .problems = first_problems(checked)};
  for (const Column& column : checked.columns)
    out.columns.push_back({.column = column.letter,
                           .title = column.title,
                           .field = column.place ? std::optional(column.place->path()) : std::nullopt,
                           .remark = column.doubled.empty() ? std::nullopt
                                                            : std::optional(fmt::format(
                                                                  "column {} fills the same field", column.doubled))});
  co_return out;
}

Task<std::unique_ptr<BulkDocuments::Table>> BulkDocuments::table(const Caller& caller,
                                                                 const std::optional<Id<Template>>& of,
                                                                 const std::optional<Text<1, 255>>& name,
                                                                 IncomingFile file) {
  if (!of) co_return fail(Error::invalid("query.template_id", "is missing: of which template the documents are"));
  CO_TRY(Template tmpl, co_await parts_.templates.find(caller, *of));
  CO_TRY(TableFile taken, co_await taken_table(name ? name->str() : "", std::move(file)));
  auto out = std::make_unique<Table>(Table{.name = taken.name, .sha256 = {}, .tmpl = std::move(tmpl), .schema = {}});
  out->schema = boost::json::parse(out->tmpl.schema.text).as_object();
  const std::string day = rfc3339(parts_.clock.now()).substr(0, 10);
  CO_TRY(co_await parts_.cpu.run([&]() -> Result<> {
    out->sha256 = hex(sha256(taken.bytes));
    TRY(docgen::sheet::FilledTable filled, read_table(std::move(taken)));
    out->head = filled.head;
    out->checked = checked(std::move(filled), out->schema, out->tmpl.locale, day);
    return {};
  }));
  co_return out;
}

Task<BulkRun> BulkDocuments::start(const Caller& caller, const StartBulk& in, IncomingFile file,
                                   std::optional<std::string> key) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const auto found, co_await table(caller, in.template_id, in.file_name, std::move(file)));
  const std::string pattern = in.names ? in.names->str() : std::string(kUsualPattern);
  CO_TRY(std::vector<Format> formats, formats_in(in.formats, found->tmpl.formats.all));
  CO_TRY(Names::check(pattern, found->schema));
  const std::string request_hash =
      hex(sha256(fmt::format("{} {} {} {}", found->tmpl.id.text(), found->sha256, reflect::to_json(formats), pattern)));
  if (key && co_await store_.find_by_key(caller, *key)) co_return co_await first_use(caller, *key, request_hash);
  if (found->checked.good() == 0) co_return nothing_good(found->checked);
  CO_TRY(const std::size_t at_once, co_await rows_per_job(caller, *found));
  BulkRun run{.id = Id<BulkRun>::make(),
              .owner_id = caller.user,
              .template_id = found->tmpl.id,
              .template_version = found->tmpl.version,
              .template_name = found->tmpl.name,
              .locale = found->tmpl.locale,
              .kind = found->tmpl.kind,
              .file_name = found->name,
              .formats = std::move(formats),
              .name_pattern = pattern,
              .head = found->head,
              .workflow_id = {},
              .state = BulkState::running,
              .total = static_cast<int>(found->checked.rows.size()),
              .done = 0,
              .failed = static_cast<int>(found->checked.rows.size() - found->checked.good()),
              .created_at = parts_.clock.now()};
  const Result<> inserted = co_await insert(caller, run, *found, at_once, key, request_hash);
  // Somebody was faster with the same key: theirs it is.
  if (!inserted && key && inserted.error().internal_context == "bulk_runs_idempotency_key")
    co_return co_await first_use(caller, *key, request_hash);
  CO_TRY(inserted);
  co_await parts_.queue.wake(MakeBulkRows::queue);
  co_await tell(caller.org, run.id);
  co_return co_await find(caller, run.id);
}

/// Also finds out whether the template can be used today.
Task<std::size_t> BulkDocuments::rows_per_job(const Caller& caller, const Table& table) {
  CO_TRY(const Press press,
         co_await parts_.documents.press(caller.org, caller.user, table.tmpl.id, table.tmpl.version));
  const auto good =
      std::ranges::find_if(table.checked.rows, [](const CheckedRow& row) { return row.problems.empty(); });
  const IssueFields issue{
      .number = std::nullopt, .day = rfc3339(parts_.clock.now()).substr(0, 10), .locale = table.tmpl.locale};
  const auto passages = co_await parts_.cpu.run([&] {
    return press.compiled.passages(with_issue_fields(press.compiled.schema(), good->payload, issue),
                                   {.locale = table.tmpl.locale});
  });
  co_return passages && !passages->empty() ? kWrittenRowsPerJob : kRowsPerJob;
}

Task<> BulkDocuments::insert(const Caller& caller, BulkRun& run, const Table& table, std::size_t rows_per_job,
                             const std::optional<std::string>& key, const std::string& request_hash) {
  const std::vector<NewRow> rows = co_await parts_.cpu.run([&] { return new_rows(table.checked); });
  db::Transaction transaction = co_await store_.begin(caller.org);
  CO_TRY(run.workflow_id, co_await jobs::Workflows::create(transaction, caller.org, "bulk documents"));
  CO_TRY(co_await store_.insert(transaction, caller.org, run, key, request_hash));
  CO_TRY(co_await store_.insert_rows(transaction, caller.org, run.id, rows));
  CO_TRY(const auto makers,
         co_await parts_.queue.insert_all(transaction, caller.org, jobs_for(run.id, table.checked, rows_per_job),
                                          {.workflow = run.workflow_id}));
  CO_TRY(co_await parts_.queue.insert(transaction, caller.org, PackBulk{.run_id = run.id},
                                      {.workflow = run.workflow_id, .after = makers, .even_after_failure = true}));
  co_await transaction.commit();
  co_return Result<>();
}

Task<BulkRun> BulkDocuments::first_use(const Caller& caller, const std::string& key, const std::string& request_hash) {
  const std::optional<FirstRun> first = co_await store_.find_by_key(caller, key);
  if (!first) co_return fail(Error::not_found("run with this key"));
  if (first->request_hash != request_hash)
    co_return fail({.code = Code::conflict,
                    .public_message = "This Idempotency-Key was used for another request.",
                    .fields = {{"header.Idempotency-Key", "was used for another request"}}});
  co_return co_await find(caller, first->id);
}

Task<reflect::Page<BulkRun>> BulkDocuments::list(const Caller& caller, const ListBulk& filter) {
  CO_TRY(const int limit, page_limit(filter.limit));
  CO_TRY(const std::optional<PageCursor> after, PageCursor::parse(filter.cursor));
  co_return page(co_await store_.list(caller.org, filter.template_id, after, limit), limit);
}

Task<BulkRun> BulkDocuments::find(const Caller& caller, Id<BulkRun> id) {
  std::optional<BulkRun> found = co_await store_.find(caller.org, id);
  if (!found) co_return fail(Error::not_found("run of documents"));
  co_return std::move(*found);
}

Task<std::vector<FailedRow>> BulkDocuments::failed(const Caller& caller, Id<BulkRun> id, const ListFailedRows& filter) {
  CO_TRY(const int limit, page_limit(filter.limit));
  CO_TRY(co_await find(caller, id));
  co_return co_await store_.failed(caller.org, id, filter.after.value_or(0), limit + 1);
}

Task<BulkRun> BulkDocuments::pause(const Caller& caller, Id<BulkRun> id) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const BulkRun run, co_await find(caller, id));
  if (run.state != BulkState::running && run.state != BulkState::packing)
    co_return conflict("Only what is under way can be paused.");
  CO_TRY(co_await parts_.workflows.pause(caller.org, run.workflow_id));
  co_await tell(caller.org, id);
  co_return co_await find(caller, id);
}

Task<BulkRun> BulkDocuments::resume(const Caller& caller, Id<BulkRun> id) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const BulkRun run, co_await find(caller, id));
  if (run.state != BulkState::paused) co_return conflict("Only what is paused can go on.");
  CO_TRY(co_await parts_.workflows.resume(caller.org, run.workflow_id));
  co_await tell(caller.org, id);
  co_return co_await find(caller, id);
}

Task<BulkRun> BulkDocuments::cancel(const Caller& caller, Id<BulkRun> id) {
  CO_TRY(caller.require(Permission::write_documents));
  CO_TRY(const BulkRun run, co_await find(caller, id));
  // First of all here: jobs that begin meanwhile see it and do nothing.
  if (!co_await store_.cancel(caller.org, id)) co_return conflict("This has ended already.");
  CO_TRY(co_await parts_.workflows.cancel(caller.org, run.workflow_id));
  co_await tell(caller.org, id);
  co_return co_await find(caller, id);
}

Async<> BulkDocuments::tell(Id<Organization> org, Id<BulkRun> id) {
  const std::optional<BulkRun> run = co_await store_.find(org, id);
  if (!run) co_return;
  co_await parts_.events.publish(
      org, "bulk",
      fmt::format(R"({{"id":"{}","state":"{}","percent":{},"total":{},"done":{},"failed":{}}})", id.text(),
                  reflect::enum_name(run->state), percent_of(*run), run->total, run->done, run->failed));
}

}  // namespace kontor::documents::bulk
