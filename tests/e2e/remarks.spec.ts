import { expect, test, type Page } from '@playwright/test';
import { logIn, waitUntilReady, words } from './workspace';
import { wordFile } from './wordFile';

const contract = wordFile(['Договор с {{ client }}', 'в лице {{ director | genitive }}', '{{ stamp | image(width="40mm") }}']);

test('a document says what to check before it is sent, and takes a photograph as it comes from a camera', async ({ page }) => {
  await logIn(page, 'en');
  await page.goto('/templates/upload');
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await page.locator('input[type=file][accept^=".docx"]').setInputFiles({ name: 'Договор.docx', mimeType, buffer: contract });
  await page.getByRole('textbox', { name: 'Title of director' }).fill('Who signs');
  await page.getByRole('button', { name: 'Save template' }).click();

  await page.getByRole('button', { name: words.en.create }).waitFor();
  await page.getByRole('textbox', { name: 'Client', exact: true }).fill('ООО «Дуб»');
  await page.getByRole('textbox', { name: 'Who signs' }).fill('Кравец Иван Петрович');
  const photograph = await noise(page, 2400, 1800);
  expect(photograph.length).toBeGreaterThan(1_000_000);
  await page.locator('input[type=file][accept*="image/png"]').setInputFiles({ name: 'stamp.jpg', mimeType: 'image/jpeg', buffer: photograph });
  const shown = page.getByRole('img', { name: 'The chosen picture' });
  await expect(shown).toBeVisible();
  expect(((await shown.getAttribute('src')) ?? '').length).toBeLessThan(700_000);
  const size = await shown.evaluate((picture) => [(picture as HTMLImageElement).naturalWidth, (picture as HTMLImageElement).naturalHeight]);
  expect((size[0] ?? 0) / (size[1] ?? 1)).toBeCloseTo(4 / 3, 2);
  await page.getByRole('button', { name: words.en.create }).click();

  await waitUntilReady(page, 'en');
  const notice = page.getByRole('region', { name: 'Please check 1 place before you send' });
  await expect(notice).toContainText('Paragraph 2.');
  await expect(notice).toContainText('в лице {{ director | genitive }}');
  await expect(page.getByText(/, version 1$/)).toBeVisible();
  await page.getByRole('button', { name: 'Issue' }).click();
  await expect(page.getByRole('dialog')).toContainText('Look at 1 place first');
});

/** A picture that no format makes small, as a photograph is. */
async function noise(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([wide, high]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide ?? 1;
      canvas.height = high ?? 1;
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      const pixels = pen.createImageData(canvas.width, canvas.height);
      let seed = 1;
      for (let at = 0; at < pixels.data.length; at += 1) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        pixels.data[at] = at % 4 === 3 ? 255 : seed >> 16;
      }
      pen.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/jpeg', 0.95).split(',')[1] ?? '';
    },
    [width, height],
  );
  return Buffer.from(base64, 'base64');
}
