import { expect, test } from '@playwright/test';
import { download, expectNoReload, expectPreview, logIn, markPage, openProposal, waitUntilReady, words } from './workspace';

test.use({
  locale: 'ru-RU',
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
});

test('на телефоне по-русски: от входа до файлов предложения', async ({ page }) => {
  await logIn(page, 'ru');
  await openProposal(page, 'ru');
  await page.getByRole('button', { name: words.ru.sample }).click();
  await page.getByLabel(words.ru.title).fill(`Предложение ${Date.now()}`);
  await markPage(page);
  await expectNoSidewaysScroll();
  await page.getByRole('button', { name: words.ru.create }).click();

  await waitUntilReady(page, 'ru');
  await expectNoReload(page);
  await expectPreview(page, 'ru');
  await expectNoSidewaysScroll();
  expect((await download(page, 'PDF')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect((await download(page, 'DOCX')).subarray(0, 2).toString('latin1')).toBe('PK');

  async function expectNoSidewaysScroll() {
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider).toBeLessThanOrEqual(0);
  }
});

test('на телефоне строки таблицы добавляются и удаляются', async ({ page }) => {
  await logIn(page, 'ru');
  await openProposal(page, 'ru');
  await page.getByRole('button', { name: words.ru.sample }).click();
  const rows = page.getByRole('group', { name: /^Строка \d+$/ });
  const before = await rows.count();
  await page.getByRole('button', { name: 'Добавить строку' }).click();
  await expect(rows).toHaveCount(before + 1);
  await expect(rows.last().getByRole('textbox').first()).toBeFocused();
  await page.getByRole('button', { name: `Удалить строку ${before + 1}`, exact: true }).click();
  await expect(rows).toHaveCount(before);
});
