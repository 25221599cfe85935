import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { useMe } from '../api/account';
import { reloadBulk } from '../api/bulk';
import { applyDocumentEvent, reloadDocuments } from '../api/documents';
import { listen } from '../api/events';
import { applyJobEvent, reloadJobs } from '../api/jobs';
import { DocumentsIcon, SettingsIcon, TemplatesIcon } from '../icons';
import { AccountButton } from './AccountButton';
import { Brand } from './Brand';
import css from './Shell.module.css';

/** The menu's machinery is large and nobody needs it in the first second. */
const AccountMenu = lazy(() => import('./AccountMenu'));

const places = [
  { to: '/templates', label: 'nav.templates', Icon: TemplatesIcon },
  { to: '/documents', label: 'nav.documents', Icon: DocumentsIcon },
  { to: '/settings', label: 'nav.settings', Icon: SettingsIcon },
] as const;

export function Shell() {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const [menuWanted, setMenuWanted] = useState(false);
  const main = useRef<HTMLElement>(null);
  useLiveLists();
  useNewPage(main);

  return (
    <div className={css.shell}>
      <a href="#main" className={css.skip}>
        {t('app.skip')}
      </a>
      <header className={css.side}>
        <Link to="/templates" className={css.brand}>
          <Brand />
          Kontor
        </Link>
        <nav className={css.nav} aria-label={t('app.navigation')}>
          {places.map(({ to, label, Icon }) => (
            <NavLink key={to} to={to} className={css.link}>
              <Icon size={21} />
              {t(label)}
            </NavLink>
          ))}
        </nav>
        <div className={css.account}>
          {me && (
            <Suspense fallback={<AccountButton me={me} onClick={() => setMenuWanted(true)} />}>
              <AccountMenu defaultOpened={menuWanted} />
            </Suspense>
          )}
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        <div className={css.inner}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}

function useLiveLists() {
  const client = useQueryClient();
  useEffect(
    () =>
      listen({
        onDocument: (event) => applyDocumentEvent(client, event),
        onJob: (event) => applyJobEvent(client, event),
        onBulk: (id) => reloadBulk(client, id),
        onReconnect: () => {
          reloadDocuments(client);
          reloadJobs(client);
          reloadBulk(client);
        },
      }),
    [client],
  );
}

/** A new page starts at its top, and a screen reader's focus goes there too. */
function useNewPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [main, pathname]);
}
