import { Alert, Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useStartBulk } from '../api/bulk';
import { newIdempotencyKey } from '../api/client';
import { ApiError } from '../api/problem';
import type { PickedFile } from '../api/templates';
import type { BulkInspection, Format, Template } from '../api/types';
import { AlertIcon, CheckIcon } from '../icons';
import { notifyError } from '../shell/notify';
import { fieldMessage } from '../states/fieldMessage';
import css from './Bulk.module.css';
import { Problems } from './Problems';

/** Of the mistakes; the server tells no more of them. */
const mostShown = 100;

/** What the table would make, and the button that makes it. */
export function BulkStart({ template, file, found }: { template: Template; file: PickedFile; found: BulkInspection }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartBulk();
  const [key] = useState(newIdempotencyKey);
  const possible = template.formats as Format[];
  const [formats, setFormats] = useState<Format[]>(possible.slice(0, 1));
  const [names, setNames] = useState('{row} {title}');
  const wrongName =
    start.error instanceof ApiError ? start.error.fields.find(({ location }) => location === 'query.names') : undefined;

  const begin = () =>
    start.mutate(
      { run: { key: `${key}-${formats.join()}-${names.length}`, template_id: template.id, formats, names }, file },
      {
        onSuccess: (run) => void navigate(`/documents/bulk/${run.id}`),
        onError: (error) => {
          if (!(error instanceof ApiError) || !error.fields.some(({ location }) => location === 'query.names')) notifyError(t, error);
        },
      },
    );

  return (
    <Stack mt="lg" gap="lg">
      <Summary found={found} />
      {found.problems.length > 0 && (
        <section className={css.card} aria-label={t('bulk.problems')}>
          <Title order={2} size="h4" mb="sm">
            {found.problems.length < mostShown ? t('bulk.problems') : t('bulk.firstProblems', { count: mostShown })}
          </Title>
          <Problems problems={found.problems} />
        </section>
      )}
      {found.good > 0 && (
        <section className={css.card}>
          <Stack gap="md" align="flex-start">
            {possible.length > 1 && (
              <Checkbox.Group
                label={t('bulk.formats')}
                value={formats}
                onChange={(value) => setFormats(possible.filter((each) => value.includes(each)))}
                error={formats.length === 0 && t('bulk.chooseFormat')}
              >
                <Group mt="xs">
                  {possible.map((format) => (
                    <Checkbox key={format} value={format} label={format.toUpperCase()} />
                  ))}
                </Group>
              </Checkbox.Group>
            )}
            <TextInput
              label={t('bulk.names')}
              description={t('bulk.namesHint', { interpolation: { skipOnVariables: true } })}
              value={names}
              onChange={(event) => setNames(event.currentTarget.value)}
              error={wrongName && fieldMessage(t, wrongName.message)}
              w="100%"
              maw="32rem"
            />
            <Button size="md" loading={start.isPending} disabled={formats.length === 0} onClick={begin}>
              {t('bulk.start', { count: found.good })}
            </Button>
          </Stack>
        </section>
      )}
      <Mapping found={found} />
    </Stack>
  );
}

function Summary({ found }: { found: BulkInspection }) {
  const { t } = useTranslation();
  const bad = found.bad > 0;
  const unused = found.columns.filter(({ field }) => !field).map(({ title, column }) => title || column);
  return (
    <Alert
      role="status"
      radius="lg"
      variant="light"
      color={found.good === 0 ? 'red' : bad ? 'yellow' : 'green'}
      icon={bad ? <AlertIcon /> : <CheckIcon />}
      title={found.good > 0 ? t('bulk.good', { count: found.good }) : undefined}
    >
      {found.good === 0 ? t('bulk.noneGood') : bad ? t('bulk.bad', { count: found.bad }) : t('bulk.allGood')}
      {found.missing_fields.length > 0 && (
        <Text size="sm" mt="xs">
          {t('bulk.missing')}: <strong>{found.missing_fields.map(({ title }) => title).join(', ')}</strong>
        </Text>
      )}
      {unused.length > 0 && (
        <Text size="sm" mt="xs">
          {t('bulk.unusedColumns')}: {unused.join(', ')}
        </Text>
      )}
    </Alert>
  );
}

function Mapping({ found }: { found: BulkInspection }) {
  const { t } = useTranslation();
  return (
    <section className={css.card} aria-label={t('bulk.columns')}>
      <Title order={2} size="h4" mb="sm">
        {t('bulk.columns')}
      </Title>
      <table className={css.columns}>
        <thead>
          <tr>
            <th>{t('bulk.inTable')}</th>
            <th>{t('bulk.field')}</th>
          </tr>
        </thead>
        <tbody>
          {found.columns.map((column) => (
            <tr key={column.column}>
              <td>
                <Text span c="dimmed" size="sm" mr={6}>
                  {column.column}
                </Text>
                {column.title}
              </td>
              <td>
                {column.field ? (
                  <code>{column.field}</code>
                ) : (
                  <Text span c="dimmed" size="sm">
                    {column.remark ? t('bulk.sameField') : t('bulk.unused')}
                  </Text>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
