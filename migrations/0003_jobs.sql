-- A job is inserted in the transaction of the change that causes it, claimed by a worker for the length of a lease, and
-- done, tried again later, or dead. Times are the database's own: workers' clocks are not trusted.
CREATE TABLE jobs (
  id            uuid PRIMARY KEY,
  org_id        uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  kind          text NOT NULL,
  payload       json NOT NULL,
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'dead')),
  run_at        timestamptz NOT NULL DEFAULT now(),
  attempts      integer NOT NULL DEFAULT 0,
  max_attempts  integer NOT NULL DEFAULT 8,
  lease_until   timestamptz,
  last_error    text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  finished_at   timestamptz,
  CHECK ((state = 'running') = (lease_until IS NOT NULL))
) WITH (fillfactor = 70);
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE state = 'waiting';
CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running';
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE state = 'done';
CREATE INDEX jobs_of_organization ON jobs (org_id, created_at DESC);
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON jobs USING (org_id = current_org());
CREATE POLICY worker ON jobs USING (is_system());
