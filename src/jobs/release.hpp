#pragma once

#include <string_view>

namespace kontor::jobs {

/// Goes behind a common table expression `finished` with id, state and workflow_id of jobs that have just ended: who
/// waits for the job waits for one less. In the same statement, so that no end is missed.
inline constexpr std::string_view kRelease = R"sql(
  , released AS (
    UPDATE jobs w SET waits_for = w.waits_for - n.ended,
      state = CASE WHEN w.waits_for > n.ended THEN 'blocked' WHEN w.run_at > now() THEN 'scheduled' ELSE 'available' END
    FROM (SELECT d.job_id, count(*)::int AS ended FROM finished f JOIN job_dependencies d ON d.on_id = f.id
          WHERE f.workflow_id IS NOT NULL AND (f.state = 'done' OR d.even_failed)
          GROUP BY d.job_id) AS n
    WHERE w.id = n.job_id AND w.waits_for > 0))sql";

}  // namespace kontor::jobs
