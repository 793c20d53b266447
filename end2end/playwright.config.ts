import { defineConfig } from "@playwright/test";

import { launchOptions } from "./lib/chromium.mjs";

/** The machines that check a change are shared, and may be half as fast as the one it was written on. */
const patience = process.env.CI ? 2 : 1;

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/output",
  // Each worker runs a server of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 45_000 * patience,
  expect: { timeout: 10_000 * patience },
  forbidOnly: true,
  // A second try tells a slow minute from a fault.
  retries: process.env.CI ? 1 : 0,
  // A broken build breaks everything: no need to see it in every test.
  maxFailures: process.env.CI ? 8 : 0,
  reporter: [["list"]],
  use: {
    launchOptions,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    actionTimeout: 10_000 * patience,
    navigationTimeout: 15_000 * patience,
    // Tracing each test costs time that a small machine does not have: there the second try is traced.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
