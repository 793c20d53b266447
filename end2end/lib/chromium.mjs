// Which Chromium runs the tests: CHROMIUM, else the system's, else the one Playwright installed.
import { existsSync } from "node:fs";

const SYSTEM = "/usr/bin/chromium";

const executablePath = process.env.CHROMIUM || (existsSync(SYSTEM) ? SYSTEM : undefined);

/** @type {import("@playwright/test").LaunchOptions} */
export const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
};
