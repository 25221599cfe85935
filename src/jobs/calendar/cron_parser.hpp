#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "jobs/calendar/cron_fields.hpp"

namespace kontor::jobs {

struct CronText {
  CronFields fields;
  std::string text;  ///< as it was written, with single spaces
};

/// See Cron::parse.
Result<CronText> parse_cron(std::string_view text);

}  // namespace kontor::jobs
