import { defineConfig, type ReporterDescription } from '@playwright/test';

/**
 * Runs from web/ by `npm run e2e` against the server at KONTOR_URL, which serves the demo workspace.
 * KONTOR_E2E_JSON names a file for the machine-readable result.
 */
const json = process.env.KONTOR_E2E_JSON;
const reporter: ReporterDescription[] = [['list']];
if (json) reporter.push(['json', { outputFile: json }]);

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: './results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter,
  use: {
    baseURL: process.env.KONTOR_URL ?? 'http://localhost:8000',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.KONTOR_CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
