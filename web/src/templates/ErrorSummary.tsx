import { Alert, Anchor } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldError } from '../api/problem';
import type { Errors } from '../forms/check';
import type { GroupField } from '../forms/fields';
import { fieldId, placeOf } from '../forms/paths';
import { AlertIcon } from '../icons';
import { errorText } from '../states/errorText';

interface Props {
  ref: Ref<HTMLDivElement>;
  form: GroupField;
  errors: Errors;
  /** Errors outside of the template's fields. */
  rest: FieldError[];
  /** Why the server refused, when it did. */
  error: unknown;
}

const outside: Record<string, { id: string; label: 'compose.documentTitle' | 'compose.formats' }> = {
  'body.title': { id: 'document-title', label: 'compose.documentTitle' },
  'body.formats': { id: 'document-formats', label: 'compose.formats' },
};

/** All that is wrong, in one place, each with a way to its field. Gets the focus, so that it is also heard. */
export function ErrorSummary({ ref, form, errors, rest, error }: Props) {
  const { t } = useTranslation();
  const lines = [
    ...Object.entries(errors).map(([key, message]) => fieldLine(form, key, message)),
    ...rest.map(({ location, message }) => {
      const known = outside[location];
      return { key: location, id: known?.id ?? null, label: known ? t(known.label) : location, message };
    }),
  ];
  if (lines.length === 0 && !error) return null;
  return (
    <Alert
      ref={ref}
      tabIndex={-1}
      role="alert"
      color="red"
      variant="light"
      icon={<AlertIcon />}
      title={lines.length > 0 ? t('compose.fix', { count: lines.length }) : t('compose.rejected')}
    >
      {lines.length === 0 && errorText(t, error)}
      {lines.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
          {lines.map(({ key, id, label, message }) => (
            <li key={key}>
              {id ? (
                <Anchor
                  href={`#${id}`}
                  c="inherit"
                  fz="inherit"
                  underline="always"
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(id);
                  }}
                >
                  {label}
                </Anchor>
              ) : (
                label
              )}
              {label ? ': ' : ''}
              {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

function fieldLine(form: GroupField, key: string, message: string) {
  const place = placeOf(form, key);
  const label = place.titles.join(' › ') + (place.whole ? '' : `${place.titles.length ? ' › ' : ''}${key}`);
  return { key, id: place.path.length > 0 ? fieldId(place.path) : null, label, message };
}

function goTo(id: string): void {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
