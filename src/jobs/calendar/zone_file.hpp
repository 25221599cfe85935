#pragma once

#include <optional>
#include <string_view>

#include "jobs/calendar/offsets.hpp"

namespace kontor::jobs {

/// Reads a compiled time zone (TZif of version 2 and later, RFC 9636) between kFirstMoment and kLastMoment. Nothing for
/// a file that is damaged, counts leap seconds, or is a day or more from UTC.
std::optional<Offsets> read_zone(std::string_view bytes);

}  // namespace kontor::jobs
