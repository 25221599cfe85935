import { expect, test, type Page } from '@playwright/test';
import { logIn, openProposal, waitUntilReady, words } from './workspace';

async function expectNoSidewaysScroll(page: Page) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

test('a document becomes a recurring one, and comes when it is asked for', async ({ page }) => {
  const name = `Cleaning ${Date.now()}`;
  await logIn(page, 'en');
  await openProposal(page, 'en');
  await page.getByRole('button', { name: words.en.sample }).click();
  await page.getByRole('button', { name: words.en.create }).click();
  await waitUntilReady(page, 'en');

  await page.getByRole('link', { name: 'Make it recurring' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill(name);
  await page.getByLabel('How often').selectOption({ label: 'Every week' });
  await page.getByLabel('Day of the week').selectOption({ label: 'Friday' });
  await page.getByLabel('Time', { exact: true }).fill('18:30');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
  const ticks = page.getByRole('region', { name: 'When' }).getByRole('listitem');
  await expect(ticks).toHaveCount(5);
  for (const tick of await ticks.all()) await expect(tick).toHaveText(/^Fri.*18:30$/);
  await page.getByRole('button', { name: 'Start' }).click();

  const item = page.getByRole('listitem', { name });
  await expect(item.getByText('Every Friday at 18:30')).toBeVisible();
  await item.getByRole('button', { name: 'Make one now' }).click();
  await expect(page.getByText('The draft is being made')).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
  await expect(page.getByRole('link', { name: new RegExp(`${name}, \\d+ [A-Z][a-z]{2} 20`) }).first()).toBeVisible();

  await page.goto('/schedules');
  await item.getByRole('switch').click({ force: true });
  await expect(item.getByText('Paused')).toBeVisible();
  await item.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(item).toHaveCount(0);
});

test.describe('на телефоне', () => {
  test.use({ locale: 'ru-RU', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('выражение cron проверяется, пока его пишут', async ({ page }) => {
    await logIn(page, 'ru');
    await page.goto('/documents');
    await page.getByRole('link', { name: 'Регулярные документы' }).click();
    await expectNoSidewaysScroll(page);
    await page.goto('/schedules/new');
    const template = page.getByLabel('Шаблон');
    await expect(template.getByRole('option')).not.toHaveCount(1);
    await template.selectOption({ index: 1 });
    await page.getByLabel('Как часто').selectOption({ label: 'По выражению cron' });
    await page.getByLabel('Выражение cron').fill('0 25 * * *');
    await expect(page.getByText('Час: «25» не подходит, можно 0–23')).toBeVisible();
    await page.getByLabel('Выражение cron').fill('0 9 * * 1-5');
    await expect(page.getByRole('region', { name: 'Когда' }).getByRole('listitem')).toHaveCount(5);
    await expectNoSidewaysScroll(page);
  });
});
