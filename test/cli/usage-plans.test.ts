import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { WrittenFiles } from '../support/behaviour.js';
import { runCommand, startCommand } from '../support/command-line.js';
import { mockOperation, openApiDocument } from '../support/runtime-source.js';

const files = new WrittenFiles();
afterAll(() => files.remove());
for (const folder of ['bare', 'made']) mkdirSync(join(files.folder, folder));

const keyed = mockOperation('ok', { security: [{ key: [] }] });
const components = { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } };
const source = files.json('pets.json', openApiDocument({ '/pets': { get: keyed, post: keyed } }, { components }));
files.json('sluice.json', {
  stages: { dev: { methodSettings: { '/pets/POST': { throttlingRateLimit: 0, throttlingBurstLimit: 0 } } } },
  usagePlans: [
    { id: 'basic', apiStages: [{ apiId: 'Pets', stage: 'dev' }], quota: { limit: 2, period: 'MONTH' } },
    { id: 'free, slow', apiStages: [{ apiId: 'Pets', stage: 'dev' }] },
  ],
  apiKeys: 'keys.csv',
});
files.text(
  'keys.csv',
  'name,key,enabled,usageplanids\nMobile,the-key-of-the-mobile-app,true,basic\nOff,the-key-that-is-off,,basic\n',
);
files.json('bare/sluice.json', {});
const bare = files.json('bare/pets.json', openApiDocument({ '/pets': { get: keyed } }, { components }));
const cwd = files.folder;

describe('usage plans and keys of sluice.json', () => {
  test('serve holds them, and server usage tells what they counted', async () => {
    const state = ['--state', 'state'];
    const command = startCommand(['serve', source, '--port', '0', '--json', ...state], { cwd });
    try {
      const { url } = JSON.parse(await command.firstLine) as { readonly url: string };
      const status = async (key: string, method = 'GET'): Promise<number> =>
        (await fetch(`${url}/pets`, { method, headers: { 'x-api-key': key } })).status;
      const mobile = 'the-key-of-the-mobile-app';
      expect(await status('the-key-that-is-off')).toBe(403);
      expect([await status(mobile), await status(mobile, 'POST'), await status(mobile)]).toEqual([200, 429, 429]);
      const usage = async (...argv: readonly string[]): Promise<string> =>
        (await runCommand(['server', 'usage', ...state, ...argv], { cwd })).stdout;
      const today = new Date().toISOString().slice(0, 10);
      const days = ['--start-date', today, '--end-date', today];
      const items = { Mobile: [[2, 0]], Off: [[0, 2]] };
      expect(JSON.parse(await usage(...days, '--format', 'json'))).toEqual({
        usage: [
          { usagePlanId: 'basic', startDate: today, endDate: today, items },
          { usagePlanId: 'free, slow', startDate: today, endDate: today, items: {} },
        ],
      });
      expect(await usage(...days, '--format', 'csv')).toBe(
        `usagePlanId,keyId,date,used,remaining\nbasic,Mobile,${today},2,0\nbasic,Off,${today},0,2\n`,
      );
      expect(await usage()).toMatch(/^usage plan +API key +day +used +remaining\n/);
    } finally {
      command.interrupt();
      await command.done;
    }
  });

  test('inspect lists plans and keys, with the values that are made here alone', async () => {
    const keys = files.text('more.csv', 'Name,Key,Enabled,UsagePlanIds\nWeb,the-key-of-the-web,TRUE,"free, slow"\n');
    const { stdout } = await runCommand(['inspect', source], { cwd });
    expect(stdout).toContain('API key');
    expect(stdout).toMatch(/Usage plans\n {2}basic +Pets\/dev +no throttle +2 a MONTH +Mobile, Off\n/);
    expect(stdout).toMatch(/API keys\n {2}Mobile +[a-z0-9]{10} +enabled +\n {2}Off +[a-z0-9]{10} +disabled +\n/);
    expect(stdout).not.toContain('the-key-of-the-mobile-app');
    const refused = await runCommand(['inspect', source, '--api-keys', keys], { cwd });
    expect(refused.stderr).toContain('Cannot find the usage plan "free"');
    files.json('made/sluice.json', { apiKeys: [{ name: 'Made' }] });
    const made = files.json('made/pets.json', openApiDocument({ '/pets': { get: keyed } }, { components }));
    expect((await runCommand(['inspect', made], { cwd })).stdout).toMatch(
      /Made +[a-z0-9]{10} +enabled +made here: [a-z0-9]{40}\n/,
    );
  });

  test('inspect warns of keys that nobody has', async () => {
    const { stderr } = await runCommand(['inspect', bare], { cwd });
    expect(stderr).toContain(
      'usage-plan-missing  stage dev  A method requires an API key, and no usage plan of the stage',
    );
  });

  test.each<[argv: string, says: string]>([
    ['--api-keys gone.csv', 'Cannot read the API keys: there is no such file'],
    ['--stage-settings settings.json', 'Cannot use the stage settings: '],
    ['--stage-settings method.json', 'Cannot read the method "pets" of method settings'],
  ])('%s is refused', async (argv, says) => {
    files.json('settings.json', { '*/*': { throttlingRateLimit: 'fast' } });
    files.json('method.json', { pets: {} });
    const { stderr } = await runCommand(['invoke', bare, 'GET', '/pets', ...argv.split(' ')], { cwd });
    expect(stderr).toContain(says);
  });

  test('--stage-settings holds for the stage that is served', async () => {
    const settings = files.json('shut.json', { '*/*': { throttlingRateLimit: 0, throttlingBurstLimit: 0 } });
    const open = files.json('bare/open.json', openApiDocument({ '/pets': { get: mockOperation('ok') } }));
    const status = async (...argv: readonly string[]): Promise<number> => {
      const { stdout } = await runCommand(['invoke', open, 'GET', '/pets', '--json', ...argv], { cwd });
      return (JSON.parse(stdout) as { readonly status: number }).status;
    };
    expect(await status()).toBe(200);
    expect(await status('--stage-settings', settings)).toBe(429);
    expect(await status('--stage-settings', settings, '--stage', 'prod')).toBe(429);
  });
});
