import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand } from '../support/command-line.js';
import { template } from './template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

files.json('template.json', template({ A: ['one'] }));

/** What `inspect --json` prints; for an error its exit code before it. */
async function inspect(source: string, ...options: readonly string[]): Promise<unknown> {
  const { code, stdout, stderr } = await runCommand(['inspect', source, '--json', ...options], { cwd: files.folder });
  return code === 0 ? JSON.parse(stdout) : `${code} ${stdout}${stderr}`;
}

describe('--protocol', () => {
  const integration = { type: 'aws_proxy', httpMethod: 'POST', uri: 'arn:aws:lambda:us-east-1:1:function:f' };
  files.json('document.json', {
    openapi: '3.0.1',
    info: { title: 'Pets', version: '1' },
    'x-amazon-apigateway-importexport-version': '1.0',
    paths: { '/pets': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
  });
  files.json('rest.json', { protocol: 'rest' });

  test.each<[options: readonly string[], protocol: string]>([
    [[], 'HTTP'],
    [['--protocol', 'rest'], 'REST'],
    [['--config', 'rest.json'], 'REST'],
    [['--config', 'rest.json', '--protocol', 'http'], 'HTTP'],
  ])('%j makes a document the definition of a %s API', async (options, protocol) => {
    expect(await inspect('document.json', ...options)).toMatchObject({ apis: [{ protocol }] });
  });

  test('is refused for a template; in a configuration it may be meant for another source', async () => {
    expect(await inspect('template.json', '--protocol', 'rest')).toMatch(/^2 .*Cannot use --protocol/);
    expect(await inspect('template.json', '--config', 'rest.json')).toMatchObject({ apis: [{ protocol: 'REST' }] });
  });
});
