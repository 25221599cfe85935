import { expect, test, type Page } from '@playwright/test';
import { logIn, openProposal, words } from './workspace';

/** A picture that the browser could not read has no size. */
async function expectDrawn(page: Page, name: RegExp): Promise<void> {
  const image = page.getByRole('img', { name });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(100);
}

test('what is typed into the form appears on the page beside it', async ({ page }) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) failures.push(message.text());
  });
  await logIn(page, 'en');
  await openProposal(page, 'en');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expectDrawn(page, words.en.page);
  await expect(preview).toContainText('[');

  await page.getByRole('button', { name: words.en.sample }).click();
  const client = page.getByRole('group', { name: /^Client/ }).getByRole('textbox', { name: /^Name/ });
  await client.fill('Zephyr & Daughters');
  await expect(preview).toContainText('Zephyr & Daughters');
  await expectDrawn(page, words.en.page);
  await expect(preview).toHaveAttribute('aria-busy', 'false');
  expect(failures).toEqual([]);
});

test('a page opens large, and closes again by the keyboard', async ({ page }) => {
  await logIn(page, 'en');
  await openProposal(page, 'en');
  await page.getByRole('button', { name: words.en.page }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: words.en.page })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('on a phone the preview is behind a button', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await logIn(page, 'en');
  await openProposal(page, 'en');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expectDrawn(page, words.en.page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
