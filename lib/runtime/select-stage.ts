import { isDefaultStage } from '../model/stage-path.js';
import { describeCertificate } from './client-certificate.js';
import { findHeader } from './header-lines.js';
import type { HttpRequest } from './http-message.js';
import type { RequestPlace } from './request/request-place.js';
import { routeOnDomain } from './route-on-domain.js';
import { matchesDomain } from './routing/domain-pattern.js';
import type { GatewayContent, ServedApi, ServedDomain } from './served-api.js';
import type { TrustStore } from './trust-store.js';

/** Which stage a request is for, and where on it; or that there is none. */
export type StageSelection = SelectedStage | NoStage;

export interface SelectedStage {
  readonly kind: 'stage';
  readonly stage: ServedApi['stages'][number];
  readonly place: RequestPlace;
}

export interface NoStage {
  readonly kind: 'no-stage';
  /** Of the API that is not reached; undefined where none is known. */
  readonly protocol?: ServedApi['protocol'];
  /** The API whose stage was sought, with what the path names as stage and what comes behind. */
  readonly sought?: { readonly api: ServedApi; readonly stageName: string; readonly rest: string };
}

/**
 * Chooses a stage by host and path.
 *
 * @param apiId the API that listens where the request came in; a custom domain in `Host` takes precedence
 * @param nowMs for the dates of a client's certificate
 */
export function selectStage(
  { apis, domains }: GatewayContent,
  request: HttpRequest,
  apiId: string,
  nowMs: number,
): StageSelection {
  const authority = (findHeader(request.headers, 'host') ?? '').toLowerCase();
  const host = hostName(authority);
  const [rawPath, queryString] = splitTarget(request.target);
  const path = trimSlashes(rawPath);
  const domain = domains.find(({ name }) => matchesDomain(name, host));
  if (domain !== undefined) {
    const selected = onCustomDomain(domain, apis, request.headers, { host, authority }, path, queryString);
    return domain.trustStore === undefined ? selected : forTrusted(selected, domain.trustStore, request, nowMs);
  }
  return onDefaultHost(
    apis.find((api) => api.apiId === apiId),
    { host, authority },
    path,
    queryString,
  );
}

/** The `Host` of a request, in lower case: without port, and with it. */
interface Address {
  readonly host: string;
  readonly authority: string;
}

/** Observed: slashes before the stage vanish; of those after it one too many does, and `$context.path` keeps them all. */
function onDefaultHost(
  api: ServedApi | undefined,
  { host, authority }: Address,
  path: string,
  queryString: string,
): StageSelection {
  if (api === undefined) return NO_API;
  const [stageName, behind] = splitFirst(path);
  const named = isDefaultStage(stageName) ? undefined : api.stages.find(({ name }) => name === stageName);
  const stage = named ?? defaultStageOf(api);
  const rest = named === undefined && stage !== undefined ? path : behind;
  const { protocol } = api;
  if (stage === undefined) return { kind: 'no-stage', protocol, sought: { api, stageName, rest } };
  if (stage.main.stage.deployment.disableExecuteApiEndpoint) return { kind: 'no-stage', protocol };
  const routedPath = rest.startsWith('//') ? rest.slice(1) : rest;
  return {
    kind: 'stage',
    stage,
    place: {
      domainName: host,
      host: authority,
      customDomain: undefined,
      routedPath,
      eventPath: routedPath === '' ? '/' : routedPath,
      contextPath: path,
      queryString,
    },
  };
}

/**
 * Documented: a stage named `$default` is served at the base of the API's URL
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html).
 */
function defaultStageOf({ stages }: ServedApi): ServedApi['stages'][number] | undefined {
  return stages.find(({ name }) => isDefaultStage(name));
}

function onCustomDomain(
  domain: ServedDomain,
  apis: readonly ServedApi[],
  headers: HttpRequest['headers'],
  { host, authority }: Address,
  path: string,
  queryString: string,
): StageSelection {
  const target = routeOnDomain(domain, headers, host, path.slice(1));
  const api = apis.find(({ apiId }) => apiId === target?.apiId);
  if (target === undefined || api === undefined) return NO_API;
  let rest = path.slice(target.stripped === '' ? 0 : target.stripped.length + 1);
  if (rest !== '' && !rest.startsWith('/')) rest = `/${rest}`;
  let stageName = target.stage;
  if (stageName === undefined) [stageName, rest] = splitFirst(rest);
  const stage = api.stages.find(({ name }) => name === stageName);
  if (stage === undefined) return { kind: 'no-stage', protocol: api.protocol, sought: { api, stageName, rest } };
  return {
    kind: 'stage',
    stage,
    place: {
      domainName: host,
      host: authority,
      customDomain: target.matched,
      ...(domain.policy !== undefined && { domainPolicy: domain.policy }),
      routedPath: rest,
      eventPath: path,
      contextPath: path,
      queryString,
    },
  };
}

/**
 * Documented: whom a domain with mutual TLS does not trust is answered 403
 * (https://repost.aws/knowledge-center/api-gateway-mutual-tls-403-errors).
 * Assumed: so is a client without a certificate that named another host in the handshake than it names now.
 */
function forTrusted(
  selected: StageSelection,
  trustStore: TrustStore,
  { clientCertificate }: HttpRequest,
  nowMs: number,
): StageSelection {
  if (clientCertificate === undefined || !trustStore.trusts(clientCertificate, nowMs)) return NO_API;
  if (selected.kind === 'no-stage') return selected;
  return { ...selected, place: { ...selected.place, clientCertificate: describeCertificate(clientCertificate) } };
}

const NO_API: NoStage = { kind: 'no-stage' };

function hostName(host: string): string {
  const colon = host.lastIndexOf(':');
  // The colons of an IPv6 address stand in brackets.
  return colon === -1 || host.endsWith(']') ? host : host.slice(0, colon);
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
