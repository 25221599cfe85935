#pragma once

#include <map>
#include <string>

#include "async/task.hpp"
#include "db/database.hpp"

namespace prometheus {
class Gauge;
}
namespace kontor::observe {
class Metrics;
}

namespace kontor::jobs {

/// The whole queue as metrics: what waits, how late it is, what runs, what is dead. Every process that works tells the
/// same, so a dashboard takes the maximum. Belongs to its loop.
class QueueGauges {
 public:
  QueueGauges(db::Database& database, observe::Metrics& metrics) : database_(database), metrics_(metrics) {}

  /// Asks the database, by its partial indexes: what is finished is not looked at, and of what waits in one queue at
  /// most 100,000 are counted. Throws Unavailable while it is away.
  Async<> refresh();

 private:
  using Labels = std::map<std::string, std::string>;
  struct Key {
    std::string name;
    Labels labels;
    auto operator<=>(const Key&) const = default;
  };
  void set(const std::string& name, const std::string& help, const Labels& labels, double value);

  db::Database& database_;
  observe::Metrics& metrics_;
  struct Shown {
    prometheus::Gauge* gauge = nullptr;
    bool fresh = false;
  };
  std::map<Key, Shown> shown_;
};

}  // namespace kontor::jobs
