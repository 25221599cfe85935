import { Anchor, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLogout, useMe } from '../api/account';
import { LogOutIcon } from '../icons';
import { PageHeader } from '../shell/PageHeader';
import { LanguageSwitch, SchemeSwitch } from '../shell/switches';
import { usePageTitle } from '../states/usePageTitle';
import { LogoSetting } from './LogoSetting';
import { NextNumbers } from './NextNumbers';
import { OrganizationForm } from './OrganizationForm';
import { PasswordForm } from './PasswordForm';
import css from './SettingsPage.module.css';

export function SettingsPage() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const logout = useLogout();
  usePageTitle(t('settings.title'));
  if (!me) return null;
  const mayManage = me.user.role !== 'user';

  return (
    <>
      <PageHeader title={t('settings.title')} />
      <Section title={t('settings.look')}>
        <div className={css.fields}>
          <div>
            <Text size="sm" fw={500} mb={6}>
              {t('look.language')}
            </Text>
            <LanguageSwitch />
          </div>
          <div>
            <Text size="sm" fw={500} mb={6}>
              {t('look.scheme')}
            </Text>
            <SchemeSwitch words />
          </div>
        </div>
      </Section>
      <Section title={t('settings.organization')}>
        <OrganizationForm organization={me.organization} mayManage={mayManage} />
        <LogoSetting mayManage={mayManage} />
      </Section>
      <Section title={t('settings.numbering')}>
        <NextNumbers />
      </Section>
      {mayManage && (
        <Section title={t('settings.jobs')}>
          <div>
            <Text size="sm" c="dimmed" mb="md">
              {t('settings.jobsText')}
            </Text>
            <Button component={Link} to="/settings/jobs" variant="default">
              {t('settings.jobsOpen')}
            </Button>
          </div>
        </Section>
      )}
      <Section title={t('settings.account')}>
        <div className={css.who}>
          <div>
            <Text fw={600}>{me.user.name}</Text>
            <Text size="sm" c="dimmed">
              {me.user.email} · {t(`settings.roles.${me.user.role as 'owner' | 'admin' | 'user'}`)}
            </Text>
          </div>
          <Button
            variant="default"
            leftSection={<LogOutIcon size={18} />}
            loading={logout.isPending}
            onClick={() => logout.mutate()}
          >
            {t('auth.logOut')}
          </Button>
        </div>
        <PasswordForm email={me.user.email} />
      </Section>
      <Section title={t('settings.about')}>
        <Anchor href="/docs" size="sm">
          {t('settings.apiDocs')}
        </Anchor>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2 className={css.title}>{title}</h2>
      <div className={css.card}>{children}</div>
    </section>
  );
}
