import { sign } from 'aws4';
import { describe, expect, test } from 'vitest';
import { parseIdentitySource } from '../../../lib/model/identity-source.js';
import type {
  ApiCollection,
  InlineHandler,
  Integration,
  LambdaFunction,
  Method,
  RestApi,
  TokenAuthorizer,
  UsagePlan,
} from '../../../lib/model/index.js';
import { GATEWAY_RESPONSE_STATUS, type GatewayResponseType } from '../../../lib/model/gateway-response.js';
import { ephemeralSigningKey } from '../../../lib/runtime/authorizers/token/signing-key.js';
import type { HttpClient, RuntimeOptions } from '../../../lib/runtime/index.js';
import type { Identity } from '../../../lib/runtime/identity.js';
import { faultResponseOf, type AnsweredCause } from '../../../lib/runtime/rest/fault-response.js';
import { FIXED_CLOCK } from '../../support/behaviour.js';
import { expectRecorded } from '../../support/golden.js';
import { mock, restApi, ServedApi, type TestAnswer, type TestRequest } from '../../support/rest-request.js';

/** A request that ends in a fault, and what to tell people about it. */
interface Provocation {
  readonly why: string;
  /** Whether the same request may succeed later. */
  readonly retry: 'no' | 'later' | 'with new credentials';
  /** Default: a mock at `GET /`. */
  readonly method?: Partial<Method>;
  readonly api?: Partial<RestApi>;
  readonly account?: Partial<ApiCollection>;
  readonly options?: RuntimeOptions;
  readonly handler?: InlineHandler;
  readonly request?: TestRequest | ((served: ServedApi) => Promise<TestRequest>);
  /** Requests before it. Default 0. */
  readonly after?: number;
}

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const LAMBDA = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const STREAMING = `arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`;
const PROXY: Integration = { type: 'AWS_PROXY', httpMethod: 'POST', uri: LAMBDA };
const HTTP: Integration = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.example/' };
const IAM = { authorization: { type: 'AWS_IAM' } } as const;
const GUARDED = { authorization: { type: 'CUSTOM', authorizer: 'guard' } } as const;
const POOL = { authorization: { type: 'COGNITO_USER_POOLS', authorizer: 'pool' } } as const;
const KEY = 'a-key-of-twenty-characters';
const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users';
const BEARER: TestRequest = { headers: [['Authorization', 'Bearer abc']] };
const KEYED: TestRequest = { headers: [['X-Api-Key', KEY]] };

const GUARD: TokenAuthorizer = {
  type: 'TOKEN',
  name: 'guard',
  uri: LAMBDA,
  identitySource: parseIdentitySource('method.request.header.Authorization', 'REST'),
};
const USERS = {
  type: 'COGNITO_USER_POOLS',
  name: 'pool',
  identitySource: GUARD.identitySource,
  providerArns: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Users'],
} as const;

const IDENTITY: Identity = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'secret',
  arn: 'arn:aws:iam::000000000000:user/ana',
  accountId: '000000000000',
  userId: 'AIDAEXAMPLE',
  policies: [],
};

function signedBy(identity: Identity): TestRequest {
  const date = new Date(FIXED_CLOCK.now()).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const { headers = {} } = sign(
    {
      service: 'execute-api',
      region: 'us-east-1',
      host: 'localhost',
      path: '/dev/',
      headers: { 'X-Amz-Date': date },
    },
    identity,
  );
  return {
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'Host' ? [] : [[name, String(value)] as const],
    ),
  };
}

function answering(result: Awaited<ReturnType<HttpClient['send']>>): RuntimeOptions {
  return { http: { send: () => Promise.resolve(result), close: () => Promise.resolve() } };
}

function planned(plan: Partial<UsagePlan>): Partial<ApiCollection> {
  return {
    apiKeys: [{ id: 'Key', value: KEY, enabled: true }],
    usagePlans: [{ id: 'Plan', apiStages: [{ api: 'Api', stage: 'dev' }], apiKeys: ['Key'], ...plan }],
  };
}

const BODY_MODEL = {
  models: [{ name: 'Pet', contentType: 'application/json', schema: { type: 'object', required: ['name'] } }],
  requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: true }],
} as const;

