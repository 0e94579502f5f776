import { afterAll, expect, test } from 'vitest';
import { WrittenFiles } from '../../support/behaviour.js';
import { runCommand } from '../../support/command-line.js';
import { template } from '../template.js';

const files = new WrittenFiles();
afterAll(() => files.remove());

test('inspect lists the refusals of each stage, and of no other', async () => {
  const { Resources } = template({ A: ['one', 'two'] });
  const MethodSettings = [{ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: { Ref: 'Rate' } }];
  const { Atwo } = Resources as { readonly Atwo: { readonly Properties: object } };
  const source = files.json('template.json', {
    Parameters: { Rate: { Type: 'Number' } },
    Resources: { ...Resources, Atwo: { ...Atwo, Properties: { ...Atwo.Properties, MethodSettings } } },
  });
  const run = (...more: readonly string[]) => runCommand(['inspect', source, ...more], { cwd: files.folder });
  const reason = 'throttling by a limit that only deployment knows';
  expect(JSON.parse((await run('--json')).stdout)).toMatchObject({
    apis: [{ routes: [{ route: 'GET /where', refused: { two: reason } }] }],
  });
  expect((await run()).stdout).toContain(`GET /where  MOCK  open  refused on two: ${reason}\n`);
});
