-- Templates that are files: the company's own Word file beside the text written here.
--
-- The bytes are in the database, not in the blob store: a version and its file come and go in one transaction, row-level
-- security guards them, and a backup of the database is whole. One row for each content: a version that changes only the
-- fields shares the file. They are never changed, and never deleted while the organisation is there.
CREATE TABLE document_template_files (
  org_id      uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bytea NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, sha256)
);
-- A .docx is compressed already.
ALTER TABLE document_template_files ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE document_template_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_template_files FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_template_files USING (org_id = current_org());

-- `source` of a text, or the three about its file. A Markdown text that came as a file keeps the file's name only.
ALTER TABLE document_templates
  ALTER COLUMN source DROP NOT NULL,
  ADD COLUMN syntax text NOT NULL DEFAULT 'markdown' CHECK (syntax IN ('markdown', 'word')),
  ADD COLUMN file_name text,
  ADD COLUMN file_size integer,
  ADD COLUMN file_sha256 text,
  ADD CHECK (CASE syntax WHEN 'markdown' THEN source IS NOT NULL AND file_sha256 IS NULL
             ELSE source IS NULL AND num_nulls(file_name, file_size, file_sha256) = 0 END),
  ADD FOREIGN KEY (org_id, file_sha256) REFERENCES document_template_files (org_id, sha256);

ALTER TABLE document_template_versions
  ALTER COLUMN source DROP NOT NULL,
  ADD COLUMN syntax text NOT NULL DEFAULT 'markdown' CHECK (syntax IN ('markdown', 'word')),
  ADD COLUMN file_name text,
  ADD COLUMN file_size integer,
  ADD COLUMN file_sha256 text,
  ADD CHECK (CASE syntax WHEN 'markdown' THEN source IS NOT NULL AND file_sha256 IS NULL
             ELSE source IS NULL AND num_nulls(file_name, file_size, file_sha256) = 0 END),
  ADD FOREIGN KEY (org_id, file_sha256) REFERENCES document_template_files (org_id, sha256);
