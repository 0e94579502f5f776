import { findHeader } from './header-lines.js';
import type { Environment } from './environment.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import type { RequestTrace } from './observe/trace.js';
import { TraceLog } from './observe/trace-log.js';
import type { RequestPlace } from './rest/accept-request.js';
import { suggestRoute, suggestStage } from './hint.js';
import type { RestStage } from './rest/deployment.js';
import { executeRestRequest } from './rest/execute.js';

/** A compiled API with the stages that serve it. */
export interface ServedApi {
  /** As its author calls it. */
  readonly id: string;
  readonly apiId: string;
  readonly stages: readonly ServedStage[];
}

export interface ServedStage {
  readonly name: string;
  readonly main: RestStage;
  readonly canary?: { readonly percent: number; readonly side: RestStage };
}

/** Where a custom domain leads; longest base path first. */
export interface ServedDomain {
  readonly name: string;
  readonly mappings: readonly ServedMapping[];
}

export interface ServedMapping {
  /** Without slashes around it; empty for the root. */
  readonly basePath: string;
  readonly apiId: string;
  /** Undefined: the caller names the stage in the path. */
  readonly stage: string | undefined;
}

export interface GatewayContent {
  readonly apis: readonly ServedApi[];
  readonly domains: readonly ServedDomain[];
}

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
  private content: GatewayContent;
  /** Hints already worked out, by what was asked: a stranger's loop of unknown paths must cost little. */
  private readonly hints = new Map<string, string | undefined>();

  constructor(
    content: GatewayContent,
    private readonly env: Environment,
    private readonly options: GatewayOptions = {},
  ) {
    this.content = content;
    const { traces = 50 } = options;
    this.traces = new TraceLog(traces);
    this.isTraced = traces > 0;
  }

  get apis(): readonly ServedApi[] {
    return this.content.apis;
  }

  get domains(): readonly ServedDomain[] {
    return this.content.domains;
  }

  /** Serves other deployments from the next request on. */
  replace(content: GatewayContent): void {
    this.content = content;
    this.hints.clear();
  }

  /**
   * Answers a request.
   *
   * @param apiId the API that listens where the request came in; a custom domain in `Host` goes before it
   */
  async handle(request: HttpRequest, apiId: string): Promise<HttpResponse> {
    const found = this.selectStage(request, apiId);
    if ('answer' in found) return found.answer;
    const { functions } = found.stage;
    const env = functions === undefined ? this.env : { ...this.env, lambda: functions };
    const { response, trace } = await executeRestRequest(found.stage, request, found.place, env, this.isTraced);
    this.traces.add(trace, request.body.length);
    return this.withHint(response, trace, found.stage, found.place);
  }

  private selectStage(
    request: HttpRequest,
    apiId: string,
  ): { stage: RestStage; place: RequestPlace } | { answer: HttpResponse } {
    const host = hostName(findHeader(request.headers, 'host') ?? '');
    const [rawPath, queryString] = splitTarget(request.target);
    const domain = this.content.domains.find(({ name }) => matchesDomain(name, host));
    return domain === undefined
      ? this.onDefaultHost(apiId, host, rawPath, queryString)
      : this.onCustomDomain(domain, host, rawPath, queryString);
  }

  /** Observed: slashes before the stage vanish; of those after it the first counts, `$context.path` keeps them all. */
  private onDefaultHost(
    apiId: string,
    host: string,
    rawPath: string,
    queryString: string,
  ): ReturnType<Gateway['selectStage']> {
    const api = this.content.apis.find((served) => served.apiId === apiId);
    const path = trimSlashes(rawPath);
    const [stageName, rest] = splitFirst(path);
    const stage = api?.stages.find(({ name }) => name === stageName);
    if (api === undefined || stage === undefined) return { answer: this.forbidden(api, stageName, rest) };
    if (stage.main.deployment.disableExecuteApiEndpoint) return { answer: this.forbidden(undefined, '', '') };
    const routedPath = trimSlashes(rest);
    return {
      stage: this.chooseSide(stage),
      place: {
        domainName: host,
        basePathMatched: undefined,
        routedPath,
        eventPath: routedPath === '' ? '/' : routedPath,
        contextPath: path,
        queryString,
      },
    };
  }

  /**
   * Documented: the longest fitting mapping wins, else the empty one, else 403
   * (https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html).
   */
  private onCustomDomain(
    domain: ServedDomain,
    host: string,
    rawPath: string,
    queryString: string,
  ): ReturnType<Gateway['selectStage']> {
    const path = trimSlashes(rawPath);
    const mapping = selectMapping(domain, path.slice(1));
    const api = this.content.apis.find(({ apiId }) => apiId === mapping?.apiId);
    if (mapping === undefined || api === undefined) return { answer: this.forbidden(undefined, '', '') };
    let rest = path.slice(mapping.basePath === '' ? 0 : mapping.basePath.length + 1);
    if (rest !== '' && !rest.startsWith('/')) rest = `/${rest}`;
    let stageName = mapping.stage;
    if (stageName === undefined) {
      [stageName, rest] = splitFirst(rest);
    }
    const stage = api.stages.find(({ name }) => name === stageName);
    if (stage === undefined) return { answer: this.forbidden(api, stageName, rest) };
    const place = {
      domainName: host,
      basePathMatched: mapping.basePath === '' ? '-' : mapping.basePath,
      routedPath: rest,
      eventPath: path,
      contextPath: path,
      queryString,
    };
    return { stage: this.chooseSide(stage), place };
  }

  /** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html */
  private chooseSide({ main, canary }: ServedStage): RestStage {
    if (canary === undefined) return main;
    return this.env.ids.random() * 100 < canary.percent ? canary.side : main;
  }

  /** Assumed: what no stage takes is answered like what a key forbids. */
  private forbidden(api: ServedApi | undefined, stageName: string, rest: string): HttpResponse {
    const hint = api === undefined || this.options.exact === true ? undefined : suggestStage(api, stageName, rest);
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

  private withHint(response: HttpResponse, trace: RequestTrace, stage: RestStage, place: RequestPlace): HttpResponse {
    if (this.options.exact === true || trace.failure === undefined) return response;
    const key = `${stage.deployment.apiId} ${place.routedPath}`;
    if (!this.hints.has(key)) {
      if (this.hints.size >= MAX_HINTS) this.hints.clear();
      this.hints.set(key, suggestRoute(trace.failure, stage.deployment, place.routedPath));
    }
    const hint = this.hints.get(key);
    return hint === undefined ? response : { ...response, headers: [...response.headers, ['x-sluice-hint', hint]] };
  }
}

