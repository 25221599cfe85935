#include "features/operations/jobs.hpp"

#include "reflect/json_read.hpp"

namespace kontor::operations {
namespace {

constexpr int kUsualPage = 20;
constexpr int kLargestPage = 100;
/// Jobs that one request looks at for a kind, a queue or a tag: some ten milliseconds of the database.
constexpr int kMostLookedAt = 2000;
/// Jobs in one statement, and statements in one request, when all of a kind are tried again: rows are not held long.
constexpr int kRetriedAtOnce = 500;
constexpr int kRetryStatements = 40;

Error conflict(std::string message) { return {.code = Code::conflict, .public_message = std::move(message)}; }

/// The position in a list by ids.
Result<std::optional<Uuid>> position(const std::optional<Text<1, 200>>& cursor) {
  if (!cursor) return std::nullopt;
  const std::optional<Uuid> id = Uuid::parse(cursor->str());
  if (!id) return fail(Error::invalid("query.cursor", "is not a next_cursor that this list has given"));
  return id;
}

bool has_ended(JobState state) {
  return state == JobState::done || state == JobState::dead || state == JobState::cancelled;
}

}  // namespace

Result<IdRange> ids_beginning_with(std::string_view text) {
  constexpr std::size_t kDigits = 32;
  std::string digits;
  for (const char c : text)
    if (c != '-') digits += c;
  const auto padded = [&](char with) {
    std::string all = digits + std::string(kDigits - std::min(kDigits, digits.size()), with);
    if (all.size() == kDigits)
      for (const std::size_t at : {8U, 13U, 18U, 23U}) all.insert(at, 1, '-');
    return Uuid::parse(all);
  };
  const std::optional<Uuid> first = padded('0');
  const std::optional<Uuid> last = padded('f');
  if (!first || !last) return fail(Error::invalid("query.id", "is not an id or the beginning of one"));
  return IdRange{*first, *last};
}

Task<reflect::Page<JobSummary>> Jobs::list(const Caller& caller, const ListJobs& filter) {
  CO_TRY(caller.require(Permission::manage_jobs));
  const int limit = filter.limit.value_or(kUsualPage);
  if (limit < 1 || limit > kLargestPage)
    co_return fail(Error::invalid("query.limit", fmt::format("must be from 1 to {}", kLargestPage)));
  CO_TRY(const std::optional<Uuid> before, position(filter.cursor));
  CO_TRY(const IdRange range, ids_beginning_with(filter.id ? filter.id->str() : ""));
  const bool picky = filter.kind || filter.queue || filter.tag;
  const int most = picky ? kMostLookedAt : limit + 1;
  const std::vector<LookedAt> looked = co_await store_.look(caller, filter, range, before, most);

  std::vector<Id<jobs::QueuedJob>> wanted;
  std::optional<std::string> next;
  if (std::ssize(looked) == most) next = looked.back().id.text();
  for (const LookedAt& each : looked) {
    if (!each.fits) continue;
    if (std::ssize(wanted) == limit) {
      next = wanted.back().text();
      break;
    }
    wanted.push_back(each.id);
  }
  co_return reflect::Page<JobSummary>{co_await store_.summaries(caller, wanted), next};
}

Task<JobDetails> Jobs::find(const Caller& caller, Id<jobs::QueuedJob> id) {
  CO_TRY(caller.require(Permission::manage_jobs));
  std::optional<JobRow> row = co_await store_.find(caller, id);
  std::vector<JobSummary> summary = co_await store_.summaries(caller, {id});
  if (!row || summary.empty()) co_return fail(Error::not_found("job"));
  CO_TRY(std::vector<JobError> errors, reflect::from_json<std::vector<JobError>>(row->errors.text, "errors"));
  co_return JobDetails{.job = std::move(summary.front()),
                       .version = row->version,
                       .priority = row->priority,
                       .lane = std::move(row->lane),
                       .unique_key = std::move(row->unique_key),
                       .expires_at = row->expires_at,
                       .worker = std::move(row->worker),
                       .workflow_id = row->workflow_id,
                       .workflow_name = std::move(row->workflow_name),
                       .payload = std::move(row->payload),
                       .result = std::move(row->result),
                       .errors = std::move(errors),
                       .waits_for = co_await store_.prerequisites(caller, id)};
}

Task<JobDetails> Jobs::retry(const Caller& caller, Id<jobs::QueuedJob> id) {
  CO_TRY(caller.require(Permission::manage_jobs));
  const Result<std::optional<MovedJob>> moved = co_await store_.retry(caller, id);
  if (!moved) {
    if (moved.error().internal_context != "jobs_unique") co_return fail(moved.error());
    co_return fail(conflict("The same job is in the queue already."));
  }
  if (!*moved) {
    const std::optional<JobState> state = co_await store_.state(caller, id);
    if (!state) co_return fail(Error::not_found("job"));
    if (*state != JobState::dead && *state != JobState::cancelled)
      co_return fail(conflict("Only a job that has failed for good or was cancelled can be tried again."));
    co_return fail(conflict("It waits for a job that has not been done. Try that one again first."));
  }
  co_await queue_.wake((*moved)->queue);
  co_await tell(caller);
  co_return co_await find(caller, id);
}

Task<RetriedJobs> Jobs::retry_dead(const Caller& caller, const RetryJobs& in) {
  CO_TRY(caller.require(Permission::manage_jobs));
  RetriedJobs all{.retried = 0};
  for (int i = 0; i < kRetryStatements; ++i) {
    const Result<std::vector<MovedJob>> moved = co_await store_.retry_dead(caller, in.kind, kRetriedAtOnce);
    if (!moved && moved.error().internal_context == "jobs_unique")
      co_return fail(conflict("One of these jobs has just come into the queue anew. Try again."));
    if (!moved) co_return fail(moved.error());
    if (moved->empty()) break;
    all.retried += static_cast<int>(moved->size());
    co_await queue_.wake(moved->front().queue);
  }
  if (all.retried > 0) co_await tell(caller);
  co_return all;
}

Task<JobDetails> Jobs::cancel(const Caller& caller, Id<jobs::QueuedJob> id) {
  CO_TRY(caller.require(Permission::manage_jobs));
  // A job may move from waiting to running between the two, and back.
  constexpr int kAttempts = 5;
  for (int i = 0; i < kAttempts; ++i) {
    if (co_await store_.cancel_waiting(caller, id)) {
      co_await queue_.wake();  // for those that waited for it
      co_await tell(caller);
      co_return co_await find(caller, id);
    }
    if (co_await store_.request_cancel(caller, id)) {
      co_await queue_.interrupt(id);
      co_await tell(caller);
      co_return co_await find(caller, id);
    }
    const std::optional<JobState> state = co_await store_.state(caller, id);
    if (!state) co_return fail(Error::not_found("job"));
    if (has_ended(*state)) co_return fail(conflict("It has ended already."));
  }
  co_return fail(conflict("The job changes at this very moment. Try again."));
}

Task<std::vector<QueueStanding>> Jobs::queues(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_jobs));
  co_return co_await store_.queues(caller);
}

Task<> Jobs::pause(const Caller& caller, std::string_view queue) {
  CO_TRY(caller.require(Permission::manage_jobs));
  co_await store_.pause(caller, queue);
  co_await tell(caller);
  co_return Result<>();
}

Task<> Jobs::resume(const Caller& caller, std::string_view queue) {
  CO_TRY(caller.require(Permission::manage_jobs));
  co_await store_.resume(caller, queue);
  co_await queue_.wake(queue);
  co_await tell(caller);
  co_return Result<>();
}

Task<std::vector<DeadJobs>> Jobs::dead(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_jobs));
  co_return co_await store_.dead(caller);
}

Task<std::vector<WorkerStanding>> Jobs::workers(const Caller& caller) {
  CO_TRY(caller.require(Permission::manage_jobs));
  co_return co_await store_.workers(caller);
}

Async<> Jobs::tell(const Caller& caller) { co_await events_.publish(caller.org, "job", "{}"); }

}  // namespace kontor::operations
