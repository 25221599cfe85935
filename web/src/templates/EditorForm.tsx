import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { previewOfSource } from '../api/previews';
import { ApiError } from '../api/problem';
import { useSaveTemplate } from '../api/templates';
import type { Template } from '../api/types';
import forms from '../forms/forms.module.css';
import { currentLanguage } from '../i18n';
import { EyeIcon } from '../icons';
import { useLivePreview } from '../preview/useLivePreview';
import { notify, notifyError } from '../shell/notify';
import { fieldMessage } from '../states/fieldMessage';
import { changeOf, draftOf, isAboutSource, isChanged, lineOf, shownDraft, withoutLine, type Draft } from './editing';
import { DeleteButton } from './DeleteButton';
import css from './EditorForm.module.css';
import { Facts } from './Facts';
import { LeaveGuard } from './LeaveGuard';
import { SourceEditor } from './SourceEditor';
import { VersionList } from './VersionList';

export function EditorForm({ template }: { template: Template | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const save = useSaveTemplate(template?.id ?? '');
  const saved = draftOf(template, currentLanguage());
  const [draft, setDraft] = useState(saved);
  const [broken, setBroken] = useState<Partial<Record<keyof Draft, string>>>({});
  const [left, setLeft] = useState(false);
  const changed = isChanged(draft, saved);
  const visible = shownDraft(draft, saved, template);
  const preview = useLivePreview({
    content: visible,
    ask: visible && previewOfSource(visible),
    language: draft.locale,
    onDemand: true,
  });

  const fields = save.error instanceof ApiError ? save.error.fields : [];
  const errorOf = (name: keyof Draft) => {
    const found = fields.find(({ location }) => new RegExp(`^body\\.${name}(?![a-z_])`).test(location));
    return broken[name] ?? (found && fieldMessage(t, found.message));
  };
  const sourceErrors = fields.filter(isAboutSource);

  const set = <Name extends keyof Draft>(name: Name, value: Draft[Name]) => {
    setDraft((now) => ({ ...now, [name]: value }));
    setBroken((now) => ({ ...now, [name]: undefined }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(!draft.name.trim() && { name: t('error.required') }),
      ...(!draft.source.trim() && { source: t('error.required') }),
    };
    setBroken(missing);
    if (Object.keys(missing).length > 0) return;
    let change;
    try {
      change = changeOf(draft, saved, !template);
    } catch {
      return setBroken({ schema: t('editor.schemaInvalid') });
    }
    save.mutate(change, {
      onSuccess: (result) => {
        notify(template ? t('app.saved') : t('editor.created'));
        setDraft(draftOf(result, currentLanguage()));
        if (template) return;
        setLeft(true);
        void navigate(`/templates/${result.id}`, { replace: true });
      },
      onError: (error) => {
        if (!(error instanceof ApiError) || error.fields.length === 0) notifyError(t, error);
      },
    });
  };

  return (
    <div className={template ? css.columns : undefined}>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          <div className={forms.card}>
            <Facts draft={draft} errorOf={errorOf} onChange={(change) => Object.entries(change).forEach(([name, value]) => set(name as keyof Draft, value))} />
          </div>
          <div className={forms.card}>
            <SourceEditor
              label={t('editor.source')}
              hint={t('editor.sourceHint')}
              value={draft.source}
              onChange={(value) => set('source', value)}
              problems={
                broken.source
                  ? [{ line: null, message: broken.source }]
                  : sourceErrors.map((error) => ({ line: lineOf(error), message: fieldMessage(t, withoutLine(error.message)) }))
              }
            />
          </div>
          <div className={forms.card}>
            <Textarea
              label={t('editor.promptHint')}
              description={t('editor.promptHintHint')}
              autosize
              minRows={3}
              maxRows={12}
              value={draft.prompt_hint}
              error={errorOf('prompt_hint')}
              onChange={(event) => set('prompt_hint', event.currentTarget.value)}
            />
          </div>
          <details className={forms.card} open={errorOf('schema') !== undefined || undefined}>
            <summary className={css.summary}>{t('editor.schema')}</summary>
            <Textarea
              mt="md"
              aria-label={t('editor.schema')}
              description={t('editor.schemaHint')}
              autosize
              minRows={8}
              maxRows={30}
              spellCheck={false}
              classNames={{ input: css.code }}
              value={draft.schema}
              error={errorOf('schema')}
              onChange={(event) => set('schema', event.currentTarget.value)}
            />
          </details>
          <Group justify="space-between">
            <Group gap="sm">
              <Button type="submit" loading={save.isPending} disabled={template !== null && !changed}>
                {template ? t('app.save') : t('editor.saveNew')}
              </Button>
              {preview.button && (
                <Button variant="default" leftSection={<EyeIcon size={18} />} onClick={preview.button}>
                  {t('preview.title')}
                </Button>
              )}
            </Group>
            {template && <DeleteButton template={template} onDeleted={() => setLeft(true)} />}
          </Group>
        </Stack>
      </form>
      {template && (
        <VersionList
          template={template}
          onOpen={(version) => {
            const { source, prompt_hint, schema } = draftOf(version, currentLanguage());
            setDraft((now) => ({ ...now, source, prompt_hint, schema }));
            save.reset();
            notify(t('editor.opened', { version: version.version }));
          }}
        />
      )}
      {preview.above}
      <LeaveGuard active={changed && !left && !save.isPending} />
    </div>
  );
}
