#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace kontor::observe {

using Labels = std::map<std::string, std::string>;

/// The program's numbers, as Prometheus reads them. Look a metric up once and keep the reference: it lives as long as
/// this. Any thread. Labels come from closed sets (route, state), never from what users type.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  prometheus::Counter& counter(const std::string& name, const std::string& help, const Labels& labels = {});
  prometheus::Gauge& gauge(const std::string& name, const std::string& help, const Labels& labels = {});
  /// Of seconds, in buckets from 0.5 ms to 10 s.
  prometheus::Histogram& seconds(const std::string& name, const std::string& help, const Labels& labels = {});

  /// The text format 0.0.4 of Prometheus.
  std::string text() const;

 private:
  std::shared_ptr<prometheus::Registry> registry_;
};

}  // namespace kontor::observe
