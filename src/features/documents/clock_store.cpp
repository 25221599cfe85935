#include "features/documents/clock_store.hpp"

namespace kontor::documents {
namespace {

using db::args;
using db::Scope;

struct Language {
  Locale locale;
};
KONTOR_DESCRIBE(Language, locale)

struct WallTime {
  Timestamp at;
};
KONTOR_DESCRIBE(WallTime, at)

const db::Statement kLocale{"SELECT locale FROM organizations WHERE id = $1"};
const db::Statement kWallTimes{R"sql(
  SELECT (moment AT TIME ZONE o.time_zone) AT TIME ZONE 'UTC' AS at
  FROM organizations o CROSS JOIN unnest($2::text::timestamptz[]) WITH ORDINALITY AS given(moment, place)
  WHERE o.id = $1 ORDER BY place)sql"};

}  // namespace

Async<Locale> ClockStore::locale(const Caller& caller) {
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kLocale, args(caller.org));
  const std::optional<Language> found = rows.value().first<Language>();
  co_return found ? found->locale : Locale::en;
}

Async<std::vector<Timestamp>> ClockStore::wall_times(const Caller& caller, const std::vector<Timestamp>& moments) {
  std::string list = "{";
  for (const Timestamp moment : moments) {
    if (list.size() > 1) list += ',';
    append_rfc3339(list, moment);
  }
  list += '}';
  const auto rows = co_await database_.read(Scope::tenant(caller.org), kWallTimes, args(caller.org, list));
  std::vector<Timestamp> shown;
  for (const WallTime& time : rows.value().as<WallTime>()) shown.push_back(time.at);
  co_return shown;
}

}  // namespace kontor::documents
