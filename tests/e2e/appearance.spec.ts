import { expect, test, type Page } from '@playwright/test';
import { logIn } from './workspace';

test('a dark system gets dark pages from the first paint', async ({ browser }) => {
  const page = await browser.newPage({ colorScheme: 'dark' });
  await page.goto('/login');
  await expect(page.getByRole('button', { name: 'Log in', exact: true })).toBeVisible();
  expect(await brightness(page)).toBeLessThan(60);
  await page.close();
});

test('the choice of dark outlives a reload', async ({ page }) => {
  await logIn(page, 'en');
  expect(await brightness(page)).toBeGreaterThan(200);
  await page.goto('/settings');
  await page.getByRole('main').getByText('Dark', { exact: true }).click();
  await expect.poll(() => brightness(page)).toBeLessThan(60);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  expect(await brightness(page)).toBeLessThan(60);
});

test('the language changes in place and is remembered', async ({ page }) => {
  await logIn(page, 'en');
  await page.goto('/settings');
  await page.getByRole('main').getByText('Русский', { exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Настройки' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Настройки' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});

async function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const colour = getComputedStyle(document.body).backgroundColor;
    const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
    return (red + green + blue) / 3;
  });
}
