import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { functionNameIn, functionNames, isValueName } from '../import/source/known-names.js';
import { loadSource } from '../import/source/load-source.js';
import { environmentOf, resolveCollection, resolveStackParts, valuesAt } from '../import/source/resolve-values.js';
import { selectTokenIssuer } from '../import/source/select-token-issuer.js';
import type { Source } from '../import/source/source.js';
import type { Api, ApiCollection } from '../model/api.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { InlineHandler, LambdaFunction } from '../model/lambda-function.js';
import type { ApiKey } from '../model/usage-plan.js';
import type { UserPool } from '../model/user-pool.js';
import { stagePath } from '../model/stage-path.js';
import { printValue } from '../model/value.js';
import type { UserPoolTokenRequest } from '../runtime/authorizers/token/user-pool-claims.js';
import { CLOSE } from '../runtime/close-frame.js';
import type { FaultCause } from '../runtime/fault.js';
import type { BufferedResponse, HeaderLine, HttpResponse } from '../runtime/http-message.js';
import { LocalRuntime, type RuntimeOptions } from '../runtime/local-runtime.js';
import { readIdentities, type IdentitySettings } from '../runtime/authorizers/identities.js';
import type { PrintedPhase, RequestTrace } from '../runtime/observe/trace.js';
import type { ServedApi } from '../runtime/served-api.js';
import { listen, type HttpListener } from '../runtime/server/http-server.js';
import { defined } from '../support/defined.js';
import { suggestName } from '../support/nearest-name.js';
import { SluiceError } from '../support/sluice-error.js';
import { assemble, type AssembledStack, type StackLike } from './from-stack.js';
import type { InProcessConnection, LocalConnection } from './local-connection.js';
import { connectInProcess, type LocalConnectOptions } from './local-handshake.js';
import { readTarget } from './request-target.js';
import { selectApiKey } from './select-api-key.js';

/** What a gateway in a test serves, and as whom it calls what. */
export interface LocalGatewayOptions extends Omit<RuntimeOptions, 'traces' | 'identities'> {
  /** Construct path, logical id or name; default: the only API. */
  readonly api?: string;
  /** Default: the API's first stage; for a document `dev`, or `$default` if it defines an HTTP API. */
  readonly stage?: string;
  /**
   * Functions of the test in place of deployed ones, by function name, logical id or construct path. They run in the
   * test's own thread.
   */
  readonly functions?: Readonly<Record<string, InlineHandler>>;
  /** Callers that IAM knows: who may sign requests of methods with AWS_IAM. Default: nobody. */
  readonly identities?: readonly IdentitySettings[];
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or parameter name. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What constructs are called in the source; empty for a file. */
type ConstructNames = Partial<Pick<AssembledStack, 'functionNames' | 'userPoolIds' | 'apiKeyIds'>>;

/** The token that a test asks for. */
export interface LocalTokenRequest extends UserPoolTokenRequest {
  /** Construct path, logical id, pool id or ARN. Default: the only user pool of the source. */
  readonly pool?: string;
  /** Instead of a pool: an issuer that `issuers` names as `local`. */
  readonly issuer?: string;
}

/** What a request left behind. */
export interface LocalTrace {
  /** The id of the request. */
  readonly requestId: string;
  /** What each phase made of the request, in order. */
  readonly phases: readonly PrintedPhase[];
  /** Why the request was not answered as its method says, where that happened: what a client is not told too. */
  readonly failure?: string;
  /** The same as a word: `unauthorized`, `throttled`, `integration-timeout`. */
  readonly cause?: FaultCause['kind'];
  /**
   * The whole response, with spelling and repeats of headers, which `Response` cannot hold. The body of a streamed one is
   * empty here: only the caller of `fetch()` reads it.
   */
  readonly response: BufferedResponse;
}

/**
 * An API of a CDK stack, template or OpenAPI document, answering in process.
 *
 * @example
 * const gateway = await LocalGateway.fromStack(stack);
 * const response = await gateway.fetch('/pets/1');
 * expect(response.status).toBe(200);
 * await gateway.close();
 */
export class LocalGateway {
  /**
   * Synthesizes the stack's app and serves one of its APIs.
   *
   * @throws {SluiceError} when the stack has no such API, or several and none is named
   */
  static async fromStack(stack: StackLike, options: LocalGatewayOptions = {}): Promise<LocalGateway> {
    const { source, apiIds, ...names } = await assemble(stack, valuesOf(options));
    const api = options.api === undefined ? undefined : (apiIds.get(options.api) ?? options.api);
    return new LocalGateway(source, { ...options, ...(api !== undefined && { api }) }, names);
  }

