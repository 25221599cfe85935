import type { TFunction } from 'i18next';
import { errorText } from '../states/errorText';

export interface Notice {
  id: number;
  message: string;
  bad: boolean;
}

/** Milliseconds: long enough for a slow reader, and for a phone that is busy drawing the page. */
const longest = { good: 6000, bad: 10000 };

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says that something worked; it goes away by itself. */
export function notify(message: string): void {
  add(message, false);
}

export function notifyError(t: TFunction, error: unknown): void {
  add(errorText(t, error), true);
}

export function dismiss(id: number): void {
  notices = notices.filter((notice) => notice.id !== id);
  listeners.forEach((listener) => listener());
}

function add(message: string, bad: boolean): void {
  lastId += 1;
  const id = lastId;
  notices = [...notices.slice(-2), { id, message, bad }];
  listeners.forEach((listener) => listener());
  setTimeout(() => dismiss(id), bad ? longest.bad : longest.good);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentNotices(): readonly Notice[] {
  return notices;
}
