import { afterAll, describe, expect, test } from 'vitest';
import { parseJsonOrYaml } from '../../../lib/import/text/index.js';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

const integration = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200' } },
};
const source = files.json('pets.json', {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        summary: 'Lists',
        responses: { 200: { description: 'OK' } },
        'x-amazon-apigateway-integration': integration,
      },
    },
  },
});

const run = (...argv: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand(['export', ...argv], { cwd: files.folder });

const HOST = '[a-z0-9]{10}\\.execute-api\\.us-east-1\\.amazonaws\\.com';

describe('export', () => {
  test('writes OpenAPI 3.0 without extensions by default', async () => {
    const { code, stdout, stderr } = await run(source);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      openapi: '3.0.1',
      info: { title: 'Pets', version: '1' },
      servers: [
        {
          url: expect.stringMatching(`^https://${HOST}/\\{basePath\\}$`) as string,
          variables: { basePath: { default: 'dev' } },
        },
      ],
      paths: { '/pets': { get: { responses: { 200: { description: '200 response', content: {} } } } } },
      components: {},
    });
  });

  test('writes Swagger 2.0 as YAML, for a stage and a Region', async () => {
    const json = await run(
      source,
      '--type',
      'swagger',
      '--stage',
      'prod',
      '--region',
      'eu-west-1',
      '--extensions',
      'integrations,authorizers',
    );
    const yaml = await run(
      source,
      '--type',
      'swagger',
      '--stage',
      'prod',
      '--region',
      'eu-west-1',
      '--extensions',
      'integrations',
      '--extensions',
      'authorizers',
      '--accept',
      'application/yaml',
    );
    expect(yaml.stdout).toMatch(/^---\nswagger: "2\.0"\n/);
    expect(parseJsonOrYaml(yaml.stdout, 'a.yaml').value).toEqual(JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout)).toMatchObject({
      host: expect.stringContaining('.execute-api.eu-west-1.') as string,
      basePath: '/prod',
      paths: { '/pets': { get: { 'x-amazon-apigateway-integration': { type: 'mock' } } } },
    });
  });

  test('writes what it can import again without a change', async () => {
    const first = await run(source, '--extensions', 'apigateway', '--stage', 'prod');
    const again = files.json('again.json', JSON.parse(first.stdout) as object);
    const second = await run(again, '--extensions', 'apigateway', '--stage', 'prod');
    const { servers: _first, ...before } = JSON.parse(first.stdout) as Record<string, unknown>;
    const { servers: _second, ...after } = JSON.parse(second.stdout) as Record<string, unknown>;
    expect(after).toEqual(before);
  });

  test.each<[argv: readonly string[], code: number, message: string]>([
    [
      [source, '--extensions', 'postman'],
      2,
      '--extensions postman is not supported: Postman extensions are not imitated',
    ],
    [[source, '--extensions', 'all'], 2, '--extensions all is not supported: API Gateway has none of this name'],
    [[files.json('other.json', { a: 1 })], 1, 'error BadRequestException  Invalid OpenAPI input.'],
    [
      [files.json('empty.json', { openapi: '3.0.1', info: { title: 'Pets', version: '1' }, paths: {} })],
      1,
      "error BadRequestException  The REST API doesn't contain any methods",
    ],
  ])('%j is refused with exit code %i', async (argv, code, message) => {
    const result = await run(...argv);
    expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});
