-- What a person should know of a document, place by place: [{"location": "line 12, column 5", "message": "…"}].
-- `remarks`: what to look at before it is sent; of the files that are there. `failure_places`: what `failure` says in one line.
ALTER TABLE generated_documents
  ADD COLUMN remarks         json NOT NULL DEFAULT '[]',
  ADD COLUMN failure_places  json NOT NULL DEFAULT '[]';

-- As before, and both are among what rendering gives.
CREATE OR REPLACE FUNCTION guard_issued_document() RETURNS trigger
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
    allowed.failure_places := NEW.failure_places;
    allowed.files := NEW.files;
    allowed.remarks := NEW.remarks;
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
