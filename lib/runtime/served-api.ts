import type { Environment } from './environment.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import type { RequestTrace } from './observe/trace.js';
import type { DomainPolicy, RequestPlace } from './request/request-place.js';
import type { HttpApiDeployment, HttpApiStage } from './http-api/invocation.js';
import type { RestDeployment, RestStage } from './rest/invocation.js';
import type { RoutingConditions } from './routing/routing-conditions.js';
import type { ServedRoute } from './served-route.js';
import type { TrustStore } from './trust-store.js';
import type { WebSocketDeployment } from './websocket/invocation.js';
import type { WebSocketSide } from './websocket/serve-side.js';

/** A compiled API of any protocol, frozen: what a stage points at. */
export type Deployment = RestDeployment | HttpApiDeployment | WebSocketDeployment;

/** An API with the stages that serve it. */
export interface ServedApi {
  readonly protocol: Deployment['protocol'];
  /** As its author calls it. */
  readonly id: string;
  /** `$context.apiId`. */
  readonly apiId: string;
  readonly stages: readonly ServedStage[];
}

export interface ServedStage {
  readonly name: string;
  readonly main: ServedSide;
  readonly canary?: { readonly percent: number; readonly side: ServedSide };
}

/** A deployment as a stage or its canary serves it. */
export type ServedSide = ServedSideOf<'REST', RestStage> | ServedSideOf<'HTTP', HttpApiStage> | WebSocketSide;

interface ServedSideOf<Protocol extends string, S> {
  readonly protocol: Protocol;
  /** What the phases see of it. */
  readonly stage: S;
  readonly routes: readonly ServedRoute[];
  /** @param isTraced whether the trace keeps what the phases made; what one threw it always tells */
  execute(request: HttpRequest, place: RequestPlace, env: Environment, isTraced: boolean): Promise<Execution>;
}

/** A response, and what each phase made on the way. */
export interface Execution {
  readonly response: HttpResponse;
  readonly trace: RequestTrace;
}

/** A custom domain. */
export interface ServedDomain {
  readonly name: string;
  /** Set on a domain with mutual TLS: whom it lets in. */
  readonly trustStore?: TrustStore;
  /** Of a private domain. */
  readonly policy?: DomainPolicy;
  /** Tried in their order, before the mappings. */
  readonly rules: readonly ServedRoutingRule[];
  readonly mappings: readonly ServedMapping[];
}

export interface ServedRoutingRule {
  /** `$context.customDomain.routingRuleIdMatched`. */
  readonly id: string;
  readonly conditions: RoutingConditions;
  /** Undefined: nowhere. */
  readonly target: { readonly apiId: string; readonly stage: string; readonly stripsBasePath: boolean } | undefined;
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
  /** Exact names before wildcards. */
  readonly domains: readonly ServedDomain[];
}