const PROVOCATIONS: Readonly<Record<AnsweredCause['kind'], Provocation>> = {
  'request-too-large': {
    why: 'the headers are larger than 10,240 bytes',
    retry: 'no',
    request: { headers: [['X-Large', 'x'.repeat(11_000)]] },
  },
  'unknown-route': { why: 'no resource or method for the request', retry: 'no', request: { path: '/unknown' } },
  'unknown-signed-route': {
    why: 'no resource or method for a request with an Authorization header',
    retry: 'no',
    request: { path: '/unknown', ...BEARER },
  },
  unsigned: { why: 'AWS_IAM, and no signature', retry: 'no', method: IAM },
  'incomplete-signature': {
    why: 'AWS_IAM, and an Authorization header that is no signature',
    retry: 'no',
    method: IAM,
    request: BEARER,
  },
  'invalid-signature': {
    why: 'AWS_IAM, and a signature by another secret, for another request or of another time',
    retry: 'with new credentials',
    method: IAM,
    options: { identities: [{ ...IDENTITY, secretAccessKey: 'another' }] },
    request: signedBy(IDENTITY),
  },
  'unknown-access-key': {
    why: 'AWS_IAM, and an access key that IAM does not know',
    retry: 'with new credentials',
    method: IAM,
    request: signedBy(IDENTITY),
  },
  'expired-token': {
    why: 'AWS_IAM, and temporary credentials that have ended',
    retry: 'with new credentials',
    method: IAM,
    options: { identities: [{ ...IDENTITY, sessionToken: 'token', expiresAtMs: FIXED_CLOCK.now() - 1 }] },
    request: signedBy({ ...IDENTITY, sessionToken: 'token' }),
  },
  unauthorized: {
    why: 'no token, or one that the authorizer does not accept',
    retry: 'with new credentials',
    method: GUARDED,
    api: { authorizers: [GUARD] },
    handler: () => undefined,
  },
  'expired-identity': {
    why: 'a token of the user pool that has expired',
    retry: 'with new credentials',
    method: POOL,
    api: { authorizers: [USERS] },
    options: { issuers: { [ISSUER]: 'local' }, signingKey: ephemeralSigningKey() },
    request: async ({ runtime }) => ({
      headers: [['Authorization', await runtime.tokens.sign(ISSUER, { expiresInSeconds: 0 })]],
    }),
  },
  'access-denied': {
    why: "a policy of the API, the caller or the authorizer's result denies the call, or none allows it",
    retry: 'no',
    api: {
      policy: {
        Statement: { Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
      },
    },
  },
  'authorizer-failure': {
    why: 'the function of the authorizer failed',
    retry: 'later',
    method: GUARDED,
    api: { authorizers: [GUARD] },
    handler: () => {
      throw new Error('failed');
    },
    request: BEARER,
  },
  'authorizer-configuration': {
    why: "the authorizer's result is not one",
    retry: 'no',
    method: GUARDED,
    api: { authorizers: [GUARD] },
    handler: () => ({ principalId: 1 }),
    request: BEARER,
  },
  'invalid-api-key': {
    why: 'a key is required, and the request has none that a usage plan of the stage knows',
    retry: 'no',
    method: { apiKeyRequired: true },
  },
  throttled: {
    why: 'more requests than the stage, the method or the usage plan allows in this second',
    retry: 'later',
    api: {
      stages: [
        { name: 'dev', methodSettings: [{ path: '*', httpMethod: '*', throttle: { ratePerSecond: 0, burst: 0 } }] },
      ],
    },
  },
  'quota-exceeded': {
    why: "more requests than the usage plan's quota allows in this period",
    retry: 'later',
    method: { apiKeyRequired: true },
    account: planned({ quota: { limit: 1, period: 'DAY' } }),
    request: KEYED,
    after: 1,
  },
  'missing-parameters': {
    why: 'a required parameter is missing, and a validator checks parameters',
    retry: 'no',
    method: {
      requestParameters: [{ location: 'querystring', name: 'limit', required: true }],
      requestValidator: 'all',
    },
    api: BODY_MODEL,
  },
  'invalid-body': {
    why: 'the body does not match its model, and a validator checks bodies',
    retry: 'no',
    method: { requestModels: { 'application/json': 'Pet' }, requestValidator: 'all' },
    api: BODY_MODEL,
    request: { body: '{}' },
  },
  'request-body-not-json': {
    why: 'a parameter mapping reads the body, which is not JSON',
    retry: 'no',
    method: {
      integration: {
        ...HTTP,
        requestParameters: [{ target: { location: 'header', name: 'X-Name' }, source: { kind: 'body', path: 'name' } }],
      } as Integration,
    },
    request: { body: '{' },
  },
  'unsupported-media-type': {
    why: 'no request template for the Content-Type, and no passthrough',
    retry: 'no',
    method: { integration: { ...mock(), passthroughBehavior: 'NEVER' } as Integration },
    request: { headers: [['Content-Type', 'text/plain']] },
  },
  configuration: {
    why: 'the definition cannot be carried out for this request: a mock without status, no integration response',
    retry: 'no',
    method: { integration: { ...mock(), requestTemplates: {} } as Integration },
  },
  template: {
    why: 'a mapping template failed',
    retry: 'no',
    method: {
      integration: mock({ 'application/json': '#foreach($i in [1..100000])#foreach($j in [1..1000])$i#end#end' }),
    },
  },
  'lambda-method': {
    why: 'the function is called by another method than POST',
    retry: 'no',
    method: { integration: { ...PROXY, httpMethod: 'GET' } },
    handler: () => ({}),
  },
  'lambda-refused': {
    why: 'Lambda refused the call: the event is larger than 6 MB, or not JSON',
    retry: 'no',
    method: { integration: { ...mock(), type: 'AWS', httpMethod: 'POST', uri: LAMBDA, requestTemplates: {} } },
    handler: () => ({}),
    request: { body: `"${'x'.repeat(7_000_000)}"` },
  },
  'function-error': {
    why: 'the function threw, or timed out',
    retry: 'later',
    method: { integration: PROXY },
    handler: () => {
      throw new Error('failed');
    },
  },
  'malformed-proxy-response': {
    why: "the function's result is not a proxy response",
    retry: 'no',
    method: { integration: PROXY },
    handler: () => 'text',
  },
  'malformed-stream': {
    why: 'what the function streams is not metadata and content',
    retry: 'no',
    method: { integration: { ...PROXY, uri: STREAMING, responseTransferMode: 'STREAM' } as Integration },
    handler: () => 'text',
  },
  'integration-timeout': {
    why: 'the integration did not answer in time',
    retry: 'later',
    method: { integration: HTTP },
    options: answering({ kind: 'timeout' }),
  },
  'integration-unreachable': {
    why: 'the backend cannot be reached',
    retry: 'later',
    method: { integration: HTTP },
    options: answering({ kind: 'unreachable', message: 'connect ECONNREFUSED' }),
  },
  defect: {
    why: 'Sluice itself failed',
    retry: 'no',
    method: { integration: HTTP },
    options: { http: { send: () => Promise.reject(new Error('broken')), close: () => Promise.resolve() } },
  },
};

async function provoke({
  method,
  api,
  account,
  options,
  handler,
  request = {},
  after = 0,
}: Provocation): Promise<TestAnswer> {
  const functions: readonly LambdaFunction[] =
    handler === undefined
      ? []
      : [
          {
            name: 'f',
            handler: '',
            code: { kind: 'function', handler },
            environment: {},
            timeoutMs: 3_000,
            memoryMegabytes: 128,
          },
        ];
  const served = new ServedApi(
    restApi({ 'GET /': { integration: mock(), ...method } }, api),
    options,
    functions,
    account,
  );
  try {
    const made = typeof request === 'function' ? await request(served) : request;
    for (let before = 0; before < after; before++) await served.send(made);
    return await served.send(made);
  } finally {
    await served.runtime.close();
  }
}

/** What a gateway of one's own never gives by itself. */
const UNUSED: Readonly<Partial<Record<GatewayResponseType, string>>> = {
  DEFAULT_4XX: 'customizes every 4xx response that has no entry of its own',
  DEFAULT_5XX: 'customizes every 5xx response that has no entry of its own',
  RESOURCE_NOT_FOUND: 'never seen: an unknown path is MISSING_AUTHENTICATION_TOKEN',
  WAF_FILTERED: 'web ACLs are not simulated',
};

const provocations = Object.entries(PROVOCATIONS) as [AnsweredCause['kind'], Provocation][];

describe('every error of the data plane', () => {
  test.each(provocations)('%s', async (kind, provocation) => {
    const { status, headers, trace } = await provoke(provocation);
    const failure = trace?.failure;
    expect(failure?.cause.kind, failure?.message).toBe(kind);
    const fault = faultResponseOf(failure?.cause as AnsweredCause, failure?.message ?? '');
    expect({ status, errorType: errorTypeOf(headers) }).toEqual({ status: fault.status, errorType: fault.errorType });
  });

  test('is in docs/errors.md', async () => {
    const rows: string[] = [];
    const seen = new Set<string>();
    for (const [kind, provocation] of provocations) {
      const { status, headers, body, trace } = await provoke(provocation);
      const { responseType } = faultResponseOf(trace?.failure?.cause as AnsweredCause, '');
      seen.add(responseType);
      rows.push(
        `| ${kind} | ${responseType} | ${status} | ${errorTypeOf(headers)} | \`${body.toString()}\` | ${provocation.why} | ${provocation.retry} |`,
      );
    }
    const others = Object.keys(GATEWAY_RESPONSE_STATUS).filter((type) => !seen.has(type));
    expect(others.sort()).toEqual(Object.keys(UNUSED).sort());
    expectRecorded(
      'docs/errors.md',
      [
        '# Errors of a REST API',
        '',
        'Every response that API Gateway makes itself where none is customized, as a request that provokes it is answered.',
        '`RECORD=1 npx vitest run test/runtime/rest/errors.test.ts` writes this page.',
        '',
        '| error | gateway response | status | `x-amzn-ErrorType` | body | why | retry |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
        '',
        'What is not simulated is answered by Sluice itself: 501, `x-amzn-ErrorType` NotSimulated, and what to do in `remedy`.',
        '',
        'Gateway responses that no request gets by itself:',
        '',
        ...Object.entries(UNUSED).map(([type, why]) => `- ${type}: ${why}`),
        '',
      ].join('\n'),
    );
  });
});

function errorTypeOf(headers: TestAnswer['headers']): string | undefined {
  return headers.find(([name]) => name === 'x-amzn-ErrorType')?.[1];
}
