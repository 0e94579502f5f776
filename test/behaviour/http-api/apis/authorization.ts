import type { InlineHandler } from '../../../../lib/model/index.js';
import type { BehaviourCase, ExpectedAnswer } from '../../../support/behaviour.js';
import type { HttpBehaviour } from '../ways/http-api-text.js';

/** Whose tokens this machine signs itself. */
export const ISSUER = 'https://issuer.example.com/pets';

const UNAUTHORIZED: ExpectedAnswer = { status: 401, json: { message: 'Unauthorized' } };
const FORBIDDEN: ExpectedAnswer = { status: 403, json: { message: 'Forbidden' } };

interface AuthorizedEvent {
  readonly requestContext: {
    readonly authorizer?: {
      readonly jwt?: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null };
      readonly lambda?: unknown;
    };
  };
}

/** The response names the caller. */
const caller: InlineHandler = ({ requestContext: { authorizer } }: AuthorizedEvent) =>
  authorizer?.jwt === undefined
    ? { caller: authorizer?.lambda ?? 'nobody' }
    : { caller: authorizer.jwt.claims.username ?? null, scopes: authorizer.jwt.scopes };

const integration = { function: 'caller', payloadFormatVersion: '2.0' } as const;

function get(name: string, path: string, authorization: string | undefined, expect: ExpectedAnswer): BehaviourCase {
  return {
    name,
    method: 'GET',
    path,
    ...(authorization !== undefined && { headers: { Authorization: authorization } }),
    expect,
  };
}

const ANN = { caller: 'ann', scopes: null };

/** JWT authorizers, with and without scopes. */
export const jwt: HttpBehaviour = {
  functions: { caller },
  api: {
    name: 'HttpJwt',
    authorizers: {
      Tokens: { type: 'JWT', issuer: ISSUER, audience: ['local'] },
      Query: { type: 'JWT', issuer: ISSUER, audience: ['local'], identitySource: '$request.querystring.token' },
      Others: { type: 'JWT', issuer: ISSUER, audience: ['another-client'] },
    },
    routes: {
      'GET /me': { integration, authorizer: 'Tokens' },
      'GET /pets': { integration, authorizer: 'Tokens', scopes: ['pets/read', 'pets/write'] },
      'GET /by-query': { integration, authorizer: 'Query' },
      'GET /others': { integration, authorizer: 'Others' },
      'GET /open': { integration },
    },
  },
  cases: [
    get('lets a caller with a token in', '/me', 'TOKEN ann pets/read', { status: 200, json: ANN }),
    get('refuses a caller without', '/me', undefined, {
      ...UNAUTHORIZED,
      headers: { 'www-authenticate': 'Bearer', 'apigw-requestid': 'AAAAAAAAAAAAAA=' },
    }),
    get('refuses what is not a token', '/me', 'Bearer x', UNAUTHORIZED),
    get('refuses an empty token', '/me', 'Bearer ', UNAUTHORIZED),
    get('refuses a token of another kind', '/me', 'Basic YTpi', UNAUTHORIZED),
    get('lets a caller with one of the scopes in', '/pets', 'TOKEN ann pets/write', {
      status: 200,
      json: { caller: 'ann', scopes: ['pets/write'] },
    }),
    get('refuses a caller without the scopes', '/pets', 'TOKEN ann pets/feed', FORBIDDEN),
    get('refuses a caller without a token where scopes are asked for', '/pets', undefined, UNAUTHORIZED),
    get('looks for the token in the query', '/by-query?token=x', undefined, UNAUTHORIZED),
    get('does not look for it in the header', '/by-query', 'TOKEN ann pets/read', UNAUTHORIZED),
    get('refuses a token of another audience', '/others', 'TOKEN ann pets/read', UNAUTHORIZED),
    get('lets everybody in where no authorizer is', '/open', undefined, { status: 200, json: { caller: 'nobody' } }),
  ],
};

interface SimpleEvent {
  readonly headers: Readonly<Record<string, string>>;
}

