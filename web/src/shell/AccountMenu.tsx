import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLogout, useMe } from '../api/account';
import { LogOutIcon, SettingsIcon } from '../icons';
import { AccountButton } from './AccountButton';
import { LanguageSwitch, SchemeSwitch } from './switches';

/** `defaultOpened`: somebody clicked before this part of the app had arrived. */
export default function AccountMenu({ defaultOpened }: { defaultOpened: boolean }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const logout = useLogout();
  if (!me) return null;
  const { user } = me;

  return (
    <Menu defaultOpened={defaultOpened} position="top-start" width={260} shadow="md" offset={6} withinPortal>
      <Menu.Target>
        <AccountButton me={me} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <div style={{ padding: '0 0.5rem 0.5rem', display: 'grid', gap: '0.5rem' }}>
          <LanguageSwitch />
          <SchemeSwitch />
        </div>
        <Menu.Divider />
        <Menu.Item component={Link} to="/settings" leftSection={<SettingsIcon size={18} />}>
          {t('nav.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<LogOutIcon size={18} />} onClick={() => logout.mutate()} disabled={logout.isPending}>
          {t('auth.logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

