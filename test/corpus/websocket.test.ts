import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSource } from '../../lib/import/source/load-source.js';
import { routeName, type Diagnostic, type WebSocketApi, type WebSocketRoute } from '../../lib/model/index.js';
import { validate } from '../../lib/validate/validate.js';
import { findCorpus, type CorpusEntry } from '../support/corpus.js';
import { expectRecorded } from '../support/golden.js';

const corpus = findCorpus('WebSocket APIs of others, read and checked');
const entries = (corpus?.entries ?? []).filter(({ kind }) => kind === 'template');

interface ReadApi {
  readonly entry: CorpusEntry;
  readonly api: WebSocketApi;
  /** What the reader and the rules find in it. */
  readonly findings: readonly Diagnostic[];
}

let reading: Promise<readonly ReadApi[]> | undefined;

/** The WebSocket APIs of every file, each file loaded once. */
function readAll(): Promise<readonly ReadApi[]> {
  reading ??= Promise.all(entries.map(readFile)).then((apis) => apis.flat());
  return reading;
}

async function readFile(entry: CorpusEntry): Promise<readonly ReadApi[]> {
  if ((entry.features?.resource_types?.['AWS::ApiGatewayV2::Api'] ?? 0) === 0) return [];
  const { collection, diagnostics } = await loadSource(join(corpus?.folder ?? '', entry.file));
  return collection.apis.flatMap((api) =>
    api.protocol === 'WEBSOCKET'
      ? [{ entry, api, findings: [...diagnostics.filter((one) => isOfApi(one, api)), ...validate(api)] }]
      : [],
  );
}

/** Findings about functions are another test's business: the corpus has no code. */
function isOfApi({ code, place }: Diagnostic, { id }: WebSocketApi): boolean {
  return (
    code !== 'function-unavailable' &&
    (place.element === id || /authorizer|deploy|integration|mapping|route|stage/i.test(place.element ?? ''))
  );
}

/** Errors that API Gateway gives too. */
const REFUSED: Readonly<Record<string, string>> = {
  'aws__serverless-application-model__tests__translator__input__connector_api_to_function.yaml':
    'input of a translator, which nobody deploys: the API has no RouteSelectionExpression',
};

describe.skipIf(corpus === undefined)('WebSocket APIs of others', { timeout: 120_000 }, () => {
  test('are read, each route with its integration', async () => {
    const apis = await readAll();
    expect(apis).toHaveLength(37);
    const without = apis.flatMap(({ entry, api }) =>
      api.routes
        .filter(({ integration }) => integration === undefined)
        .map((route) => `${entry.file}: ${routeName(route.routeKey)}`),
    );
    expect(without).toEqual([]);
  });

  test('have no error, since somebody deployed them', async () => {
    const wrong = (await readAll()).flatMap(({ entry, findings }) =>
      findings
        .filter(({ severity }) => severity === 'error' && REFUSED[entry.file.replace('templates/', '')] === undefined)
        .map(({ code, message }) => `${entry.file}: ${code} ${message}`),
    );
    expect(wrong).toEqual([]);
  });

  test('have one finding at most about one thing', async () => {
    const twice = (await readAll()).flatMap(({ entry, findings }) => {
      const seen = findings.map(({ code, place, message }) => JSON.stringify([code, place, message]));
      return seen.filter((one, index) => seen.indexOf(one) !== index).map((one) => `${entry.file}: ${one}`);
    });
    expect(twice).toEqual([]);
  });

  test('are counted in docs/review/websocket.md', async () => {
    expectRecorded('docs/review/websocket.md', printReport(await readAll()));
  });
});

function printReport(apis: readonly ReadApi[]): string {
  const routes = apis.flatMap(({ api }) => api.routes);
  const files = new Set(apis.map(({ entry }) => entry.file));
  return [
    '# Other people’s WebSocket APIs, read and checked',
    '',
    'Written by `RECORD=1 npx vitest run test/corpus/websocket.test.ts`; the test compares it. Findings about the code of functions',
    'are left out.',
    '',
    `${apis.length} WebSocket APIs of ${files.size} files, with ${routes.length} routes.`,
    '',
    ...printCounts(['written with', 'APIs'], apis, ({ entry }) => entry.origin),
    '',
    '## Routes',
    '',
    ...printCounts(['route', 'integration', 'routes'], routes, ({ routeKey, integration }) =>
      [routeKey.kind === 'custom' ? 'a key of its own' : routeName(routeKey), integration?.type ?? 'none'].join(' | '),
    ),
    '',
    ...printCounts(['two-way', 'routes'], routes, ({ responses = [] }) => (responses.length > 0 ? 'yes' : 'no')),
    '',
    '## Access of $connect',
    '',
    ...printCounts(
      ['asked for', 'APIs'],
      routes.filter(({ routeKey }) => routeKey.kind === 'connect'),
      accessOf,
    ),
    '',
    '## Findings',
    '',
    ...printCounts(
      ['severity', 'code', 'finding', 'times'],
      apis.flatMap(({ findings }) => findings),
      ({ severity, code, message }) => [severity, code, message.replaceAll('|', '\\|')].join(' | '),
    ),
    '',
  ].join('\n');
}

function accessOf({ authorization, apiKeyRequired }: WebSocketRoute): string {
  return [authorization?.type ?? 'NONE', ...(apiKeyRequired === true ? ['API key'] : [])].join(', ');
}

function printCounts<T>(titles: readonly string[], items: readonly T[], name: (item: T) => string): readonly string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + 1);
  const rows = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return [
    `| ${titles.join(' | ')} |`,
    `| ${titles.map(() => '---').join(' | ')} |`,
    ...rows.map(([cells, count]) => `| ${cells} | ${count} |`),
  ];
}
