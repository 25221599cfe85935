import { Alert, Button, Loader, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useMe } from '../api/account';
import { useDeleteDocument, useDocument, useRetryDocument } from '../api/documents';
import { useSeries } from '../api/series';
import { kindOf, mayManage, type Document } from '../api/types';
import { formatDay, formatFull, formatNumber, formatSize, formatWhen } from '../i18n/format';
import { AlertIcon, CloseIcon, CopyIcon, DownloadIcon, RepeatIcon, RetryIcon, StampIcon, TrashIcon } from '../icons';
import { ConfirmDialog } from '../shell/ConfirmDialog';
import { PageHeader } from '../shell/PageHeader';
import { notify, notifyError } from '../shell/notify';
import { Failure } from '../states/Failure';
import { noteText } from '../states/noteText';
import { Places } from '../states/Places';
import { usePageTitle } from '../states/usePageTitle';
import css from './DocumentPage.module.css';
import { IssueDialog, seriesOf } from './IssueDialog';
import { Remarks } from './Remarks';
import { StatusBadge } from './StatusBadge';
import { VoidDialog } from './VoidDialog';

const PdfPreview = lazy(() => import('./PdfPreview'));

export function DocumentPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useDocument(id);
  usePageTitle(query.data?.title);

  if (query.isPending) return <Loading />;
  if (query.error && !query.data) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  const document = query.data as Document;
  return (
    <>
      <PageHeader
        back={{ to: '/documents', label: t('nav.documents') }}
        title={document.title}
        keepLead
        lead={
          <span className={css.lead} aria-live="polite">
            <StatusBadge status={document.status} voided={document.voided_at != null} />
            {document.number && <span className={css.number}>{document.number}</span>}
            {document.issued_on ? (
              <time dateTime={document.issued_on}>{formatDay(document.issued_on)}</time>
            ) : (
              <time dateTime={document.created_at}>{formatWhen(document.created_at)}</time>
            )}
          </span>
        }
      />
      <Remarks document={document} />
      <div className={css.columns}>
        <section className={css.content} aria-label={t('document.preview')}>
          {document.voided_at && <VoidNote document={document} />}
          {document.status === 'draft' && <Making />}
          {document.status === 'failed' && <Failed document={document} />}
          {document.status === 'ready' && <Preview document={document} onExpired={() => void query.refetch()} />}
        </section>
        <aside className={css.side} aria-label={t('document.details')}>
          {document.status === 'ready' && <Downloads document={document} />}
          {document.status === 'ready' && !document.number && <Issue document={document} />}
          <Details document={document} />
          <Actions document={document} />
        </aside>
      </div>
    </>
  );
}

function Making() {
  const { t } = useTranslation();
  return (
    <div className={css.making} role="status">
      <Loader size="md" />
      <Text fw={600} size="lg" mt="md">
        {t('document.making')}
      </Text>
      <Text c="dimmed">{t('document.makingText')}</Text>
    </div>
  );
}

