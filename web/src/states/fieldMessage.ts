import type { TFunction } from 'i18next';
import { currentLanguage } from '../i18n';
import { inRussian } from './russian/catalogue';

type Say = (t: TFunction, found: RegExpExecArray) => string;

const count = (found: RegExpExecArray) => ({ count: Number(found[1]) });

/** What stands at a field is shorter, and has the plural forms of a language, where it is said often. */
const known: [RegExp, Say][] = [
  [/^is (?:missing|required)$|^must not be empty$/, (t) => t('error.required')],
  [/at most (\d+) characters/, (t, found) => t('form.tooLong', count(found))],
  [/at least (\d+) characters/, (t, found) => t('form.tooShort', count(found))],
  [/^needs at least one entry$/, (t) => t('form.tooFewRows', { count: 1 })],
  [/at least (\d+) entries/, (t, found) => t('form.tooFewRows', count(found))],
  [/at most (\d+) entries/, (t, found) => t('form.tooManyRows', count(found))],
  [/^(".*") is not (?:an amount|a number)/, (t, found) => t('form.notNumber', { value: found[1] })],
  [/is not a whole number/, (t) => t('form.invalidInteger')],
  [/is not a date/, (t) => t('form.invalidDate')],
  [/^(".*") is not yes or no$/, (t, found) => t('bulk.notYesOrNo', { value: found[1] })],
  [/^was not made: an administrator cancelled/, (t) => t('bulk.jobCancelled')],
  [/is not an e-mail address/, (t) => t('form.invalidEmail')],
  [/is less than (\S+)$/, (t, found) => t('form.min', { limit: found[1] })],
  [/is more than (\S+)$/, (t, found) => t('form.max', { limit: found[1] })],
  [/check digits? (?:\(.+\) )?do(?:es)? not fit/, (t) => t('form.checkDigit')],
  [/: (\d+(?: or \d+)*) digits are needed/, (t, found) => t('form.digits', { wanted: (found[1] ?? '').replace(' or ', ' / ') })],
  [/is not your current password/, (t) => t('settings.passwordWrong')],
  [/has an account already/, (t) => t('auth.taken')],
  [/^needs \{seq\}/, (t) => t('numbering.wrong.noSeq', { seq: '{seq}', padded: '{seq:04}' })],
  [/^has \{seq\} twice/, (t) => t('numbering.wrong.twice', { seq: '{seq}' })],
  [/placeholder (\{.*\}): did you mean (\{\w+\})/, (t, found) => t('numbering.wrong.didYouMean', { found: found[1], near: found[2] })],
  [/unknown placeholder (\{[^}]*\})/, (t, found) => t('numbering.wrong.unknown', { found: found[1] })],
  [/^has a [{}] without its/, (t) => t('numbering.wrong.brace')],
  [/the length of \{seq\}/, (t) => t('numbering.wrong.padding', { padded: '{seq:04}' })],
  [/^has \{.*\}: write (\{\w+\})/, (t, found) => t('numbering.wrong.plain', { near: found[1] })],
  [/^gives numbers of up to .*at most (\d+) fit/, (t, found) => t('numbering.wrong.tooLong', { count: Number(found[1]) })],
  [/same numbers again each year/, (t) => t('numbering.wrong.eachYear', { year: '{year}', yy: '{yy}' })],
  [/same numbers again each month/, (t) => t('numbering.wrong.eachMonth', { month: '{month}', year: '{year}' })],
  [/that of another series for this kind/, (t) => t('numbering.wrong.taken')],
  [/^is not a (?:known field|field of this template)/, (t) => t('form.unknownField')],
];

export function fieldMessage(t: TFunction, message: string): string {
  let said = message;
  if (currentLanguage() !== 'en') {
    for (const [pattern, say] of known) {
      const found = pattern.exec(message);
      if (found) return say(t, found);
    }
    said = inRussian(message) ?? message;
  }
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export function fieldMessages(t: TFunction, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([key, message]) => [key, fieldMessage(t, message)]));
}
