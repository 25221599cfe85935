-- What an administrator wants done again and again: at each tick a scheduler makes a job of it. When the next tick comes is
-- computed by the program (src/jobs/calendar) and kept here; what "now" is, the database alone says.
CREATE TABLE schedules (
  id                uuid PRIMARY KEY,
  org_id            uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  owner_id          uuid NOT NULL, -- in whose name; no foreign key: without its owner a schedule stops, and stays to be seen
  name              text NOT NULL,
  kind              text NOT NULL, -- of the jobs
  version           smallint NOT NULL, -- of the payload's shape
  queue             text NOT NULL,
  payload           json NOT NULL CHECK (json_typeof(payload) = 'object'),
  cron              text,
  zone              text,
  interval_seconds  bigint,
  anchor            timestamptz NOT NULL DEFAULT now(), -- intervals are counted from here
  missed            text NOT NULL CHECK (missed IN ('skip', 'once', 'all')),
  enabled           boolean NOT NULL DEFAULT true,
  disabled_because  text, -- when nobody chose that
  next_at           timestamptz,
  last_at           timestamptz,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT schedules_recurrence CHECK (num_nonnulls(cron, interval_seconds) = 1 AND (cron IS NULL) = (zone IS NULL)),
  CONSTRAINT schedules_next CHECK (enabled = (next_at IS NOT NULL)),
  CONSTRAINT schedules_disabled_because CHECK (NOT enabled OR disabled_because IS NULL)
) WITH (fillfactor = 80);
CREATE INDEX schedules_due ON schedules (next_at) WHERE enabled;
CREATE INDEX schedules_of_organization ON schedules (org_id, created_at, id);
ALTER TABLE schedules ENABLE ROW LEVEL SECURITY;
ALTER TABLE schedules FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON schedules USING (org_id = current_org());
CREATE POLICY scheduler ON schedules USING (is_system());
