import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import { loadSource } from '../../lib/import/source/load-source.js';
import { normalize, type Json, type WebSocketApi } from '../../lib/model/index.js';
import { cloudFormationPart } from '../../lib/synth/cloudformation/cloudformation-part.js';
import { renderTemplate } from '../../lib/synth/cloudformation/index.js';
import { findCorpus } from '../support/corpus.js';

const corpus = findCorpus('templates of WebSocket APIs of the corpus');
const files = (corpus?.entries ?? [])
  .filter(({ kind }) => kind !== 'malformed' && kind !== 'openapi-large')
  .map(({ file }) => join(corpus?.folder ?? '', file))
  .filter((file) => /websocket/i.test(readFileSync(file, 'utf8')));

async function webSocketApisIn(file: string): Promise<readonly WebSocketApi[]> {
  // Files that are refused have their own test.
  const source = await loadSource(file, {}).catch(() => undefined);
  return (source?.collection.apis ?? []).filter((api) => api.protocol === 'WEBSOCKET');
}

describe.skipIf(corpus === undefined)('the WebSocket APIs of the corpus', { timeout: 120_000 }, () => {
  test('are the same when our template of them is read, and have nothing in it that is refused', async () => {
    const findings: string[] = [];
    let count = 0;
    for (const file of files) {
      for (const api of await webSocketApisIn(file)) {
        count += 1;
        const part = cloudFormationPart(api);
        const { template } = renderTemplate(part);
        const { collection, diagnostics } = readTemplate(JSON.parse(JSON.stringify(template)) as Record<string, Json>);
        const [read] = collection.apis;
        expect(read && normalize({ ...read, id: api.id }), file).toEqual(normalize(part));
        for (const { severity, code, message } of diagnostics) {
          if (severity === 'error') findings.push(`${file} ${code} ${message}`);
        }
      }
    }
    expect(findings).toEqual([]);
    expect(count).toBeGreaterThan(30);
  });
});
