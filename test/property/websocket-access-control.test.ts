import fc from 'fast-check';
import { readTemplate } from '../../lib/import/cloudformation/template.js';
import {
  EMPTY_COLLECTION,
  parseSelectionExpression,
  parseWebSocketRouteKey,
  type IdentitySource,
  type LambdaFunction,
  type WebSocketApi,
  type WebSocketRoute,
} from '../../lib/model/index.js';
import { LocalRuntime } from '../../lib/runtime/index.js';
import { SluiceError } from '../../lib/support/sluice-error.js';
import { renderTemplate } from '../../lib/synth/cloudformation/template.js';
import { functionArn } from '../support/http-api.js';
import { describeAccessControl } from './access-control-properties.js';

/** `SLUICE_RUNS` says another number; more a night. */
const RUNS = Number(process.env.SLUICE_RUNS ?? 500);

const INVOKE_GUARD = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn('guard')}/invocations`;
const ECHO = { requestTemplates: { $default: '{"statusCode":200}' }, responses: [] };

const source: fc.Arbitrary<IdentitySource> = fc.record({
  kind: fc.constantFrom('header', 'querystring'),
  name: fc.constantFrom('Authorization', 'X-Token'),
});

/** The ways in which `$connect` may ask who connects. */
const guardedApis: fc.Arbitrary<WebSocketApi> = fc
  .record({
    access: fc.constantFrom('authorizer', 'authorizer', 'iam', 'key'),
    identitySource: fc.array(source, { maxLength: 2 }),
    hasIntegration: fc.boolean(),
  })
  .map(({ access, identitySource, hasIntegration }): WebSocketApi => {
    const authorization: WebSocketRoute['authorization'] =
      access === 'authorizer'
        ? { type: 'CUSTOM', authorizer: 'guard' }
        : access === 'iam'
          ? { type: 'AWS_IAM' }
          : undefined;
    return {
      protocol: 'WEBSOCKET',
      id: 'Api',
      name: 'Api',
      routeSelectionExpression: parseSelectionExpression('$request.body.action', 'message-expression'),
      authorizers:
        access === 'authorizer' ? [{ type: 'REQUEST', name: 'guard', uri: INVOKE_GUARD, identitySource }] : [],
      routes: [
        {
          routeKey: parseWebSocketRouteKey('$connect'),
          ...(authorization !== undefined && { authorization }),
          ...(access === 'key' && { apiKeyRequired: true }),
          ...(hasIntegration && { integration: { type: 'MOCK', ...ECHO } }),
        },
        { routeKey: parseWebSocketRouteKey('$default'), integration: { type: 'MOCK', ...ECHO } },
      ],
      stages: [{ name: 'prod' }],
    };
  });

function withoutAccessControl({ routes, ...api }: WebSocketApi): WebSocketApi {
  return {
    ...api,
    authorizers: [],
    routes: routes.map(({ authorization: _authorization, apiKeyRequired: _apiKeyRequired, ...route }) => route),
  };
}

/** Lets nobody in, whatever it is asked. */
const GUARD: LambdaFunction = {
  ...{ name: 'guard', handler: '', environment: {}, timeoutMs: 3_000, memoryMegabytes: 128 },
  code: {
    kind: 'function',
    handler: () => Promise.resolve({ principalId: 'nobody', policyDocument: { Version: '2012-10-17', Statement: [] } }),
  },
};

const HANDSHAKE = {
  method: 'GET',
  headers: [
    ['Host', 'localhost'],
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ],
  body: Buffer.alloc(0),
  sourceIp: '203.0.113.7',
  protocol: 'https',
  httpVersion: 'HTTP/1.1',
} as const;

/** What a client without credentials gets, and what the author is told. */
async function call(
  _format: unknown,
  written: unknown,
): Promise<{ readonly isOpen: boolean; readonly findings: number }> {
  let read;
  try {
    read = readTemplate(written as never);
  } catch (error) {
    if (error instanceof SluiceError) return { isOpen: false, findings: 1 };
    throw error;
  }
  const apis = read.collection.apis.filter(({ protocol }) => protocol === 'WEBSOCKET');
  const runtime = new LocalRuntime(
    { collection: { ...EMPTY_COLLECTION, apis }, functions: [GUARD] },
    { lambdaIsolation: 'inline', exact: true },
  );
  try {
    let isOpen = false;
    for (const { apiId, stages } of runtime.gateway.apis) {
      for (const { name } of stages) {
        const handshake = await runtime.gateway.connect({ ...HANDSHAKE, target: `/${name}` }, apiId);
        if (handshake.kind !== 'accepted') continue;
        isOpen = true;
        await handshake.abandon();
      }
    }
    const findings = [...read.diagnostics, ...runtime.diagnostics].filter(({ severity }) => severity !== 'info');
    return { isOpen, findings: findings.length };
  } finally {
    await runtime.close();
  }
}

describeAccessControl({
  what: 'a WebSocket API',
  apis: guardedApis,
  withoutAccessControl,
  formats: { 'a template': { write: (api: WebSocketApi): unknown => renderTemplate(api).template } },
  call,
  runs: RUNS,
  misspelledRuns: RUNS,
});
