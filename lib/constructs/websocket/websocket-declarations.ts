import type { SchemaModel, WebSocketApi, WebSocketRouteKey } from '../../model/index.js';
import { collectModels } from '../rest/collect-models.js';
import { checkStageName } from '../rest/stages/stage-declaration.js';
import type { LoggedRouteSettingsProps } from '../stages/route-settings-props.js';
import type { RouteWithSettings } from '../stages/route-settings.js';
import { RouteStageDeclaration } from '../stages/route-stage-declaration.js';
import type { WebSocketApiAuthorizers } from './authorizers/websocket-api-authorizers.js';
import type { DeclaredWebSocketApi } from './declare-websocket-api.js';
import type { DeclaredWebSocketRoute } from './routes/declare-websocket-route.js';
import { WEBSOCKET_ACCESS_LOG_FORMAT } from './stages/websocket-access-log-format.js';
import type { WebSocketStageProps } from './stages/websocket-stage-props.js';

/** What a WebSocket API says before anything is added to it. */
export interface WebSocketDeclarationParts {
  readonly declared: DeclaredWebSocketApi;
  /** The settings of every route in every stage. */
  readonly defaults: LoggedRouteSettingsProps;
}

/** What has been declared so far under one WebSocket API, and the model that follows from it. */
export class WebSocketDeclarations {
  private readonly routes: DeclaredWebSocketRoute[] = [];
  private readonly routeSettings: RouteWithSettings<WebSocketRouteKey>[] = [];
  private readonly models = new Map<string, SchemaModel>();
  private readonly stages: RouteStageDeclaration<WebSocketRouteKey>[] = [];
  private readonly stageVariables: Record<string, string> = {};
  private built: WebSocketApi | undefined;

  constructor(
    private readonly parts: WebSocketDeclarationParts,
    private readonly authorizers: WebSocketApiAuthorizers,
  ) {}

  /** @throws {SluiceError} `model-name-taken` when another model has the name of one of the route's */
  addRoute(route: DeclaredWebSocketRoute): void {
    for (const model of route.models) collectModels(this.models, model);
    this.routes.push(route);
    this.routeSettings.push({ routeKey: route.route.routeKey, settings: route.settings });
    this.built = undefined;
  }

  /** @throws {SluiceError} `stage-name-unknown`, `stage-twice` */
  addStage(name: string, props: WebSocketStageProps): RouteStageDeclaration<WebSocketRouteKey> {
    checkStageName(this.parts.declared.id, name, this.stages);
    const stage = new RouteStageDeclaration<WebSocketRouteKey>(name, props, {
      defaults: this.parts.defaults,
      routes: this.routeSettings,
      variables: this.stageVariables,
      accessLogFormat: WEBSOCKET_ACCESS_LOG_FORMAT,
      changed: () => (this.built = undefined),
    });
    this.stages.push(stage);
    this.built = undefined;
    return stage;
  }

  addStageVariable(name: string, value: string): void {
    this.stageVariables[name] = value;
    this.built = undefined;
  }

  /** The same object until something is added. */
  model(): WebSocketApi {
    this.built ??= {
      ...this.parts.declared,
      authorizers: this.authorizers.models(),
      ...(this.models.size > 0 && { models: [...this.models.values()] }),
      routes: this.routes.map(({ route }) => route),
      stages: this.stages.map((stage) => stage.model()),
    };
    return this.built;
  }

  /** The name of the first stage. */
  get firstStageName(): string | undefined {
    return this.stages[0]?.name;
  }
}
