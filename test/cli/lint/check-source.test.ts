import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lintSource } from '../../../lib/cli/lint/check-source.js';
import { openSource } from '../../../lib/cli/source-options.js';
import { renderTemplate } from '../../../lib/synth/cloudformation/index.js';

const folder = mkdtempSync(join(tmpdir(), 'sluice-scale-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A document with models that refer to each other, one for each four operations. */
function documentOf(operations: number): object {
  const numbers = Array.from({ length: operations }, (_, index) => index);
  const models = Math.ceil(operations / 4);
  const content = (index: number): object => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/M${index % models}` } } },
  });
  return {
    openapi: '3.0.1',
    info: { title: 'Large', version: '1' },
    paths: Object.fromEntries(
      numbers.map((index) => [
        `/area${index % 10}/thing${index}`,
        {
          post: {
            requestBody: content(index),
            responses: { 200: { description: '', ...content(index) } },
            'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'POST', uri: 'https://example.com' },
          },
        },
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        numbers.slice(0, models).map((index) => {
          const next = { $ref: `#/components/schemas/M${(index + 1) % models}` };
          return [`M${index}`, { type: 'object', properties: { next } }];
        }),
      ),
    },
  };
}

/** Milliseconds of CPU time that the process needs at least to read, check and write a document. */
async function costOf(operations: number): Promise<number> {
  const source = join(folder, `${operations}.json`);
  writeFileSync(source, JSON.stringify(documentOf(operations)));
  const costs: number[] = [];
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    const opened = await openSource({ source }, { cwd: folder, env: {} } as never);
    lintSource(opened);
    JSON.stringify(renderTemplate(opened.source.collection));
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  return Math.min(...costs);
}

test('the cost of reading, checking and writing a document grows with its operations, not with their square', async () => {
  const small = await costOf(100);
  // Eight times the operations: 64 times the cost if it grew with the square.
  expect((await costOf(800)) / small).toBeLessThan(24);
});
