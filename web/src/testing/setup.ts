import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';
import { changeLanguage, startI18n } from '../i18n';

startI18n('en');

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