  /** Serves an API of a CloudFormation or SAM template. */
  static async fromTemplate(file: string, options: LocalGatewayOptions = {}): Promise<LocalGateway> {
    return LocalGateway.fromFile(file, options);
  }

  /** Serves an OpenAPI 3 or Swagger 2.0 document. */
  static async fromOpenApi(file: string, options: LocalGatewayOptions = {}): Promise<LocalGateway> {
    return LocalGateway.fromFile(file, options);
  }

  private static async fromFile(file: string, options: LocalGatewayOptions): Promise<LocalGateway> {
    const values = valuesOf(options);
    return new LocalGateway(await loadSource(file, { templateParameters: values, values }), options, {});
  }

  /** Findings about the definition, what is not simulated among them. */
  readonly diagnostics: readonly Diagnostic[];
  private readonly runtime: LocalRuntime;
  private readonly userPools: readonly UserPool[];
  private readonly apis: readonly Api[];
  private readonly apiKeys: readonly ApiKey[];
  private readonly api: ServedApi;
  private readonly stageName: string;
  private readonly listeners: HttpListener[] = [];
  private readonly connections = new Set<InProcessConnection>();
  private last: BufferedResponse | undefined;
  private lastTrace: RequestTrace | undefined;

  private constructor(
    source: Source,
    options: LocalGatewayOptions,
    private readonly names: ConstructNames,
  ) {
    checkValues(source, options.values ?? {});
    const values = valuesOf(options);
    const environment = environmentOf(source, values);
    const local = { ...environment, values };
    const collection = resolveCollection(source, local);
    this.userPools = resolveStackParts(source, local).userPools;
    const apis = (this.apis =
      options.api === undefined
        ? collection.apis
        : collection.apis.filter((api) => api.id === options.api || printValue(api.name) === options.api));
    const functions = withOverrides(source, collection, options.functions ?? {}, names.functionNames ?? new Map());
    this.apiKeys = collection.apiKeys;
    const identities = readIdentities(options.identities ?? [], 'the option identities');
    this.runtime = new LocalRuntime(
      { collection: { ...collection, apis }, functions, userPools: this.userPools },
      { lambdaIsolation: 'inline', ...options, ...environment, identities, traces: 1 },
    );
    this.diagnostics = [...source.diagnostics, ...this.runtime.diagnostics];
    this.api = only(
      this.runtime.gateway.apis,
      collection.apis.map(({ id }) => id),
      options.api,
    );
    // The stage that was asked for comes first.
    const [stage] = this.api.stages;
    if (stage === undefined || (options.stage !== undefined && stage.name !== options.stage)) {
      throw new SluiceError(
        'source-without-stage',
        `Cannot serve ${this.api.id}: it has no stage "${options.stage ?? ''}"`,
        { hint: `Available stages: ${this.api.stages.map(({ name }) => name).join(', ')}` },
      );
    }
    this.stageName = stage.name;
  }

  /**
   * Sends a request.
   *
   * @param path below the stage, `/pets/1?fields=name`; or the URL of a custom domain, `https://api.example.com/v1/pets`
   * @returns a standard Response: header names in lower case, repeats joined; see `trace()` for the exact answer. The body
   * of a streamed response is readable as it comes; it fails where the connection would be cut.
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { target, host } = readTarget(path, this.stageName, this.runtime.gateway.domains);
    const body = await bodyOf(init.body);
    const { traces } = this.runtime.gateway;
    const [earlier] = traces.list();
    const response = await this.runtime.gateway.handle(
      {
        method: (init.method ?? 'GET').toUpperCase(),
        target,
        headers: requestHeaders(init, body, host),
        body,
        sourceIp: '127.0.0.1',
        protocol: 'https',
        httpVersion: 'HTTP/1.1',
        ...(init.signal instanceof AbortSignal && { signal: init.signal }),
      },
      this.api.apiId,
    );
    const [latest] = traces.list();
    this.lastTrace = latest === earlier ? undefined : latest;
    const { body: content } = response;
    if (Buffer.isBuffer(content)) this.last = { ...response, body: content };
    else {
      this.last = { ...response, body: Buffer.alloc(0) };
      if (init.signal instanceof AbortSignal) addAbortSignal(init.signal, content);
    }
    return toResponse(response);
  }

  /**
   * Signs a token of a user pool of the source, which the API then takes as the pool's own. Without user pools it is one of
   * the issuer of the JWT authorizers, for their audience; the API takes it where `issuers` names the issuer as `local`.
   *
   * @example
   * const Authorization = await gateway.token({ user: 'ann', claims: { 'cognito:groups': ['admins'] } });
   * await gateway.fetch('/pets', { headers: { Authorization } });
   *
   * @throws {SluiceError} when the source has no such pool, or several and none is named
   */
  async token({ pool, issuer, ...request }: LocalTokenRequest = {}): Promise<string> {
    const asked = pool === undefined ? undefined : (this.names.userPoolIds?.get(pool) ?? pool);
    const source = { apis: this.apis, userPools: this.userPools };
    const selected = selectTokenIssuer(source, { pool: asked, issuer });
    const [client = 'local'] = selected.clientIds;
    return this.runtime.tokens.sign(selected.issuer, { client, ...request });
  }

