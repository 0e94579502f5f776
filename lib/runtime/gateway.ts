import { ANONYMOUS } from './caller.js';
import type { ClientSocket, Handshake, WebSocketHandler } from './client-socket.js';
import { ConnectionSession } from './connection-session.js';
import type { Environment } from './environment.js';
import { Turns } from '../support/turns.js';
import { BoundedMap } from '../support/bounded-map.js';
import type { GatewayFault } from './fault.js';
import { quoteForHeader, suggestRoute, suggestStage } from './hint.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import { reportEvent, reportRequest } from './observe/request-log.js';
import { TraceLog } from './observe/trace-log.js';
import type { RequestPlace } from './request/request-place.js';
import { hasOpenConnection, selectManagedStage } from './select-managed-stage.js';
import { selectStage, type StageSelection } from './select-stage.js';
import type { ServedApi, ServedDomain, ServedSide, ServedStage } from './served-api.js';
import type { Store } from './store.js';
import type { WebSocketSide } from './websocket/serve-side.js';

export interface GatewayOptions {
  /** Whether answers are AWS's and nothing more: no `x-sluice-hint`, and no endpoint that is disabled. Default false. */
  readonly exact?: boolean;
  /** How many traces are kept. Default 50; with 0 no phase is recorded at all. */
  readonly traces?: number;
}

/**
 * The running gateway: deployments and stages, chosen by host and path. The only class of the runtime that users meet.
 *
 * What it serves can be replaced at any time; a request finishes on what it began with.
 */
export class Gateway {
  readonly traces: TraceLog;
  private readonly isTraced: boolean;
  /** When thousands of connections end at once, as with a network, Lambda would refuse most of their functions. */
  private readonly ends = new Turns(ENDS_AT_ONCE);
  private readonly isExact: boolean;
  /** Hints already worked out, by deployment and path: a stranger's loop of unknown paths must cost little. */
  private readonly hints = new BoundedMap<string, string>(MAX_HINTS);

  constructor(
    private readonly store: Pick<Store, 'content'>,
    private readonly env: Environment,
    options: GatewayOptions = {},
  ) {
    const { traces = 50, exact = false } = options;
    this.traces = new TraceLog(traces);
    this.isTraced = traces > 0;
    this.isExact = exact;
  }

  get apis(): readonly ServedApi[] {
    return this.store.content.apis;
  }

  get domains(): readonly ServedDomain[] {
    return this.store.content.domains;
  }

  /**
   * Answers a request.
   *
   * @param apiId the API that listens where the request came in; a custom domain in `Host` goes before it
   */
  async handle(request: HttpRequest, apiId: string): Promise<HttpResponse> {
    return this.answer(request, apiId, selectStage(this.store.content, request, apiId, this.env.clock.now()));
  }

  /** Answers a call of `@connections` that a function of this machine makes, whatever host the function names. */
  async handleFromFunction(request: HttpRequest): Promise<HttpResponse> {
    return this.answer(request, '', selectManagedStage(this.store.content, request, this.env.clock.now()));
  }

  /** Whether a WebSocket API has this connection. */
  hasOpenConnection(connectionId: string): boolean {
    return hasOpenConnection(this.store.content, connectionId);
  }

  private async answer(request: HttpRequest, apiId: string, selected: StageSelection): Promise<HttpResponse> {
    const startMs = this.env.log.requestAnswered === undefined ? 0 : performance.now();
    if (selected.kind === 'no-stage') {
      const hint = selected.sought === undefined || this.isExact ? undefined : suggestStage(selected.sought);
      const response = selected.protocol === 'HTTP' ? this.notFound() : this.forbidden();
      this.report(request, apiId, undefined, response, startMs, undefined, hint);
      return withHint(response, hint);
    }
    const { place } = selected;
    const side = this.chooseSide(selected.stage);
    const { response, trace } = await side.execute(request, place, this.env, this.isTraced);
    this.traces.add(trace, request.body.length);
    const hint = trace.failure === undefined || this.isExact ? undefined : this.hintFor(trace.failure, side, place);
    this.report(request, apiId, selected.stage, response, startMs, trace.failure, hint);
    return withHint(response, hint);
  }