function Failed({ document }: { document: Document }) {
  const { t } = useTranslation();
  const retry = useRetryDocument(document.id);
  return (
    <Alert color="red" variant="light" icon={<AlertIcon />} title={t('document.failedTitle')} role="alert" radius="lg">
      <Stack align="flex-start" gap="md">
        {document.failure_places?.length ? (
          <Places places={document.failure_places} />
        ) : (
          <Text>{document.failure ? noteText(t, document.failure) : t('document.failedUnknown')}</Text>
        )}
        <Button
          leftSection={<RetryIcon size={18} />}
          loading={retry.isPending}
          onClick={() => retry.mutate(undefined, { onError: (error) => notifyError(t, error) })}
        >
          {t('document.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}

function VoidNote({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <Alert color="gray" variant="light" icon={<CloseIcon />} title={t('document.voidNote')} radius="lg" mb="md">
      {document.void_reason}
    </Alert>
  );
}

/** The way from a draft to a document with a number. */
function Issue({ document }: { document: Document }) {
  const { t } = useTranslation();
  const series = seriesOf(document, useSeries().data?.items)[0];
  const [asking, setAsking] = useState(false);
  return (
    <div className={css.issue}>
      <Button variant="light" fullWidth leftSection={<StampIcon size={18} />} onClick={() => setAsking(true)}>
        {t(`document.issue.${kindOf(document.kind)}`)}
      </Button>
      {series && (
        <Text size="sm" c="dimmed">
          {t('document.issueHint', { number: series.next_number })}
        </Text>
      )}
      <IssueDialog document={document} opened={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function Preview({ document, onExpired }: { document: Document; onExpired: () => void }) {
  const { t } = useTranslation();
  const pdf = document.files.find((file) => file.format === 'pdf');
  if (!pdf) {
    return (
      <div className={css.making}>
        <Text c="dimmed">{t('document.noPdf')}</Text>
      </div>
    );
  }
  return (
    <Suspense fallback={<Skeleton radius="lg" style={{ aspectRatio: '210 / 297' }} />}>
      <PdfPreview key={pdf.sha256} url={pdf.url} onExpired={onExpired} />
    </Suspense>
  );
}

function Downloads({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <div className={css.downloads}>
      {document.files.map((file, index) => {
        const format = file.format.toUpperCase();
        const size = formatSize(file.size);
        return (
          <Button
            key={file.format}
            component="a"
            href={file.url}
            download
            fullWidth
            variant={index === 0 ? 'filled' : 'default'}
            classNames={{ inner: css.downloadInner, label: css.downloadLabel }}
            leftSection={<DownloadIcon size={18} />}
            rightSection={
              <Text span size="sm" c="inherit" opacity={0.8} fw={400}>
                {size}
              </Text>
            }
            aria-label={t('document.downloadAs', { format, size })}
          >
            {format}
          </Button>
        );
      })}
    </div>
  );
}

function Details({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <dl className={css.details}>
      {document.number && (
        <Fact name={t('document.number')}>
          <strong>{document.number}</strong>
        </Fact>
      )}
      <Fact name={t('document.template')}>
        <Link to={`/templates/${document.template_id}`}>{document.template_name}</Link>
        {`, ${t('document.version', { version: document.template_version })}`}
      </Fact>
      <Fact name={t('document.created')}>{formatFull(document.created_at)}</Fact>
      {document.issued_at && (
        <Fact name={t('document.issuedOn')}>
          {t('document.issuedOnBy', { when: formatFull(document.issued_at), name: document.issued_by_name })}
        </Fact>
      )}
      {document.voided_at && <Fact name={t('document.voidSince')}>{formatFull(document.voided_at)}</Fact>}
      {document.cost_tokens > 0 && <Fact name={t('document.tokens')}>{formatNumber(document.cost_tokens)}</Fact>}
      {document.number && document.files.length > 0 && (
        <Fact name={t('document.hashes')}>
          <Hashes document={document} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What proves that a file is the one that was issued. */
function Hashes({ document }: { document: Document }) {
  const { t } = useTranslation();
  return (
    <details className={css.hashes}>
      <summary>{t('document.hashesShow')}</summary>
      {document.files.map((file) => (
        <p key={file.format}>
          {file.format.toUpperCase()} <code>{file.sha256}</code>
        </p>
      ))}
    </details>
  );
}

function Actions({ document }: { document: Document }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { title, payload, formats } = document;
  return (
    <div className={css.actions}>
      <Button
        component={Link}
        to={`/templates/${document.template_id}`}
        // The title of an issued document has its number in it.
        state={{ earlier: { title: document.number ? '' : title, payload, formats } }}
        variant="subtle"
        color="gray"
        justify="flex-start"
        leftSection={<CopyIcon size={18} />}
      >
        {t(document.number ? 'document.copyAsNew' : 'document.again')}
      </Button>
      {me && mayManage(me.user) && (
        <Button
          component={Link}
          to="/schedules/new"
          state={{ document: { template_id: document.template_id, title: document.template_name, payload, formats } }}
          variant="subtle"
          color="gray"
          justify="flex-start"
          leftSection={<RepeatIcon size={18} />}
        >
          {t('schedules.repeat')}
        </Button>
      )}
      {!document.number && <Delete document={document} />}
      {document.number && !document.voided_at && <Void document={document} />}
    </div>
  );
}

function Void({ document }: { document: Document }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        justify="flex-start"
        leftSection={<CloseIcon size={18} />}
        onClick={() => setAsking(true)}
      >
        {t('document.void')}
      </Button>
      <VoidDialog document={document} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function Delete({ document }: { document: Document }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const remove = useDeleteDocument(document.id);
  const [asking, setAsking] = useState(false);
  const { title } = document;
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        justify="flex-start"
        leftSection={<TrashIcon size={18} />}
        onClick={() => setAsking(true)}
      >
        {t('document.delete')}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={t('document.deleteTitle')}
        text={t('document.deleteText', { title })}
        confirm={t('app.delete')}
        danger
        pending={remove.isPending}
        onCancel={() => setAsking(false)}
        onConfirm={() =>
          remove.mutate(undefined, {
            onSuccess: () => {
              notify(t('document.deleted'));
              void navigate('/documents', { replace: true });
            },
            onError: (error) => notifyError(t, error),
          })
        }
      />
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('app.loading')}>
      <Skeleton height={32} width="60%" mb="sm" />
      <Skeleton height={20} width="30%" mb="xl" />
      <div className={css.columns}>
        <Skeleton radius="lg" style={{ aspectRatio: '210 / 297' }} />
        <Skeleton height={180} radius="lg" />
      </div>
    </div>
  );
}
