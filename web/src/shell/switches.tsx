import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, languages, type Language } from '../i18n';
import { MoonIcon, SunIcon, SystemIcon, type Icon } from '../icons';

export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      fullWidth
      size="sm"
      aria-label={t('look.language')}
      value={currentLanguage()}
      onChange={(value) => changeLanguage(value as Language)}
      data={languages.map((value) => ({ value, label: t(`look.${value}`) }))}
    />
  );
}

const schemes = [
  { value: 'auto', Icon: SystemIcon },
  { value: 'light', Icon: SunIcon },
  { value: 'dark', Icon: MoonIcon },
] as const satisfies readonly { value: string; Icon: Icon }[];

export function SchemeSwitch({ words = false }: { words?: boolean }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="sm"
      aria-label={t('look.scheme')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
      data={schemes.map(({ value, Icon }) => ({
        value,
        label: words ? (
          t(`look.${value}`)
        ) : (
          <>
            <Icon size={17} style={{ display: 'block', margin: '2px auto' }} />
            <VisuallyHidden>{t(`look.${value}`)}</VisuallyHidden>
          </>
        ),
      }))}
    />
  );
}
