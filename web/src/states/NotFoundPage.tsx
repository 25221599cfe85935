import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SearchIcon } from '../icons';
import { Empty } from './Empty';
import { usePageTitle } from './usePageTitle';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('notFound.title'));
  return (
    <>
      <Empty
        Icon={SearchIcon}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Button component={Link} to="/templates">
            {t('notFound.home')}
          </Button>
        }
      />
    </>
  );
}
