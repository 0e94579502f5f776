import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's chromium, which the gate installs. */
export const CHROMIUM = '/usr/bin/chromium';

/** Whether tests are to drive it: everywhere but on machines without it. */
export const HAS_CHROMIUM = existsSync(CHROMIUM) || process.env.CI !== undefined;

/** Flags for a headless browser of a superuser that asks nobody for anything. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless browser with a new profile; whoever starts it closes it. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}
