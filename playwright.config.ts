import { defineConfig } from '@playwright/test';

/** The Chromium that `npm test` found, else the system's. */
const executablePath = process.env.CHROMIUM || '/usr/bin/chromium-headless-shell';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/testing/build.ts',
  fullyParallel: true,
  // Each worker runs the product and a browser: two fit on two cores.
  workers: 2,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    screenshot: 'only-on-failure',
    locale: 'es-ES',
    timezoneId: 'Europe/Madrid',
    launchOptions: {
      executablePath,
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
