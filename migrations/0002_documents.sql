-- `json`, not `jsonb`: these are kept and given back as they came, never searched inside, and cost no conversion.

CREATE TABLE document_templates (
  id           uuid PRIMARY KEY,
  org_id       uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  owner_id     uuid NOT NULL REFERENCES users (id),
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('proposal', 'contract', 'invoice', 'other')),
  locale       text NOT NULL CHECK (locale IN ('ru', 'en')),
  schema       json NOT NULL,
  prompt_hint  text NOT NULL,
  source       text NOT NULL,
  sample       json,
  version      integer NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  deleted_at   timestamptz
);
CREATE INDEX document_templates_newest ON document_templates (org_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
ALTER TABLE document_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_templates FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_templates USING (org_id = current_org());

-- Every version that a document may have been made from, the current one too. Never changed.
CREATE TABLE document_template_versions (
  template_id  uuid NOT NULL REFERENCES document_templates (id) ON DELETE CASCADE,
  version      integer NOT NULL,
  org_id       uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  author_id    uuid NOT NULL REFERENCES users (id),
  schema       json NOT NULL,
  prompt_hint  text NOT NULL,
  source       text NOT NULL,
  sample       json,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (template_id, version)
);
ALTER TABLE document_template_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_template_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_template_versions USING (org_id = current_org());

CREATE TABLE generated_documents (
  id                uuid PRIMARY KEY,
  org_id            uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  owner_id          uuid NOT NULL REFERENCES users (id),
  template_id       uuid NOT NULL REFERENCES document_templates (id),
  template_version  integer NOT NULL,
  template_name     text NOT NULL,
  title             text NOT NULL,
  payload           json NOT NULL,
  formats           text[] NOT NULL,
  status            text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'ready', 'failed')),
  failure           text,
  cost_tokens       integer NOT NULL DEFAULT 0,
  files             json NOT NULL DEFAULT '[]',
  idempotency_key   text,
  request_hash      text,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (template_id, template_version) REFERENCES document_template_versions (template_id, version),
  CHECK ((status = 'failed') = (failure IS NOT NULL))
);
CREATE INDEX generated_documents_newest ON generated_documents (org_id, created_at DESC, id DESC);
CREATE INDEX generated_documents_by_status ON generated_documents (org_id, status, created_at DESC, id DESC);
CREATE INDEX generated_documents_of_template ON generated_documents (org_id, template_id, created_at DESC, id DESC);
-- The second use of a key by one person finds the first's document.
CREATE UNIQUE INDEX generated_documents_idempotency_key ON generated_documents (org_id, owner_id, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
ALTER TABLE generated_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE generated_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON generated_documents USING (org_id = current_org());
