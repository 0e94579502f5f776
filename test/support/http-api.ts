import type { HttpApi, HttpApiRoute, InlineHandler } from '../../lib/model/index.js';
import { EMPTY_COLLECTION, parseHttpRouteKey } from '../../lib/model/index.js';
import { LocalRuntime, type HttpResponse, type RuntimeOptions } from '../../lib/runtime/index.js';
import { FIXED_IDS } from './behaviour.js';

/** The ARN of a function of the local account. */
export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
}

/** A route whose response is the event of its function `echo`. */
export function echoRoute(key: string, more: Partial<HttpApiRoute> = {}): HttpApiRoute {
  return {
    routeKey: parseHttpRouteKey(key),
    integration: { type: 'AWS_PROXY', uri: functionArn('echo'), payloadFormatVersion: '2.0' },
    ...more,
  };
}

export interface SentRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** An HTTP API in process, with functions that are given by name; the response of `echo` is its event. */
export class ServedHttpApi {
  readonly runtime: LocalRuntime;
  /** How often `echo` was invoked. */
  invocations = 0;

  constructor(
    api: Partial<HttpApi>,
    options: RuntimeOptions = {},
    handlers: Readonly<Record<string, InlineHandler>> = {},
  ) {
    const echo: InlineHandler = (event) => {
      this.invocations++;
      return Promise.resolve({ statusCode: 200, body: JSON.stringify(event) });
    };
    const settings = { handler: '', environment: {}, timeoutMs: 30_000, memoryMegabytes: 128 };
    this.runtime = new LocalRuntime(
      {
        collection: {
          ...EMPTY_COLLECTION,
          apis: [{ protocol: 'HTTP', id: 'Web', name: 'Web', authorizers: [], routes: [], stages: [], ...api }],
        },
        functions: Object.entries({ echo, ...handlers }).map(([name, handler]) => ({
          ...settings,
          name,
          code: { kind: 'function', handler },
        })),
      },
      { lambdaIsolation: 'inline', ids: FIXED_IDS, ...options },
    );
  }

  async send({ path, method = 'GET', headers = [] }: SentRequest): Promise<HttpResponse> {
    const { gateway } = this.runtime;
    return gateway.handle(
      {
        ...{ method, target: path, headers: [['Host', 'localhost'], ...headers], body: Buffer.alloc(0) },
        ...{ sourceIp: '127.0.0.1', protocol: 'https', httpVersion: 'HTTP/1.1' },
      },
      gateway.apis[0]?.apiId ?? '',
    );
  }
}
