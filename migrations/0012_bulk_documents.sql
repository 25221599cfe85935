-- Many documents at once: one template, and a table with a row for each.

-- `done` and `failed` count the rows that have ended; both stand here so that nobody has to count thousands. A run is
-- finished when its archive is there, or when `failure` says why there will be none.
CREATE TABLE bulk_runs (
  id                uuid PRIMARY KEY,
  org_id            uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  owner_id          uuid NOT NULL REFERENCES users (id),
  template_id       uuid NOT NULL REFERENCES document_templates (id),
  template_version  integer NOT NULL,
  template_name     text NOT NULL,
  locale            text NOT NULL CHECK (locale IN ('ru', 'en')),
  kind              text NOT NULL,
  file_name         text NOT NULL,
  formats           text[] NOT NULL,
  name_pattern      text NOT NULL,
  head              text[] NOT NULL,  -- of the table, for the report
  workflow_id       uuid NOT NULL,    -- no foreign key: workflows are cleaned away before runs are
  total             integer NOT NULL,
  done              integer NOT NULL DEFAULT 0,
  failed            integer NOT NULL DEFAULT 0,
  zip_size          bigint,
  failure           text,
  idempotency_key   text,
  request_hash      text NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  finished_at       timestamptz,
  cancelled_at      timestamptz,
  FOREIGN KEY (template_id, template_version) REFERENCES document_template_versions (template_id, version),
  CHECK (done >= 0 AND failed >= 0 AND done + failed <= total)
) WITH (fillfactor = 80);
CREATE INDEX bulk_runs_newest ON bulk_runs (org_id, created_at DESC, id DESC);
CREATE INDEX bulk_runs_of_template ON bulk_runs (org_id, template_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX bulk_runs_idempotency_key ON bulk_runs (org_id, owner_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
ALTER TABLE bulk_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bulk_runs USING (org_id = current_org());

-- A row knows the id of its document before that is made: whoever makes it twice makes the same one.
CREATE TABLE bulk_rows (
  run_id       uuid NOT NULL REFERENCES bulk_runs (id) ON DELETE CASCADE,
  row          integer NOT NULL,  -- as the spreadsheet counts
  org_id       uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  state        text NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  document_id  uuid NOT NULL,
  cells        json,              -- as they were sent; not kept of those that are done
  payload      json,              -- of those that wait
  problems     json NOT NULL DEFAULT '[]',
  PRIMARY KEY (run_id, row)
) WITH (fillfactor = 80);
CREATE INDEX bulk_rows_failed ON bulk_rows (run_id, row) WHERE state = 'failed';
ALTER TABLE bulk_rows ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_rows FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON bulk_rows USING (org_id = current_org());

ALTER TABLE generated_documents
  ADD COLUMN bulk_run_id  uuid REFERENCES bulk_runs (id),
  ADD COLUMN bulk_row     integer,
  ADD CHECK ((bulk_run_id IS NULL) = (bulk_row IS NULL));
CREATE UNIQUE INDEX generated_documents_of_bulk ON generated_documents (bulk_run_id, bulk_row)
  WHERE bulk_run_id IS NOT NULL;

-- The results of those that a job waits for are read in pages.
DROP INDEX job_dependencies_of_job;
CREATE INDEX job_dependencies_of_job ON job_dependencies (job_id, on_id);
