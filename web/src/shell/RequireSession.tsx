import { Center, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useMe } from '../api/account';
import { Failure } from '../states/Failure';

export function RequireSession() {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const { data: me, error, refetch, isPending } = useMe();

  if (me) return <Outlet />;
  if (isPending) {
    return (
      <Center mih="100dvh">
        <Loader aria-label={t('app.loading')} />
      </Center>
    );
  }
  if (error) {
    return (
      <Center mih="100dvh" p="md">
        <Failure error={error} onRetry={() => void refetch()} />
      </Center>
    );
  }
  const next = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  return <Navigate to={`/login${next}`} replace />;
}
