import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { kinds, type Kind } from '../api/types';
import { languages } from '../i18n';
import css from './EditorForm.module.css';

interface TemplateFacts {
  name: string;
  kind: Kind;
  locale: 'ru' | 'en';
}

interface Props {
  draft: TemplateFacts;
  errorOf: (name: keyof TemplateFacts) => string | undefined;
  onChange: (change: Partial<TemplateFacts>) => void;
}

/** What every template says of itself, text or file. */
export function Facts({ draft, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={css.facts}>
      <TextInput
        label={t('editor.name')}
        required
        maxLength={200}
        value={draft.name}
        error={errorOf('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('editor.kind')}
        value={draft.kind}
        error={errorOf('kind')}
        data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        onChange={(event) => onChange({ kind: event.currentTarget.value as Kind })}
      />
      <NativeSelect
        label={t('editor.language')}
        value={draft.locale}
        error={errorOf('locale')}
        data={languages.map((each) => ({ value: each, label: t(`look.${each}`) }))}
        onChange={(event) => onChange({ locale: event.currentTarget.value as 'ru' | 'en' })}
      />
    </div>
  );
}
