import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand, type FinishedCommand } from '../../support/command-line.js';
import { template } from '../template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const integration = (uri: string): object => ({ type: 'http', httpMethod: 'GET', uri });

function document(get: object, more: object = {}): object {
  return {
    openapi: '3.0.1',
    info: { title: 'pets', version: '1' },
    paths: {
      '/pets': {
        get: { responses: {}, 'x-amazon-apigateway-integration': integration('https://a.example'), ...get },
        ...more,
      },
    },
  };
}

const mock = { responses: {}, 'x-amazon-apigateway-integration': { type: 'mock' } };
const before = files.json('before.json', document({}, { delete: mock }));
const after = files.json(
  'after.json',
  document({
    parameters: [{ name: 'kind', in: 'query', required: true, schema: { type: 'string' } }],
    'x-amazon-apigateway-integration': {
      ...integration('https://b.example'),
      requestTemplates: { 'application/json': '{\n"a": 1,\n"b|`": 2\n}' },
    },
  }),
);
const described = files.json('described.json', document({ summary: 'Lists pets' }, { delete: mock }));

function diff(...argv: readonly string[]): Promise<FinishedCommand> {
  return runCommand(['diff', ...argv], { cwd: files.folder });
}

describe('sluice diff', () => {
  test('groups changes by API and route, with their values', async () => {
    const { code, stdout, stderr } = await diff(before, after);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        'REST API after.json "pets"',
        '  GET /pets',
        '    breaking    request-parameter-required  requestParameters["querystring.kind"]  {"location":"querystring","name":"kind","required":true}',
        '    unknown     integration-uri-changed  integration.uri  https://a.example → https://b.example',
        '    unknown     request-template-changed  integration.requestTemplates["application/json"]',
        '  DELETE /pets',
        '    breaking    route-removed  open',
        '',
        '4 changes: 2 breaking, 2 unknown',
        'Takes effect with a new deployment: after.json',
        '',
      ].join('\n'),
    );
  });

  test('colours what changes on a terminal', async () => {
    const { stdout } = await runCommand(['diff', before, after], { cwd: files.folder, isTerminal: true });
    expect(stdout).toContain('\u001b[31mbreaking  \u001b[0m  route-removed');
    expect(stdout).toContain('\u001b[33munknown   \u001b[0m  integration-uri-changed');
  });

  test('shows of a template the lines that differ', async () => {
    const changed = files.json(
      'template-changed.json',
      document({
        'x-amazon-apigateway-integration': {
          ...integration('https://b.example'),
          requestTemplates: { 'application/json': '{\n"a": 1,\n"c": 2\n}' },
        },
      }),
    );
    const { stdout } = await diff(after, changed);
    expect(stdout).toContain('requestTemplates["application/json"]\n      - "b|`": 2\n      + "c": 2\n');
  });

  test('says so where nothing changed, and exits with 0', async () => {
    expect(await diff(before, before, '--fail-on', 'any')).toEqual({ code: 0, stdout: 'No changes\n', stderr: '' });
  });

  test('--json writes one document with every change whole', async () => {
    const { stdout } = await diff(before, after, '--json');
    const report = JSON.parse(stdout) as { readonly changes: readonly object[] };
    expect(report).toMatchObject({
      summary: { breaking: 2, unknown: 2, compatible: 0, needsDeployment: ['after.json'] },
      diagnostics: [],
    });
    expect(report.changes).toHaveLength(4);
    expect(report.changes).toContainEqual({
      kind: 'integration-uri-changed',
      place: { api: 'after.json', element: 'GET /pets', property: 'integration.uri' },
      before: 'https://a.example',
      after: 'https://b.example',
      breaking: 'unknown',
      needsDeployment: true,
    });
  });

  test('--markdown writes tables that a pull request shows as they are meant', async () => {
    const { stdout } = await diff(before, after, '--markdown');
    expect(stdout).toBe(
      [
        '## API changes',
        '',
        '4 changes: 2 breaking, 2 unknown',
        '',
        '### REST API after.json "pets"',
        '',
        'Takes effect with a new deployment.',
        '',
        '| clients | where | what changed | before | after |',
        '| --- | --- | --- | --- | --- |',
        '| **breaking** | `GET /pets` `requestParameters["querystring.kind"]` | A request parameter is required, new or not (`request-parameter-required`) |  | `{"location":"querystring","name":"kind","required":true}` |',
        '| unknown | `GET /pets` `integration.uri` | The URI of an integration (`integration-uri-changed`) | `https://a.example` | `https://b.example` |',
        '| unknown | `GET /pets` `integration.requestTemplates["application/json"]` | A template of the request to the backend, new, another or gone (`request-template-changed`) |  | ``{ "a": 1, "b\\|`": 2 }`` |',
        '| **breaking** | `DELETE /pets` | A route is gone (`route-removed`) | `open` |  |',
        '',
      ].join('\n'),
    );
    expect((await diff(before, before, '--markdown')).stdout).toBe('## API changes\n\nNo changes\n');
  });

  test.each<[option: readonly string[], to: string, code: number]>([
    [[], after, 0],
    [['--fail-on', 'breaking'], after, 1],
    [['--fail-on', 'any'], after, 1],
    [['--fail-on', 'breaking'], described, 0],
    [['--fail-on', 'any'], described, 1],
  ])('exits with %j to %s: %i', async (option, to, code) => {
    expect((await diff(before, to, ...option)).code).toBe(code);
  });

  test('compares a document with a template, whatever their APIs are called by', async () => {
    const body = files.json('body.json', {
      Resources: { Pets: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document({}, { delete: mock }) } } },
    });
    expect((await diff(before, body)).stdout).toBe('No changes\n');
    const { stdout } = await diff(body, after);
    expect(stdout).toContain('4 changes');
    expect(stdout).not.toContain('id-changed');
  });
});

