import { useTranslation } from 'react-i18next';
import type { BulkProblem } from '../api/types';
import { fieldMessage } from '../states/fieldMessage';
import css from './Bulk.module.css';

export function Problems({ problems }: { problems: readonly BulkProblem[] }) {
  const { t } = useTranslation();
  return (
    <ul className={css.problems}>
      {problems.map((problem, index) => (
        <li key={`${problem.row}-${problem.field}-${index}`}>
          <div className={css.place}>
            {problem.column
              ? t('bulk.rowColumn', { row: problem.row, column: problem.column })
              : t('bulk.row', { row: problem.row })}
          </div>
          {(problem.title || problem.field) && <strong>{problem.title || problem.field}: </strong>}
          {fieldMessage(t, problem.message)}
        </li>
      ))}
    </ul>
  );
}
