import type { Page } from "@playwright/test";

export function openSuite(page: Page): Promise<void>;
