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
const source = files.json('pets.json', {
  openapi: '3.0.1',
  info: { title: 'Pets', version: '1.0' },
  paths: {
    '/pets/{petId}': { get: { responses: { 200: { description: 'OK' } }, 'x-amazon-apigateway-integration': MOCK } },
  },
});

const run = (...more: readonly string[]): ReturnType<typeof runCommand> =>
  runCommand(['synth', source, ...more], { cwd: files.folder });

describe('synth --definition', () => {
  test.each<[definition: string, methods: number]>([
    ['body', 0],
    ['resources', 1],
  ])(
    '%s writes a template with %i methods that are resources, which is served the same',
    async (definition, methods) => {
      const { stdout } = await run('--definition', definition, '--json');
      const template = JSON.parse(stdout) as { readonly Resources: Record<string, { readonly Type: string }> };
      const types = Object.values(template.Resources).map(({ Type }) => Type);
      expect(types.filter((type) => type === 'AWS::ApiGateway::Method')).toHaveLength(methods);
      const written = files.json(`${definition}.json`, template);
      const response = await runCommand(['invoke', written, 'GET', '/pets/7'], { cwd: files.folder });
      expect(response.stdout).toContain('200');
    },
  );

  test('is refused for a document', async () => {
    const { code, stderr } = await run('--format', 'openapi', '--definition', 'resources');
    expect([code, stderr]).toEqual([2, expect.stringContaining('A document has no --definition')]);
  });
});
