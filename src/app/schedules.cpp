#include "app/site.hpp"

namespace kontor::app {

/// Every kind of job that can be scheduled, and who says whether a schedule's payload is right.
std::vector<schedules::Schedulable> Site::schedulable() {
  return {
      schedules::schedulable<documents::GenerateScheduledDocument, documents::GenerateDocument>(
          [this](Caller caller, documents::GenerateDocument in) {
            return scheduled_documents_.check(std::move(caller), std::move(in));
          }),
  };
}

}  // namespace kontor::app
