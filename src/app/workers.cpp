#include "app/site.hpp"

namespace kontor::app {
namespace {

/// Of many documents at once, beside those that people wait for: enough that one renders while another is written down,
/// and not so many that the CPU pool has a queue.
constexpr std::size_t kBulkAtOnce = 2;
/// An archive of 5,000 documents over a slow line to S3.
constexpr std::chrono::hours kLongestPacking{1};

}  // namespace

/// Every kind of job, and who does it.
void Site::add_workers() {
  worker_ = std::make_unique<jobs::Worker>(
      loop_.executor(), ticker_, database_, *state_, process_.metrics,
      jobs::Worker::Options{.name = process_.name,
                            .queues = {{std::string(jobs::kDefaultQueue), 8}, {"bulk", kBulkAtOnce}},
                            .on_progress =
                                [this](const jobs::Claim& job, int percent, std::string line) {
                                  return job_news_.progress(job.org_id, job.id, percent, std::move(line));
                                },
                            .on_ended = [this](const auto& batch) { job_news_.ended(batch); }});
  if (loop_.index() == 0) caretaker_ = std::make_unique<jobs::Caretaker>(loop_.executor(), database_, process_.metrics);

  worker_->handle<documents::RenderDocument>(
      {.work = [this](jobs::Attempt& attempt,
                      documents::RenderDocument job) { return documents_.render(attempt.org(), std::move(job)); },
       .give_up = [this](
                      const jobs::Claim& claim, documents::RenderDocument job,
                      std::string why) { return documents_.give_up(claim.org_id, job.document_id, std::move(why)); }});

  worker_->handle<documents::GenerateScheduledDocument>(
      {.work = [this](jobs::Attempt& attempt, documents::GenerateScheduledDocument job) {
        return scheduled_documents_.generate(attempt.org(), std::move(job));
      }});

  using documents::bulk::MakeBulkRows;
  using documents::bulk::PackBulk;
  worker_->handle<MakeBulkRows>(
      {.work = [this](jobs::Attempt& attempt, MakeBulkRows job) { return bulk_.make_rows(attempt, std::move(job)); },
       .give_up = [this](const jobs::Claim& claim, MakeBulkRows job,
                         std::string why) { return bulk_.give_up(claim.org_id, std::move(job), std::move(why)); }});
  worker_->handle<PackBulk>(
      {.work = [this](jobs::Attempt& attempt, PackBulk job) { return bulk_.pack(attempt, std::move(job)); },
       .give_up = [this](const jobs::Claim& claim, PackBulk job,
                         std::string why) { return bulk_.give_up(claim.org_id, std::move(job), std::move(why)); },
       .policy = {.timeout = kLongestPacking}});
}

}  // namespace kontor::app
