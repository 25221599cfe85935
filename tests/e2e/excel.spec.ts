import { expect, test, type Page } from '@playwright/test';
import { excelFile, sheetOf } from './excelFile';
import { download, logIn, waitUntilReady, words } from './workspace';

const offer = excelFile([
  ['Offer for {{ client.name }}'],
  ['{%tr for item in items %}'],
  ['{{ item.name }}', '{{ item.quantity }}', '{{ item.price }}', '=B3*C3'],
  ['{%tr endfor %}'],
  ['Total', '', '', '=SUM(D3:D3)'],
  ['{{ order_page | qr }}'],
]);

test('from the company’s own Excel file to a filled one', async ({ page }) => {
  const name = `Our estimate ${Date.now()}`;
  await logIn(page, 'en');
  await page.getByRole('link', { name: 'Upload a Word or Excel file' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Template from a Word or Excel file' })).toBeVisible();
  await expect(page.getByText('Drop the Word or Excel file here')).toBeVisible();

  await choose(page, 'Estimate.xlsx', excelFile([['Dear {{ client.name | nosuchfilter }}']]));
  await expect(page.getByRole('alert')).toContainText('Sheet “Offer”, cell A1');

  await choose(page, 'Estimate.xlsx', offer);
  await expect(page.getByText(/makes XLSX$/)).toBeVisible();
  await expect(page.getByRole('heading', { name: '5 fields found' })).toBeVisible();
  await page.getByLabel('Name', { exact: false }).first().fill(name);
  await page.getByRole('button', { name: 'Save template' }).click();

  await page.getByRole('button', { name: words.en.create }).waitFor();
  await expect(page.getByRole('checkbox', { name: 'XLSX' })).toBeChecked();
  for (const other of ['PDF', 'DOCX', 'HTML', 'CSV', 'TXT'])
    await expect(page.getByRole('checkbox', { name: other })).toHaveCount(0);
  const row = page.getByRole('group', { name: 'Line 1' });
  await page.getByRole('textbox', { name: 'Name' }).first().fill('North & Wind <Ltd>');
  await row.getByRole('textbox', { name: 'Name' }).fill('Oak table');
  await row.getByRole('textbox', { name: 'Quantity' }).fill('2');
  await row.getByRole('textbox', { name: 'Price' }).fill('1200.50');
  await page.getByRole('textbox', { name: 'Order page' }).fill('https://example.com/7');
  await page.getByRole('button', { name: words.en.create }).click();
  await waitUntilReady(page, 'en');

  const file = await download(page, 'XLSX');
  const sheet = sheetOf(file);
  expect(sheet).toContain('Offer for North &amp; Wind &lt;Ltd&gt;');
  expect(sheet).toContain('<f>B2*C2</f>');
  expect(sheet).toContain('<f>SUM(D2:D2)</f>');
  expect(sheet).toContain('<drawing ');
  expect(sheet).not.toMatch(/[{}]/);
});

test.describe('on a phone', () => {
  test.use({ locale: 'ru-RU', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('файл Excel помещается на экран от выбора до сохранения', async ({ page }) => {
    await logIn(page, 'ru');
    await page.goto('/templates/upload');
    await expect(page.getByRole('heading', { level: 1, name: 'Шаблон из файла Word или Excel' })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await choose(page, 'Смета.xlsx', offer);
    await expect(page.getByText(/даёт XLSX$/)).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Сохранить шаблон' }).click();
    await page.getByRole('button', { name: words.ru.create }).waitFor();
    await expectNoSidewaysScroll(page);
  });
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByRole('button', { name: /Choose a file|Choose another file|Выбрать файл/ }).waitFor();
  await page.locator('input[type=file][accept^=".docx"]').setInputFiles({ name, mimeType, buffer });
}
