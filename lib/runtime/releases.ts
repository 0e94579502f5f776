import { SluiceError } from '../support/sluice-error.js';
import type { CompiledApi, CompiledStage, CompiledVersion } from './compiled-api.js';
import { deploy, promote, removeCanary, rollBack, setCanary, withoutCanary, type StageRecord } from './stage-record.js';
import type { ApiRecord, Store } from './store.js';

/** What a stage serves and served, by deployment id. */
export interface StageRelease {
  readonly api: string;
  readonly stage: string;
  readonly deployment: string;
  readonly canary?: { readonly percent: number; readonly deployment: string };
  /** What `rollback` goes back to, the last first. */
  readonly earlier: readonly string[];
}

/** Some stages of a gateway: those of an API, those of a name; all unless said. */
export interface StageChoice {
  /** The API's id, as its author calls it or on AWS, or its name. */
  readonly api?: string | undefined;
  readonly stage?: string | undefined;
}

/**
 * Versions of a source in front of clients: deployed to all stages at once, or beside what they serve as a canary. Operations
 * on stages act on each chosen stage that allows them.
 */
export class Releases {
  /** The version that `startCanary` brought, until it is promoted or aborted. */
  private candidate: CompiledVersion | undefined;

  constructor(private readonly store: Store) {}

  /** Serves a new version to everybody. A canary of an earlier version ends; one that the version declares begins. */
  deploy({ apis, domains }: CompiledVersion): void {
    const records = apis.map((api) => {
      const before = this.find(api.apiId);
      return recordOf(
        api,
        api.stages.map((stage) => deployedStage(api, stage, stageOf(before, stage.name))),
        before,
      );
    });
    this.candidate = undefined;
    this.store.replace(records, domains);
  }

  /**
   * Gives a part of the requests to a new version; a stage that is served for the first time gets it whole.
   *
   * @param given 0 to 100, of the requests of each stage. Without it each stage's own canary settings count, and a stage
   *   without any gets the version whole.
   */
  startCanary(version: CompiledVersion, given?: number): void {
    const records = version.apis.map((api) => {
      const before = this.find(api.apiId);
      const stages = api.stages.map((stage) => {
        const stable = stageOf(before, stage.name);
        const percent = given ?? stage.release?.percent;
        if (stable === undefined || percent === undefined) return deployedStage(api, stage, stable);
        const settings = stage.canary ?? stage.release;
        const variables = { ...stage.variables, ...settings?.variables };
        return setCanary(stable, {
          deploymentId: api.deployment.id,
          variables,
          settings: stage.settings,
          percent,
          useStageCache: settings?.useStageCache ?? false,
        });
      });
      const gone = before?.stages.filter(({ name }) => stageOf(api, name) === undefined) ?? [];
      return recordOf(api, [...stages, ...gone], before);
    });
    const gone = this.store.apis.filter(({ apiId }) => !version.apis.some((api) => api.apiId === apiId));
    this.candidate = version;
    this.store.replace([...records, ...gone], version.domains);
  }

  /**
   * Makes canaries the stable side of their stages. With the last one goes what the new version has no more.
   *
   * @throws {SluiceError} refused-no-canary, refused-not-found
   */
  promote(choice: StageChoice = {}): void {
    this.onEach(choice, promote);
    const { candidate } = this;
    if (candidate === undefined || this.hasCanary()) return;
    const records = this.store.apis.flatMap((record) => {
      const api = candidate.apis.find(({ apiId }) => apiId === record.apiId);
      return api === undefined ? [] : [{ ...record, stages: record.stages.filter(({ name }) => stageOf(api, name)) }];
    });
    this.candidate = undefined;
    this.store.replace(records);
  }

  /**
   * Drops canaries; their stages go on as they were.
   *
   * @throws {SluiceError} refused-no-canary, refused-not-found
   */
  abort(choice: StageChoice = {}): void {
    this.onEach(choice, removeCanary);
    if (!this.hasCanary()) this.candidate = undefined;
  }

