import { Token } from 'aws-cdk-lib';
import type { HttpMethod, Stage, Value } from '../../../model/index.js';
import { SluiceError } from '../../../support/sluice-error.js';
import type { MethodDeclaration } from '../methods/declare-method.js';
import type { MethodDefaults } from '../methods/method-props.js';
import { checkCacheInvalidation } from './cache-invalidation.js';
import { declareStage } from './declare-stage.js';
import type { StageMethodProps } from './stage-method-props.js';
import type { StageProps } from './stage-props.js';
import { collectMethodSettings } from './stage-settings.js';

/** Inputs a stage takes from the declarations of its API. */
export interface StageSources {
  readonly defaults: MethodDefaults;
  readonly methods: readonly MethodDeclaration[];
  readonly variables: Readonly<Record<string, Value<string>>>;
}

/** The method that settings apply to. */
interface Route {
  readonly httpMethod: HttpMethod;
  readonly path: string;
}

/** A stage with everything that has been declared for it so far. */
export class StageDeclaration {
  private readonly overrides = new Map<MethodDeclaration, StageMethodProps>();

  /** @param changed is called with each later change */
  constructor(
    readonly name: string,
    readonly props: StageProps,
    private readonly sources: StageSources,
    private readonly changed: () => void,
  ) {
    if (props.cache?.invalidation !== undefined) checkCacheInvalidation(name, props.cache.invalidation);
  }

  /**
   * Overrides settings of a method in this stage. Members of earlier calls remain unless a later call replaces them.
   *
   * @throws SluiceError `method-unknown`; `stage-cache-missing`, `method-cache-missing` for a cache that would have no effect
   */
  configure(route: Route, settings: StageMethodProps): void {
    const { httpMethod, path } = route;
    const method = this.sources.methods.find(
      (declared) => declared.path === path && declared.method.httpMethod === httpMethod,
    );
    if (method === undefined) {
      throw new SluiceError(
        'method-unknown',
        `Cannot configure ${httpMethod} ${path} in the stage ${this.name}: the API has no such method`,
      );
    }
    if (settings.cache !== undefined && settings.cache !== false) this.checkCache(method);
    this.overrides.set(method, { ...this.overrides.get(method), ...settings });
    this.changed();
  }

  /** The stage as the model has it. */
  model(): Stage {
    const { defaults, methods, variables } = this.sources;
    return declareStage(this.name, this.props, {
      variables,
      methodSettings: collectMethodSettings(this.props, defaults, methods, this.overrides),
    });
  }

  private checkCache({ path, method: { httpMethod }, stageSettings }: MethodDeclaration): void {
    const attempt = `Cannot set the cache of ${httpMethod} ${path} in the stage ${this.name}`;
    if (this.props.cache === undefined) {
      throw new SluiceError('stage-cache-missing', `${attempt}: the stage has no cache`, {
        hint: `Give it one: api.addStage('${this.name}', { cache: { size: CacheSize.GB_0_5 } })`,
      });
    }
    if (stageSettings.cache === undefined) {
      throw new SluiceError('method-cache-missing', `${attempt}: the method has no cache, so it has no cache keys`, {
        hint: 'Give the method cache: { keys: [...] }, and stages that should not cache it cache: false',
      });
    }
  }
}

/** A stage's name is part of logical ids and of URLs. */
export function checkStageName(api: string, name: string, stages: readonly { readonly name: string }[]): void {
  if (Token.isUnresolved(name)) {
    throw new SluiceError('stage-name-unknown', `Cannot add a stage to ${api}: its name has to be known at synthesis`, {
      place: api,
    });
  }
  if (stages.some((stage) => stage.name === name)) {
    throw new SluiceError('stage-twice', `Cannot add the stage ${name} to ${api}: it has a stage of this name`, {
      place: api,
    });
  }
}
