-- The queue as it is from here on. A job's way, which the trigger below guards:
--
--   blocked ──▶ scheduled ──▶ available ──▶ running ──▶ done
--   (waits for     (its time is     ▲           ├─────▶ scheduled, available   (again; rescued)
--    others)        to come)        │           ├─────▶ dead                    (given up)
--                                   └── retry ──┴─────▶ cancelled
--
-- Who works has a row with a lease in job_workers; a running job belongs to such a row, and one whose worker has none is
-- taken back. Times are the database's own: workers' clocks are not trusted.

CREATE TABLE job_workers (
  id           uuid PRIMARY KEY,
  name         text NOT NULL,
  lease_until  timestamptz NOT NULL,
  started_at   timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
ALTER TABLE job_workers ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_workers FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON job_workers USING (is_system());

-- An administrator has stopped this queue of the organisation: what runs ends, nothing more begins.
CREATE TABLE paused_queues (
  org_id     uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  queue      text NOT NULL,
  paused_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, queue)
);
ALTER TABLE paused_queues ENABLE ROW LEVEL SECURITY;
ALTER TABLE paused_queues FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON paused_queues USING (org_id = current_org());
CREATE POLICY worker ON paused_queues FOR SELECT USING (is_system());

-- Jobs that belong together: those that wait for others, and those others.
CREATE TABLE workflows (
  id            uuid PRIMARY KEY,
  org_id        uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  name          text NOT NULL,
  paused_at     timestamptz,
  cancelled_at  timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX workflows_paused ON workflows (id) WHERE paused_at IS NOT NULL;
CREATE INDEX workflows_of_organization ON workflows (org_id, id);
ALTER TABLE workflows ENABLE ROW LEVEL SECURITY;
ALTER TABLE workflows FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON workflows USING (org_id = current_org());
CREATE POLICY worker ON workflows FOR SELECT USING (is_system());

DROP INDEX jobs_waiting, jobs_running, jobs_finished, jobs_of_organization;
ALTER TABLE jobs DROP CONSTRAINT jobs_state_check, DROP CONSTRAINT jobs_check;
ALTER TABLE jobs
  ADD version           smallint NOT NULL DEFAULT 1,  -- of the payload's shape
  ADD queue             text NOT NULL DEFAULT 'default',
  ADD priority          smallint NOT NULL DEFAULT 0,  -- higher goes first
  ADD tags              text[],
  ADD lane              text,                         -- of an organisation's jobs with the same lane one runs at a time
  ADD unique_key        text,
  ADD unique_for_ever   boolean NOT NULL DEFAULT false,
  ADD expires_at        timestamptz,                  -- not begun by then: cancelled
  ADD worker_id         uuid,                         -- no foreign key: whose worker is gone is how the rescuer finds it
  ADD started_at        timestamptz,
  ADD cancel_requested  boolean NOT NULL DEFAULT false,
  ADD progress          smallint NOT NULL DEFAULT 0,
  ADD progress_line     text,
  ADD result            json,
  ADD errors            jsonb NOT NULL DEFAULT '[]',  -- the last ones: [{"at", "attempt", "what"}]
  ADD workflow_id       uuid,
  ADD waits_for         integer NOT NULL DEFAULT 0;   -- jobs that have to end before this one
UPDATE jobs SET errors = jsonb_build_array(jsonb_build_object('at', now(), 'attempt', attempts, 'what', last_error))
  WHERE last_error IS NOT NULL;
UPDATE jobs SET state = CASE WHEN run_at <= now() OR state = 'running' THEN 'available' ELSE 'scheduled' END
  WHERE state IN ('waiting', 'running');
ALTER TABLE jobs
  DROP COLUMN lease_until,
  DROP COLUMN last_error,
  ALTER state SET DEFAULT 'available',
  ADD CONSTRAINT jobs_state CHECK (state IN ('blocked', 'scheduled', 'available', 'running', 'done', 'dead', 'cancelled')),
  ADD CONSTRAINT jobs_running_has_worker CHECK ((state = 'running') = (worker_id IS NOT NULL)),
  ADD CONSTRAINT jobs_blocked_waits CHECK ((state = 'blocked') = (waits_for > 0)),
  ADD CONSTRAINT jobs_finished_at CHECK ((state IN ('done', 'dead', 'cancelled')) = (finished_at IS NOT NULL)),
  ADD CONSTRAINT jobs_progress CHECK (progress BETWEEN 0 AND 100),
  -- Jobs come and go all the time: clean up early, and leave each page room for what a job goes through.
  SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
       autovacuum_vacuum_cost_delay = 0);

