import { expect, test } from '@playwright/test';
import { logIn, words } from './workspace';

test('a wrong password is told in plain words', async ({ page }) => {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: words.en.logIn, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The e-mail or the password is not right');
  await expect(page).toHaveURL(/\/login/);
});

test('who is not logged in is asked to, and then led on', async ({ page }) => {
  await page.goto('/documents');
  await expect(page).toHaveURL(/\/login\?next=%2Fdocuments/);
  await page.getByRole('button', { name: words.en.demo }).click();
  await page.getByRole('button', { name: words.en.logIn, exact: true }).click();
  await expect(page).toHaveURL(/\/documents$/);
});

test('the session survives a reload and ends by logging out', async ({ page }) => {
  await logIn(page, 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: words.en.templates })).toBeVisible();
  await page.getByRole('button', { name: /^Account menu/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/templates');
  await expect(page).toHaveURL(/\/login/);
});

test('an expired access token is renewed without a word', async ({ page, context }) => {
  await logIn(page, 'en');
  await context.clearCookies({ name: 'kontor_access' });
  const list = page.waitForResponse((response) => response.url().includes('/api/v1/documents') && response.ok());
  await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
  await list; // the renewed session has answered
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
});
