import { describe, expect, test } from 'vitest';
import { parseHttpRouteKey, type HttpApi, type HttpApiRoute, type InlineHandler } from '../../../lib/model/index.js';
import type { FaultCause } from '../../../lib/runtime/fault.js';
import { errorResponseType } from '../../../lib/runtime/http-api/error-response-type.js';
import type { HttpClient, HttpResponse, RuntimeOptions } from '../../../lib/runtime/index.js';
import { expectRecorded } from '../../support/golden.js';
import { echoRoute, functionArn, ServedHttpApi, type SentRequest } from '../../support/http-api.js';
import { wholeBody } from '../../support/whole-body.js';

/** A request that ends in a fault, and the reason for readers of the page. */
interface Provocation {
  readonly why: string;
  /** Whether the same request may succeed later. */
  readonly retry: 'no' | 'later' | 'with new credentials';
  /** Default: the function `echo` at `GET /`. */
  readonly route?: Partial<HttpApiRoute>;
  readonly api?: Partial<HttpApi>;
  readonly options?: RuntimeOptions;
  readonly echo?: InlineHandler;
  readonly request?: Partial<SentRequest>;
}

const IAM = { authorization: { type: 'AWS_IAM' } } as const;
const BACKEND = { type: 'HTTP_PROXY', httpMethod: 'GET', uri: 'http://backend.example/' } as const;

/** A Lambda authorizer whose function is `guard`. */
function guarded(result: unknown): Pick<Provocation, 'route' | 'api'> & { readonly guard: InlineHandler } {
  return {
    route: { authorization: { type: 'CUSTOM', authorizer: 'guard' } },
    api: {
      authorizers: [
        {
          ...{ type: 'REQUEST', name: 'guard', uri: functionArn('guard') },
          ...{ payloadFormatVersion: '2.0', enableSimpleResponses: true },
          identitySource: [{ kind: 'header', name: 'Authorization' }],
        },
      ],
    },
    guard: () => Promise.resolve(result),
  };
}

function answering(result: Awaited<ReturnType<HttpClient['send']>>): RuntimeOptions {
  return { http: { send: () => Promise.resolve(result), close: () => Promise.resolve() } };
}

const BEARER: Partial<SentRequest> = { headers: [['Authorization', 'Bearer abc']] };

const PROVOCATIONS: Readonly<Partial<Record<FaultCause['kind'], Provocation & { readonly guard?: InlineHandler }>>> = {
  'request-too-large': {
    why: 'the headers are larger than 10,240 bytes, or the body than 10 MB',
    retry: 'no',
    request: { headers: [['X-Large', 'x'.repeat(11_000)]] },
  },
  'unknown-route': { why: 'no route for the request, and no `$default`', retry: 'no', request: { path: '/unknown' } },
  unsigned: { why: 'AWS_IAM, and no signature', retry: 'no', route: IAM },
  unauthorized: {
    why: 'no token, or one that the authorizer does not accept; a JWT authorizer adds `www-authenticate`',
    retry: 'with new credentials',
    ...guarded({ isAuthorized: true }),
  },
  'access-denied': {
    why: 'the authorizer or a policy denies the call, or a token lacks the scopes of the route',
    retry: 'no',
    ...guarded({ isAuthorized: false }),
    request: BEARER,
  },
  'authorizer-configuration': {
    why: "the result of the authorizer's function is not one",
    retry: 'no',
    ...guarded({ isAuthorized: 'perhaps' }),
    request: BEARER,
  },
  throttled: {
    why: 'more requests than the stage or the route allows in this second',
    retry: 'later',
    api: { stages: [{ name: '$default', defaultRouteSettings: { throttle: { ratePerSecond: 0, burst: 0 } } }] },
  },
  'function-error': {
    why: 'the function threw, or timed out',
    retry: 'later',
    echo: () => Promise.reject(new Error('out of pets')),
  },
  'malformed-proxy-response': {
    why: 'the result of the function is not a response',
    retry: 'no',
    echo: () => Promise.resolve({ statusCode: 200, headers: 'none' }),
  },
  'integration-timeout': {
    why: 'the integration did not respond in time: 30 seconds, or less where it says so',
    retry: 'later',
    route: { integration: BACKEND },
    options: answering({ kind: 'timeout' }),
  },
  'integration-unreachable': {
    why: 'the backend cannot be reached',
    retry: 'later',
    route: { integration: BACKEND },
    options: answering({ kind: 'unreachable', message: 'ECONNREFUSED' }),
  },
};

interface Provoked {
  readonly response: HttpResponse;
  readonly cause: FaultCause | undefined;
}

async function provoke(provocation: Provocation & { readonly guard?: InlineHandler }): Promise<Provoked> {
  const { route = {}, api = {}, options = {}, echo, guard, request = {} } = provocation;
  const served = new ServedHttpApi(
    { routes: [echoRoute('GET /', { routeKey: parseHttpRouteKey('GET /'), ...route })], ...api },
    options,
    { ...(echo !== undefined && { echo }), ...(guard !== undefined && { guard }) },
  );
  try {
    const response = await served.send({ path: '/', ...request });
    return { response, cause: served.runtime.gateway.traces.list()[0]?.failure?.cause };
  } finally {
    await served.runtime.close();
  }
}

describe('every error of an HTTP API', () => {
  test.each(Object.entries(PROVOCATIONS))('%s', async (kind, provocation) => {
    expect((await provoke(provocation)).cause?.kind).toBe(kind);
  });

  test('is in docs/http-api-errors.md', async () => {
    const rows: string[] = [];
    for (const [kind, provocation] of Object.entries(PROVOCATIONS)) {
      const { response, cause } = await provoke(provocation);
      const type = cause === undefined ? '' : (errorResponseType(cause) ?? '');
      const { why, retry } = provocation;
      rows.push(`| ${kind} | ${response.status} | \`${String(wholeBody(response))}\` | ${type} | ${why} | ${retry} |`);
    }
    expectRecorded(
      'docs/http-api-errors.md',
      [
        '# Errors of an HTTP API',
        '',
        'Every response that API Gateway makes itself, each with a request that provokes it. None can be customized; those of a REST API',
        'are in [errors.md](errors.md). `RECORD=1 npx vitest run test/runtime/http-api/errors.test.ts` writes this page.',
        '',
        '| error | status | body | `$context.error.responseType` | why | retry |',
        '| --- | --- | --- | --- | --- | --- |',
        ...rows,
        '',
        'Each has the header `Apigw-Requestid`, and the headers of the CORS configuration where the API has one. A path that no stage takes is',
        'a 404 too. The types of responses are assumed: AWS does not list those of HTTP APIs. Features that are not simulated get 501 from',
        'Sluice itself, with the way out in `remedy`.',
        '',
      ].join('\n'),
    );
  });
});