  /**
   * The value of an API key of the source, also of one that AWS makes when it is deployed.
   *
   * @example await gateway.fetch('/pets', { headers: { 'x-api-key': gateway.apiKey('Mobile') } });
   *
   * @param name construct path, logical id or name. Default: the only key
   * @throws {SluiceError} when the source has no such key, or several and none is named
   */
  apiKey(name?: string): string {
    return selectApiKey(this.apiKeys, name === undefined ? undefined : (this.names.apiKeyIds?.get(name) ?? name));
  }

  /**
   * Opens a connection of a WebSocket API, in process.
   *
   * @example
   * const connection = await gateway.connect('?room=1', { headers: { Authorization } });
   * await connection.send({ action: 'say', text: 'hello' });
   * expect(await connection.receive()).toBe('hello');
   *
   * @param path below the stage, mostly a query string; or the URL of a custom domain, `wss://chat.example.com/v1`
   * @throws {HandshakeRefused} with the status and body of a handshake that is refused
   * @throws {SluiceError} when the API is not a WebSocket API
   */
  async connect(path = '', options: LocalConnectOptions = {}): Promise<LocalConnection> {
    const { gateway } = this.runtime;
    if (this.api.protocol !== 'WEBSOCKET') {
      throw new SluiceError('protocol-mismatch', `Cannot connect: ${this.api.id} is not a WebSocket API`, {
        hint: 'Use fetch()',
      });
    }
    const target = readTarget(path, this.stageName, gateway.domains);
    const connection = await connectInProcess(gateway, this.api.apiId, target, options);
    this.connections.add(connection);
    void connection.closed.then(() => this.connections.delete(connection));
    return connection;
  }

  /** Closes connections that are idle or open for too long by the gateway's clock, as a listening server does each second. */
  closeExpired(): void {
    this.runtime.gateway.closeExpired();
  }

  /**
   * Serves the API on 127.0.0.1; `url` ends with the stage, or with the port for `$default`. `webSocketUrl` is the same for
   * clients of a WebSocket API.
   */
  async listen(port = 0): Promise<{ readonly url: string; readonly webSocketUrl: string }> {
    const { gateway } = this.runtime;
    const { apiId, protocol } = this.api;
    const listener = await listen((request) => gateway.handle(request, apiId), {
      port,
      ...(protocol === 'WEBSOCKET' && { webSockets: gateway.webSocketsOf(apiId) }),
    });
    this.listeners.push(listener);
    const address = `127.0.0.1:${listener.port}${stagePath(this.stageName)}`;
    return { url: `http://${address}`, webSocketUrl: `ws://${address}` };
  }

  /**
   * What each phase made of the last request of `fetch()`; undefined before the first, and for a request that reaches no
   * stage: a disabled endpoint or a domain without a mapping for it refuses it.
   */
  trace(): LocalTrace | undefined {
    const trace = this.lastTrace;
    if (trace === undefined || this.last === undefined) return undefined;
    const { requestId, failure } = trace;
    return {
      requestId,
      phases: trace.print(),
      ...(failure !== undefined && { failure: failure.message, cause: failure.cause.kind }),
      response: this.last,
    };
  }

