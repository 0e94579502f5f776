import type {
  DomainName,
  HttpApi,
  HttpApiRoute,
  InlineHandler,
  PayloadFormatVersion,
} from '../../../lib/model/index.js';
import { EMPTY_COLLECTION, parseHttpRouteKey } from '../../../lib/model/index.js';
import { LocalRuntime, type HttpRequest, type HttpResponse, type RuntimeOptions } from '../../../lib/runtime/index.js';
import { FIXED_CLOCK, FIXED_IDS } from '../../support/behaviour.js';

/** A route to the function that `serveHttpApi` runs. */
export function lambdaRoute(
  key: string,
  payloadFormatVersion: PayloadFormatVersion = '2.0',
  more: Partial<HttpApiRoute> = {},
): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: {
      type: 'AWS_PROXY',
      uri: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      payloadFormatVersion,
    },
    ...more,
  };
}

/** Serves an HTTP API whose function runs in the test's own thread, with ids and a clock that stand still. */
export function serveHttpApi(
  routes: readonly HttpApiRoute[],
  handler: InlineHandler,
  more: Partial<HttpApi> = {},
  { domainNames = [], ...options }: Partial<RuntimeOptions> & { readonly domainNames?: readonly DomainName[] } = {},
): LocalRuntime {
  const api: HttpApi = { protocol: 'HTTP', id: 'Web', name: 'Web', authorizers: [], routes, stages: [], ...more };
  const echo = { name: 'echo', handler: '', environment: {}, timeoutMs: 3000, memoryMegabytes: 128 };
  return new LocalRuntime(
    {
      collection: { ...EMPTY_COLLECTION, apis: [api], domainNames },
      functions: [{ ...echo, code: { kind: 'function', handler } }],
    },
    { lambdaIsolation: 'inline', clock: FIXED_CLOCK, ids: FIXED_IDS, ...options },
  );
}

/** A request to the only API of a runtime. */
export function send({ gateway }: LocalRuntime, request: Partial<HttpRequest> = {}): Promise<HttpResponse> {
  const [api] = gateway.apis;
  return gateway.handle(
    {
      ...{ method: 'GET', target: '/', headers: [['Host', 'api.test']], body: Buffer.alloc(0) },
      ...{ sourceIp: '192.0.2.1', protocol: 'https', httpVersion: 'HTTP/1.1' },
      ...request,
    },
    api?.apiId ?? '',
  );
}
