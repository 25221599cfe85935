import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { AlertIcon } from '../icons';
import { errorText } from '../states/errorText';
import { noteText } from '../states/noteText';
import { parsePlace, placeText } from '../states/placeText';
import { UnreadableFile } from './useWordDraft';

/** Why a file was not taken, or a template not saved: in what place, and what to do. */
export function FileProblemAlert({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const fields = error instanceof ApiError ? error.fields : [];
  const title = error instanceof UnreadableFile ? t('word.notTaken') : t('word.notSaved');
  return (
    <Alert role="alert" color="red" variant="light" icon={<AlertIcon />} title={title}>
      {error instanceof UnreadableFile && t(`word.problem.${error.problem}`)}
      {!(error instanceof UnreadableFile) && fields.length === 0 && errorText(t, error)}
      {fields.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
          {fields.map(({ location, message }) => {
            // "body (paragraph 12)": the place in the file; "body.schema.properties.…": the field.
            const inFile = /^body(?:\.\w+)? \((.+)\)$/.exec(location)?.[1];
            const { place, near } = parsePlace(inFile ?? '');
            const field = /^body\.schema\.(.+)$/.exec(location)?.[1]?.replace(/properties\./g, '');
            return (
              <li key={`${location} ${message}`}>
                {place && <strong>{placeText(t, place)}. </strong>}
                {field && <code>{field} </code>}
                {noteText(t, message)}
                {near && <> (“{near}”)</>}
              </li>
            );
          })}
        </ul>
      )}
    </Alert>
  );
}