const MAX_HINTS = 200;

function hostName(host: string): string {
  const colon = host.lastIndexOf(':');
  // The colons of an IPv6 address stand in brackets.
  return (colon === -1 || host.endsWith(']') ? host : host.slice(0, colon)).toLowerCase();
}

/** Several slashes at the beginning as one. */
function trimSlashes(path: string): string {
  let start = 0;
  while (path.charCodeAt(start + 1) === SLASH && path.charCodeAt(start) === SLASH) start++;
  return start === 0 ? path : path.slice(start);
}

/** `/prod/pets/1` → `prod` and `/pets/1`. */
function splitFirst(path: string): readonly [first: string, rest: string] {
  const slash = path.indexOf('/', 1);
  return slash === -1 ? [path.slice(1), ''] : [path.slice(1, slash), path.slice(slash)];
}

const SLASH = 0x2f;

function splitTarget(target: string): readonly [path: string, query: string] {
  const absolute = target.startsWith('/') ? null : /^https?:\/\/[^/?#]*/i.exec(target);
  const origin = absolute === null ? target : target.slice(absolute[0].length);
  const question = origin.indexOf('?');
  return question === -1 ? [origin, ''] : [origin.slice(0, question), origin.slice(question + 1)];
}

/** The exact name wins over a wildcard, which callers ensure by order. */
export function matchesDomain(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host;
  return host.endsWith(name.slice(1)) && !host.slice(0, -name.length + 1).includes('.');
}

/**
 * Documented: on a domain with a mapping of several levels paths are compared as plain text, on one with single-level
 * mappings only, whole segments are.
 */
function selectMapping({ mappings }: ServedDomain, path: string): ServedMapping | undefined {
  const multiLevel = mappings.some(({ basePath }) => basePath.includes('/'));
  const fits = ({ basePath }: ServedMapping): boolean =>
    basePath === '' || path === basePath || path.startsWith(multiLevel ? basePath : `${basePath}/`);
  return mappings.filter(fits).sort((a, b) => b.basePath.length - a.basePath.length)[0];
}