describe('sluice diff of templates', () => {
  const one = files.json('one.json', template({ A: ['one'], B: ['two'] }));
  const { Resources } = template({ A: ['one'], B: ['two'] });
  const withSetting = (stage: string, setting: object): object => {
    const old = (Resources as Readonly<Record<string, { readonly Properties: object }>>)[stage];
    return { Resources: { ...Resources, [stage]: { ...old, Properties: { ...old?.Properties, ...setting } } } };
  };
  const two = files.json('two.json', withSetting('Atwo', {}));
  const throttled = files.json(
    'throttled.json',
    withSetting('Aone', { MethodSettings: [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 5 }] }),
  );

  test('reports a stage by its setting, which needs no deployment', async () => {
    const { stdout } = await diff(one, throttled);
    expect(stdout).toContain('  stage one\n    breaking    throttle-lowered  methodSettings["* *"].throttle');
    expect(stdout).not.toContain('Takes effect');
  });

  test.each<[options: readonly string[], expected: string]>([
    [['--api', 'A'], 'throttle-lowered'],
    [['--api', 'B'], 'No changes\n'],
    [['--stage', 'one'], 'throttle-lowered'],
    [['--stage', 'two'], 'No changes\n'],
  ])('%j shows a part', async (options, expected) => {
    expect((await diff(one, throttled, ...options)).stdout).toContain(expected);
  });

  test.each<[options: readonly string[], code: number, message: string]>([
    [['--api', 'C'], 3, 'Cannot find the API "C"'],
    [['--stage', 'three'], 3, 'Cannot find the stage "three"'],
    [['--template-parameter', 'Nobody=1'], 2, 'the source has no such parameter'],
    [['--json', '--markdown'], 2, '--json and --markdown exclude each other'],
  ])('refuses %j', async (options, code, message) => {
    const finished = await diff(one, two, ...options);
    expect(finished.code).toBe(code);
    expect(finished.stdout + finished.stderr).toContain(message);
  });

  test('takes a parameter that only one of both has', async () => {
    const parametric = files.json('parametric.json', {
      Parameters: { Rate: { Type: 'Number', Default: 5 } },
      ...template({ A: ['one'], B: ['two'] }),
    });
    expect(await diff(one, parametric, '--template-parameter', 'Rate=7')).toMatchObject({
      code: 0,
      stdout: 'No changes\n',
    });
  });

  test('never shows the value of an API key', async () => {
    const key = (Value: string): object => ({
      Resources: { ...Resources, Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Value } } },
    });
    const [old, now] = ['secretsecretsecret-old', 'secretsecretsecret-new'].map((value) =>
      files.json(`${value}.json`, key(value)),
    );
    for (const [from, to] of [
      [old, now],
      [one, now],
    ] as const) {
      for (const option of ['--json', '--markdown']) {
        const { stdout, stderr } = await diff(from ?? '', to ?? '', option);
        expect(stdout).toContain('api-key-');
        expect((stdout + stderr).replaceAll('.json', '')).not.toContain('secretsecretsecret');
      }
    }
  });

  test('requires two sources', async () => {
    const { code, stderr } = await diff(one);
    expect(code).toBe(2);
    expect(stderr).toContain('expected sluice diff <before> <after>');
  });
});
