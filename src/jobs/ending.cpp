#include "jobs/ending.hpp"

#include "base/text.hpp"

namespace kontor::jobs {

Ending retry(const Error& error) {
  std::string why = describe(error);
  if (!error.internal_context.empty()) why += fmt::format(" {}", error.internal_context);
  if (error.retry_after) return Ending::again(std::move(why), *error.retry_after);
  return Ending::again(std::move(why));
}

}  // namespace kontor::jobs