  /** Ends listeners, workers and connections; `$disconnect` of open WebSocket connections has a second to finish. */
  async close(): Promise<void> {
    const graceMs = this.api.protocol === 'WEBSOCKET' ? DISCONNECT_GRACE_MS : 0;
    for (const connection of this.connections) connection.end(CLOSE.goingAway);
    const ended = Promise.all([...this.connections].map(({ closed }) => closed));
    await Promise.all([
      Promise.race([ended, setTimeout(graceMs, undefined, { ref: false })]),
      ...this.listeners.map((listener) => listener.close(graceMs)),
    ]);
    await this.runtime.close();
  }
}

const DISCONNECT_GRACE_MS = 1_000;

/** The values of a test, with the Region and account that it gives. */
function valuesOf({ region, accountId, values = {} }: LocalGatewayOptions): Readonly<Record<string, string>> {
  return valuesAt(defined({ region, accountId }), values);
}

function only(apis: readonly ServedApi[], names: readonly string[], asked: string | undefined): ServedApi {
  const [first, ...others] = apis;
  if (first !== undefined && others.length === 0) return first;
  const hint = names.length === 0 ? undefined : `Available APIs: ${names.join(', ')}`;
  const message =
    first === undefined
      ? `Cannot find ${asked === undefined ? 'an API' : `the API "${asked}"`}`
      : 'Cannot choose an API: there are several';
  throw new SluiceError(
    'source-without-api',
    message,
    hint === undefined ? {} : { hint: `${hint}; name one with the option api` },
  );
}

function checkValues(source: Source, values: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(values).find((name) => !isValueName(source, name));
  if (unknown === undefined) return;
  throw new SluiceError('value-unknown', `Cannot give a value to "${unknown}": the source has no such name`, {
    hint: suggestName(unknown, 'Parameters', source.templateNames?.parameters ?? []),
  });
}

function withOverrides(
  source: Source,
  collection: ApiCollection,
  overrides: Readonly<Record<string, InlineHandler>>,
  constructs: ReadonlyMap<string, string>,
): readonly LambdaFunction[] {
  const { functions } = source;
  const names = functionNames(source, collection);
  const overridden = Object.entries(overrides).map(([given, handler]): LambdaFunction => {
    const name = constructs.get(given) ?? functionNameIn(source, given);
    if (names?.has(name) === false) {
      throw new SluiceError('function-unknown', `Cannot replace the function "${given}": there is none of that name`, {
        hint: suggestName(given, 'Functions', new Set([...names, ...constructs.keys()])),
      });
    }
    const known = functions.find((one) => one.name === name) ?? {
      handler: '',
      environment: {},
      timeoutMs: 30_000,
      memoryMegabytes: 128,
    };
    return { ...known, name, code: { kind: 'function', handler } };
  });
  return [...functions.filter(({ name }) => !overridden.some((one) => one.name === name)), ...overridden];
}

/** What a client would send of itself, and what the caller gave; names keep the spelling of a plain object or list. */
function requestHeaders({ headers }: RequestInit, body: Buffer, host: string): readonly HeaderLine[] {
  const given: HeaderLine[] = [];
  if (headers instanceof Headers) headers.forEach((value, name) => given.push([name, value]));
  else if (Array.isArray(headers)) for (const [name = '', value = ''] of headers) given.push([name, value]);
  else for (const [name, value] of Object.entries(headers ?? {})) given.push([name, String(value)]);
  const has = (wanted: string): boolean => given.some(([name]) => name.toLowerCase() === wanted);
  return [
    ...(has('host') ? [] : [['Host', host] as const]),
    ...given,
    ...(body.length === 0 || has('content-length') ? [] : [['Content-Length', String(body.length)] as const]),
  ];
}

async function bodyOf(body: RequestInit['body']): Promise<Buffer> {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if (body instanceof Uint8Array) return Buffer.from(body);
  return Buffer.from(await new Response(body).arrayBuffer());
}

/** A body given with 204 or 304 throws, and so does a status that HTTP has no room for. */
function toResponse({ status, headers, body }: HttpResponse): Response {
  const bodiless = status === 204 || status === 205 || status === 304;
  const isStreamed = !Buffer.isBuffer(body);
  if (isStreamed && (bodiless || status > 599)) body.destroy();
  if (status < 200 || status > 599) {
    throw new SluiceError('status-unrepresentable', `Cannot give a Response of status ${status}`, {
      hint: 'Use listen() and an HTTP client',
    });
  }
  const content = isStreamed ? (Readable.toWeb(body) as ReadableStream<Uint8Array>) : new Uint8Array(body);
  return new Response(bodiless ? null : content, { status, headers: headers as [string, string][] });
}