const ALLOW_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
};

/** The results of authorizers: by a word in the header. */
const simple: InlineHandler = ({ headers }: SimpleEvent) => {
  if (headers.authorization === 'throw') throw new Error('no store');
  if (headers.authorization === 'odd') return { hello: 'world' };
  return { isAuthorized: headers.authorization === 'secret', context: { user: 'ann', level: 3 } };
};

const policy: InlineHandler = ({ headers }: SimpleEvent) => {
  const given = headers.authorization ?? headers.Authorization;
  if (given === 'unauthorized') throw new Error('Unauthorized');
  const effect = given === 'secret' ? 'Allow' : 'Deny';
  return {
    principalId: 'ann',
    policyDocument: { ...ALLOW_ALL, Statement: [{ ...ALLOW_ALL.Statement[0], Effect: effect }] },
    context: { user: 'ann' },
  };
};

/** Lambda authorizers with simple responses and with policies. */
export const lambdaAuthorizers: HttpBehaviour = {
  functions: { caller, simple, policy },
  api: {
    name: 'HttpLambdaAuthorizers',
    authorizers: {
      Simple: {
        ...{ type: 'REQUEST', function: 'simple', payloadFormatVersion: '2.0', enableSimpleResponses: true },
        ...{ identityHeaders: ['Authorization'], resultTtlSeconds: 300 },
      },
      Policy: {
        ...{ type: 'REQUEST', function: 'policy', payloadFormatVersion: '2.0', enableSimpleResponses: false },
        ...{ identityHeaders: ['Authorization', 'X-Tenant'], resultTtlSeconds: 0 },
      },
      First: {
        ...{ type: 'REQUEST', function: 'policy', payloadFormatVersion: '1.0' },
        ...{ identityHeaders: ['Authorization'], resultTtlSeconds: 0 },
      },
    },
    routes: {
      'GET /simple': { integration, authorizer: 'Simple' },
      'GET /policy': { integration, authorizer: 'Policy' },
      'GET /first': { integration, authorizer: 'First' },
    },
  },
  cases: [
    get('simple: lets a caller in, with a context', '/simple', 'secret', {
      status: 200,
      json: { caller: { user: 'ann', level: 3 } },
    }),
    get('simple: does so again, from its cache', '/simple', 'secret', { status: 200 }),
    get('simple: refuses another', '/simple', 'other', FORBIDDEN),
    get('simple: refuses a caller without identity', '/simple', undefined, UNAUTHORIZED),
    get('simple: a function that throws', '/simple', 'throw', {
      status: 500,
      json: { message: 'Internal Server Error' },
    }),
    get('simple: a result that is none', '/simple', 'odd', { status: 500, json: { message: 'Internal Server Error' } }),
    {
      ...get('policy: lets a caller in', '/policy', 'secret', { status: 200 }),
      headers: { Authorization: 'secret', 'X-Tenant': 't' },
    },
    {
      ...get('policy: denies another', '/policy', 'other', FORBIDDEN),
      headers: { Authorization: 'other', 'X-Tenant': 't' },
    },
    get('policy: refuses a caller who lacks one of the headers', '/policy', 'secret', UNAUTHORIZED),
    get('1.0: lets a caller in', '/first', 'secret', { status: 200 }),
    get('1.0: denies another', '/first', 'other', FORBIDDEN),
    get('1.0: refuses a caller without identity', '/first', undefined, UNAUTHORIZED),
  ],
};

/** Routes for callers that IAM knows. */
export const iam: HttpBehaviour = {
  functions: { caller },
  api: {
    name: 'HttpIam',
    routes: { 'GET /signed': { integration, authorizer: 'AWS_IAM' }, 'GET /open': { integration } },
  },
  cases: [
    get('refuses a request that is not signed', '/signed', undefined, FORBIDDEN),
    get('refuses a token', '/signed', 'Bearer x', FORBIDDEN),
    get('lets everybody in elsewhere', '/open', undefined, { status: 200 }),
  ],
};
