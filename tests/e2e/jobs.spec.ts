import { expect, test, type Page } from '@playwright/test';
import { logIn, openProposal, waitUntilReady, words } from './workspace';

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider).toBeLessThanOrEqual(0);
}

test('a paused queue keeps a document waiting until it goes on', async ({ page }) => {
  await logIn(page, 'en');
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Queues and jobs' }).click();
  await expect(page.getByText(/^since /)).toBeVisible();
  await page.getByRole('button', { name: 'Pause the queue default' }).click();
  await expect(page.getByText(/^Paused since/)).toBeVisible();

  const other = await page.context().newPage();
  await other.goto('/templates');
  await openProposal(other, 'en');
  await other.getByRole('button', { name: words.en.sample }).click();
  await other.getByRole('button', { name: words.en.create }).click();
  await other.waitForURL(/\/documents\/[^/]+$/);

  const waiting = page.getByRole('link', { name: /Make a document’s files.*Waiting/ });
  await expect(waiting).toHaveCount(1);
  await waiting.click();
  await expect(page.getByText('"document_id"')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
  await expect(page.getByText('Job cancelled')).toBeVisible();
  await expect(page.getByText(/^An administrator cancelled it/i)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Back in the queue')).toBeVisible();

  await page.getByRole('link', { name: 'Background jobs' }).click();
  await page.getByRole('button', { name: 'Resume the queue default' }).click();
  await waitUntilReady(other, 'en');
  await expect(waiting).toHaveCount(0);
  await page.getByRole('combobox', { name: 'State' }).selectOption('done');
  await expect(page.getByRole('link', { name: /Make a document’s files.*Done/ }).first()).toBeVisible();
});

test.describe('на телефоне', () => {
  test.use({ locale: 'ru-RU', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('задания и очереди помещаются на экране', async ({ page }) => {
    await logIn(page, 'ru');
    await page.goto('/settings/jobs');
    await expect(page.getByRole('button', { name: 'Поставить очередь default на паузу' })).toBeVisible();
    const job = page.getByRole('link', { name: /Подготовка файлов документа.*Выполнено/ }).first();
    await expect(job).toBeVisible();
    await expectNoSidewaysScroll(page);
    await job.click();
    await expect(page.getByRole('heading', { level: 1, name: 'Подготовка файлов документа' })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});
