import type { Phrase } from './catalogue';

/** Schedules: cron expressions, time zones, and why a schedule stopped. */
export const schedules: readonly Phrase[] = [
  ['minute', 'минута'],
  ['hour', 'час'],
  ['day of month', 'число'],
  ['month', 'месяц'],
  ['day of week', 'день недели'],
  ['it never comes: none of its months has such a day', 'Такого дня в этих месяцах не бывает'],
  ['a value is missing beside a comma', 'рядом с запятой нет значения'],
  ['"{}": a step is a number in 1–{}', '«{}»: шаг — число от 1 до {}'],
  ['"{}": after # comes a number in 1–5, or write {}L for the last', '«{}»: после # стоит число от 1 до 5, а последний в месяце — {}L'],
  ['"{}" goes backwards: write {}-{},{}-{}', '«{}» идёт назад: напишите {}-{},{}-{}'],
  ['"{}" is not in {}', '«{}» не подходит, можно {}'],
  ['"{}" is not one of @hourly, @daily, @weekly, @monthly and @yearly', '«{}» не бывает: есть @hourly, @daily, @weekly, @monthly и @yearly'],
  ['may have at most {} letters, has {}', 'Может быть не больше {} знаков, а здесь {}'],
  [
    'has letters that no cron expression has: only Latin letters, digits and * , - / # ? @ stand in one',
    'В выражении cron бывают только латинские буквы, цифры и * , - / # ? @',
  ],
  [
    'has {} field{} and needs five: minute, hour, day of month, month, day of week',
    'Полей здесь {1}, а нужно пять: минута, час, число, месяц, день недели',
  ],
  ['{} s is not between {} s and {} s (a year)', '{} с — не от {} до {} с (года)'],
  ['is at least {} s', 'Не меньше {} с'],
  ['never comes again', 'Больше никогда не наступит'],
  ['a schedule goes by an interval or by cron, not by both', 'Нужен или интервал, или cron, но не оба сразу'],
  ['is needed, or an interval', 'Нужно выражение cron или интервал'],
  [
    '{} is not a time zone: name a region and a city such as Europe/Berlin, or UTC{}',
    'Часового пояса {} нет: напишите регион и город, например Europe/Berlin, или UTC{}',
  ],
  [' (did you mean {}?)', '. Может быть, {}?'],

  ['"{}" is not a kind that can be scheduled', '«{}» по расписанию не делается'],
  ['This program cannot do this kind of schedule any more.', 'Такие расписания программа больше не выполняет.'],
  ['When it comes can no longer be read: {}. Choose it anew.', 'Время больше не читается: {}. Выберите его заново.'],
  ['It has come to its end: no time is left.', 'Расписание закончилось: дат больше не будет.'],
  ['Its template was deleted.', 'Шаблон удалён.'],
  [
    'Its owner has left the organisation. Switch it on again to take it over.',
    'Того, кто включил расписание, больше нет в организации. Включите его снова, и оно станет вашим.',
  ],
  [
    'The template cannot be filled in like this any more: {} — {}',
    'Шаблон изменился, и заполнить его по-прежнему нельзя: {} — {}. Откройте расписание и исправьте.',
  ],
];
