import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { changeLanguage, startI18n } from '../i18n';

startI18n('en');

// A test waits until something is there, and gives up only when it surely will not come: the second that is usual is too
// short for a page with four hundred time zones on a machine that is busy with other things.
configure({ asyncUtilTimeout: 30_000 });

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  changeLanguage('en');
});

afterEach(cleanup);

// Mantine asks for these; the test browser has no layout.
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
