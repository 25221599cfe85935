import type { Phrase } from './catalogue';

/** Jobs in the background: what cannot be done with them, and why they failed. */
export const jobs: readonly Phrase[] = [
  ['is not an id or the beginning of one', 'Это не id и не его начало'],
  ['The same job is in the queue already.', 'Такое же задание уже в очереди.'],
  ['Only a job that has failed for good or was cancelled can be tried again.', 'Повторить можно только задание, которое не выполнено или отменено.'],
  ['It waits for a job that has not been done. Try that one again first.', 'Оно ждёт другого задания, которое не выполнено. Сначала повторите то.'],
  ['One of these jobs has just come into the queue anew. Try again.', 'Одно из этих заданий только что снова попало в очередь. Повторите.'],
  ['It has ended already.', 'Оно уже завершено.'],
  ['The job changes at this very moment. Try again.', 'Задание меняется прямо сейчас. Повторите.'],

  ['it took longer than {} s', 'не уложилось в {} с'],
  ['an administrator cancelled it', 'отменил администратор'],
  ['it threw what is no exception', 'внутренняя ошибка программы'],
  ['the worker died at every attempt', 'исполнитель аварийно завершался при каждой попытке'],
  ['this program knows no such kind of job', 'эта версия программы не знает такого вида заданий'],
];
