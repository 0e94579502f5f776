import type { HttpApi, HttpApiRoute, HttpApiStage } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import type { HttpApiAuthorizers } from './authorizers/http-api-authorizers.js';
import type { DeclaredHttpApi } from './declare-http-api.js';

/** What has been declared so far under one HTTP API, and the model that follows from it. */
export class HttpDeclarations {
  private readonly routes: HttpApiRoute[] = [];
  private readonly stages: HttpApiStage[] = [];
  private readonly stageVariables: Record<string, string> = {};
  private built: HttpApi | undefined;
  private tagged: { readonly built: HttpApi; readonly tags: string; readonly model: HttpApi } | undefined;

  constructor(
    private readonly declared: DeclaredHttpApi,
    private readonly authorizers: HttpApiAuthorizers,
  ) {}

  addRoute(route: HttpApiRoute): void {
    this.routes.push(route);
    this.built = undefined;
  }

  addStage(stage: HttpApiStage): void {
    this.stages.push(stage);
    this.built = undefined;
  }

  addStageVariable(name: string, value: string): void {
    this.stageVariables[name] = value;
    this.built = undefined;
  }

  /** The variables of a stage: the API's, and its own. */
  variablesOf({ variables }: HttpApiStage): HttpApiStage['variables'] {
    const all = { ...this.stageVariables, ...variables };
    return Object.keys(all).length === 0 ? undefined : all;
  }

  /**
   * The same object until something is added or the tags change.
   *
   * @param tags of the API's resource
   */
  model(tags: Readonly<Record<string, string>>): HttpApi {
    const built = this.build();
    const state = canonicalJson(tags);
    if (this.tagged?.built !== built || this.tagged.tags !== state) {
      const model = Object.keys(tags).length === 0 ? built : { ...built, tags };
      this.tagged = { built, tags: state, model };
    }
    return this.tagged.model;
  }

  get hasStages(): boolean {
    return this.stages.length > 0;
  }

  private build(): HttpApi {
    this.built ??= {
      ...this.declared,
      authorizers: this.authorizers.models(),
      routes: [...this.routes],
      stages: this.stages.map((stage) => {
        const variables = this.variablesOf(stage);
        return { ...stage, ...(variables !== undefined && { variables }) };
      }),
    };
    return this.built;
  }
}
