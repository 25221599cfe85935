import { Button, Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSeries } from '../api/series';
import { kindOf } from '../api/types';
import { Failure } from '../states/Failure';
import css from './SettingsPage.module.css';

/** What the next document of each kind will be called, and the way to change it. */
export function NextNumbers() {
  const { t } = useTranslation();
  const series = useSeries();
  if (series.error && !series.data) return <Failure error={series.error} onRetry={() => void series.refetch()} />;
  return (
    <div>
      <Text size="sm" c="dimmed" mb="md">
        {t('settings.numberingText')}
      </Text>
      {series.isPending ? (
        <Skeleton height={96} />
      ) : (
        <dl className={css.numbers}>
          {series.data.items
            .filter((each) => each.is_default)
            .map((each) => (
              <div key={each.id}>
                <dt>{t(`kinds.${kindOf(each.kind)}`)}</dt>
                <dd>{each.next_number}</dd>
              </div>
            ))}
        </dl>
      )}
      <Button component={Link} to="/settings/numbering" variant="default" mt="md">
        {t('settings.numberingChange')}
      </Button>
    </div>
  );
}
