#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "async/task.hpp"
#include "db/database.hpp"
#include "jobs/job.hpp"

namespace kontor::jobs {

/// The statements behind Queue: jobs come in.
class QueueStore {
 public:
  struct Kind {
    std::string_view kind;
    int version = 1;
    std::string_view queue;
  };
  using Id = kontor::Id<QueuedJob>;

  static Task<std::optional<Id>> insert(db::Transaction& transaction, kontor::Id<Organization> org, Kind kind,
                                        std::string payload, const InsertOptions& options);
  static Task<std::optional<Id>> insert(db::Database& database, kontor::Id<Organization> org, Kind kind,
                                        std::string payload, const InsertOptions& options);
  static Task<std::vector<Id>> insert_all(db::Transaction& transaction, kontor::Id<Organization> org, Kind kind,
                                          std::vector<std::string> payloads, const InsertOptions& options);
};

}  // namespace kontor::jobs
