import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stack } from '../../examples/http-jwt/app.js';
import { addMatchers, LocalGateway } from '../../lib/testing/index.js';
import { asExpected, ask, FIXED_CLOCK, FIXED_IDS, type BehaviourCase } from '../support/behaviour.js';
import { startExampleBackend } from '../support/example-backend.js';
import { withCredentials } from '../support/example-requests.js';
import { synthesizeExample } from '../support/example-template.js';

addMatchers(expect);

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'http-jwt');
const cases = JSON.parse(readFileSync(join(EXAMPLE, 'requests.json'), 'utf8')) as readonly BehaviourCase[];

describe('examples/http-jwt', () => {
  let queue: ChildProcess;
  let gateway: LocalGateway;

  beforeAll(async () => {
    const { address, child } = await startExampleBackend(join(EXAMPLE, 'queue.mjs'));
    queue = child;
    gateway = await LocalGateway.fromStack(stack, {
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      issuers: { 'https://login.example.com': 'local' },
      awsEndpoints: { sqs: `http://${address}` },
    });
  });
  afterAll(async () => {
    await gateway.close();
    queue.kill();
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const request = await withCredentials(one, {
      token: (asked) => gateway.token({ client: 'parcels', ...asked }),
      key: () => gateway.apiKey(),
    });
    expect(asExpected(await ask(gateway, request), one.expect)).toEqual(one.expect);
  });

  test('has no finding', () => {
    expect(gateway.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('has the template of its snapshot', () => {
    expect(synthesizeExample(stack)).toMatchSnapshot();
  });
});
