import { SluiceError } from '../support/sluice-error.js';
import type { LambdaInvoker } from './lambda-invoker.js';
import type { GatewayContent, ServedApi, ServedStage } from './gateway.js';
import type { RestStage } from './rest/deployment.js';

/** What a stage serves and served, by deployment id. */
export interface StageRelease {
  readonly api: string;
  readonly stage: string;
  readonly deployment: string;
  readonly canary?: { readonly percent: number; readonly deployment: string };
  /** What `rollback` goes back to, the last first. */
  readonly earlier: readonly string[];
}

/** How many deployments a stage remembers beside the one that it serves. */
const MAX_EARLIER = 20;

/**
 * Which deployments the stages of a running gateway serve. A deployment is a frozen snapshot and a stage points at one, or
 * at two while a canary runs; moving the pointers is one assignment, so a request finishes on what it began with.
 *
 * What stands here for "the deployment" of a stage is all that the stage served with it: its variables, and the functions
 * of the source that it was read from.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/canary-release.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-deployments.html
 */
export class Releases {
  private served: GatewayContent;
  /** Deployments that were replaced, oldest first, by API and stage. */
  private earlier: ReadonlyMap<string, readonly RestStage[]> = new Map();
  /** The version that `startCanary` brought, until it is promoted or aborted. */
  private candidate: GatewayContent | undefined;

  /** @param serve puts content in front of clients, from the next request on */
  constructor(
    content: GatewayContent,
    private readonly serve: (content: GatewayContent) => void,
  ) {
    this.served = content;
  }

  /** Serves a new version to everybody. A canary of an earlier version ends; one that the version declares begins. */
  deploy(content: GatewayContent): void {
    const earlier = new Map<string, readonly RestStage[]>();
    for (const { apiId, stages } of content.apis) {
      for (const { name, main } of stages) {
        const key = keyOf(apiId, name);
        const known = this.earlier.get(key) ?? [];
        const before = this.stages().find(({ api, stage }) => api.apiId === apiId && stage.name === name)?.stage.main;
        const isNew = before !== undefined && before.deployment.id !== main.deployment.id;
        earlier.set(key, isNew ? [...known, before].slice(-MAX_EARLIER) : known);
      }
    }
    this.earlier = earlier;
    this.candidate = undefined;
    this.publish(content);
  }

  /**
   * Gives a part of the requests to a new version; a stage that is served for the first time gets it whole.
   *
   * @param percent 0 to 100, of the requests of each stage
   */
  startCanary(content: GatewayContent, percent: number): void {
    this.candidate = content;
    const merged = content.apis.map((api): ServedApi => {
      const before = this.served.apis.find(({ apiId }) => apiId === api.apiId);
      if (before === undefined) return api;
      const stages = api.stages.map((stage): ServedStage => {
        const stable = before.stages.find(({ name }) => name === stage.name);
        if (stable === undefined) return stage;
        return withCanary(stable.main, percent, stage.canary?.side ?? stage.main);
      });
      const gone = before.stages.filter(({ name }) => !api.stages.some((stage) => stage.name === name));
      return { ...api, stages: [...stages, ...gone] };
    });
    const gone = this.served.apis.filter(({ apiId }) => !content.apis.some((api) => api.apiId === apiId));
    this.publish({ apis: [...merged, ...gone], domains: content.domains });
  }

  /**
   * Makes each canary the stable side of its stage.
   *
   * @throws {SluiceError} refused-no-canary
   */
  promote(): void {
    this.requireCanary('promote');
    const { candidate } = this;
    const isGone = (apiId: string, stage: string): boolean =>
      candidate !== undefined &&
      candidate.apis.find((api) => api.apiId === apiId)?.stages.some(({ name }) => name === stage) !== true;
    const apis = this.served.apis
      .map((api) => ({
        ...api,
        stages: api.stages
          .filter(({ name }) => !isGone(api.apiId, name))
          .map((stage) => (stage.canary === undefined ? stage : withoutCanary(stage.name, stage.canary.side))),
      }))
      .filter(({ stages }) => stages.length > 0);
    this.deploy({ ...this.served, apis });
  }

