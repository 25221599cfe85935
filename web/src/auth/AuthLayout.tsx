import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../shell/Brand';
import { LanguageSwitch } from '../shell/switches';
import css from './AuthLayout.module.css';

interface Props {
  title: string;
  text: string;
  children: ReactNode;
  footer?: ReactNode;
}

export function AuthLayout({ title, text, children, footer }: Props) {
  const { t } = useTranslation();
  return (
    <div className={css.page}>
      <header className={css.top}>
        <span className={css.brand}>
          <Brand size={32} />
          Kontor
        </span>
        <div className={css.language}>
          <LanguageSwitch />
        </div>
      </header>
      <main className={css.main}>
        <div className={css.column}>
          <p className={css.pitch}>{t('auth.pitch')}</p>
          <section className={css.card}>
            <Title order={1} size="h2">
              {title}
            </Title>
            <Text c="dimmed" mb="lg">
              {text}
            </Text>
            {children}
          </section>
          {footer && (
            <Text ta="center" c="dimmed" size="sm" component="div">
              {footer}
            </Text>
          )}
        </div>
      </main>
    </div>
  );
}
