import type { Environment } from './environment.js';
import { BoundedMap } from '../support/bounded-map.js';
import { suggestRoute, suggestStage } from './hint.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import type { RequestTrace } from './observe/trace.js';
import { TraceLog } from './observe/trace-log.js';
import type { RequestPlace } from './request/request-place.js';
import type { RestStage } from './rest/invocation.js';
import { selectStage, type NoStage } from './select-stage.js';
import type { ServedApi, ServedDomain, ServedSide, ServedStage } from './served-api.js';
import type { Store } from './store.js';

export interface GatewayOptions {
  /** Whether answers are AWS's and nothing more: no `x-sluice-hint`. Default false. */
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
  /** Hints already worked out, by deployment and path: a stranger's loop of unknown paths must cost little. */
  private readonly hints = new BoundedMap<string, string>(MAX_HINTS);

  constructor(
    private readonly store: Pick<Store, 'content'>,
    private readonly env: Environment,
    private readonly options: GatewayOptions = {},
  ) {
    const { traces = 50 } = options;
    this.traces = new TraceLog(traces);
    this.isTraced = traces > 0;
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
    const selected = selectStage(this.store.content, request, apiId);
    if (selected.kind === 'no-stage') return this.forbidden(selected);
    const { place } = selected;
    const side = this.chooseSide(selected.stage);
    const { response, trace } = await side.execute(request, place, this.env, this.isTraced);
    this.traces.add(trace, request.body.length);
    return this.withHint(response, trace, side, place);
  }

  /** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
  private chooseSide<S>({ main, canary }: ServedStage<S>): ServedSide<S> {
    if (canary === undefined) return main;
    return this.env.ids.random() * 100 < canary.percent ? canary.side : main;
  }

  /** Assumed: what no stage takes is answered like what a key forbids. */
  private forbidden({ sought }: NoStage): HttpResponse {
    const hint = sought === undefined || this.options.exact === true ? undefined : suggestStage(sought);
    return {
      status: 403,
      headers: [
        ['Content-Type', 'application/json'],
        ['x-amzn-RequestId', this.env.ids.requestId()],
        ['x-amzn-ErrorType', 'ForbiddenException'],
        ['x-amz-apigw-id', this.env.ids.extendedRequestId()],
        ...(hint === undefined ? [] : [['x-sluice-hint', hint] as const]),
      ],
      body: Buffer.from('{"message":"Forbidden"}'),
    };
  }

  private withHint(
    response: HttpResponse,
    { failure }: RequestTrace,
    { stage: { deployment } }: ServedSide<RestStage>,
    { routedPath }: RequestPlace,
  ): HttpResponse {
    const kind = failure?.cause.kind;
    if (this.options.exact === true || (kind !== 'unknown-route' && kind !== 'unknown-signed-route')) return response;
    const key = `${deployment.apiId} ${deployment.id} ${routedPath}`;
    const hint = this.hints.get(key) ?? suggestRoute(deployment, routedPath) ?? '';
    this.hints.set(key, hint);
    return hint === '' ? response : { ...response, headers: [...response.headers, ['x-sluice-hint', hint]] };
  }
}

const MAX_HINTS = 200;
