import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const MOCK = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};
const get = { responses: { 200: { description: 'OK' } }, 'x-amazon-apigateway-integration': MOCK };
const document = (members: object): object => ({ openapi: '3.0.1', info: { title: 'Pets', version: '1' }, ...members });

const pets = files.json(
  'pets.json',
  document({ servers: [{ url: '/v1' }, { url: '/v2' }], paths: { '/pets': { get } } }),
);
const cats = files.json('cats.json', document({ info: { title: 'Cats', version: '2' }, paths: { '/cats': { get } } }));
const invalid = files.json(
  'invalid.json',
  document({ paths: { '/pets': { get: { ...get, 'x-amazon-apigateway-integration': { type: 'http' } } } } }),
);
const resources = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } },
  Get: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId: { Ref: 'Api' },
      ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
    },
  },
};
const template = files.json('template.json', { Resources: resources });
const body = files.json('body.json', {
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: document({ paths: { '/pets': { get } } }) } },
  },
});
const two = files.json('two.json', { Resources: { ...resources, Other: resources.Api } });

const run = (...argv: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand(['import', ...argv], { cwd: files.folder });

interface Imported {
  readonly restApi: { readonly name: string; readonly endpointConfiguration: object };
  readonly warnings: readonly string[];
  readonly resources: readonly { readonly path: string; readonly resourceMethods?: object }[];
  readonly models: readonly { readonly name: string }[];
}

async function imported(...argv: readonly string[]): Promise<Imported> {
  const { code, stdout, stderr } = await run(...argv, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Imported;
}

const paths = ({ resources: all }: Imported): readonly string[] =>
  all.filter(({ resourceMethods }) => resourceMethods !== undefined).map(({ path }) => path);

describe('import', () => {
  test('shows the methods, what API Gateway warns of, and how much there is', async () => {
    const { code, stdout, stderr } = await run(pets);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('warning  More than one server provided. Ignoring all but the first');
    expect(stdout).toMatch(/GET +\/pets +MOCK +NONE/);
    expect(stdout).toContain('Pets: 2 resources, 1 method, 0 models, 0 authorizers, 1 warning\n');
  });

  test.each<[parameters: readonly string[], expected: readonly string[]]>([
    [[], ['/pets']],
    [['--parameter', 'basepath=prepend'], ['/v1/pets']],
    [['--parameter', 'basepath=split'], ['/pets']],
  ])('%j', async (parameters, expected) => {
    expect(paths(await imported(pets, ...parameters))).toEqual(expected);
  });

  test('has the endpoint type of its parameter', async () => {
    const { restApi } = await imported(pets, '--parameter', 'endpointConfigurationTypes=REGIONAL');
    expect(restApi.endpointConfiguration).toEqual({ types: ['REGIONAL'], ipAddressType: 'ipv4' });
  });

  test.each<[mode: readonly string[], expected: readonly string[]]>([
    [[], ['/cats', '/pets']],
    [
      ['--mode', 'merge'],
      ['/cats', '/pets'],
    ],
    [['--mode', 'overwrite'], ['/cats']],
  ])('--onto another document, %j', async (mode, expected) => {
    const result = await imported(cats, '--onto', pets, ...mode);
    expect([result.restApi.name, paths(result)]).toEqual(['Cats', expected]);
  });

  test.each<[source: string, models: readonly string[]]>([
    [template, ['Empty', 'Error']],
    [body, []],
  ])('of %s has the models %j', async (source, models) => {
    expect((await imported(source)).models.map(({ name }) => name)).toEqual(models);
  });

  test.each<[why: string, argv: readonly string[], message: string]>([
    [
      'an error',
      [invalid],
      "Errors found during import:\n\tUnable to put integration on 'GET' for resource at path '/pets'",
    ],
    ['a warning', [pets, '--fail-on-warnings'], 'Warnings found during import:\n\tMore than one server'],
    ['the parameter for it', [pets, '--parameter', 'failonwarnings=true'], 'Warnings found during import:'],
    ['what is no document', [files.json('other.json', { a: 1 })], 'Invalid OpenAPI input.'],
  ])('is refused with exit code 1 for %s', async (_why, argv, message) => {
    const { code, stderr } = await run(...argv);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`error BadRequestException  ${message}`)]);
    const json = await run(...argv, '--json');
    expect([json.code, json.stderr]).toEqual([1, '']);
    expect(JSON.parse(json.stdout)).toEqual({
      error: { code: 'BadRequestException', message: expect.stringContaining(message) as string },
    });
  });

  test('is refused for a text that cannot be parsed, with its place', async () => {
    const broken = files.text('broken.json', '{"openapi": }');
    const { code, stdout, stderr } = await run(broken, '--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      { error: { code: 'BadRequestException', message: 'Invalid OpenAPI input.' } },
    ]);
    expect(stderr).toContain('error source-syntax  broken.json:1:13');
  });

  test('has the places of what Sluice finds', async () => {
    const text =
      'openapi: 3.0.1\ninfo: {title: a, version: "1"}\ninfo: {title: b, version: "1"}\npaths: {}\nx-a: {Ref: b}\n';
    const { code, stderr } = await run(files.text('twice.yaml', text));
    expect(code).toBe(0);
    expect(stderr).toContain('duplicate-key  info  twice.yaml:3:1');
    expect(stderr).toContain('unresolved-value  x-a  twice.yaml:5:1');
  });

  test.each<[argv: readonly string[], code: number, message: string]>([
    [
      [pets, '--parameter', 'mode=merge'],
      2,
      'Cannot use --parameter mode: expected basepath, endpointConfigurationTypes, ignore, failonwarnings',
    ],
    [
      [pets, '--parameter', 'basepath=drop'],
      2,
      'Cannot use --parameter basepath=drop: expected ignore, prepend, split',
    ],
    [[pets, '--protocol', 'http'], 2, 'Cannot import an HTTP API'],
    [[pets, '--mode', 'merge'], 2, 'Cannot use --mode without --onto'],
    [
      [cats, '--onto', pets, '--parameter', 'endpointConfigurationTypes=EDGE'],
      2,
      'Cannot use --parameter endpointConfigurationTypes with --onto',
    ],
    [[template, '--onto', pets], 2, 'Cannot import a template with --onto'],
    [[cats, '--onto', invalid], 1, 'Cannot import the API of --onto: Errors found during import:'],
    [[two], 2, 'Cannot choose one of 2 REST APIs'],
    [[join(files.folder, 'none.json')], 3, 'there is no such file'],
  ])('%j is refused with exit code %i', async (argv, code, message) => {
    const result = await run(...argv);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
