import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../lib/cli/configuration.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand } from '../support/command-line.js';

const files = new WrittenFiles();
afterAll(() => files.remove());
mkdirSync(join(files.folder, 'api'));
mkdirSync(join(files.folder, 'bare'));
files.json('sluice.json', { values: { place: 'root' } });
files.json('api/sluice.json', { values: { place: 'api' }, stages: { dev: { variables: { greeting: 'Hello' } } } });
files.json('other.json', { values: { place: 'other' } });
const template = { 'application/json': '$stageVariables.greeting' };
const integration = {
  type: 'mock',
  requestTemplates: { 'application/json': '{"statusCode":200}' },
  responses: { default: { statusCode: '200', responseTemplates: template } },
};
files.json('api/openapi.json', {
  openapi: '3.0.1',
  info: { title: 'A', version: '1' },
  paths: { '/': { get: { responses: {}, 'x-amazon-apigateway-integration': integration } } },
});

describe('loadConfiguration()', () => {
  test.each<[given: string | undefined, source: string | undefined, place: string | undefined, folder: string]>([
    [undefined, undefined, 'root', '.'],
    [undefined, '.', 'root', '.'],
    [undefined, 'api/openapi.json', 'api', 'api'],
    [undefined, 'api', 'api', 'api'],
    [undefined, 'bare', undefined, '.'],
    [undefined, 'api/sluice.json', undefined, '.'],
    ['other.json', 'api', 'other', '.'],
  ])('given %s for %s is that of %s', (given, source, place, folder) => {
    const loaded = loadConfiguration(given, source, files.folder);
    expect(loaded.values.values?.place).toBe(place);
    expect(loaded.folder).toBe(join(files.folder, folder));
  });

  test.each<[content: string, message: RegExp, place: RegExp]>([
    ['{', /^Cannot read bad\.json|^Cannot read .*bad\.json/, /bad\.json:1:2$/],
    ['[]', /^Cannot use the configuration: /, /bad\.json$/],
    ['{"lambdas":{"f":1}}', /^Cannot use the configuration: .*string/, /bad\.json$/],
    ['{"stage":{}}', /^Cannot use the configuration: .*"stage"/, /bad\.json$/],
  ])('refuses %s', (content, message, place) => {
    files.text('bad.json', content);
    const load = (): unknown => loadConfiguration('bad.json', undefined, files.folder);
    expect(load).toThrow(SluiceError);
    expect(load).toThrow(message);
    expect(load).toThrow(
      expect.objectContaining({
        code: 'configuration-invalid',
        details: expect.objectContaining({ place: expect.stringMatching(place) as string }) as object,
      }) as Error,
    );
  });
});

describe('what sluice.json and flags give a stage', () => {
  test.each([
    [[], 'Hello'],
    [['--stage', 'dev'], 'Hello'],
    [['--stage', 'prod'], ''],
    [['--stage-variable', 'greeting=Hi'], 'Hi'],
  ])('%j: %j', async (flags, greeting) => {
    const { code, stdout } = await runCommand(['invoke', 'api/openapi.json', 'GET', '/', '--json', ...flags], {
      cwd: files.folder,
    });
    expect([code, (JSON.parse(stdout) as { body: string }).body]).toEqual([0, greeting]);
  });
});
