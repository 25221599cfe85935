#include "features/operations/job_news.hpp"

#include <set>

#include "reflect/json_write.hpp"

namespace kontor::operations {
namespace {

using Ending = jobs::Ending;

/// Jobs whose end is told; of those that a lost lease took away the end is not heard, so it is not kept for ever.
constexpr std::size_t kMostTold = 10'000;

struct Progress {
  Id<jobs::QueuedJob> id;
  int percent;
  std::string line;
};
KONTOR_DESCRIBE(Progress, id, percent, line)

std::string_view state_after(Ending::Kind kind) {
  switch (kind) {
    case Ending::Kind::done:
      return "done";
    case Ending::Kind::dead:
      return "dead";
    case Ending::Kind::cancelled:
      return "cancelled";
    case Ending::Kind::again:
    case Ending::Kind::snoozed:
      break;
  }
  return "scheduled";
}

}  // namespace

Async<> JobNews::progress(Id<Organization> org, Id<jobs::QueuedJob> job, int percent, std::string line) {
  if (told_.size() >= kMostTold) told_.clear();
  told_.insert(job);
  co_await events_.publish(org, "job", reflect::to_json(Progress{job, percent, std::move(line)}));
}

void JobNews::ended(const std::vector<jobs::Ended>& batch) {
  std::set<Id<Organization>> failed;
  for (const auto& [claim, ending] : batch) {
    const bool told = !told_.empty() && told_.erase(claim.id) > 0;
    if (told)
      async::spawn(executor_, events_.publish(claim.org_id, "job",
                                              fmt::format(R"({{"id":"{}","state":"{}"}})", claim.id.text(),
                                                          state_after(ending.kind))));
    else if (ending.kind == Ending::Kind::dead || ending.kind == Ending::Kind::cancelled)
      failed.insert(claim.org_id);
  }
  for (const Id<Organization>& org : failed) async::spawn(executor_, events_.publish(org, "job", "{}"));
}

}  // namespace kontor::operations
