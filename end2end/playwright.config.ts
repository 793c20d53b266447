import { defineConfig } from "@playwright/test";

import { launchOptions } from "./lib/chromium.mjs";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/output",
  // Each worker runs a server of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // The machines that check a change are shared: a second try tells a slow minute from a fault.
  retries: process.env.CI ? 1 : 0,
  // A broken build breaks everything: no need to see it in every test.
  maxFailures: process.env.CI ? 8 : 0,
  reporter: [["list"]],
  use: {
    launchOptions,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    // A trace of each test takes a fifth of a small machine's time: there it is made of the second try.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
