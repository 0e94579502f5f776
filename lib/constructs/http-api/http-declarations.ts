import type { HttpApi, HttpApiRoute, HttpRouteKey } from '../../model/index.js';
import { canonicalJson } from '../../support/canonical-json.js';
import { checkStageName } from '../rest/stages/stage-declaration.js';
import type { RouteWithSettings } from '../stages/route-settings.js';
import type { RouteSettingsProps } from '../stages/route-settings-props.js';
import { RouteStageDeclaration } from '../stages/route-stage-declaration.js';
import type { HttpApiAuthorizers } from './authorizers/http-api-authorizers.js';
import { declareHttpCors } from './cors/declare-http-cors.js';
import type { HttpCorsProps } from './cors/http-cors-props.js';
import type { DeclaredHttpApi } from './declare-http-api.js';
import { HTTP_ACCESS_LOG_FORMAT } from './stages/http-access-log-format.js';
import type { HttpStageProps } from './stages/http-stage-props.js';

/** What an HTTP API says before anything is added to it. */
export interface HttpDeclarationParts {
  readonly declared: DeclaredHttpApi;
  readonly cors: HttpCorsProps | undefined;
  /** The settings of every route in every stage. */
  readonly defaults: RouteSettingsProps;
}

/** What has been declared so far under one HTTP API, and the model that follows from it. */
export class HttpDeclarations {
  private readonly routes: HttpApiRoute[] = [];
  private readonly routeSettings: RouteWithSettings<HttpRouteKey>[] = [];
  private readonly stages: RouteStageDeclaration<HttpRouteKey>[] = [];
  private readonly stageVariables: Record<string, string> = {};
  private document: Partial<HttpApi> = {};
  private built: HttpApi | undefined;
  private tagged: { readonly built: HttpApi; readonly tags: string; readonly model: HttpApi } | undefined;

  constructor(
    private readonly parts: HttpDeclarationParts,
    private readonly authorizers: HttpApiAuthorizers,
  ) {}

  /** @param settings the route's own, in every stage */
  addRoute(route: HttpApiRoute, settings: RouteSettingsProps = {}): void {
    this.routes.push(route);
    this.routeSettings.push({ routeKey: route.routeKey, settings });
    this.built = undefined;
  }

  /** @throws {SluiceError} `stage-name-unknown`, `stage-twice` */
  addStage(name: string, props: HttpStageProps): RouteStageDeclaration<HttpRouteKey> {
    checkStageName(this.parts.declared.id, name, this.stages);
    const stage = new RouteStageDeclaration<HttpRouteKey>(name, props, {
      defaults: this.parts.defaults,
      routes: this.routeSettings,
      variables: this.stageVariables,
      accessLogFormat: HTTP_ACCESS_LOG_FORMAT,
      changed: () => (this.built = undefined),
    });
    this.stages.push(stage);
    this.built = undefined;
    return stage;
  }

  /** Adds what a document says of the API itself; its routes and authorizers are added one by one. */
  addDocument({ id: _id, name: _name, tags: _tags, routes: _routes, stages: _stages, ...document }: HttpApi): void {
    this.document = document;
    this.built = undefined;
  }

  addStageVariable(name: string, value: string): void {
    this.stageVariables[name] = value;
    this.built = undefined;
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

  /** The name of the first stage. */
  get firstStageName(): string | undefined {
    return this.stages[0]?.name;
  }

  private build(): HttpApi {
    const { cors, declared } = this.parts;
    const authorizers = this.authorizers.models();
    this.built ??= {
      ...this.document,
      ...declared,
      ...(cors !== undefined && { cors: declareHttpCors(cors, this.routes, authorizers) }),
      authorizers,
      routes: [...this.routes],
      stages: this.stages.map((stage) => stage.model()),
    };
    return this.built;
  }
}
