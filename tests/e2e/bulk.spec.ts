import { expect, test, type Page } from '@playwright/test';
import { logIn, openProposal, type Language } from './workspace';

const say = {
  en: {
    link: 'Many at once',
    title: 'Many documents at once',
    good: '3 documents will be made',
    bad: '1 row has mistakes and will be left out',
    start: 'Make 3 documents',
    done: 'Done',
    ready: '3 of 4 are ready, 1 left out',
    zip: /^Download the archive/,
    notNumber: 'Row 3, column',
  },
  ru: {
    link: 'Сразу много',
    title: 'Много документов сразу',
    good: 'Будет создано 3 документа',
    bad: '1 строка с ошибками будет пропущена',
    start: 'Создать 3 документа',
    done: 'Готово',
    ready: 'Готово 3 из 4, пропущено 1',
    zip: /^Скачать архив/,
    notNumber: 'Строка 3, столбец',
  },
} as const;

/** The sample of a template as a table of four rows, of which the second has a price that is none. */
function tableOf(sample: unknown): Buffer {
  const flat: [string, string][] = [];
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value)) value.forEach((each, index) => walk(each, `${path}[${index}]`));
    else if (value && typeof value === 'object')
      for (const [name, member] of Object.entries(value)) walk(member, path ? `${path}.${name}` : name);
    else flat.push([path, String(value)]);
  };
  walk(sample, '');
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const priced = flat.findIndex(([path]) => path.endsWith('.price'));
  const row = (bad: boolean) => flat.map(([, text], index) => cell(bad && index === priced ? 'many' : text)).join(';');
  const head = [...flat.map(([path]) => cell(path)), 'Note'].join(';');
  return Buffer.from([head, row(false), row(true), row(false), row(false)].join('\r\n'));
}

for (const language of ['en', 'ru'] as const) {
  test.describe(language, () => {
    test.use({ locale: language === 'ru' ? 'ru-RU' : 'en-GB' });
    test('a table becomes documents, and its mistakes are told', async ({ page }) => {
      await fromTableToArchive(page, language);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });
  test('nothing is wider than the screen', async ({ page }) => {
    await fromTableToArchive(page, 'en');
  });
});

async function fromTableToArchive(page: Page, language: Language) {
  const words = say[language];
  await logIn(page, language);
  const read = page.waitForResponse((answer) => /\/api\/v1\/templates\/[0-9a-f-]{36}$/.test(answer.url()));
  await openProposal(page, language);
  const table = tableOf(((await (await read).json()) as { sample: unknown }).sample);
  await page.getByRole('link', { name: words.link }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: words.title })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: table });

  await expect(page.getByText(words.good)).toBeVisible();
  await expect(page.getByText(words.bad)).toBeVisible();
  await expect(page.getByText(words.notNumber).first()).toBeVisible();
  await fits(page);
  await shot(page, `${language}-checked`);
  await page.getByRole('button', { name: words.start }).click();

  await page.waitForURL(/\/documents\/bulk\/[^/]+$/);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(words.done, { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(words.ready)).toBeVisible();
  await fits(page);
  await shot(page, `${language}-done`);
  const wanted = page.waitForEvent('download');
  await page.getByRole('link', { name: words.zip }).click();
  expect((await wanted).suggestedFilename()).toMatch(/\.zip$/);
}

async function fits(page: Page) {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond).toBeLessThanOrEqual(0);
}

/** For who wants to look: KONTOR_SHOTS names a folder. */
async function shot(page: Page, name: string) {
  const folder = process.env.KONTOR_SHOTS;
  const width = page.viewportSize()?.width;
  if (folder) await page.screenshot({ path: `${folder}/bulk-${name}-${width}.png`, fullPage: true });
}
