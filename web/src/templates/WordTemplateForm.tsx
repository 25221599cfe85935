import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '../api/problem';
import { changeOfWord, fileOfVersion, useSaveWordTemplate, type PickedFile } from '../api/templates';
import type { Template } from '../api/types';
import type { JsonSchema } from '../forms/fields';
import forms from '../forms/forms.module.css';
import { notify, notifyError } from '../shell/notify';
import { fieldMessage } from '../states/fieldMessage';
import bar from './ComposeForm.module.css';
import { DeleteButton } from './DeleteButton';
import { Facts } from './Facts';
import { FieldList } from './FieldList';
import { FileCard } from './FileCard';
import { FileDrop } from '../files/FileDrop';
import { useDroppedFile } from '../files/useDroppedFile';
import { ExcelIcon, WordIcon } from '../icons';
import { acceptedFiles } from './acceptedFiles';
import { FileNotes } from './FileNotes';
import { FileProblemAlert } from './FileProblemAlert';
import { FormPreview } from './FormPreview';
import { HowToMark } from './HowToMark';
import { LeaveGuard } from './LeaveGuard';
import { takeHandedOver } from './pickedFile';
import { tidied, useWordDraft } from './useWordDraft';
import { VersionList } from './VersionList';
import css from './WordTemplateForm.module.css';

/** A company's own Word file as a template: new, or the one that is there. */
export function WordTemplateForm({ template }: { template: Template | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const word = useWordDraft(template);
  const save = useSaveWordTemplate();
  const [left, setLeft] = useState(false);
  const [madeId, setMadeId] = useState('');
  const [nameMissing, setNameMissing] = useState(false);
  const notes = useRef<HTMLElement>(null);
  const wide = useMediaQuery('(min-width: 75em)', false, { getInitialValueInEffect: false });
  const { stored, file, found, draft, look } = word;

  const choose = (chosen: File | PickedFile, schema?: object) => {
    save.reset();
    look.mutate({ chosen, schema }, { onSuccess: () => requestAnimationFrame(() => notes.current?.focus()) });
  };
  const over = useDroppedFile(!look.isPending, choose);
  const first = useRef(choose);
  useEffect(() => {
    const handed = takeHandedOver();
    if (handed) first.current(handed);
  }, []);

  // Behind the render in which nothing holds the page back any more.
  useEffect(() => {
    if (madeId) void navigate(`/templates/${madeId}`, { replace: true });
  }, [madeId, navigate]);

  const unusable = found !== null && !found.schema;
  const schema = draft?.schema as JsonSchema | undefined;
  const changed =
    file !== null ||
    (draft !== null && stored !== null && Object.keys(changeOfWord({ ...draft, schema: tidied(draft.schema) }, { ...stored, schema: tidied(stored.schema as JsonSchema) })).length > 0);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!draft || save.isPending) return;
    setNameMissing(!draft.name.trim());
    if (!draft.name.trim()) return;
    save.mutate(
      { draft: { ...draft, schema: tidied(draft.schema) }, file, template: stored },
      {
        onSuccess: (saved) => {
          notify(template ? t('app.saved') : t('editor.created'));
          word.onSaved(saved);
          if (template) return;
          setMadeId(saved.id);
        },
      },
    );
  };
  const errorOf = (name: string) => {
    const error = save.error instanceof ApiError ? save.error.fields.find((each) => each.location === `body.${name}` || each.location === `query.${name}`) : undefined;
    return error && fieldMessage(t, error.message);
  };

  if (!draft || (unusable && !stored)) {
    return (
      <Stack gap="lg">
        {found && <FileNotes ref={notes} notes={found.notes} />}
        {look.error && <FileProblemAlert error={look.error} />}
        <FileDrop
          over={over}
          pending={look.isPending}
          accept={acceptedFiles}
          icons={
            <>
              <WordIcon size={40} strokeWidth={1.25} />
              <ExcelIcon size={40} strokeWidth={1.25} />
            </>
          }
          words={{ drop: t('word.dropHere'), choose: t('word.choose'), hint: t('word.dropHint') }}
          onFile={choose}
        />
        <HowToMark />
      </Stack>
    );
  }
  return (
    <div className={css.columns}>
      <form noValidate onSubmit={submit}>
        <Stack gap="lg">
          <FileCard
            name={file?.name ?? stored?.file_name ?? ''}
            size={file?.bytes.size ?? stored?.file_size ?? null}
            formats={found?.formats ?? stored?.formats ?? []}
            template={file ? null : stored}
            pending={look.isPending}
            over={over}
            onFile={choose}
          />
          {look.error && <FileProblemAlert error={look.error} />}
          {found && <FileNotes ref={notes} notes={found.notes} />}
          {found && stored && !unusable && <Changes added={found.fields_added} removed={found.fields_removed} />}
          <div className={forms.card}>
            <Facts
              draft={draft}
              errorOf={(name) => (name === 'name' && nameMissing ? t('error.required') : errorOf(name))}
              onChange={word.change}
            />
          </div>
          <FieldList schema={schema ?? {}} onChange={(next) => word.change({ schema: next })} />
          {(draft.prompt_hint !== '' || JSON.stringify(schema).includes('"x-written":true')) && (
            <div className={forms.card}>
              <Textarea
                label={t('editor.promptHint')}
                description={t('editor.promptHintHint')}
                autosize
                minRows={3}
                maxRows={12}
                value={draft.prompt_hint}
                error={errorOf('prompt_hint')}
                onChange={(event) => word.change({ prompt_hint: event.currentTarget.value })}
              />
            </div>
          )}
          {!wide && <FormPreview schema={schema ?? {}} />}
          {save.error && <FileProblemAlert error={save.error} />}
          <div className={bar.bar}>
            <Group justify="space-between" w="100%" wrap="nowrap">
              {template ? <DeleteButton template={template} onDeleted={() => setLeft(true)} /> : <span />}
              <Button type="submit" size="md" loading={save.isPending} disabled={template !== null && !changed} className={bar.submit}>
                {template ? t('app.save') : t('word.save')}
              </Button>
            </Group>
          </div>
          {stored && template && (
            <VersionList
              template={stored}
              onOpen={(version) => {
                fileOfVersion(version).then(
                  (bytes) => choose(bytes, version.schema as object),
                  (error: unknown) => notifyError(t, error),
                );
              }}
            />
          )}
        </Stack>
      </form>
      {wide && (
        <div className={css.beside}>
          <FormPreview schema={schema ?? {}} />
        </div>
      )}
      <LeaveGuard active={changed && !left && !madeId && !save.isPending} />
    </div>
  );
}

/** What another file does to the form. */
function Changes({ added, removed }: { added: string[]; removed: string[] }) {
  const { t } = useTranslation();
  if (added.length + removed.length === 0) return null;
  return (
    <section className={forms.card} aria-label={t('word.changes')}>
      {added.length > 0 && (
        <p className={css.change}>
          {t('word.fieldsCame', { count: added.length })} <Names names={added} />
        </p>
      )}
      {removed.length > 0 && (
        <p className={css.change}>
          {t('word.fieldsWent', { count: removed.length })} <Names names={removed} />
        </p>
      )}
    </section>
  );
}

function Names({ names }: { names: string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <code>{name}</code>
    </span>
  ));
}