  /**
   * Makes stages serve the deployment before the one that they serve.
   *
   * @throws {SluiceError} refused-canary-running, refused-no-earlier-deployment, refused-not-found
   */
  rollback(choice: StageChoice = {}): void {
    this.onEach(choice, rollBack);
  }

  /**
   * Forgets what stages keep of responses and of authorizers' results.
   *
   * @throws {SluiceError} refused-not-found
   */
  flush(choice: StageChoice = {}): void {
    for (const { apiId, name } of this.choose(choice)) this.store.flush(apiId, name);
  }

  list(): readonly StageRelease[] {
    return this.store.apis.flatMap(({ id, stages }) =>
      stages.map(({ name, deploymentId, canary, earlier }) => ({
        api: id,
        stage: name,
        deployment: deploymentId,
        ...(canary !== undefined && { canary: { percent: canary.percent, deployment: canary.deploymentId } }),
        earlier,
      })),
    );
  }

  private onEach(choice: StageChoice, change: (stage: StageRecord) => StageRecord): void {
    const chosen = this.choose(choice);
    const refusals: SluiceError[] = [];
    for (const { apiId, name } of chosen) {
      try {
        this.store.updateStage(apiId, name, change);
      } catch (error) {
        if (!(error instanceof SluiceError)) throw error;
        refusals.push(error);
      }
    }
    const [first] = refusals;
    if (first !== undefined && refusals.length === chosen.length) throw first;
  }

  private choose({ api, stage }: StageChoice): readonly { readonly apiId: string; readonly name: string }[] {
    const chosen = this.store.apis
      .filter(({ id, apiId, name }) => api === undefined || [id, apiId, name].includes(api) || id.endsWith(`/${api}`))
      .flatMap(({ apiId, stages }) => stages.map(({ name }) => ({ apiId, name })))
      .filter(({ name }) => stage === undefined || name === stage);
    if (chosen.length > 0) return chosen;
    const what = stage === undefined ? 'a stage' : `stage "${stage}"`;
    throw new SluiceError('refused-not-found', `Cannot find ${what}${api === undefined ? '' : ` of API "${api}"`}`, {
      hint: `Available stages: ${this.list()
        .map((one) => `${one.api} ${one.stage}`)
        .join(', ')}`,
    });
  }

  private find(apiId: string): ApiRecord | undefined {
    return this.store.apis.find((record) => record.apiId === apiId);
  }

  private hasCanary(): boolean {
    return this.store.apis.some(({ stages }) => stages.some(({ canary }) => canary !== undefined));
  }
}

function stageOf<S extends { readonly name: string }>(
  api: { readonly stages: readonly S[] } | undefined,
  name: string,
): S | undefined {
  return api?.stages.find((stage) => stage.name === name);
}

function recordOf(
  { protocol, id, name, apiId, deployment }: CompiledApi,
  stages: readonly StageRecord[],
  before: ApiRecord | undefined,
): ApiRecord {
  const others = before?.deployments.filter((one) => one.id !== deployment.id) ?? [];
  return { protocol, id, name, apiId, deployments: [deployment, ...others], stages };
}

/** A stage that points at the deployment of its version. */
function deployedStage({ deployment }: CompiledApi, stage: CompiledStage, before?: StageRecord): StageRecord {
  const { name, cacheClusterEnabled, variables, settings, canary, accessLogFormat, clientCertificateId } = stage;
  const pointer = { deploymentId: deployment.id, variables, settings };
  return {
    name,
    cacheClusterEnabled,
    ...pointer,
    ...(canary !== undefined && { canary: { ...pointer, ...canary } }),
    ...(accessLogFormat !== undefined && { accessLogFormat }),
    ...(clientCertificateId !== undefined && { clientCertificateId }),
    earlier: before === undefined ? [] : deploy(withoutCanary(before), deployment.id).earlier,
  };
}
