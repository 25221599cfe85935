import { expect, test } from '@playwright/test';
import { expectPreview, logIn, openProposal, waitUntilReady, words } from './workspace';

test.use({
  locale: 'ru-RU',
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
});

test('от черновика к номеру, от номера к реестру', async ({ page }) => {
  await logIn(page, 'ru');
  await openProposal(page, 'ru');
  await page.getByRole('button', { name: words.ru.sample }).click();
  await page.getByLabel('Номер предложения').fill('');
  await page.getByRole('button', { name: words.ru.create }).click();
  await waitUntilReady(page, 'ru');

  const hint = await page.getByText(/^Документ станет окончательным, с номером КП-\d{4}-\d{4}\.$/).innerText();
  const number = /КП-\d{4}-\d{4}/.exec(hint)?.[0] ?? '';
  await page.getByRole('button', { name: 'Выставить' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(number)).toBeVisible();
  await dialog.getByRole('button', { name: 'Выставить' }).click();
  await expect(page.getByText(`Присвоен номер ${number}`)).toBeVisible();
  await waitUntilReady(page, 'ru');
  await expectPreview(page, 'ru');
  await expect(page.getByRole('main').getByText(number, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Удалить' })).toHaveCount(0);
  const paper = page.getByRole('img', { name: words.ru.page }).locator('..');
  await expect(paper).toContainText(number.slice('КП'.length)); // letters of the two scripts are runs of their own in a PDF

  await page.getByRole('button', { name: 'Аннулировать' }).click();
  await page.getByRole('dialog').getByLabel('Причина').fill('Ошибка в адресе');
  await page.getByRole('dialog').getByRole('button', { name: 'Аннулировать' }).click();
  await expect(page.getByText('Документ аннулирован')).toBeVisible();

  await page.goto('/settings/numbering');
  const series = page.getByRole('form', { name: 'Коммерческие предложения' });
  await series.getByLabel('Шаблон номера').fill('Предл. {seq:03}/{yy}');
  await expect(series.getByText(/^Следующий Предл\. \d{3}\/\d\d, затем Предл\./)).toBeVisible();
  await series.getByRole('link', { name: 'Реестр' }).click();
  await page.getByText('Аннулированы', { exact: true }).click();
  await expect(page.getByRole('link', { name: new RegExp(`${number}.*Ошибка в адресе`, 's') })).toBeVisible();
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
});
