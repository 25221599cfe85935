-- More kinds of documents: acts, delivery notes, letters and powers of attorney, each with its own series of numbers.

ALTER TABLE document_templates DROP CONSTRAINT document_templates_kind_check, ADD CONSTRAINT document_templates_kind_check
  CHECK (kind IN ('proposal', 'contract', 'invoice', 'act', 'delivery_note', 'letter', 'power_of_attorney', 'other'));
ALTER TABLE document_series DROP CONSTRAINT document_series_kind_check, ADD CONSTRAINT document_series_kind_check
  CHECK (kind IN ('proposal', 'contract', 'invoice', 'act', 'delivery_note', 'letter', 'power_of_attorney', 'other'));
ALTER TABLE generated_documents DROP CONSTRAINT generated_documents_kind_check, ADD CONSTRAINT generated_documents_kind_check
  CHECK (kind IN ('proposal', 'contract', 'invoice', 'act', 'delivery_note', 'letter', 'power_of_attorney', 'other'));

CREATE OR REPLACE FUNCTION default_series(locale text) RETURNS TABLE (kind text, name text, pattern text)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT d.kind, d.name, d.pattern
  FROM (VALUES ('ru', 'proposal', 'Коммерческие предложения', 'КП-{year}-{seq:04}'),
               ('ru', 'contract', 'Договоры', 'Д-{year}-{seq:04}'),
               ('ru', 'invoice', 'Счета', 'СЧ-{year}-{seq:04}'),
               ('ru', 'act', 'Акты', 'АКТ-{year}-{seq:04}'),
               ('ru', 'delivery_note', 'Накладные и УПД', 'Н-{year}-{seq:04}'),
               ('ru', 'letter', 'Письма', 'ИСХ-{year}-{seq:04}'),
               ('ru', 'power_of_attorney', 'Доверенности', 'ДОВ-{year}-{seq:04}'),
               ('ru', 'other', 'Прочие документы', 'ДОК-{year}-{seq:04}'),
               ('en', 'proposal', 'Proposals', 'Q-{year}-{seq:04}'),
               ('en', 'contract', 'Contracts', 'C-{year}-{seq:04}'),
               ('en', 'invoice', 'Invoices', 'INV-{year}-{seq:04}'),
               ('en', 'act', 'Statements', 'S-{year}-{seq:04}'),
               ('en', 'delivery_note', 'Delivery notes', 'DN-{year}-{seq:04}'),
               ('en', 'letter', 'Letters', 'L-{year}-{seq:04}'),
               ('en', 'power_of_attorney', 'Powers of attorney', 'POA-{year}-{seq:04}'),
               ('en', 'other', 'Other documents', 'DOC-{year}-{seq:04}')) AS d (locale, kind, name, pattern)
  WHERE d.locale = default_series.locale;
END;

-- Organisations that are there already get what the new begin with. Policies bind the owner of the tables too.
ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;
ALTER TABLE document_series NO FORCE ROW LEVEL SECURITY;
INSERT INTO document_series (id, org_id, kind, name, pattern, reset, is_default)
  SELECT uuid_v7(), o.id, d.kind, d.name, d.pattern, 'yearly', true
  FROM organizations o CROSS JOIN LATERAL default_series(o.locale) d
  WHERE d.kind IN ('act', 'delivery_note', 'letter', 'power_of_attorney');
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
ALTER TABLE document_series FORCE ROW LEVEL SECURITY;
