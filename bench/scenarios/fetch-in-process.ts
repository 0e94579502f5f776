import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalGateway } from '../../lib/testing/index.js';
import { spread } from '../statistics.js';
import { MOCK_DOCUMENT } from './mock-document.js';

const CALLS = 20_000;
const ROUNDS = 7;

/** `LocalGateway.fetch()` of a mocked route, with the making of the standard Response. */
export async function fetchInProcess(): Promise<readonly string[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'sluice-bench-')), 'openapi.json');
  writeFileSync(file, JSON.stringify(MOCK_DOCUMENT));
  const gateway = await LocalGateway.fromOpenApi(file);
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let call = 0; call < CALLS; call++) await gateway.fetch('/pets/7');
    const { user, system } = process.cpuUsage(before);
    if (round > 0) rounds.push((user + system) / CALLS); // The first round warms up.
  }
  await gateway.close();
  const { median, minimum, maximum } = spread(rounds);
  return [`${median.toFixed(1)} us CPU a call (${minimum.toFixed(1)}-${maximum.toFixed(1)}), goal 20, limit 30`];
}
