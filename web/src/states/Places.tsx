import { useTranslation } from 'react-i18next';
import css from './Places.module.css';
import { noteText } from './noteText';
import { parsePlace, placeText } from './placeText';

interface Props {
  /** Where in a template ("paragraph 12 (“…near…”), column 5"; "" for the whole), and what is to be said of it. */
  places: { location: string; message: string }[];
}

/** What is to be looked at, one place after another, in the person's language. */
export function Places({ places }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={css.places}>
      {places.map(({ location, message }) => {
        const { place, near } = parsePlace(location);
        return (
          <li key={`${location} ${message}`}>
            {place && <strong>{placeText(t, place)}. </strong>}
            {noteText(t, message)}
            {near && <blockquote className={css.near}>{near}</blockquote>}
          </li>
        );
      })}
    </ul>
  );
}
