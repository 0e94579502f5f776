import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { LocalGateway, type LocalGatewayOptions } from '../../lib/testing/index.js';
import { WrittenFiles } from '../support/behaviour.js';
import { httpApiTemplate } from '../support/http-api-template.js';

const files = new WrittenFiles();
const open: LocalGateway[] = [];
afterEach(() => Promise.all(open.splice(0).map((gateway) => gateway.close())));
afterAll(() => files.remove());

async function serve(stages: readonly string[], options: LocalGatewayOptions = {}): Promise<LocalGateway> {
  const gateway = await LocalGateway.fromTemplate(files.json('template.json', httpApiTemplate(stages)), options);
  open.push(gateway);
  return gateway;
}

describe('LocalGateway of an HTTP API', () => {
  test.each<[stages: readonly string[], stage: string | undefined, rawPath: string]>([
    [['$default'], undefined, '/pets/1'],
    [['dev'], undefined, '/dev/pets/1'],
    [['$default', 'dev'], 'dev', '/dev/pets/1'],
    [['$default', 'dev'], '$default', '/pets/1'],
  ])('with the stages %j, asked for %s, serves paths below it: %s', async (stages, stage, rawPath) => {
    const gateway = await serve(stages, stage === undefined ? {} : { stage });
    const response = await gateway.fetch('/pets/1');
    expect([response.status, await response.text()]).toEqual([200, rawPath]);
    expect((await gateway.fetch('/pets')).status).toBe(404);
  });

  test('listens without a stage in its URL for $default, with one for a named stage', async () => {
    for (const [stage, pattern] of [
      ['$default', /^http:\/\/127\.0\.0\.1:\d+$/],
      ['dev', /^http:\/\/127\.0\.0\.1:\d+\/dev$/],
    ] as const) {
      const { url } = await (await serve([stage])).listen();
      expect(url).toMatch(pattern);
      expect((await fetch(`${url}/pets/1`)).status).toBe(200);
    }
  });

  test('traces each phase of a request', async () => {
    const gateway = await serve(['$default']);
    await gateway.fetch('/pets/1');
    expect(gateway.trace()?.phases.map(({ phase }) => phase)).toEqual([
      'accept-request',
      'select-route',
      'authorize',
      'integration-request',
      'integration',
      'integration-response',
      'response',
    ]);
    await gateway.fetch('/cats');
    expect(gateway.trace()?.cause).toBe('unknown-route');
  });
});