  /**
   * Answers a request that opens a WebSocket.
   *
   * @param apiId the API that listens where the request came in; a custom domain in `Host` goes before it
   */
  async connect(request: HttpRequest, apiId: string): Promise<Handshake> {
    const selected = selectStage(this.store.content, request, apiId, this.env.clock.now());
    const side = selected.kind === 'stage' ? this.chooseSide(selected.stage) : undefined;
    if (selected.kind === 'no-stage' || side?.protocol !== 'WEBSOCKET')
      return { kind: 'refused', response: await this.handle(request, apiId) };
    const startMs = this.env.log.requestAnswered === undefined ? 0 : performance.now();
    const { name } = selected.stage;
    const { memory, deployment } = side.stage;
    const { response, subprotocol, invocation, trace } = await side.connect(
      request,
      selected.place,
      this.env,
      this.isTraced,
    );
    this.traces.add(trace, 0);
    const answer = response ?? SWITCHING_PROTOCOLS;
    this.report(request, apiId, selected.stage, answer, startMs, trace.failure, undefined);
    if (response !== undefined) return { kind: 'refused', response };
    const api = this.apis.find(({ stages }) => stages.includes(selected.stage))?.id ?? apiId;
    const open = (socket: ClientSocket): ConnectionSession =>
      new ConnectionSession(invocation.connection, invocation.caller ?? ANONYMOUS, socket, memory.connections, {
        side,
        currentSide: () => this.currentSide(deployment.apiId, name),
        ends: this.ends,
        env: this.env,
        isTraced: this.isTraced,
        keepTrace: (kept, bodyBytes) => this.traces.add(kept, bodyBytes),
        report: (event, failure) => reportEvent(this.env.log, { ...event, api }, failure, request.headers),
      });
    return { kind: 'accepted', subprotocol, open, abandon: () => open(NOBODY).closed(1006, '') };
  }

  /** The gateway as the WebSocket half of a listener sees it. */
  webSocketsOf(apiId: string): WebSocketHandler {
    return { connect: (request) => this.connect(request, apiId), closeExpired: () => this.closeExpired() };
  }

  /** Closes WebSocket connections that have been idle or open for too long; whoever serves them calls it now and then. */
  closeExpired(): void {
    const nowMs = this.env.clock.now();
    for (const { stages } of this.apis)
      for (const { main } of stages) main.stage.memory.connections.closeExpired(nowMs);
  }

  private currentSide(apiId: string, stageName: string): WebSocketSide | undefined {
    const api = this.apis.find((one) => one.apiId === apiId);
    const stage = api?.stages.find(({ name }) => name === stageName);
    const side = stage && this.chooseSide(stage);
    return side?.protocol === 'WEBSOCKET' ? side : undefined;
  }

  /** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
  private chooseSide({ main, canary }: ServedStage): ServedSide {
    if (canary === undefined) return main;
    return this.env.ids.random() * 100 < canary.percent ? canary.side : main;
  }

  /**
   * Documented: where no mapping fits, and on a disabled endpoint, the status is 403; docs/aws/edge-and-domains.md.
   * Observed: users report this body for a stage that does not exist; docs/aws/rest-runtime.md section 2.
   */
  private forbidden(): HttpResponse {
    return {
      status: 403,
      headers: [
        ['Content-Type', 'application/json'],
        ['x-amzn-RequestId', this.env.ids.requestId()],
        ['x-amzn-ErrorType', 'ForbiddenException'],
        ['x-amz-apigw-id', this.env.ids.extendedRequestId()],
      ],
      body: Buffer.from('{"message":"Forbidden"}'),
    };
  }

  /** Documented and observed: docs/aws/http-api.md sections 1 and 5. */
  private notFound(): HttpResponse {
    return {
      status: 404,
      headers: [
        ['Content-Type', 'application/json'],
        ['Apigw-Requestid', this.env.ids.extendedRequestId()],
      ],
      body: Buffer.from('{"message":"Not Found"}'),
    };
  }

  private hintFor(failure: GatewayFault, side: ServedSide, { routedPath }: RequestPlace): string | undefined {
    const { kind } = failure.cause;
    if (kind === 'invalid-body') return quoteForHeader(failure.message);
    if (kind !== 'unknown-route' && kind !== 'unknown-signed-route') return undefined;
    const { deployment } = side.stage;
    const key = `${deployment.apiId} ${deployment.id} ${routedPath}`;
    const hint = this.hints.get(key) ?? suggestRoute(side.routes, routedPath) ?? '';
    this.hints.set(key, hint);
    return hint === '' ? undefined : hint;
  }

  private report(
    request: HttpRequest,
    apiId: string,
    stage: ServedApi['stages'][number] | undefined,
    { status }: Pick<HttpResponse, 'status'>,
    startMs: number,
    failure: GatewayFault | undefined,
    hint: string | undefined,
  ): void {
    const { log } = this.env;
    if (log.requestAnswered === undefined && failure === undefined) return;
    const api = this.apis.find((one) => (stage === undefined ? one.apiId === apiId : one.stages.includes(stage)));
    const answer = { api: api?.id ?? apiId, status, durationMs: performance.now() - startMs };
    reportRequest(log, request, answer, failure, hint);
  }
}

function withHint(response: HttpResponse, hint: string | undefined): HttpResponse {
  return hint === undefined ? response : { ...response, headers: [...response.headers, ['x-sluice-hint', hint]] };
}

const MAX_HINTS = 200;

/** Well below the concurrent executions of an account; each may start an environment of its own, which takes longer than to wait. */
const ENDS_AT_ONCE = 8;

const SWITCHING_PROTOCOLS = { status: 101 } as const;

/** Of a client that left while its handshake was pending. */
const NOBODY: ClientSocket = { send: () => undefined, close: () => undefined, isOpen: false, bufferedBytes: 0 };