CREATE INDEX jobs_available ON jobs (queue, priority DESC, run_at, id) WHERE state = 'available';
CREATE INDEX jobs_scheduled ON jobs (run_at) WHERE state = 'scheduled';
CREATE INDEX jobs_running ON jobs (worker_id) WHERE state = 'running';
CREATE UNIQUE INDEX jobs_lane ON jobs (org_id, lane) WHERE state = 'running' AND lane IS NOT NULL;
CREATE UNIQUE INDEX jobs_unique ON jobs (org_id, unique_key)
  WHERE unique_key IS NOT NULL AND state IN ('blocked', 'scheduled', 'available', 'running');
CREATE UNIQUE INDEX jobs_unique_for_ever ON jobs (org_id, unique_key) WHERE unique_key IS NOT NULL AND unique_for_ever;
CREATE INDEX jobs_dead ON jobs (org_id, id) WHERE state = 'dead';
CREATE INDEX jobs_expiring ON jobs (expires_at) WHERE expires_at IS NOT NULL AND state IN ('available', 'scheduled');
CREATE INDEX jobs_blocked ON jobs (id) WHERE state = 'blocked';
CREATE INDEX jobs_of_workflow ON jobs (workflow_id, id) WHERE workflow_id IS NOT NULL;
CREATE INDEX jobs_of_organization ON jobs (org_id, id);

-- What a job keeps of its failures: the last ten, for who looks why. More would only make the row long.
CREATE FUNCTION with_job_error(errors jsonb, attempt integer, what text) RETURNS jsonb
  LANGUAGE sql STABLE
  RETURN CASE WHEN jsonb_array_length(errors) >= 10 THEN errors - 0 ELSE errors END
    || jsonb_build_object('at', now(), 'attempt', attempt, 'what', what);

CREATE TABLE job_dependencies (
  job_id       uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  on_id        uuid NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  org_id       uuid NOT NULL,
  even_failed  boolean NOT NULL,  -- false: the end of the other without success ends this one too
  PRIMARY KEY (on_id, job_id)
);
CREATE INDEX job_dependencies_of_job ON job_dependencies (job_id);
ALTER TABLE job_dependencies ENABLE ROW LEVEL SECURITY;
ALTER TABLE job_dependencies FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON job_dependencies USING (org_id = current_org());
CREATE POLICY worker ON job_dependencies USING (is_system());

-- AFTER, because a trigger before an update locks each row once more; with a condition that is no function, so that what
-- is allowed costs next to nothing: the function only refuses.
CREATE FUNCTION refuse_job_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a job cannot go from % to %', OLD.state, NEW.state
    USING ERRCODE = 'check_violation', CONSTRAINT = 'jobs_way';
END $$;
CREATE TRIGGER jobs_way AFTER UPDATE OF state ON jobs FOR EACH ROW
  WHEN (NOT CASE OLD.state
    WHEN 'available' THEN NEW.state IN ('running', 'cancelled')
    WHEN 'running'   THEN NEW.state IN ('done', 'scheduled', 'available', 'dead', 'cancelled')
    WHEN 'scheduled' THEN NEW.state IN ('available', 'cancelled')
    WHEN 'blocked'   THEN NEW.state IN ('blocked', 'scheduled', 'available', 'cancelled')
    WHEN 'dead'      THEN NEW.state = 'available'
    WHEN 'cancelled' THEN NEW.state = 'available'
    ELSE false END)
  EXECUTE FUNCTION refuse_job_change();
