import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { REMEDY } from '../../lib/runtime/not-simulated.js';
import { own } from '../../lib/support/own.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { findCorpus } from '../support/corpus.js';
import { expectRecorded } from '../support/golden.js';
import { serveDefinition, type RouteOutcome, type ServedRoute } from '../support/served-definition.js';
import { serveHttpDefinition, type ServedHttpRoute } from '../support/served-http-definition.js';

const corpus = findCorpus('documents and templates of others, served; every route of the corpus');
const entries = (corpus?.entries ?? []).filter(({ kind }) => kind === 'template' || kind === 'openapi');

interface ServedFile {
  readonly file: string;
  readonly routes: readonly ServedRoute[];
  readonly httpRoutes: readonly ServedHttpRoute[];
}

const serving = new Map<string, Promise<ServedFile>>();

/** Each file is served once, for all tests; a file that cannot be read is another test's business. */
function serve(file: string): Promise<ServedFile> {
  const known = serving.get(file) ?? serveOnce(file);
  serving.set(file, known);
  return known;
}

async function serveOnce(file: string): Promise<ServedFile> {
  try {
    const path = join(corpus?.folder ?? '', file);
    return { file, routes: await serveDefinition(path), httpRoutes: await serveHttpDefinition(path) };
  } catch (error) {
    if (error instanceof SluiceError) return { file, routes: [], httpRoutes: [] };
    throw new Error(`${file} crashed`, { cause: error });
  }
}

const NAMED: readonly (readonly [file: string, integrations: readonly ServedRoute['integration'][]])[] = [
  ['openapi/aws__serverless-application-model__integration__resources__code__swagger2.json', ['MOCK', 'HTTP']],
  [
    'openapi/awsdocs__amazon-api-gateway-developer-guide__doc_source__simple-calc-lambda-api-swagger-definition.md--block-0.json',
    ['AWS'],
  ],
  [
    'openapi/awslabs__aws-api-gateway-developer-portal__lambdas__backend__catalog__PestStore-prod-swagger-apigateway.json',
    ['MOCK', 'HTTP_PROXY'],
  ],
  ['openapi/govuk-one-login__ipv-stubs__di-ipv-ticf-stub__openAPI__ticf-external.yaml', ['MOCK', 'AWS_PROXY']],
  ['openapi/govuk-one-login__ipv-stubs__di-ipv-evcs-stub__openAPI__evcs-external.yaml', ['MOCK', 'AWS_PROXY']],
  [
    'openapi/awslabs__aws-api-gateway-developer-portal__lambdas__backend__catalog__PetStore-asfd-swagger-apigateway.json',
    ['MOCK', 'HTTP'],
  ],
  [
    'templates/pahud__aws-cdk__1457b01c__s-apigateway__test__integ.cors-allow-multiple-origins.js.snapshot__stack-cors-allow-multiple-origins.template.json',
    ['MOCK', 'AWS_PROXY'],
  ],
  [
    'templates/aws-samples__aws-cdk-examples__typescript__http-proxy-apigateway__HttpProxy.template.json',
    ['HTTP_PROXY'],
  ],
];

describe.skipIf(corpus === undefined)('documents and templates of others, served', () => {
  test.each(NAMED)('%s answers 2xx by %j', async (file, integrations) => {
    const { routes } = await serve(file);
    const answered = routes.filter(({ outcome }) => isSuccess(outcome)).map(({ integration }) => integration);
    for (const integration of integrations) expect(answered).toContain(integration);
  });

  test('together they answer by MOCK, HTTP and Lambda', () => {
    const families = NAMED.flatMap(([, integrations]) => integrations);
    expect(new Set(families)).toEqual(new Set(['MOCK', 'HTTP', 'HTTP_PROXY', 'AWS', 'AWS_PROXY']));
  });
});

/** What API Gateway itself answers with a 500 once a definition says such a thing. */
const AS_AWS: readonly RegExp[] = [
  /^Unable to parse statusCode/, // A mock without a request template.
  /^No match for output mapping/, // An integration without a response that fits.
  /^A Lambda function is invoked by POST only$/,
  /^Invalid endpoint address$/, // The backend's address is a token of another tool.
  /^Unable to base64 decode the body/, // CONVERT_TO_BINARY of a body that is text.
  /^Unable to transform request: the body is binary$/, // CORS of SAM's with */* as a binary media type.
  /^$/, // The integration response of that status.
];

