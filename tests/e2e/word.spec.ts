import { expect, test, type Page } from '@playwright/test';
import { download, logIn, waitUntilReady, words } from './workspace';
import { textOf, wordFile } from './wordFile';

const offer = wordFile([
  'Offer for {{ client.name }}',
  ['Item', 'Price'],
  ['{%tr for item in items %}', ''],
  ['{{ item.name }}', '{{ item.price | money }}'],
  ['{%tr endfor %}', ''],
  '{%p if urgent %}',
  'Within two days.',
  '{%p endif %}',
]);
const broken = wordFile(['Offer', 'Dear {{ client.name | nosuchfilter }}, good day']);

test('from the company’s own Word file to a filled one', async ({ page }) => {
  const name = `Our offer ${Date.now()}`;
  await logIn(page, 'en');
  await page.getByRole('link', { name: 'Upload a Word or Excel file' }).click();

  await choose(page, 'Offer.docx', broken);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('1 mistake in the file');
  await expect(alert).toContainText('Paragraph 2');
  await expect(alert).toContainText('Dear {{ client.name');

  await choose(page, 'Offer.docx', offer);
  await expect(page.getByRole('heading', { name: '4 fields found' })).toBeVisible();
  await page.getByLabel('Name', { exact: false }).first().fill(name);
  await page.getByRole('textbox', { name: 'Title of client.name' }).fill('Who asked');
  await page.getByRole('checkbox', { name: 'client.name is required' }).check();
  await expect(page.getByRole('region', { name: 'The form' }).getByRole('textbox', { name: 'Who asked' })).toBeVisible();
  await page.getByRole('button', { name: 'Save template' }).click();

  await page.getByRole('button', { name: words.en.create }).waitFor();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('textbox', { name: 'Who asked' }).fill('North & Wind <Ltd>');
  const row = page.getByRole('group', { name: 'Line 1' });
  await row.getByRole('textbox', { name: 'Name' }).fill('Oak table');
  await row.getByRole('textbox', { name: 'Price' }).fill('1200.50');
  await page.getByRole('checkbox', { name: 'Urgent' }).check();
  await page.getByRole('button', { name: words.en.create }).click();
  await waitUntilReady(page, 'en');

  const text = textOf(await download(page, 'DOCX'));
  expect(text).toContain('Offer for North & Wind <Ltd>\n');
  expect(text).toContain('Oak table');
  expect(text).toMatch(/1[, ]?200[.,]50/);
  expect(text).toContain('Within two days.');
  expect(text).not.toMatch(/[{}]/);
});

test('a new version of the file keeps the titles and says what changes', async ({ page }) => {
  await logIn(page, 'en');
  await page.goto('/templates/upload');
  await choose(page, 'Letter.docx', wordFile(['{{ client.name }}, {{ town }}']));
  await page.getByRole('textbox', { name: 'Title of client.name' }).fill('Addressee');
  await page.getByRole('button', { name: 'Save template' }).click();
  await page.getByRole('link', { name: 'Edit template' }).click();

  await choose(page, 'Letter 2.docx', wordFile(['{{ client.name }}, {{ day | date }}']));
  await expect(page.getByText('New field: day')).toBeVisible();
  await expect(page.getByText('No longer in the file: town')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Title of client.name' })).toHaveValue('Addressee');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByText('Letter 2.docx')).toBeVisible();
});

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await page.getByRole('button', { name: /Choose a file|Choose another file|Upload a new version/ }).waitFor();
  await page.locator('input[type=file][accept^=".docx"]').setInputFiles({ name, mimeType, buffer });
}
