import type { AccessLogFormat } from '../model/access-log-format.js';
import type { HttpRouteKey, WebSocketRouteKey } from '../model/route-key.js';
import type { RouteStage } from '../model/route-stage.js';
import type { MethodSettings } from '../model/stage.js';
import { SluiceError } from '../support/sluice-error.js';

/** What a stage, or the canary of one, points at: a deployment, with variables and settings of the stage's own. */
export interface StagePointer {
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: StageSettings;
}

/** What a stage sets for the methods of a REST API, or for the routes of an HTTP or WebSocket API. */
export type StageSettings = readonly MethodSettings[] | RouteStageSettings;

/** Settings by route, with those of routes that have none of their own. */
export type RouteStageSettings = Pick<
  RouteStage<HttpRouteKey | WebSocketRouteKey>,
  'defaultRouteSettings' | 'routeSettings'
>;

export interface StageRecord extends StagePointer {
  readonly name: string;
  readonly cacheClusterEnabled: boolean;
  readonly canary?: CanaryRecord;
  /** Of the stage's access log; the canary's too. */
  readonly accessLogFormat?: AccessLogFormat;
  /** Of the certificate that backends are shown, by the canary too. */
  readonly clientCertificateId?: string;
  /** Ids of the deployments that it served before, the last first. */
  readonly earlier: readonly string[];
}

/** One side of a stage: what it points at, and how it is served. */
export interface SideRecord {
  readonly stage: StageRecord;
  readonly pointer: StagePointer;
  /** Whether the stage has a cache cluster that this side uses. */
  readonly usesCache: boolean;
  /** Undefined on a stage without canary. */
  readonly isCanary: boolean | undefined;
}

/** Its variables are laid over those of the stage. */
export interface CanaryRecord extends StagePointer {
  /** 0 to 100, of the stage's requests. */
  readonly percent: number;
  /** Whether the cache of the stage is the canary's too. */
  readonly useStageCache: boolean;
}

/** How many deployments a stage remembers beside the one that it serves. */
const MAX_EARLIER = 20;

/**
 * Points a stage at another deployment.
 *
 * Documented: while a canary exists its stage cannot be pointed at another deployment
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html).
 *
 * @throws {SluiceError} refused-canary-running
 */
export function deploy(stage: StageRecord, deploymentId: string): StageRecord {
  requireNoCanary(stage, 'deploy');
  return pointAt(stage, deploymentId);
}

/** Gives a part of a stage's requests to a deployment; a canary that runs already is replaced. */
export function setCanary(stage: StageRecord, canary: CanaryRecord): StageRecord {
  return { ...stage, canary };
}

/** @throws {SluiceError} refused-no-canary */
export function removeCanary(stage: StageRecord): StageRecord {
  requireCanary(stage, 'abort');
  return withoutCanary(stage);
}

/**
 * Makes a canary what its stage serves.
 *
 * Observed: the variables that it overrides are copied over those of the stage; the others stay.
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html
 *
 * @throws {SluiceError} refused-no-canary
 */
export function promote(stage: StageRecord): StageRecord {
  const { deploymentId, variables, settings } = requireCanary(stage, 'promote');
  return { ...pointAt(stage, deploymentId), variables: { ...stage.variables, ...variables }, settings };
}

/**
 * Points a stage at the deployment before the one that it serves. Variables and settings are the stage's, and stay.
 *
 * @throws {SluiceError} refused-canary-running, refused-no-earlier-deployment
 */
export function rollBack(stage: StageRecord): StageRecord {
  requireNoCanary(stage, 'roll back');
  const [deploymentId, ...earlier] = stage.earlier;
  if (deploymentId === undefined) {
    throw new SluiceError(
      'refused-no-earlier-deployment',
      `Cannot roll back: stage ${stage.name} has no earlier deployment`,
    );
  }
  return { ...stage, deploymentId, earlier };
}

export function withoutCanary({ canary: _canary, ...stage }: StageRecord): StageRecord {
  return stage;
}

/** A deployment that is served already is no other to go back to. */
function pointAt(stage: StageRecord, deploymentId: string): StageRecord {
  const earlier = stage.deploymentId === deploymentId ? stage.earlier : [stage.deploymentId, ...stage.earlier];
  return { ...withoutCanary(stage), deploymentId, earlier: earlier.slice(0, MAX_EARLIER) };
}

function requireCanary({ name, canary }: StageRecord, operation: string): CanaryRecord {
  if (canary !== undefined) return canary;
  throw new SluiceError('refused-no-canary', `Cannot ${operation}: stage ${name} has no canary`, {
    hint: 'Start one: sluice serve <source> --stable <source> --canary-percent 10, then sluice server reload',
  });
}

function requireNoCanary({ name, canary }: StageRecord, operation: string): void {
  if (canary === undefined) return;
  throw new SluiceError('refused-canary-running', `Cannot ${operation}: a canary is running on stage ${name}`, {
    hint: 'Promote or abort it first',
  });
}
