import { ActionIcon, Badge, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useParams } from 'react-router';
import { useMe } from '../api/account';
import { useTemplate } from '../api/templates';
import { kindOf, mayEditTemplates, type Template } from '../api/types';
import { ManyIcon, PencilIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { ComposeForm, type Earlier } from './ComposeForm';

/** From a template to a document: the form. */
export function ComposePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const earlier = (useLocation().state as { earlier?: Earlier } | null)?.earlier;
  const template = useTemplate(id);
  usePageTitle(template.data?.name);

  if (template.isPending) return <Loading />;
  if (template.error) return <Failure error={template.error} onRetry={() => void template.refetch()} />;
  return (
    <>
      <PageHeader
        back={{ to: '/templates', label: t('nav.templates') }}
        title={<span lang={template.data.locale}>{template.data.name}</span>}
        keepLead
        lead={<Facts template={template.data} />}
        actions={
          <>
            <BulkLink id={id} />
            <EditLink id={id} />
          </>
        }
      />
      <ComposeForm key={`${id}-${template.data.version}`} template={template.data} earlier={earlier} />
    </>
  );
}

function Facts({ template }: { template: Template }) {
  const { t } = useTranslation();
  return (
    <span style={{ display: 'inline-flex', gap: '0.5rem', alignItems: 'center' }}>
      <Badge variant="default" size="sm" radius="sm">
        {template.locale.toUpperCase()}
      </Badge>
      <Text span size="sm">
        {t(`kind.${kindOf(template.kind)}`)}
      </Text>
    </span>
  );
}

/** For who has a table instead of one client. */
function BulkLink({ id }: { id: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Button component={Link} to={`/templates/${id}/bulk`} variant="default" visibleFrom="sm" leftSection={<ManyIcon size={18} />}>
        {t('bulk.link')}
      </Button>
      <ActionIcon component={Link} to={`/templates/${id}/bulk`} variant="default" size="lg" hiddenFrom="sm" aria-label={t('bulk.link')}>
        <ManyIcon size={18} />
      </ActionIcon>
    </>
  );
}

function EditLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  if (!me || !mayEditTemplates(me.user)) return null;
  return (
    <>
      <Button
        component={Link}
        to={`/templates/${id}/edit`}
        variant="default"
        visibleFrom="sm"
        leftSection={<PencilIcon size={18} />}
      >
        {t('templates.edit')}
      </Button>
      <ActionIcon
        component={Link}
        to={`/templates/${id}/edit`}
        variant="default"
        size="lg"
        hiddenFrom="sm"
        aria-label={t('templates.edit')}
      >
        <PencilIcon size={18} />
      </ActionIcon>
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <Stack role="status" aria-label={t('app.loading')}>
      <Skeleton height={32} width="60%" mb="md" />
      <Skeleton height={180} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  );
}
