-- Numbers of documents. A number is taken from a series when its document becomes final, in the transaction that makes it so,
-- under the lock of the series' row: no number twice, and none missing, since a transaction that rolls back gives it back.

-- Ids that SQL makes are version 7 too (RFC 9562): the milliseconds, then random bits.
CREATE FUNCTION uuid_v7() RETURNS uuid
  LANGUAGE sql VOLATILE
  RETURN encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
                                        PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                                        FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid;

-- The day of a document is the day on its organisation's calendar.
CREATE FUNCTION is_time_zone(name text) RETURNS boolean
  LANGUAGE plpgsql STABLE
AS $$
BEGIN
  PERFORM now() AT TIME ZONE name;
  -- PostgreSQL also takes abbreviations and offsets, which know nothing of summer time.
  RETURN name = 'UTC' OR name ~ '^[A-Z][A-Za-z_]+(/[A-Za-z_-]+)+$';
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END $$;

ALTER TABLE organizations ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'
  CONSTRAINT organizations_time_zone CHECK (is_time_zone(time_zone));

CREATE TABLE document_series (
  id          uuid PRIMARY KEY,
  org_id      uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  kind        text NOT NULL CHECK (kind IN ('proposal', 'contract', 'invoice', 'other')),
  name        text NOT NULL,
  pattern     text NOT NULL,
  reset       text NOT NULL CHECK (reset IN ('never', 'yearly', 'monthly')),
  is_default  boolean NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT document_series_pattern UNIQUE (org_id, kind, pattern)
);
-- The one that a document of the kind takes its number from when nothing else is said.
CREATE UNIQUE INDEX document_series_default ON document_series (org_id, kind) WHERE is_default;

-- In which period of a series a day lies; each period counts from 1.
CREATE FUNCTION series_period(reset text, day date) RETURNS text
  LANGUAGE sql STABLE
  RETURN CASE reset WHEN 'yearly' THEN to_char(day, 'YYYY') WHEN 'monthly' THEN to_char(day, 'YYYY-MM') ELSE '' END;

CREATE TABLE document_series_counters (
  series_id  uuid NOT NULL REFERENCES document_series (id) ON DELETE CASCADE,
  period     text NOT NULL,
  org_id     uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  last       integer NOT NULL CHECK (last BETWEEN 0 AND 999999999),
  last_on    date NOT NULL, -- no number is dated before the one that it follows
  PRIMARY KEY (series_id, period)
) WITH (fillfactor = 50);
ALTER TABLE document_series_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_series_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_series_counters USING (org_id = current_org());

-- Every organisation begins with a series for each kind of document, in its own language.
CREATE FUNCTION default_series(locale text) RETURNS TABLE (kind text, name text, pattern text)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT d.kind, d.name, d.pattern
  FROM (VALUES ('ru', 'proposal', 'Коммерческие предложения', 'КП-{year}-{seq:04}'),
               ('ru', 'contract', 'Договоры', 'Д-{year}-{seq:04}'),
               ('ru', 'invoice', 'Счета', 'СЧ-{year}-{seq:04}'),
               ('ru', 'other', 'Прочие документы', 'ДОК-{year}-{seq:04}'),
               ('en', 'proposal', 'Proposals', 'Q-{year}-{seq:04}'),
               ('en', 'contract', 'Contracts', 'C-{year}-{seq:04}'),
               ('en', 'invoice', 'Invoices', 'INV-{year}-{seq:04}'),
               ('en', 'other', 'Other documents', 'DOC-{year}-{seq:04}')) AS d (locale, kind, name, pattern)
  WHERE d.locale = default_series.locale;
END;

CREATE FUNCTION create_default_series() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  INSERT INTO document_series (id, org_id, kind, name, pattern, reset, is_default)
  SELECT uuid_v7(), NEW.id, kind, name, pattern, 'yearly', true FROM default_series(NEW.locale);
  RETURN NULL;
END $$;
CREATE TRIGGER default_series AFTER INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION create_default_series();

ALTER TABLE generated_documents
  ADD COLUMN kind         text CHECK (kind IN ('proposal', 'contract', 'invoice', 'other')),
  ADD COLUMN title_given  boolean NOT NULL DEFAULT true,
  ADD COLUMN written      json, -- path → text: what was written for the draft stands in the final document too
  ADD COLUMN number       text,
  ADD COLUMN issued_on    date,
  ADD COLUMN issued_at    timestamptz,
  ADD COLUMN issued_by    uuid REFERENCES users (id),
  ADD COLUMN voided_at    timestamptz,
  ADD CONSTRAINT generated_documents_issued CHECK (num_nulls(number, issued_on, issued_at, issued_by) IN (0, 4)),
  ADD CONSTRAINT generated_documents_voided CHECK (voided_at IS NULL OR number IS NOT NULL);

