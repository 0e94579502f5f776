import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments, type BenchArguments } from './arguments.js';
import { buildBase } from './base.js';
import { cleanAtEnd } from './cleanup.js';
import { ROOT } from './commands.js';
import { measureScenario } from './measure.js';
import type { Result } from './result.js';
import { HEADER, printResult } from './report.js';
import { SCENARIOS } from './scenarios/index.js';

/**
 * Measures each scenario against its floor in the same run, so that the limits hold on any machine:
 *
 *     npm run bench                                all scenarios
 *     npm run bench -- mock lambda-inline          some
 *     npm run bench -- --base main --json          against another revision, as one JSON document
 *     npm run bench -- --pairs 2 --requests 20000  a quick look; the figures do not count
 *
 * Exit code 1: a ratio is above its limit, or a scenario failed.
 */
async function main({ names, pairs, requests, base: revision, json }: BenchArguments): Promise<void> {
  const print = json ? () => undefined : console.log;
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  cleanAtEnd(() => rmSync(folder, { recursive: true, force: true }));
  const base = revision === undefined ? undefined : join(folder, 'base');
  if (revision !== undefined && base !== undefined) {
    console.error(`Building ${revision}`);
    await buildBase(revision, ROOT, base);
  }
  print(HEADER);
  const results: Result[] = [];
  for (const scenario of SCENARIOS.filter(({ name }) => names.includes(name))) {
    try {
      const result = await measureScenario(scenario, ROOT, base, { requests, folder }, pairs);
      results.push(result);
      print(printResult(result));
    } catch (error) {
      console.error(`${scenario.name}: ${String(error)}`);
      process.exitCode = 1;
    }
  }
  if (json) console.log(JSON.stringify({ pairs, requests, base: revision, results }, undefined, 2));
  if (results.some(({ verdict }) => verdict === 'ABOVE THE LIMIT')) process.exitCode = 1;
}

function argumentsOrExit(): BenchArguments {
  try {
    return readArguments(
      process.argv.slice(2),
      SCENARIOS.map(({ name }) => name),
    );
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

main(argumentsOrExit()).catch((error: unknown) => {
  console.error(String(error));
  process.exitCode = 1;
});
