import { CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertIcon, CheckIcon } from '../icons';
import { currentNotices, dismiss, subscribe } from './notify';
import css from './Notices.module.css';

/** Short words about what just happened; also spoken by screen readers. */
export function Notices() {
  const { t } = useTranslation();
  const notices = useSyncExternalStore(subscribe, currentNotices);
  return (
    <div className={css.notices} role="status" aria-live="polite">
      {notices.map(({ id, message, bad }) => (
        <div key={id} className={css.notice} data-bad={bad || undefined}>
          {bad ? <AlertIcon size={20} /> : <CheckIcon size={20} />}
          <span>{message}</span>
          <CloseButton size="sm" aria-label={t('app.close')} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