describe.skipIf(corpus === undefined)('every route of the corpus', { timeout: 120_000 }, () => {
  test('answers no 5xx but 501 with a remedy, and what AWS itself would give', async () => {
    const wrong: string[] = [];
    await forEachRoute((file, { route, outcome, anonymous, lenient }) => {
      for (const one of [outcome, anonymous, lenient]) {
        if (one.status >= 500 && !isExpectedFailure(one)) wrong.push(`${file}: ${route}: ${one.status} ${one.reason}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test('is found by its own path and method', async () => {
    const wrong: string[] = [];
    await forEachRoute((file, { route, outcome }) => {
      if (outcome.cause === 'unknown-route') wrong.push(`${file}: ${route}`);
    });
    expect(wrong).toEqual([]);
  });

  test('that asks for authorization, a key or a policy lets nobody in without', async () => {
    const open: string[] = [];
    await forEachRoute((file, { route, asks, anonymous }) => {
      const before = asks.filter((ask) => ask !== 'validator');
      if (before.length > 0 && isSuccess(anonymous)) open.push(`${file}: ${route}: ${before.join(', ')}`);
    });
    expect(open).toEqual([]);
  });

  test('with a validator that wants something refuses a request without', async () => {
    const open: string[] = [];
    await forEachRoute((file, { route, incomplete }) => {
      if (incomplete !== undefined && incomplete < 400) open.push(`${file}: ${route}: ${incomplete}`);
    });
    expect(open).toEqual([]);
  });

  test('is counted in docs/review/served.md', async () => {
    const report = printReport(await Promise.all(entries.map((entry) => serve(entry.file))));
    expectRecorded('docs/review/served.md', report);
  });

  afterAll(async () => {
    const files = await Promise.all(serving.values());
    const routes = files.flatMap((one) => one.routes);
    console.log(
      `corpus: ${routes.length} routes of REST APIs in ${files.filter((one) => one.routes.length > 0).length} files served`,
    );
  });
});

describe.skipIf(corpus === undefined)('every route of the HTTP APIs of the corpus', { timeout: 120_000 }, () => {
  test('is served, or refused for what only its author can correct or give', async () => {
    const refused: string[] = [];
    await forEachHttpRoute((file, { route, outcome }) => {
      if (!isSuccess(outcome)) refused.push(`${outcome.status} ${outcome.reason}: ${file}: ${route}`);
    });
    for (const one of refused) {
      expect(one).toMatch(/^501 (integration-missing|lambda-function): |^500 Invalid endpoint address: /);
    }
    expect(refused.length).toBeLessThan(15);
  });

  test('that asks for a token, a function or a signature lets nobody in without', async () => {
    const open: string[] = [];
    await forEachHttpRoute((file, { route, authorization, anonymous, outcome }) => {
      const refusal = authorization === 'AWS_IAM' ? 403 : 401;
      if (authorization === 'NONE' || outcome.status === 501) return;
      if (anonymous.status !== refusal) open.push(`${file}: ${route}: ${authorization}: ${anonymous.status}`);
    });
    expect(open).toEqual([]);
  });
});

async function forEachHttpRoute(visit: (file: string, route: ServedHttpRoute) => void): Promise<void> {
  for (const { file } of entries) for (const route of (await serve(file)).httpRoutes) visit(file, route);
}

async function forEachRoute(visit: (file: string, route: ServedRoute) => void): Promise<void> {
  for (const { file } of entries) for (const route of (await serve(file)).routes) visit(file, route);
}

function isSuccess({ status }: RouteOutcome): boolean {
  return status >= 200 && status < 300;
}

function isExpectedFailure({ status, reason }: RouteOutcome): boolean {
  return status === 501 ? Object.hasOwn(REMEDY, reason) : AS_AWS.some((pattern) => pattern.test(reason));
}

function printReport(files: readonly ServedFile[]): string {
  const routes = files.flatMap((one) => one.routes);
  const served = files.filter((one) => one.routes.length > 0).length;
  const httpRoutes = files.flatMap((one) => one.httpRoutes);
  const httpServed = files.filter((one) => one.httpRoutes.length > 0).length;
  return [
    '# Routes of other people’s definitions, served',
    '',
    'Written by `RECORD=1 npx vitest run test/corpus/served.test.ts`; the test compares it. Every REST definition of the corpus that',
    'loads is served with stubbed functions and backends, and each route gets one request, with the token, key, signature or',
    'VPC endpoint that it asks for. What the file leaves to others stands in: values of deployment, API keys, authorizers.',
    '',
    `${routes.length} routes of ${served} files.`,
    '',
    '## As served',
    '',
    ...printStatuses(routes, ({ outcome }) => outcome),
    '',
    '## With `--lenient`: without what is not simulated',
    '',
    ...printStatuses(routes, ({ lenient }) => lenient),
    '',
    '## Why routes are refused',
    '',
    ...printCounts(['feature', 'remedy'], routes, ({ outcome }) =>
      outcome.status === 501 ? [outcome.reason, REMEDY[outcome.reason as keyof typeof REMEDY]] : undefined,
    ),
    '',
    '## What routes ask for',
    '',
    ...printCounts(
      ['asked for'],
      routes.flatMap(({ asks }) => asks),
      (ask) => [ask],
    ),
    '',
    '## Answers of 500, as of API Gateway',
    '',
    ...printCounts(['integration', 'why'], routes, ({ integration, lenient }) =>
      lenient.status >= 500 && lenient.status !== 501
        ? [integration, lenient.reason || 'the response of that status']
        : undefined,
    ),
    '',
    '## HTTP APIs',
    '',
    'The same of HTTP APIs. A request has the members that the parameters of a service integration name.',
    '',
    `${httpRoutes.length} routes of ${httpServed} files.`,
    '',
    ...printStatuses(httpRoutes, ({ outcome }) => outcome),
    '',
    '### Authorization',
    '',
    ...printAuthorization(httpRoutes),
    '',
    '### Routes that are refused, or fail as on API Gateway',
    '',
    ...printCounts(['status', 'why'], httpRoutes, ({ outcome }) =>
      isSuccess(outcome) ? undefined : [String(outcome.status), own(REMEDY, outcome.reason) ?? outcome.reason],
    ),
    '',
  ].join('\n');
}

const CLASSES = ['2xx', '3xx', '4xx', '500', '501'] as const;

/** How many routes let callers in with what they ask for, and refuse them without. */
function printAuthorization(routes: readonly ServedHttpRoute[]): readonly string[] {
  const types = [...new Set(routes.map(({ authorization }) => authorization))].sort();
  return printTable(
    ['authorization', 'routes', '2xx with credentials', '401 or 403 without'],
    types.map((type) => {
      const asking = routes.filter(({ authorization }) => authorization === type);
      const refusing = asking.filter(({ anonymous: { status } }) => status === 401 || status === 403);
      const open = asking.filter(({ outcome }) => isSuccess(outcome));
      return [type, ...[asking, open, refusing].map(({ length }) => String(length))];
    }),
  );
}

function printStatuses<Route extends { readonly integration: string }>(
  routes: readonly Route[],
  select: (route: Route) => RouteOutcome,
): readonly string[] {
  const types = [...new Set(routes.map(({ integration }) => integration))].sort();
  return printTable(
    ['integration', ...CLASSES],
    types.map((type) => {
      const classes = routes.filter(({ integration }) => integration === type).map((route) => classOf(select(route)));
      return [type, ...CLASSES.map((name) => String(classes.filter((one) => one === name).length))];
    }),
  );
}

function classOf({ status }: RouteOutcome): (typeof CLASSES)[number] {
  if (status === 501) return '501';
  return status >= 500 ? '500' : (CLASSES[Math.floor(status / 100) - 2] ?? '500');
}

function printCounts<T>(
  titles: readonly string[],
  items: readonly T[],
  name: (item: T) => readonly string[] | undefined,
): readonly string[] {
  const counts = new Map<string, { readonly cells: readonly string[]; count: number }>();
  for (const item of items) {
    const cells = name(item);
    if (cells === undefined) continue;
    const entry = counts.get(cells.join('\n')) ?? { cells, count: 0 };
    entry.count++;
    counts.set(cells.join('\n'), entry);
  }
  const rows = [...counts.values()].sort((a, b) => b.count - a.count || (a.cells.join() < b.cells.join() ? -1 : 1));
  return printTable(
    [...titles, 'routes'],
    rows.map(({ cells, count }) => [...cells, String(count)]),
  );
}

function printTable(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)];
}