  /**
   * Drops each canary; its stage goes on as it was.
   *
   * @throws {SluiceError} refused-no-canary
   */
  abort(): void {
    this.requireCanary('abort');
    this.candidate = undefined;
    this.publish(mapStages(this.served, (stage) => withoutCanary(stage.name, stage.main)));
  }

  /**
   * Makes each stage serve the deployment before the one that it serves.
   *
   * @throws {SluiceError} refused-canary-running, refused-no-earlier-deployment
   */
  rollback(): void {
    // Documented: while a canary exists its stage cannot be pointed at another deployment.
    if (this.stages().some(({ stage }) => stage.canary !== undefined)) {
      throw new SluiceError('refused-canary-running', 'Cannot roll back: a canary runs', {
        hint: 'Promote or abort it first',
      });
    }
    if (![...this.earlier.values()].some((deployments) => deployments.length > 0)) {
      throw new SluiceError('refused-no-earlier-deployment', 'Cannot roll back: no stage served a deployment before');
    }
    const earlier = new Map(this.earlier);
    const content = mapStages(this.served, (stage, { apiId }) => {
      const before = earlier.get(keyOf(apiId, stage.name)) ?? [];
      const last = before.at(-1);
      if (last === undefined) return stage;
      earlier.set(keyOf(apiId, stage.name), before.slice(0, -1));
      return withoutCanary(stage.name, last);
    });
    this.earlier = earlier;
    this.publish(content);
  }

  list(): readonly StageRelease[] {
    return this.stages().map(({ api, stage }) => {
      const earlier = this.earlier.get(keyOf(api.apiId, stage.name)) ?? [];
      return {
        api: api.id,
        stage: stage.name,
        deployment: stage.main.deployment.id,
        ...(stage.canary !== undefined && {
          canary: { percent: stage.canary.percent, deployment: stage.canary.side.deployment.id },
        }),
        earlier: earlier.map(({ deployment }) => deployment.id).reverse(),
      };
    });
  }

  private stages(): readonly { readonly api: ServedApi; readonly stage: ServedStage }[] {
    return this.served.apis.flatMap((api) => api.stages.map((stage) => ({ api, stage })));
  }

  private requireCanary(operation: string): void {
    if (this.stages().some(({ stage }) => stage.canary !== undefined)) return;
    throw new SluiceError('refused-no-canary', `Cannot ${operation}: no stage has a canary`, {
      hint: 'Start one: sluice serve <source> --stable <source> --canary-percent 10, then sluice server reload',
    });
  }

  private publish(content: GatewayContent): void {
    this.served = content;
    this.serve(content);
  }
}

/** The same content, whose functions are not those of the environment. */
export function withFunctions(content: GatewayContent, functions: LambdaInvoker): GatewayContent {
  return mapStages(content, ({ name, main, canary }) => ({
    name,
    main: { ...main, functions },
    ...(canary !== undefined && { canary: { ...canary, side: { ...canary.side, functions } } }),
  }));
}

/** Observed: `$context.isCanaryRequest` is there on a stage that has a canary, and on no other. */
function withCanary(stable: RestStage, percent: number, side: RestStage): ServedStage {
  return {
    name: stable.name,
    main: { ...stable, isCanary: false },
    canary: { percent, side: { ...side, isCanary: true } },
  };
}

function withoutCanary(name: string, { isCanary: _isCanary, ...main }: RestStage): ServedStage {
  return { name, main };
}

function mapStages(
  content: GatewayContent,
  change: (stage: ServedStage, api: ServedApi) => ServedStage,
): GatewayContent {
  return {
    ...content,
    apis: content.apis.map((api) => ({ ...api, stages: api.stages.map((stage) => change(stage, api)) })),
  };
}

/** A stage's name has no blank. */
function keyOf(apiId: string, stage: string): string {
  return `${apiId} ${stage}`;
}
