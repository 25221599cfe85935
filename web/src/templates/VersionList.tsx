import { Badge, Button, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReadTemplateVersion, useTemplateVersions } from '../api/templates';
import type { Template } from '../api/types';
import forms from '../forms/forms.module.css';
import { formatWhen } from '../i18n/format';
import { notifyError } from '../shell/notify';
import { Failure } from '../states/Failure';
import css from './VersionList.module.css';

interface Props {
  template: Template;
  onOpen: (version: Template) => void;
}

export function VersionList({ template, onOpen }: Props) {
  const { t } = useTranslation();
  const versions = useTemplateVersions(template.id);
  const read = useReadTemplateVersion(template.id);
  const items = versions.data?.items ?? [];

  return (
    <section className={forms.card} aria-labelledby="versions">
      <h2 id="versions" className={css.title}>
        {t('editor.versions')}
      </h2>
      <Text size="sm" c="dimmed" mb="md">
        {t('editor.versionsText')}
      </Text>
      {versions.isPending && <Skeleton height={96} />}
      {versions.error && <Failure error={versions.error} onRetry={() => void versions.refetch()} />}
      <ul className={css.list}>
        {items.map(({ version, created_at }) => (
          <li key={version}>
            <div className={css.line}>
              <Text span size="sm" fw={600}>
                {t('editor.versionNumber', { version })}
              </Text>
              {version === template.version && (
                <Badge size="sm" variant="light">
                  {t('editor.current')}
                </Badge>
              )}
            </div>
            <Text size="sm" c="dimmed">
              {formatWhen(created_at)}
            </Text>
            {version !== template.version && (
              <Button
                variant="light"
                size="compact-sm"
                mt={6}
                loading={read.isPending && read.variables === version}
                onClick={() => read.mutate(version, { onSuccess: onOpen, onError: (error) => notifyError(t, error) })}
              >
                {t('editor.open')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
