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

test('a page that is reloaded while its session is renewed stays logged in', async ({ page, context }) => {
  await logIn(page, 'en');
  await context.clearCookies({ name: 'kontor_access' });
  let answered = () => {};
  const renewed = new Promise<void>((resolve) => (answered = resolve));
  await page.route('**/api/v1/auth/refresh', async (route) => {
    await route.fetch({ maxRedirects: 0 }); // the server renews the session, and the page never hears of it
    await context.addCookies(before);
    answered();
    await route.abort();
  }, { times: 1 });
  const before = await context.cookies();
  await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
  await renewed;
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
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
