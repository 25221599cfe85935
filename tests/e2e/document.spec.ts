import { expect, test } from '@playwright/test';
import { download, expectNoReload, expectPreview, logIn, markPage, openProposal, waitUntilReady, words } from './workspace';

test('from the login to the files of a proposal', async ({ page }) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text());
  });
  const title = `Proposal ${Date.now()}`;

  await logIn(page, 'en');
  await openProposal(page, 'en');
  await page.getByRole('button', { name: words.en.sample }).click();
  await page.getByLabel(words.en.title).fill(title);
  await markPage(page);
  await page.getByRole('button', { name: words.en.create }).click();

  await waitUntilReady(page, 'en');
  await expectNoReload(page);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expectPreview(page, 'en');

  const pdf = await download(page, 'PDF');
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(2000);
  const docx = await download(page, 'DOCX');
  expect(docx.subarray(0, 4)).toEqual(Buffer.from([0x50, 0x4b, 3, 4]));
  expect(docx.length).toBeGreaterThan(2000);

  await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
  const row = page.getByRole('listitem').filter({ hasText: title });
  await expect(row.getByText(words.en.ready, { exact: true })).toBeVisible();
  expect(failures).toEqual([]);
});

test('the list of documents follows what happens elsewhere', async ({ page, context }) => {
  const title = `Seen from afar ${Date.now()}`;
  await logIn(page, 'en');
  await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await markPage(page);

  const other = await context.newPage();
  await other.goto('/templates');
  await openProposal(other, 'en');
  await other.getByRole('button', { name: words.en.sample }).click();
  await other.getByLabel(words.en.title).fill(title);
  await other.getByRole('button', { name: words.en.create }).click();
  await waitUntilReady(other, 'en');

  await expect(page.getByRole('listitem').filter({ hasText: title }).getByText(words.en.ready, { exact: true })).toBeVisible();
  await expectNoReload(page);
});

test('a field that the server refuses is named at the field', async ({ page }) => {
  await logIn(page, 'en');
  await openProposal(page, 'en');
  await page.getByRole('button', { name: words.en.sample }).click();
  // The real server's answer, to a request on which this app's own checks were not applied.
  await page.route('**/api/v1/documents', async (route) => {
    const body = route.request().postDataJSON() as { payload: { items: Record<string, unknown>[] } };
    (body.payload.items[1] as Record<string, unknown>).price = '12,5O';
    await route.continue({ postData: JSON.stringify(body) });
  });
  await page.getByRole('button', { name: words.en.create }).click();

  const row = page.getByRole('group', { name: 'Line 2' });
  const price = row.getByRole('textbox', { name: /price/i });
  await expect(price).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toContainText('1 field needs attention');
  await expect(page).toHaveURL(/\/templates\//);
});

test('a missing field is named before anything is sent', async ({ page }) => {
  await logIn(page, 'en');
  await openProposal(page, 'en');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/documents')) sent += 1;
  });
  await page.getByRole('button', { name: words.en.create }).click();
  await expect(page.getByRole('alert')).toContainText(/need(s)? attention/);
  await expect(page.getByText('This field is required').first()).toBeVisible();
  expect(sent).toBe(0);
});
