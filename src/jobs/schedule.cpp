#include "jobs/schedule.hpp"

#include <boost/json.hpp>

#include "reflect/json_write.hpp"

namespace kontor::jobs {

std::string payload_at(const reflect::RawJson& payload, const Tick& tick) {
  boost::json::object whole = boost::json::parse(payload.text).as_object();
  whole["tick"] = boost::json::parse(reflect::to_json(tick));
  return reflect::to_text(whole);
}

Result<Recurrence> recurrence(const std::optional<std::string>& cron, const std::optional<std::string>& zone,
                              const std::optional<std::int64_t>& interval, Timestamp anchor) {
  if (cron && interval)
    return fail(Error::invalid("interval", "a schedule goes by an interval or by cron, not by both"));
  if (interval)
    return Recurrence::every(std::chrono::seconds(*interval), std::chrono::floor<std::chrono::seconds>(anchor));
  if (!cron) return fail(Error::invalid("cron", "is needed, or an interval"));
  return Recurrence::cron(*cron, zone.value_or("UTC"));
}

}  // namespace kontor::jobs
