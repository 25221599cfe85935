import { ActionIcon, Button, FileButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Template } from '../api/types';
import forms from '../forms/forms.module.css';
import { formatSize } from '../i18n/format';
import { DownloadIcon, ExcelIcon, UploadIcon, WordIcon } from '../icons';
import { acceptedFiles } from './acceptedFiles';
import css from './WordTemplateForm.module.css';

interface Props {
  name: string;
  size: number | null;
  formats: readonly string[];
  /** The template whose file this is on the server; null for one that is only chosen yet. */
  template: Template | null;
  pending: boolean;
  over: boolean;
  onFile: (file: File) => void;
}

export function FileCard({ name, size, formats, template, pending, over, onFile }: Props) {
  const { t } = useTranslation();
  const Mark = name.toLowerCase().endsWith('.xlsx') ? ExcelIcon : WordIcon;
  const facts = [
    size === null ? null : formatSize(size),
    t('word.gives', { formats: formats.map((format) => format.toUpperCase()).join(', ') }),
    template ? t('editor.versionNumber', { version: template.version }) : null,
  ].filter(Boolean);
  return (
    <section className={`${forms.card} ${css.file}`} data-over={over || undefined} aria-label={t('word.file')}>
      <span className={css.fileMark}>
        <Mark size={26} />
      </span>
      <div className={css.fileWords}>
        <Text fw={600} className={css.fileName}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {facts.join(' · ')}
        </Text>
      </div>
      <div className={css.fileActions}>
        {template && (
          <ActionIcon
            component="a"
            href={`/api/v1/templates/${template.id}/file`}
            download
            variant="default"
            size="lg"
            aria-label={t('word.download')}
          >
            <DownloadIcon size={18} />
          </ActionIcon>
        )}
        <FileButton accept={acceptedFiles} onChange={(file) => file && onFile(file)}>
          {(props) => (
            <Button {...props} variant="default" leftSection={<UploadIcon size={18} />} loading={pending}>
              {t(template ? 'word.newVersion' : 'word.another')}
            </Button>
          )}
        </FileButton>
      </div>
    </section>
  );
}
