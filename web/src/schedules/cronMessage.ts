import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n';
import { fieldMessage } from '../states/fieldMessage';
import { inRussian } from '../states/russian/catalogue';

/** What is wrong with a cron expression, one fault for each of its fields: "hour: “25” is not in 0–23; …". */
export function cronMessage(t: TFunction, message: string): string {
  if (currentLanguage() === 'en') return fieldMessage(t, message);
  return message
    .split('; ')
    .map((fault) => {
      const [, field, what] = /^(minute|hour|day of month|month|day of week): (.*)$/s.exec(fault) ?? [];
      return field && what ? `${fieldMessage(t, field)}: ${inRussian(what) ?? what}` : fieldMessage(t, fault);
    })
    .join('; ');
}
