import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalGateway, LocalGatewayOptions } from '../../../lib/testing/index.js';
import { FIXED_CLOCK, FIXED_IDS, WrittenFiles, type BehaviourCase } from '../../support/behaviour.js';
import { EchoBackend } from '../echo-backend.js';
import { expectSame, type Ways } from '../ways/compare.js';
import { HTTP_BEHAVIOURS } from './apis/all.js';
import { ISSUER } from './apis/authorization.js';
import { openHttpWays } from './ways/open-http-ways.js';

const files = new WrittenFiles();
const backend = new EchoBackend();
const gateways: LocalGateway[] = [];

beforeAll(() => backend.start());
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await backend.stop();
  files.remove();
});

function options(): LocalGatewayOptions {
  const { address } = backend;
  return {
    ...{ clock: FIXED_CLOCK, ids: FIXED_IDS, exact: true, issuers: { [ISSUER]: 'local' } },
    awsEndpoints: { sqs: `http://${address}/body` },
  };
}

/** A request with a token that the gateway's own issuer signs. */
async function withToken(gateway: LocalGateway | undefined, one: BehaviourCase): Promise<BehaviourCase> {
  const { Authorization = '' } = (one.headers ?? {}) as Readonly<Record<string, string>>;
  const [kind, user = '', ...scopes] = Authorization.split(' ');
  if (gateway === undefined || kind !== 'TOKEN') return one;
  return { ...one, headers: { Authorization: await gateway.token({ issuer: ISSUER, user, scopes }) } };
}

describe.each(HTTP_BEHAVIOURS.map((one) => [one.api.name, one] as const))('%s', (_name, behaviour) => {
  let ways: Ways = {};
  beforeAll(async () => {
    const variables = { colour: 'green', backend: backend.address };
    ways = await openHttpWays(behaviour, variables, files, options());
    gateways.push(...Object.values(ways));
  });

  test.each(behaviour.cases.map((one) => [one.name, one] as const))('%s', async (_case, one) => {
    expect(Object.keys(ways).length).toBeGreaterThanOrEqual(6);
    await expectSame(ways, one, (way) => withToken(ways[way], one));
  });
});

test('there are at least 100 requests, each named once', () => {
  const names = HTTP_BEHAVIOURS.flatMap(({ api, cases }) => cases.map((one) => `${api.name}: ${one.name}`));
  expect(names.length).toBeGreaterThanOrEqual(100);
  expect(new Set(names).size).toBe(names.length);
});
