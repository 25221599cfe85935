import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';

/** The words of the app that the tests look for, in both of its languages. */
export const words = {
  en: {
    demo: 'Fill in the demo login',
    logIn: 'Log in',
    templates: 'Templates',
    template: /^Commercial proposal/,
    sample: 'Fill with sample data',
    title: 'Document title',
    create: 'Create document',
    ready: 'Ready',
    page: /^Page 1 of \d+$/,
  },
  ru: {
    demo: 'Подставить демо-доступ',
    logIn: 'Войти',
    templates: 'Шаблоны',
    template: /^Коммерческое предложение/,
    sample: 'Заполнить примером',
    title: 'Название документа',
    create: 'Создать документ',
    ready: 'Готов',
    page: /^Страница 1 из \d+$/,
  },
} as const;

export type Language = keyof typeof words;

/** Logs in as a visitor of the demo would: with the login that the page itself offers. */
export async function logIn(page: Page, language: Language): Promise<void> {
  const say = words[language];
  await page.goto('/');
  await page.getByRole('button', { name: say.demo }).click();
  await page.getByRole('button', { name: say.logIn, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: say.templates })).toBeVisible();
}

export async function openProposal(page: Page, language: Language): Promise<void> {
  const say = words[language];
  await page.getByRole('main').getByRole('link', { name: say.template }).first().click();
  await expect(page.getByRole('button', { name: say.create })).toBeVisible();
}

/** Waits until the document on screen is ready; the page is never loaded anew on the way. */
export async function waitUntilReady(page: Page, language: Language): Promise<void> {
  await page.waitForURL(/\/documents\/[^/]+$/);
  await expect(page.getByRole('main').getByText(words[language].ready, { exact: true })).toBeVisible({ timeout: 12_000 });
}

/** The first page is on screen and is not blank paper. */
export async function expectPreview(page: Page, language: Language): Promise<void> {
  const canvas = page.getByRole('img', { name: words[language].page });
  await expect(canvas).toHaveAttribute('data-drawn', 'true', { timeout: 30_000 });
  const inked = await canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const pixels = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let dark = 0;
    for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) dark += 1;
    return dark;
  });
  expect(inked).toBeGreaterThan(100);
}

/** Downloads by the button and returns the file's bytes. */
export async function download(page: Page, format: 'PDF' | 'DOCX' | 'XLSX'): Promise<Buffer> {
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: new RegExp(`${format},`) }).click();
  return readFile(await (await arriving).path());
}

/** A reload would lose this mark. */
export async function markPage(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(window, { kontorMark: true }));
}

export async function expectNoReload(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'kontorMark' in window)).toBe(true);
}
