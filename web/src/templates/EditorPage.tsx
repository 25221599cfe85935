import { Button, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useMe } from '../api/account';
import { useTemplate } from '../api/templates';
import { mayEditTemplates } from '../api/types';
import { AlertIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { EditorForm } from './EditorForm';
import { WordTemplateForm } from './WordTemplateForm';

/** Makes a template, or changes the one in the address. */
export function EditorPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: me } = useMe();
  const template = useTemplate(id);
  usePageTitle(template.data?.name ?? t('editor.newTitle'));

  if (!me || !mayEditTemplates(me.user)) {
    return (
      <Empty
        Icon={AlertIcon}
        title={t('editor.notAllowedTitle')}
        text={t('editor.notAllowedText')}
        action={
          <Button component={Link} to={`/templates/${id}`}>
            {t('app.back')}
          </Button>
        }
      />
    );
  }
  if (id && template.isPending) {
    return (
      <Stack role="status" aria-label={t('app.loading')}>
        <Skeleton height={32} width="50%" mb="md" />
        <Skeleton height={480} radius="lg" />
      </Stack>
    );
  }
  if (id && template.error) return <Failure error={template.error} onRetry={() => void template.refetch()} />;

  return (
    <>
      <PageHeader
        back={
          id ? { to: `/templates/${id}`, label: template.data?.name ?? '' } : { to: '/templates', label: t('nav.templates') }
        }
        title={id ? t('editor.editTitle') : t('editor.newTitle')}
      />
      {template.data && template.data.syntax !== 'markdown' ? (
        <WordTemplateForm key={id} template={template.data} />
      ) : (
        <EditorForm key={id} template={template.data ?? null} />
      )}
    </>
  );
}
