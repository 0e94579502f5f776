import { SluiceError } from '../support/sluice-error.js';
import type { Deployment, GatewayContent, ServedApi, ServedDomain, ServedStage } from './served-api.js';
import { serveStage } from './serve-stage.js';
import { NOTHING_OBSERVED, type Observation } from './observe/observation.js';
import { Account } from './metering/account.js';
import { StageMemory } from './stages/stage-memory.js';
import type { StageRecord } from './stage-record.js';

/** An API, its deployments, and the stages that point at them. */
export interface ApiRecord {
  readonly protocol: ServedApi['protocol'];
  /** As its author calls it. */
  readonly id: string;
  readonly name: string;
  readonly apiId: string;
  readonly deployments: readonly Deployment[];
  readonly stages: readonly StageRecord[];
}

/**
 * The deployments and stages of a running gateway, in memory. A deployment is a frozen snapshot and a stage points at one,
 * or at two while a canary runs; moving a pointer is one assignment, so a request finishes on what it began with.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-deployments.html
 */
export class Store {
  private records: readonly ApiRecord[] = [];
  private served: GatewayContent = { apis: [], domains: [] };
  /** By API and stage. A stage keeps its memory while it is served. */
  private memories: ReadonlyMap<string, StageMemory> = new Map();

  /**
   * @param account default: one without usage plans and limits
   * @param observation what is written down of requests; default: nothing
   */
  constructor(
    private readonly account = new Account(),
    private readonly observation: Observation = NOTHING_OBSERVED,
  ) {}

  get apis(): readonly ApiRecord[] {
    return this.records;
  }

  /** What a gateway serves, from the next request on. */
  get content(): GatewayContent {
    return this.served;
  }

  /**
   * Replaces every record. A deployment that a stage pointed at is forgotten with the last pointer to it; the WebSocket
   * connections of a stage that is no longer served are closed.
   */
  replace(apis: readonly ApiRecord[], domains: readonly ServedDomain[] = this.served.domains): void {
    const kept = apis.map((api) => withoutForgotten(api, this.records));
    const before = this.memories;
    this.memories = new Map(
      kept.flatMap(({ apiId, stages }) =>
        stages.map(({ name }) => [`${apiId}/${name}`, this.memoryOf(apiId, name)] as const),
      ),
    );
    this.served = { apis: kept.map((api) => this.serve(api)), domains };
    this.records = kept;
    for (const [key, memory] of before) if (!this.memories.has(key)) memory.connections.closeAll();
  }

  /**
   * Changes what one stage points at.
   *
   * @param change one of the operations of `stage-record.ts`
   * @throws {SluiceError} refused-not-found; what `change` throws
   */
  updateStage(apiId: string, name: string, change: (stage: StageRecord) => StageRecord): void {
    const api = this.records.find((record) => record.apiId === apiId);
    if (api?.stages.some((stage) => stage.name === name) !== true) {
      throw new SluiceError('refused-not-found', `Cannot find stage ${name} of API ${apiId}`);
    }
    const stages = api.stages.map((stage) => (stage.name === name ? change(stage) : stage));
    this.replace(this.records.map((record) => (record === api ? { ...api, stages } : record)));
  }

  /** Empties the caches of a stage. */
  flush(apiId: string, stage: string): void {
    this.memoryOf(apiId, stage).flush();
  }

  private serve({ protocol, id, name, apiId, deployments, stages }: ApiRecord): ServedApi {
    const findDeployment = (deploymentId: string): Deployment => {
      const found = deployments.find((deployment) => deployment.id === deploymentId);
      if (found !== undefined) return found;
      throw new SluiceError('refused-not-found', `Cannot find deployment ${deploymentId} of API ${id}`);
    };
    const serve = (stage: StageRecord): ServedStage => {
      const names = { api: id, apiName: name, apiId, stage: stage.name };
      return serveStage(stage, findDeployment, this.memoryOf(apiId, stage.name), names, this.observation);
    };
    return { protocol, id, apiId, stages: stages.map(serve) };
  }

  private memoryOf(apiId: string, stage: string): StageMemory {
    return (
      this.memories.get(`${apiId}/${stage}`) ??
      new StageMemory(this.account, this.account.usagePlans.ofStage(apiId, stage))
    );
  }
}

function withoutForgotten(api: ApiRecord, before: readonly ApiRecord[]): ApiRecord {
  const pointed = deploymentsOf(before.find(({ apiId }) => apiId === api.apiId)?.stages ?? []);
  const points = deploymentsOf(api.stages);
  return { ...api, deployments: api.deployments.filter(({ id }) => points.has(id) || !pointed.has(id)) };
}

function deploymentsOf(stages: readonly StageRecord[]): ReadonlySet<string> {
  return new Set(
    stages.flatMap(({ deploymentId, canary, earlier }) => [
      deploymentId,
      ...(canary === undefined ? [] : [canary.deploymentId]),
      ...earlier,
    ]),
  );
}
