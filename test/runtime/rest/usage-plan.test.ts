import { describe, expect, test } from 'vitest';
import type { ApiKey, LambdaFunction, Method, RestApi, UsagePlan } from '../../../lib/model/index.js';
import { parseIdentitySource } from '../../../lib/model/identity-source.js';
import { apiKeyIdOf, valueOfApiKey } from '../../../lib/runtime/api-key.js';
import type { RuntimeOptions } from '../../../lib/runtime/index.js';
import { mock, restApi, ServedApi, type TestAnswer } from '../../support/rest-request.js';

const KEYED: Omit<Method, 'httpMethod'> = { integration: mock(), apiKeyRequired: true };
const MOBILE: ApiKey = { id: 'Mobile', value: 'the-key-of-the-mobile-app', enabled: true };
const WEB: ApiKey = { id: 'Web', value: 'the-key-of-the-web-app', enabled: true };
const DEV = { api: 'Api', stage: 'dev' };

interface Parts {
  readonly plans: readonly Partial<UsagePlan>[];
  readonly keys?: readonly ApiKey[];
  readonly api?: Partial<RestApi>;
  readonly methods?: Readonly<Record<string, Omit<Method, 'httpMethod'>>>;
  readonly options?: RuntimeOptions;
  readonly functions?: readonly LambdaFunction[];
}

/** Keyed methods at two stages, and a clock that is moved by hand. */
function keyed({ plans, keys = [MOBILE, WEB], api = {}, methods = {}, options = {}, functions = [] }: Parts) {
  let nowMs = Date.parse('2026-11-30T12:00:00Z');
  const account = (changed: readonly Partial<UsagePlan>[]) => ({
    apiKeys: keys,
    usagePlans: changed.map((plan, index) => ({
      id: `plan${index}`,
      apiStages: [DEV],
      apiKeys: keys.map(({ id }) => id),
      ...plan,
    })),
  });
  const served = new ServedApi(
    restApi(
      { 'GET /pets': KEYED, 'POST /pets': KEYED, 'ANY /any': KEYED, 'GET /open': { integration: mock() }, ...methods },
      { stages: [{ name: 'dev' }, { name: 'prod' }], ...api },
    ),
    { clock: { now: () => nowMs }, ...options },
    functions,
    account(plans),
  );
  const send = (key: string | undefined, route = 'GET /pets', stage = 'dev'): Promise<TestAnswer> => {
    const [method = '', path = ''] = route.split(' ');
    return served.send({ stage, method, path, headers: key === undefined ? [] : [['X-Api-Key', key]] });
  };
  const statuses = async (count: number, key: ApiKey, route?: string, stage?: string): Promise<readonly number[]> => {
    const found: number[] = [];
    for (let i = 0; i < count; i++)
      found.push((await send(typeof key.value === 'string' ? key.value : '', route, stage)).status);
    return found;
  };
  return {
    served,
    send,
    statuses,
    wait: (ms: number) => (nowMs += ms),
    change: (...changed: readonly Partial<UsagePlan>[]) => served.reload(undefined, account(changed)),
  };
}

const MOBILE_VALUE = 'the-key-of-the-mobile-app';