-- What is there already gets what the new begin with. Policies bind the owner of the tables too, unless it is a superuser.
ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE document_templates NO FORCE ROW LEVEL SECURITY;
ALTER TABLE generated_documents NO FORCE ROW LEVEL SECURITY;
UPDATE organizations SET time_zone = 'Europe/Moscow' WHERE locale = 'ru';
INSERT INTO document_series (id, org_id, kind, name, pattern, reset, is_default)
  SELECT uuid_v7(), o.id, d.kind, d.name, d.pattern, 'yearly', true
  FROM organizations o CROSS JOIN LATERAL default_series(o.locale) d;
UPDATE generated_documents d SET kind = t.kind FROM document_templates t WHERE t.id = d.template_id;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
ALTER TABLE document_templates FORCE ROW LEVEL SECURITY;
ALTER TABLE generated_documents FORCE ROW LEVEL SECURITY;

ALTER TABLE document_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_series FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_series USING (org_id = current_org());

ALTER TABLE generated_documents ALTER COLUMN kind SET NOT NULL;
CREATE INDEX generated_documents_number ON generated_documents (org_id, number) WHERE number IS NOT NULL;
CREATE INDEX generated_documents_unissued ON generated_documents (org_id, created_at DESC, id DESC) WHERE number IS NULL;
CREATE INDEX generated_documents_in_force ON generated_documents (org_id, created_at DESC, id DESC)
  WHERE number IS NOT NULL AND voided_at IS NULL;
CREATE INDEX generated_documents_void ON generated_documents (org_id, created_at DESC, id DESC) WHERE voided_at IS NOT NULL;

-- The register: every number that was ever taken, by which document, and whether it is void. Nothing leaves it.
CREATE TABLE document_numbers (
  id               uuid PRIMARY KEY,
  org_id           uuid NOT NULL REFERENCES organizations (id),
  series_id        uuid NOT NULL REFERENCES document_series (id),
  kind             text NOT NULL,
  period           text NOT NULL,
  seq              integer NOT NULL CHECK (seq > 0),
  number           text NOT NULL,
  document_id      uuid NOT NULL REFERENCES generated_documents (id),
  issued_on        date NOT NULL,
  issued_at        timestamptz NOT NULL,
  issued_by        uuid NOT NULL REFERENCES users (id),
  idempotency_key  text,
  voided_at        timestamptz,
  voided_by        uuid REFERENCES users (id),
  void_reason      text,
  CONSTRAINT document_numbers_once UNIQUE (org_id, kind, number),
  CONSTRAINT document_numbers_in_order UNIQUE (series_id, period, seq),
  CONSTRAINT document_numbers_of_document UNIQUE (document_id),
  CHECK (num_nulls(voided_at, voided_by, void_reason) IN (0, 3)),
  FOREIGN KEY (series_id, period) REFERENCES document_series_counters (series_id, period)
);
CREATE INDEX document_numbers_newest ON document_numbers (org_id, series_id, issued_at DESC, id DESC);
CREATE INDEX document_numbers_void ON document_numbers (org_id, series_id, issued_at DESC, id DESC) WHERE voided_at IS NOT NULL;
-- The second use of a key by one person finds the first's number.
CREATE UNIQUE INDEX document_numbers_idempotency_key ON document_numbers (org_id, issued_by, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
ALTER TABLE document_numbers ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_numbers FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_numbers USING (org_id = current_org());

-- No document bears a number that is not on the register.
ALTER TABLE generated_documents ADD CONSTRAINT generated_documents_registered
  FOREIGN KEY (org_id, kind, number) REFERENCES document_numbers (org_id, kind, number);

-- An issued document never changes, whatever the program does: until its final files are made, only what rendering gives;
-- after that, nothing but becoming void. It is not deleted.
CREATE FUNCTION guard_issued_document() RETURNS trigger
  LANGUAGE plpgsql
AS $$
DECLARE
  allowed generated_documents;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the issued document % stays', OLD.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'issued_document_stays';
  END IF;
  allowed := OLD;
  allowed.updated_at := NEW.updated_at;
  IF OLD.voided_at IS NULL THEN
    allowed.voided_at := NEW.voided_at;
  END IF;
  IF OLD.status <> 'ready' THEN
    allowed.status := NEW.status;
    allowed.failure := NEW.failure;
    allowed.files := NEW.files;
    allowed.written := NEW.written;
    allowed.title := NEW.title;
    allowed.cost_tokens := NEW.cost_tokens;
  END IF;
  IF NEW::text IS DISTINCT FROM allowed::text THEN -- as text: json has no equality
    RAISE EXCEPTION 'the issued document % does not change', OLD.number
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'issued_document_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_issued BEFORE UPDATE OR DELETE ON generated_documents
  FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION guard_issued_document();

CREATE FUNCTION guard_register() RETURNS trigger
  LANGUAGE plpgsql
AS $$
DECLARE
  allowed document_numbers;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL THEN
    allowed := OLD;
    allowed.voided_at := NEW.voided_at;
    allowed.voided_by := NEW.voided_by;
    allowed.void_reason := NEW.void_reason;
    IF NEW IS NOT DISTINCT FROM allowed THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the register entry of % stays', OLD.number
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'issued_document_stays';
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON document_numbers FOR EACH ROW EXECUTE FUNCTION guard_register();
