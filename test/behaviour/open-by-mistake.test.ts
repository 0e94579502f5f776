import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import { resolveCollection } from '../../lib/import/source/resolve-values.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';

/**
 * Definitions that ask for access control in some spelling, each with the route `GET /x`. None may be served open in
 * silence: the route is refused, or it is public on AWS too and a finding says what was ignored.
 */
interface Definition {
  readonly id: string;
  readonly says: string;
  readonly document: unknown;
}

const FIXTURES = join(__dirname, '..', 'fixtures', 'open-by-mistake');
const definitions = readFileSync(join(FIXTURES, 'definitions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Definition);

const folder = mkdtempSync(join(tmpdir(), 'sluice-open-'));
cpSync(join(FIXTURES, 'code'), join(folder, 'code'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

/** What becomes of `GET /x` in the first stage that has it, and what is found in the definition. */
async function serve({ id, document }: Definition): Promise<{ outcome: string; findings: readonly string[] }> {
  const file = join(folder, `${id}.json`);
  writeFileSync(file, JSON.stringify(document));
  let source;
  try {
    source = await loadSource(file);
  } catch (error) {
    if (error instanceof SluiceError) return { outcome: 'not loaded', findings: [error.code] };
    throw error;
  }
  const collection = resolveCollection(source);
  const runtime = new LocalRuntime({ collection, functions: source.functions }, { lambdaIsolation: 'thread' });
  try {
    const findings = [...source.diagnostics, ...runtime.diagnostics]
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, place, message }) => `${code} ${place.element ?? ''} ${place.property ?? ''}: ${message}`);
    const statuses: number[] = [];
    for (const { apiId, stages } of runtime.gateway.apis) {
      for (const { name } of stages) {
        const request = {
          method: 'GET',
          target: `/${name}/x`,
          headers: [['Host', 'localhost']],
          body: Buffer.alloc(0),
          // The address that policies of the definitions are about.
          sourceIp: '1.2.3.4',
          protocol: 'http',
          httpVersion: 'HTTP/1.1',
        } as const;
        statuses.push((await runtime.gateway.handle(request, apiId)).status);
      }
    }
    const open = statuses.some((status) => status < 400);
    return { outcome: open ? 'open' : `closed ${statuses.join(' ')}`, findings };
  } finally {
    await runtime.close();
  }
}

describe('a definition that asks for access control', () => {
  test.each(definitions.map((definition) => [definition.says, definition] as const))(
    '%s',
    async (_says, definition) => {
      const { outcome, findings } = await serve(definition);
      expect(outcome !== 'open' || findings.length > 0, outcome).toBe(true);
    },
  );
});
