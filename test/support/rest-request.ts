import {
  EMPTY_COLLECTION,
  type ApiCollection,
  type Integration,
  type LambdaFunction,
  type Method,
  type RestApi,
} from '../../lib/model/index.js';
import {
  LocalRuntime,
  type HeaderLine,
  type HttpResponse,
  type RuntimeOptions,
  type RuntimeSource,
} from '../../lib/runtime/index.js';
import type { ValidatedInvocation } from '../../lib/runtime/rest/invocation.js';
import type { RestPhases } from '../../lib/runtime/rest/phases.js';
import type { RequestTrace, Trace } from '../../lib/runtime/observe/trace.js';
import { wholeBody } from './whole-body.js';
import { FIXED_CLOCK, FIXED_IDS } from './behaviour.js';

/** A mock that answers 200, with the given templates. */
export function mock(responseTemplates: Readonly<Record<string, string>> = {}): Integration {
  return {
    type: 'MOCK',
    requestTemplates: { 'application/json': '{"statusCode":200}' },
    responses: [{ statusCode: '200', responseTemplates }],
  };
}

/** An API of one stage, `dev`, with these methods: `{ 'GET /pets': { integration } }`. */
export function restApi(
  methods: Readonly<Record<string, Omit<Method, 'httpMethod'>>>,
  rest: Partial<RestApi> = {},
): RestApi {
  const resources = new Map<string, Method[]>();
  for (const [route, method] of Object.entries(methods)) {
    const [httpMethod = '', path = ''] = route.split(' ');
    resources.set(path, [...(resources.get(path) ?? []), { ...method, httpMethod } as Method]);
  }
  return {
    protocol: 'REST',
    id: 'Api',
    name: 'Api',
    endpoint: { type: 'REGIONAL' },
    resources: [...resources].map(([path, declared]) => ({ path, methods: declared })),
    stages: [{ name: 'dev' }],
    ...rest,
  };
}

export interface TestRequest {
  /** Default `dev`. */
  readonly stage?: string;
  readonly method?: string;
  /** Below the stage, with its query. */
  readonly path?: string;
  readonly headers?: readonly HeaderLine[];
  readonly body?: string | Buffer;
  /** Default 127.0.0.1. */
  readonly sourceIp?: string;
}

/** A whole answer with what it left behind. */
export interface TestAnswer extends HttpResponse {
  readonly body: Buffer;
  readonly trace: RequestTrace | undefined;
}

/** One API in this process; time stands still and ids repeat. */
export class ServedApi {
  readonly runtime: LocalRuntime;
  private readonly apiId: string;

  constructor(
    private readonly api: RestApi,
    options: RuntimeOptions = {},
    private readonly functions: readonly LambdaFunction[] = [],
    /** What stands beside the API: usage plans and API keys. */
    private readonly account: Partial<ApiCollection> = {},
  ) {
    this.runtime = new LocalRuntime(this.sourceOf(api), {
      lambdaIsolation: 'inline',
      clock: FIXED_CLOCK,
      ids: FIXED_IDS,
      exact: true,
      ...options,
    });
    this.apiId = this.runtime.gateway.apis[0]?.apiId ?? '';
  }

  /** By default, with what is served already. */
  reload(api: RestApi = this.api, account: Partial<ApiCollection> = this.account): void {
    this.runtime.reload(this.sourceOf(api, account));
  }

  private sourceOf(api: RestApi, account = this.account): RuntimeSource {
    return { collection: { ...EMPTY_COLLECTION, ...account, apis: [api] }, functions: this.functions };
  }

  async send(request: TestRequest = {}): Promise<TestAnswer> {
    const response = await this.exchange(request);
    return { ...response, body: wholeBody(response), trace: this.runtime.gateway.traces.list()[0] };
  }

  /** As `send`, for a response that may be streamed. */
  exchange({
    stage = 'dev',
    method = 'GET',
    path = '/',
    headers = [],
    body = '',
    sourceIp = '127.0.0.1',
  }: TestRequest = {}): Promise<HttpResponse> {
    return this.runtime.gateway.handle(
      {
        method,
        target: `/${stage}${path}`,
        headers: [['Host', 'localhost'], ...headers],
        body: Buffer.from(body),
        sourceIp,
        protocol: 'https',
        httpVersion: 'HTTP/1.1',
      },
      this.apiId,
    );
  }
}

/** What the phases hand on for a request that may go to the backend. */
export async function validatedInvocation(
  request: TestRequest,
  variables: Readonly<Record<string, string>> = {},
  binaryMediaTypes: readonly string[] = [],
): Promise<ValidatedInvocation> {
  const api = restApi(
    {
      'ANY /': { integration: mock() },
      'ANY /{a}': { integration: mock() },
      'ANY /{a}/{b}': { integration: mock() },
    },
    { binaryMediaTypes },
  );
  const { trace } = await new ServedApi(api, { stageVariables: variables }).send(request);
  const validated = (trace as Trace<RestPhases>).outputOf('method-request');
  if (validated === undefined) throw new Error('the request was refused');
  return validated;
}
