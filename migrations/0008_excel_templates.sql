-- Templates that are Excel files, beside Word files and texts.
ALTER TABLE document_templates
  DROP CONSTRAINT document_templates_syntax_check,
  ADD CONSTRAINT document_templates_syntax_check CHECK (syntax IN ('markdown', 'word', 'excel'));
ALTER TABLE document_template_versions
  DROP CONSTRAINT document_template_versions_syntax_check,
  ADD CONSTRAINT document_template_versions_syntax_check CHECK (syntax IN ('markdown', 'word', 'excel'));