describe('an API key', () => {
  test.each<[what: string, parts: Parts, key: string | undefined, reason: string]>([
    ['missing', { plans: [{}] }, undefined, 'the request has no API key'],
    ['unknown', { plans: [{}] }, 'nobody', 'no usage plan with stage dev has the API key'],
    ['in another case', { plans: [{}] }, MOBILE_VALUE.toUpperCase(), 'no usage plan with stage dev has the API key'],
    [
      'disabled',
      { plans: [{}], keys: [{ ...MOBILE, enabled: false }] },
      MOBILE_VALUE,
      'the API key Mobile is disabled',
    ],
    [
      'of a plan without the stage',
      { plans: [{ apiStages: [{ api: 'Api', stage: 'prod' }] }] },
      MOBILE_VALUE,
      'no usage plan with stage dev has the API key',
    ],
    ['in no plan', { plans: [] }, MOBILE_VALUE, 'no usage plan with stage dev has the API key'],
  ])('that is %s is refused, with the reason in the log alone', async (_what, parts, key, reason) => {
    const { status, headers, body, trace } = await keyed(parts).send(key);
    expect([status, String(body)]).toEqual([403, '{"message":"Forbidden"}']);
    expect(headers).toContainEqual(['x-amzn-ErrorType', 'ForbiddenException']);
    expect(trace?.failure?.message).toBe(`Forbidden: ${reason}`);
  });

  test('of a plan of the stage passes, by its header in any case, and is not asked for where none is required', async () => {
    const { served, send } = keyed({ plans: [{}] });
    expect((await send(MOBILE_VALUE)).status).toBe(200);
    expect((await served.send({ path: '/pets', headers: [['x-API-key', MOBILE_VALUE]] })).status).toBe(200);
    expect((await send(undefined, 'GET /open')).status).toBe(200);
  });

  test('without a value has one that is the same in every run', async () => {
    const key: ApiKey = { id: 'Mobile', enabled: true };
    const value = valueOfApiKey(key);
    expect(value).toEqual({ text: expect.stringMatching(/^[a-z0-9]{40}$/) as string, isGenerated: true });
    expect((await keyed({ plans: [{}], keys: [key] }).send(value?.text)).status).toBe(200);
  });

  test('is in templates by value and id, and in traces by id alone', async () => {
    const template = '$context.identity.apiKey $context.identity.apiKeyId';
    const method = { ...KEYED, integration: mock({ 'application/json': template }) };
    const { body, trace } = await keyed({ plans: [{}], methods: { 'GET /told': method } }).send(
      MOBILE_VALUE,
      'GET /told',
    );
    const apiKeyId = apiKeyIdOf(MOBILE);
    expect(String(body)).toBe(`${MOBILE_VALUE} ${apiKeyId}`);
    const phases = trace?.print().filter(({ phase }) => !phase.endsWith('-response'));
    expect(phases).toContainEqual(expect.objectContaining({ phase: 'usage-plan', output: { apiKeyId } }));
    expect(JSON.stringify(phases)).not.toContain(MOBILE_VALUE);
  });

  test('comes from the authorizer where the API says so, and from no header then', async () => {
    const guard: LambdaFunction = {
      name: 'guard',
      handler: '',
      code: {
        kind: 'function',
        handler: (event: unknown) => ({
          principalId: 'ann',
          usageIdentifierKey: (event as { readonly authorizationToken: string }).authorizationToken,
          policyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
          },
        }),
      },
      environment: {},
      timeoutMs: 3_000,
      memoryMegabytes: 128,
    };
    const uri =
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:guard/invocations';
    const { served } = keyed({
      plans: [{}],
      functions: [guard],
      methods: { 'GET /guarded': { ...KEYED, authorization: { type: 'CUSTOM', authorizer: 'guard' } } },
      api: {
        apiKeySource: 'AUTHORIZER',
        authorizers: [
          {
            type: 'TOKEN',
            name: 'guard',
            uri,
            identitySource: parseIdentitySource('method.request.header.Authorization', 'REST'),
          },
        ],
      },
    });
    const status = async (token: string): Promise<number> =>
      (
        await served.send({
          path: '/guarded',
          headers: [
            ['Authorization', token],
            ['x-api-key', MOBILE_VALUE],
          ],
        })
      ).status;
    expect([await status(MOBILE_VALUE), await status('nobody')]).toEqual([200, 403]);
  });
});

