import type { Environment } from './environment.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import type { RequestTrace } from './observe/trace.js';
import type { DomainPolicy, RequestPlace } from './request/request-place.js';
import type { RestDeployment, RestStage } from './rest/invocation.js';
import { executeRestRequest } from './rest/execute.js';
import type { ObserveExecution } from './rest/observe.js';
import type { StageMemory } from './rest/stage-memory.js';
import { compileStageSettings } from './rest/stage-settings.js';
import type { RoutingConditions } from './routing/routing-conditions.js';
import type { TrustStore } from './trust-store.js';
import type { StagePointer, StageRecord } from './stage-record.js';

/** A compiled API of any protocol, frozen: what a stage points at. */
export type Deployment = RestDeployment;

/** An API with the stages that serve it, by protocol. */
export type ServedApi = ServedRestApi;

export type ServedRestApi = ServedApiOf<'REST', RestStage>;

interface ServedApiOf<Protocol extends string, S> {
  readonly protocol: Protocol;
  /** As its author calls it. */
  readonly id: string;
  /** `$context.apiId`. */
  readonly apiId: string;
  readonly stages: readonly ServedStage<S>[];
}

export interface ServedStage<S> {
  readonly name: string;
  readonly main: ServedSide<S>;
  readonly canary?: { readonly percent: number; readonly side: ServedSide<S> };
}

/** A deployment as a stage or its canary serves it. */
export interface ServedSide<S> {
  /** What the phases see of it. */
  readonly stage: S;
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

/**
 * Makes a stage serve what its record says.
 *
 * @param observe compiles what is observed of a side of the stage
 */
export function serveRestStage(
  record: StageRecord,
  findDeployment: (id: string) => RestDeployment,
  memory: StageMemory,
  observe: (side: RestStage) => ObserveExecution | undefined,
): ServedStage<RestStage> {
  const { name, cacheClusterEnabled, clientCertificateId, canary } = record;
  const side = (pointer: StagePointer, usesCache: boolean, isCanary?: boolean): ServedSide<RestStage> => {
    const deployment = findDeployment(pointer.deploymentId);
    const stage = {
      name,
      deployment,
      variables: pointer.variables,
      settings: compileStageSettings(pointer.settings, pointer.variables, deployment, usesCache),
      memory,
      clientCertificateId,
      ...(isCanary !== undefined && { isCanary }),
    };
    return serveSide(stage, observe(stage));
  };
  if (canary === undefined) return { name, main: side(record, cacheClusterEnabled) };
  // Observed: `$context.isCanaryRequest` is there on a stage that has a canary, and on no other.
  // Assumed: a canary that does not use the cache of its stage has none.
  const beside = side(
    { ...canary, variables: { ...record.variables, ...canary.variables } },
    cacheClusterEnabled && canary.useStageCache,
    true,
  );
  return { name, main: side(record, cacheClusterEnabled, false), canary: { percent: canary.percent, side: beside } };
}

/** Where nothing is observed, nothing is waited for or kept. */
function serveSide(stage: RestStage, observe: ObserveExecution | undefined): ServedSide<RestStage> {
  const { functions } = stage.deployment;
  const withFunctions = (env: Environment): Environment =>
    functions === undefined ? env : { ...env, lambda: functions };
  if (observe === undefined) {
    return {
      stage,
      execute: (request, place, env, isTraced) =>
        executeRestRequest(stage, request, place, withFunctions(env), isTraced),
    };
  }
  return {
    stage,
    execute: async (request, place, env) =>
      observe(await executeRestRequest(stage, request, place, withFunctions(env), true), env.clock),
  };
}
