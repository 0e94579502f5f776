import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PetsParts } from '../../examples/yardstick/pets-parts.js';
import { definePets as withAwsCdkLib } from '../../examples/yardstick/with-aws-cdk-lib.js';
import { definePets as withSluice } from '../../examples/yardstick/with-sluice.js';
import { LocalGateway } from '../../lib/testing/index.js';
import { FIXED_CLOCK } from '../support/behaviour.js';

function partsOf(): PetsParts {
  const stack = new Stack(new App(), 'Yardstick');
  const handler = (id: string): LambdaFunction =>
    new LambdaFunction(stack, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(
        `let calls = 0; exports.handler = async (event) => ({ statusCode: 200, body: '${id} ' + event.path + ' ' + (calls += 1) })`,
      ),
    });
  return { stack, list: handler('list'), get: handler('get'), pool: new UserPool(stack, 'Users') };
}

async function open(define: (parts: PetsParts) => void): Promise<LocalGateway> {
  const parts = partsOf();
  define(parts);
  return LocalGateway.fromStack(parts.stack, { clock: FIXED_CLOCK, exact: true, stage: 'prod' });
}

const EXAMPLES = join(__dirname, '..', '..', 'examples', 'yardstick');

/** Lines between the function's first and last. */
function linesOf(file: string): number {
  const [, body = ''] = readFileSync(join(EXAMPLES, file), 'utf8').split('): void {\n');
  return body.trimEnd().split('\n').length - 1;
}

describe('examples/yardstick', () => {
  const ways: { sluice?: LocalGateway; awsCdkLib?: LocalGateway } = {};
  beforeAll(async () => {
    ways.sluice = await open(withSluice);
    ways.awsCdkLib = await open(withAwsCdkLib);
  });
  afterAll(() => Promise.all([ways.sluice?.close(), ways.awsCdkLib?.close()]));

  const origin = { Origin: 'https://admin.example.com' };

  test.each<[what: string, path: string, access: 'none' | 'token' | 'key' | 'both' | 'other-scope', init: RequestInit]>(
    [
      ['a list', '/pets', 'both', {}],
      ['a pet', '/pets/1', 'both', {}],
      ['the same pet, from the cache', '/pets/1', 'both', {}],
      ['another pet', '/pets/2', 'both', {}],
      ['a list without a token', '/pets', 'key', {}],
      ['a list without a key', '/pets', 'token', {}],
      ['a list with the token of another scope', '/pets', 'other-scope', {}],
      ['an error that a page reads', '/pets', 'none', { headers: origin }],
      ['an unknown path', '/cats', 'none', {}],
    ],
  )('%s', async (_what, path, access, init) => {
    const responses: Record<string, unknown> = {};
    for (const [way, gateway] of Object.entries(ways)) {
      const scope = access === 'other-scope' ? 'pets/write' : 'pets/read';
      const response = await gateway.fetch(path, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string> | undefined),
          ...(['token', 'both', 'other-scope'].includes(access) && {
            Authorization: await gateway.token({ scopes: [scope] }),
          }),
          ...(['key', 'both', 'other-scope'].includes(access) && { 'x-api-key': gateway.apiKey() }),
        },
      });
      responses[way] = { status: response.status, body: await response.text() };
    }
    expect(responses.sluice).toEqual(responses.awsCdkLib);
    expect(responses.sluice).toMatchSnapshot();
  });

  test('pages of both origins may call, and read errors', async () => {
    for (const gateway of Object.values(ways)) {
      const headers = { ...origin, 'Access-Control-Request-Method': 'GET' };
      const preflight = await gateway.fetch('/pets', { method: 'OPTIONS', headers });
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-origin')).toBe(origin.Origin);
      const error = await gateway.fetch('/pets', { headers: origin });
      expect(['*', origin.Origin]).toContain(error.headers.get('access-control-allow-origin'));
    }
  });

  test('takes 18 lines at most, less than half of what it takes otherwise', () => {
    expect(linesOf('with-sluice.ts')).toBeLessThanOrEqual(18);
    expect(linesOf('with-aws-cdk-lib.ts')).toBeGreaterThanOrEqual(40);
  });
});
