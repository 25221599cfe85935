import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../api/account';
import { mayEditTemplates } from '../api/types';
import { AlertIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { Empty } from '../states/Empty';
import { usePageTitle } from '../states/usePageTitle';
import { WordTemplateForm } from './WordTemplateForm';

/** From the company's own Word or Excel file to a template. */
export function UploadPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  usePageTitle(t('word.title'));

  if (!me || !mayEditTemplates(me.user)) {
    return (
      <Empty
        Icon={AlertIcon}
        title={t('editor.notAllowedTitle')}
        text={t('editor.notAllowedText')}
        action={
          <Button component={Link} to="/templates">
            {t('app.back')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <PageHeader back={{ to: '/templates', label: t('nav.templates') }} title={t('word.title')} lead={t('word.lead')} />
      <WordTemplateForm template={null} />
    </>
  );
}