describe('a usage plan', () => {
  test('throttles each key apart, over all its stages together', async () => {
    const { statuses, wait } = keyed({
      plans: [{ throttle: { ratePerSecond: 1, burst: 2 }, apiStages: [DEV, { api: 'Api', stage: 'prod' }] }],
    });
    expect(await statuses(2, MOBILE)).toEqual([200, 200]);
    expect(await statuses(1, MOBILE, 'POST /pets', 'prod')).toEqual([429]);
    expect(await statuses(3, WEB)).toEqual([200, 200, 429]);
    wait(999);
    expect(await statuses(1, MOBILE)).toEqual([429]);
    wait(1);
    expect(await statuses(2, MOBILE)).toEqual([200, 429]);
  });

  test('throttles a method by its own limit, of ANY by the method of the request too', async () => {
    const methodThrottles = [
      { path: '/pets', httpMethod: 'GET', throttle: { burst: 1, ratePerSecond: 0 } },
      { path: '/any', httpMethod: 'PUT', throttle: { burst: 0, ratePerSecond: 0 } },
    ] as const;
    const { statuses } = keyed({ plans: [{ apiStages: [{ ...DEV, methodThrottles }] }] });
    expect(await statuses(2, MOBILE)).toEqual([200, 429]);
    expect(await statuses(2, WEB)).toEqual([200, 429]);
    expect(await statuses(3, MOBILE, 'POST /pets')).toEqual([200, 200, 200]);
    expect(await statuses(1, MOBILE, 'PUT /any')).toEqual([429]);
    expect(await statuses(1, MOBILE, 'GET /any')).toEqual([200]);
  });

  test('ends with its quota, and begins anew with the period', async () => {
    const { send, statuses, wait } = keyed({ plans: [{ quota: { limit: 3, period: 'DAY', offset: 1 } }] });
    expect(await statuses(3, MOBILE)).toEqual([200, 200, 429]);
    const { headers, body } = await send(MOBILE_VALUE);
    expect(headers).toContainEqual(['x-amzn-ErrorType', 'LimitExceededException']);
    expect(String(body)).toBe('{"message":"Limit Exceeded"}');
    wait(12 * 3_600_000 - 1);
    expect(await statuses(1, MOBILE)).toEqual([429]);
    wait(1);
    expect(await statuses(4, MOBILE)).toEqual([200, 200, 200, 429]);
  });

  test('takes effect without deployment, and keeps what it counted', async () => {
    const { statuses, change } = keyed({ plans: [{ quota: { limit: 2, period: 'MONTH' } }] });
    expect(await statuses(3, MOBILE)).toEqual([200, 200, 429]);
    change({ quota: { limit: 3, period: 'MONTH' } });
    expect(await statuses(2, MOBILE)).toEqual([200, 429]);
    change({ apiKeys: ['Web'] });
    expect(await statuses(1, MOBILE)).toEqual([403]);
  });

  test('refuses by name what counts against a limit that only deployment knows, and nobody else', async () => {
    const limit = { kind: 'deploy-time', parts: [{ kind: 'reference', logicalId: 'Limit' }] } as never;
    const plans = [{ quota: { limit, period: 'DAY' }, apiKeys: ['Mobile'] }, { apiKeys: ['Web'] }];
    const { statuses } = keyed({ plans });
    expect([await statuses(1, MOBILE), await statuses(1, WEB)]).toEqual([[501], [200]]);
    expect(await keyed({ plans, options: { lenience: new Set(['throttle']) } }).statuses(1, MOBILE)).toEqual([200]);
  });

  test('counts before the stage: what the stage throttles is used', async () => {
    const methodSettings = [{ path: '*', httpMethod: '*', throttle: { burst: 1, ratePerSecond: 0 } }] as const;
    const { served, statuses } = keyed({ plans: [{}], api: { stages: [{ name: 'dev', methodSettings }] } });
    expect(await statuses(2, MOBILE)).toEqual([200, 429]);
    const today = Math.floor(Date.parse('2026-11-30') / 86_400_000);
    expect(served.runtime.account.usagePlans.read(today, today)).toEqual([
      {
        usagePlanId: 'plan0',
        startDate: '2026-11-30',
        endDate: '2026-11-30',
        items: { Mobile: [[2, -1]], Web: [[0, -1]] },
      },
    ]);
  });
});

test("the account's limit holds for all stages together, after their own", async () => {
  const { statuses, wait } = keyed({ plans: [], options: { requestsPerSecond: 4 } });
  expect(await statuses(2, MOBILE, 'GET /open')).toEqual([200, 200]);
  expect(await statuses(1, MOBILE, 'GET /open', 'prod')).toEqual([429]);
  wait(250);
  expect(await statuses(2, MOBILE, 'GET /open')).toEqual([200, 429]);
});
