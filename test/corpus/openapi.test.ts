import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOpenApi } from '../../lib/import/openapi/document.js';
import { parseJsonOrYaml, type CustomTags } from '../../lib/import/text/index.js';
import {
  intrinsic,
  normalize,
  type Diagnostic,
  type Document,
  type HttpApi,
  type Json,
  type RestApi,
} from '../../lib/model/index.js';
import { renderOpenApi } from '../../lib/synth/openapi/document.js';
import { openApiPart } from '../../lib/synth/openapi/open-api-part.js';
import { renderSwagger } from '../../lib/synth/openapi/swagger.js';
import { swaggerPart } from '../../lib/synth/openapi/swagger-part.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';

const corpus = findCorpus('documents that other people wrote, large documents');
const entriesOf = (kind: CorpusEntry['kind']): readonly CorpusEntry[] =>
  corpus?.entries.filter((entry) => entry.kind === kind) ?? [];

const customTags: CustomTags = (tag, value) => ({ [tag === '!Ref' ? 'Ref' : `Fn::${tag.slice(1)}`]: value });

/** Documents of templates hold CloudFormation's functions; here each is just something that only deployment knows. */
function withFunctions(value: Json): Document {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(withFunctions);
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  const [only] = members;
  if (members.length === 1 && only !== undefined && /^(?:Ref$|Fn::)/.test(only[0])) return intrinsic(only[0], only[1]);
  return Object.fromEntries(members.map(([key, member]) => [key, withFunctions(member)]));
}

interface ReadDocument {
  readonly api: RestApi | HttpApi;
  readonly diagnostics: readonly Diagnostic[];
}

function readEntry(folder: string, entry: CorpusEntry): ReadDocument {
  const bytes = readFileSync(join(folder, entry.file));
  const file = entry.file.replace(/\.gz$/, '');
  const text = (entry.file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const parsed = parseJsonOrYaml(text, file, { customTags });
  const { api, diagnostics } = readOpenApi(withFunctions(parsed.value), {
    id: file,
    file,
    places: (path) => parsed.locate(path),
  });
  return { api, diagnostics: [...parsed.diagnostics, ...diagnostics] };
}

function renderAndRead(api: RestApi | HttpApi): RestApi | HttpApi {
  const part = api.protocol === 'REST' ? openApiPart(api) : openApiPart(api);
  return readOpenApi(renderOpenApi(part).document, { id: api.id, protocol: api.protocol }).api;
}

function operationsOf(api: RestApi | HttpApi): number {
  return api.protocol === 'REST'
    ? api.resources.reduce((sum, { methods }) => sum + methods.length, 0)
    : api.routes.length;
}

describe.runIf(corpus !== undefined)('documents that other people wrote', () => {
  const folder = corpus?.folder ?? '';
  const summary = new Map<string, number>();
  const count = (key: string): void => {
    summary.set(key, (summary.get(key) ?? 0) + 1);
  };

  test.each(entriesOf('openapi').map((entry) => [entry.file, entry] as const))('%s', (_file, entry) => {
    const { api, diagnostics } = readEntry(folder, entry);
    count(`${api.protocol} APIs`);
    for (const { severity, code } of diagnostics) count(`${severity} ${code}`);
    expect(operationsOf(api)).toBe(entry.features?.oas?.operations ?? 0);
    // Rendering what was read and reading it again loses nothing that the first reading found.
    const again = renderAndRead(api);
    expect(operationsOf(again)).toBe(operationsOf(api));
    expect(renderOpenApi(again).document).toEqual(renderOpenApi(renderAndRead(again)).document);
    if (again.protocol === 'REST') {
      const swagger = readOpenApi(renderSwagger(again).document, { id: again.id, protocol: 'REST' }).api as RestApi;
      expect(normalize(swagger)).toEqual(normalize(swaggerPart(again)));
    }
  });

  test('are summed up', () => {
    console.log(
      [...summary]
        .sort()
        .map(([key, number]) => `${String(number).padStart(6)}  ${key}`)
        .join('\n'),
    );
    expect((summary.get('REST APIs') ?? 0) + (summary.get('HTTP APIs') ?? 0)).toBe(entriesOf('openapi').length);
  });
});

describe.runIf(corpus !== undefined)('large documents', () => {
  const folder = corpus?.folder ?? '';
  // A process that serves a document has the package loaded and its code warm after the first.
  beforeAll(() => {
    const [first] = entriesOf('openapi-large').filter(({ file }) => file.endsWith('.yaml'));
    if (first !== undefined) readEntry(folder, first);
  });

  test.each(entriesOf('openapi-large').map((entry) => [entry.file, entry] as const))('%s', (file, entry) => {
    const before = process.cpuUsage();
    const { api, diagnostics } = readEntry(folder, entry);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = Math.round((user + system) / 1000);
    console.log(`${file}: ${operationsOf(api)} operations, ${diagnostics.length} diagnostics, ${cpuMs} ms`);
    expect(operationsOf(api)).toBe(entry.features?.operations);
    expect(cpuMs).toBeLessThan(1500);
  });
});
