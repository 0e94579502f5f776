import { expect, test } from 'vitest';
import { EMPTY_COLLECTION, reference, type Document, type EndpointType } from '../../lib/model/index.js';
import { LocalRuntime, type RuntimeOptions } from '../../lib/runtime/index.js';
import { mock, restApi } from '../support/rest-request.js';
import { wholeBody } from '../support/whole-body.js';

const OPEN = { Statement: { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' } };
const VPC_ENDPOINTS = { vpcEndpoints: { 'vpce-1': { vpcId: 'vpc-1' } } };

function policy(endpoint: string, Resource = 'execute-api:/*'): Document {
  const Condition = { StringEquals: { 'aws:SourceVpce': endpoint } };
  return { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource, Condition }] };
}

function runtimeOf(document: Document | undefined, options: RuntimeOptions, type: EndpointType): LocalRuntime {
  const api = restApi(
    { 'GET /': { integration: mock({ 'application/json': 'served' }) } },
    { endpoint: { type }, policy: OPEN },
  );
  const domain = {
    id: 'D',
    name: 'private.example.com',
    endpointType: 'PRIVATE' as const,
    mappings: [{ api: 'Api', stage: 'dev' }],
    ...(document !== undefined && { policy: document }),
  };
  return new LocalRuntime(
    { collection: { ...EMPTY_COLLECTION, apis: [api], domainNames: [domain] }, functions: [] },
    options,
  );
}

const ARN = 'arn:aws:execute-api:us-east-1:000000000000:/domainnames/';

test.each<[what: string, policy: Document | undefined, options: RuntimeOptions, body: RegExp, finding?: RegExp]>([
  ['allows its VPC endpoint', policy('vpce-1'), VPC_ENDPOINTS, /^served$/],
  ['names itself by its id', policy('vpce-1', `${ARN}private.example.com+a1b2c3`), VPC_ENDPOINTS, /^served$/],
  ['names another domain', policy('vpce-1', `${ARN}other.example.com+a1b2c3`), VPC_ENDPOINTS, /is not authorized/],
  ['allows another VPC endpoint', policy('vpce-2'), VPC_ENDPOINTS, /is not authorized .*domainnames.private/],
  ['asks for an endpoint that is not known here', policy('vpce-1'), {}, /Forbidden/, /vpcEndpoints in sluice.json/],
  ['has a policy that cannot be read', { Statement: [{}] }, VPC_ENDPOINTS, /Forbidden/, /cannot be read/],
  ['has one that only deployment knows', { Id: reference('X') }, VPC_ENDPOINTS, /Forbidden/, /only deployment knows/],
  ['has none', undefined, VPC_ENDPOINTS, /Forbidden/, /has no policy, so every call is refused/],
  [
    'denies what its operator would do without',
    policy('vpce-2'),
    { ...VPC_ENDPOINTS, lenience: 'all' },
    /is not authorized/,
  ],
  ['has none, and its operator does without', undefined, { lenience: new Set(['resource-policy']) }, /^served$/],
])('a private domain that %s', async (_what, document, options, body, finding) => {
  const runtime = runtimeOf(document, options, 'PRIVATE');
  expect(await get(runtime)).toMatch(body);
  const found = runtime.diagnostics.filter(({ place }) => place.element === 'domain private.example.com');
  expect(found.map(({ message }) => message)).toEqual(finding === undefined ? [] : [expect.stringMatching(finding)]);
});

test('nor does a rule of one', async () => {
  const { collection } = { collection: { ...EMPTY_COLLECTION, apis: [restApi({ 'GET /': { integration: mock() } })] } };
  const invokeApi = { api: 'Api', stage: 'dev', stripBasePath: false };
  const domain = {
    id: 'D',
    name: 'private.example.com',
    mappings: [],
    policy: policy('vpce-1'),
    routingMode: 'ROUTING_RULE_ONLY',
    routingRules: [{ id: 'R', priority: 1, conditions: [], invokeApi }],
  };
  const runtime = new LocalRuntime(
    { collection: { ...collection, domainNames: [domain] }, functions: [] },
    VPC_ENDPOINTS,
  );
  expect(await get(runtime)).toMatch(/Forbidden/);
  expect(runtime.diagnostics[0]?.message).toMatch(/private APIs only, and Api is none/);
});

test('a private domain does not lead to a public API', async () => {
  const runtime = runtimeOf(policy('vpce-1'), VPC_ENDPOINTS, 'REGIONAL');
  expect(await get(runtime)).toMatch(/Forbidden/);
  expect(runtime.diagnostics).toMatchObject([{ message: expect.stringMatching(/private REST APIs only$/) as string }]);
});

async function get({ gateway }: LocalRuntime): Promise<string> {
  const response = await gateway.handle(
    {
      method: 'GET',
      target: '/',
      headers: [['Host', 'private.example.com']],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      protocol: 'https',
      httpVersion: 'HTTP/1.1',
    },
    gateway.apis[0]?.apiId ?? '',
  );
  return wholeBody(response).toString();
}
