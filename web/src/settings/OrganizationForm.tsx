import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpdateOrganization } from '../api/account';
import { ApiError, errorsUnder } from '../api/problem';
import type { Organization } from '../api/types';
import { languages } from '../i18n';
import { notify, notifyError } from '../shell/notify';
import { fieldMessages } from '../states/fieldMessage';
import css from './SettingsPage.module.css';

interface Props {
  organization: Organization;
  mayManage: boolean;
}

export function OrganizationForm({ organization, mayManage }: Props) {
  const { t } = useTranslation();
  const update = useUpdateOrganization();
  const [name, setName] = useState(organization.name);
  const [currency, setCurrency] = useState<string>(organization.currency);
  const [locale, setLocale] = useState<string>(organization.locale);
  const [zone, setZone] = useState<string>(organization.time_zone);
  const errors = fieldMessages(t, errorsUnder('body', update.error instanceof ApiError ? update.error.fields : []).inside);
  const changed =
    name !== organization.name ||
    currency !== organization.currency ||
    locale !== organization.locale ||
    zone !== organization.time_zone;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate(
      {
        ...(name !== organization.name && { name: name.trim() }),
        ...(currency !== organization.currency && { currency: currency.trim().toUpperCase() }),
        ...(locale !== organization.locale && { locale: locale as 'ru' | 'en' }),
        ...(zone !== organization.time_zone && { time_zone: zone }),
      },
      {
        onSuccess: (saved) => {
          setName(saved.name);
          setCurrency(saved.currency);
          setLocale(saved.locale);
          setZone(saved.time_zone);
          notify(t('app.saved'));
        },
        onError: (error) => {
          if (!(error instanceof ApiError) || error.fields.length === 0) notifyError(t, error);
        },
      },
    );
  };

  return (
    <form onSubmit={submit}>
      <fieldset disabled={!mayManage} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <TextInput
          mb="md"
          label={t('settings.organizationName')}
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={css.fields}>
          <TextInput
            label={t('settings.currency')}
            description={t('settings.currencyHint')}
            required
            withAsterisk={false}
            maxLength={3}
            autoCapitalize="characters"
            value={currency}
            error={errors.currency}
            onChange={(event) => setCurrency(event.currentTarget.value)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          <NativeSelect
            label={t('settings.locale')}
            value={locale}
            error={errors.locale}
            data={languages.map((each) => ({ value: each, label: t(`look.${each}`) }))}
            onChange={(event) => setLocale(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('settings.timeZone')}
            description={t('settings.timeZoneHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={zone}
            error={errors.time_zone}
            data={zones(organization.time_zone)}
            onChange={(event) => setZone(event.currentTarget.value)}
          />
        </div>
        {mayManage ? (
          <Button type="submit" mt="md" disabled={!changed} loading={update.isPending}>
            {t('app.save')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed" mt="md">
            {t('settings.organizationReadOnly')}
          </Text>
        )}
      </fieldset>
    </form>
  );
}

/** Those that the browser knows; the server has the last word. */
function zones(own: string): string[] {
  return [...new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}
