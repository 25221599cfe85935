#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"

namespace kontor::docgen {

/// `2026-11-23`, also with a time behind it, which is ignored. Nothing for a day that does not exist.
std::optional<std::chrono::year_month_day> parse_date(std::string_view iso);

/// style "long": «23 ноября 2026 г.», "23 November 2026"; "short": «23.11.2026», "23 Nov 2026"; "quoted": ««23» ноября
/// 2026 г.» as on contracts; "iso"; or a pattern of %d %m %Y %y %B (genitive) %b %-d %-m. Nothing for another style.
std::optional<std::string> format_date(std::chrono::year_month_day day, std::string_view style, Locale locale);

}  // namespace kontor::docgen
