#include "jobs/queue.hpp"

#include "observe/log.hpp"

namespace kontor::jobs {

Async<> Queue::wake(std::string_view queue) {
  try {
    co_await state_.publish(std::string(kChannel), std::string(queue));
  } catch (const Unavailable& why) {
    log::warning("workers could not be woken; they will find the job by themselves", {{"what", why.what()}});
  }
}

Async<> Queue::interrupt(Id<QueuedJob> job) {
  try {
    co_await state_.publish(std::string(kCancelChannel), job.text());
  } catch (const Unavailable& why) {
    log::warning("a worker could not be told to stop; it will see by itself", {{"what", why.what()}});
  }
}

}  // namespace kontor::jobs
