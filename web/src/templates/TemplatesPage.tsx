import { ActionIcon, Badge, Button, Group, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useMe } from '../api/account';
import { useTemplates } from '../api/templates';
import { kindOf, kinds, mayEditTemplates, type TemplateSummary } from '../api/types';
import { currentLanguage } from '../i18n';
import { PencilIcon, PlusIcon, SearchIcon, SparkleIcon, TemplatesIcon, UploadIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { SearchField } from '../shell/SearchField';
import { Empty } from '../states/Empty';
import { Failure } from '../states/Failure';
import { usePageTitle } from '../states/usePageTitle';
import { useDroppedFile } from '../files/useDroppedFile';
import { KindMark } from './kindLook';
import { handOver } from './pickedFile';
import css from './TemplatesPage.module.css';

export function TemplatesPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [typed, setTyped] = useState('');
  const [locale, setLocale] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 250);
  const templates = useTemplates({ q, locale });
  const mayEdit = me ? mayEditTemplates(me.user) : false;
  const navigate = useNavigate();
  const over = useDroppedFile(mayEdit, (file) => {
    handOver(file);
    void navigate('/templates/upload');
  });
  usePageTitle(t('templates.title'));

  const newButton = mayEdit && (
    <>
      <Button component={Link} to="/templates/upload" variant="default" className={css.make} leftSection={<UploadIcon size={18} />}>
        {t('word.upload')}
      </Button>
      <Button component={Link} to="/templates/new" className={css.make} leftSection={<PlusIcon size={18} />}>
        {t('templates.new')}
      </Button>
    </>
  );
  const items = templates.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = q !== '' || locale !== '';

  return (
    <>
      <PageHeader title={t('templates.title')} lead={t('templates.lead')} actions={newButton} />
      <div className={css.filters}>
        <SearchField label={t('templates.search')} value={typed} onChange={setTyped} />
        <SegmentedControl
          aria-label={t('look.language')}
          value={locale}
          onChange={setLocale}
          data={[
            { value: '', label: t('templates.allLanguages') },
            { value: 'ru', label: 'RU' },
            { value: 'en', label: 'EN' },
          ]}
        />
      </div>
      {templates.isPending ? (
        <Loading />
      ) : templates.error ? (
        <Failure error={templates.error} onRetry={() => void templates.refetch()} />
      ) : items.length === 0 && filtered ? (
        <Empty Icon={SearchIcon} role="status" title={t('templates.nothingTitle')} text={t('templates.nothingText')} />
      ) : items.length === 0 ? (
        <Empty
          Icon={TemplatesIcon}
          title={t('templates.emptyTitle')}
          text={mayEdit ? t('templates.emptyText') : t('templates.emptyTextUser')}
          action={newButton && <Group justify="center">{newButton}</Group>}
        />
      ) : (
        <Groups items={items} mayEdit={mayEdit} />
      )}
      {over && <div className={css.over}>{t('word.dropHere')}</div>}
      {templates.hasNextPage && (
        <Button variant="default" mt="lg" loading={templates.isFetchingNextPage} onClick={() => void templates.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </>
  );
}

function Groups({ items, mayEdit }: { items: TemplateSummary[]; mayEdit: boolean }) {
  const { t } = useTranslation();
  const own = currentLanguage();
  return kinds.map((kind) => {
    const group = items
      .filter((template) => kindOf(template.kind) === kind)
      .sort((a, b) => Number(b.locale === own) - Number(a.locale === own));
    if (group.length === 0) return null;
    return (
      <section key={kind} className={css.group} aria-labelledby={`kind-${kind}`}>
        <h2 id={`kind-${kind}`} className={css.groupTitle}>
          {t(`kinds.${kind}`)}
        </h2>
        <ul className={css.cards}>
          {group.map((template) => (
            <TemplateCard key={template.id} template={template} mayEdit={mayEdit} />
          ))}
        </ul>
      </section>
    );
  });
}

function TemplateCard({ template, mayEdit }: { template: TemplateSummary; mayEdit: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={css.card}>
      <KindMark kind={template.kind} />
      <div className={css.words}>
        <Link to={`/templates/${template.id}`} className={css.name} lang={template.locale}>
          {template.name}
        </Link>
        <div className={css.facts}>
          <Badge variant="default" size="sm" radius="sm">
            {template.locale.toUpperCase()}
          </Badge>
          <Text span size="sm" c="dimmed">
            {t(`kind.${kindOf(template.kind)}`)}
          </Text>
          {template.syntax !== 'markdown' && (
            <Badge variant="light" size="sm" radius="sm" tt="none">
              {template.syntax === 'excel' ? 'Excel' : 'Word'}
            </Badge>
          )}
          {template.prompt_hint && (
            <span className={css.writes} title={t('templates.writes')}>
              <SparkleIcon size={14} aria-hidden={undefined} role="img" aria-label={t('templates.writes')} />
            </span>
          )}
        </div>
      </div>
      {mayEdit && (
        <ActionIcon
          component={Link}
          to={`/templates/${template.id}/edit`}
          variant="subtle"
          color="gray"
          size="lg"
          className={css.edit}
          aria-label={`${t('templates.edit')}: ${template.name}`}
        >
          <PencilIcon size={18} />
        </ActionIcon>
      )}
    </li>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={css.cards} role="status" aria-label={t('app.loading')}>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} height={84} radius="lg" />
      ))}
    </div>
  );
}
