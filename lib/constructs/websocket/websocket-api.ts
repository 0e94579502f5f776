import { Lazy, Tags } from 'aws-cdk-lib';
import { CfnDeployment, type CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import type { WebSocketApi as WebSocketApiModel } from '../../model/index.js';
import { checkApiProps, checkProps, requireObject } from '../check-props.js';
import type { ApiDefinition } from '../definition/api-definition.js';
import { fingerprintDeployment } from '../definition/fingerprint-deployment.js';
import { makeBinding } from '../definition/make-binding.js';
import { InvokePermissions } from '../definition/permissions.js';
import { warnOfKeylessStages, type PlannedStage } from '../rest/usage-plans/keyless-stages.js';
import { makeDefaultStage } from '../stages/default-stage.js';
import { StageVisitors } from '../stages/stage-visitors.js';
import { validateAtSynth } from '../validation.js';
import { ImportedWebSocketApi, type WebSocketApiAttributes } from './api/imported-websocket-api.js';
import { WebSocketApiBase } from './api/websocket-api-base.js';
import type { IWebSocketApi } from './api/websocket-api-interface.js';
import { WebSocketApiAuthorizers } from './authorizers/websocket-api-authorizers.js';
import { declareWebSocketApi } from './declare-websocket-api.js';
import { makeWebSocketDefinition } from './definition/make-websocket-definition.js';
import type { IWebSocketIntegration } from './integrations/websocket-integration.js';
import type { MessageRouteKey } from './routes/route-key.js';
import type { ConnectRouteProps, RoutePropsOf } from './routes/route-props.js';
import type { WebSocketRoute } from './routes/websocket-route.js';
import { WebSocketRoutes, type WebSocketRouteArguments } from './routes/websocket-routes.js';
import { WebSocketStage } from './stages/websocket-stage.js';
import { WEBSOCKET_STAGE_PROPS, type WebSocketStageProps } from './stages/websocket-stage-props.js';
import { callbackUrl, DEFAULT_WEBSOCKET_STAGE, webSocketStageUrl } from './stages/websocket-stage-url.js';
import { WEBSOCKET_API_PROPS, WEBSOCKET_DEFAULTS } from './websocket-api-prop-names.js';
import type { WebSocketApiProps } from './websocket-api-props.js';
import { WebSocketDeclarations } from './websocket-declarations.js';

/**
 * A WebSocket API of Amazon API Gateway: clients keep a connection open, and messages of both sides go over it.
 *
 * @example
 * const api = new WebSocketApi(this, 'Chat', {
 *   connect: { integration: new WebSocketLambda(connect), authorizer: Authorizer.IAM },
 *   disconnect: new WebSocketLambda(disconnect),
 *   default: new WebSocketLambda(fallback),
 * });
 * api.addRoute('sendMessage', new WebSocketLambda(send), { respond: true });
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
 */
export class WebSocketApi extends WebSocketApiBase {
  /** An API that another app deploys, by its id. */
  static fromWebSocketApiId(scope: Construct, id: string, apiId: string): IWebSocketApi {
    return new ImportedWebSocketApi(scope, id, { apiId });
  }

  /** An API that another app deploys, by its id and the stage that its URL leads to. */
  static fromWebSocketApiAttributes(scope: Construct, id: string, attributes: WebSocketApiAttributes): IWebSocketApi {
    return new ImportedWebSocketApi(scope, id, attributes);
  }

  /** The id that API Gateway gives the API. */
  readonly apiId: string;
  /** The API's name. */
  readonly apiName: string;

  private readonly declarations: WebSocketDeclarations;
  private readonly definition: ApiDefinition<WebSocketApiModel>;
  /** Resources that a deployment waits for. */
  private readonly nodes: IDependable;
  private readonly permissions: InvokePermissions;
  private readonly routes: WebSocketRoutes;
  private readonly stageVisitors = new StageVisitors();
  private readonly plannedStages: PlannedStage[] = [];
  private deployment: CfnDeployment | undefined;

  /** @throws {SluiceError} as `addRoute` for the routes that the properties have */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebSocketApiProps = {},
  ) {
    super(scope, id);
    // A class of its own may have props of its own.
    if (new.target === WebSocketApi) checkApiProps(this.node.path, props, WEBSOCKET_API_PROPS, WEBSOCKET_DEFAULTS);
    checkProps(`the defaults of ${this.node.path}`, props.defaults ?? {}, WEBSOCKET_DEFAULTS);
    this.apiName = props.apiName ?? id;
    const binding = makeBinding(this, {
      permissions: () => this.permissions,
      stageVisitors: this.stageVisitors,
      addStageVariable: (name, value) => this.declarations.addStageVariable(name, value),
    });
    const authorizers = new WebSocketApiAuthorizers(binding);
    this.declarations = new WebSocketDeclarations(
      { declared: declareWebSocketApi(this.node.path, this.apiName, props), defaults: props.defaults ?? {} },
      authorizers,
    );
    this.routes = new WebSocketRoutes({
      api: this,
      binding,
      authorizers,
      declare: (route) => this.declarations.addRoute(route),
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);

    const declared = (): WebSocketApiModel => this.declarations.model();
    const { resource, definition, nodes } = makeWebSocketDefinition(this, declared);
    this.definition = definition;
    this.nodes = nodes;
    this.apiId = resource.ref;
    this.permissions = new InvokePermissions(this, 'Permissions', this.apiId, (visit) => this.stageVisitors.add(visit));
    this.addRoutes(props);
    if (props.defaultStage ?? true) makeDefaultStage(this, () => this.ensureStage());
    validateAtSynth(this, this.definition, declared, props.quotas ?? {});
    warnOfKeylessStages(this, {
      resource,
      kind: 'route',
      count: () => this.definition.model().routes.filter(({ apiKeyRequired }) => apiKeyRequired === true).length,
      stages: () => this.plannedStages,
    });
  }

  /**
   * Adds a route by its key.
   *
   * @param routeKey what the route selection expression gives for its messages, or `$connect`, `$disconnect`, `$default`
   * @throws {SluiceError} `route-key-invalid`, `route-twice`, `authorizer-after-connect`, `integration-missing`,
   *   `integration-of-another-kind`, `property-unknown`
   */
  addRoute<const K extends string>(
    routeKey: MessageRouteKey<K>,
    integration: IWebSocketIntegration,
    props?: RoutePropsOf<K>,
  ): WebSocketRoute<K>;
  /** Without an integration, API Gateway accepts every authorized connection. */
  addRoute(routeKey: '$connect', props: ConnectRouteProps): WebSocketRoute<'$connect'>;
  addRoute(routeKey: string, ...rest: WebSocketRouteArguments): WebSocketRoute {
    return this.routes.add(routeKey, rest);
  }

  /**
   * A route by its key, such as one of the properties.
   *
   * @example
   * prod.configure(api.route('$connect'), { throttle: { rateLimit: 5, burstLimit: 10 } });
   * @throws {SluiceError} `route-unknown` when the API has no such route
   */
  route(routeKey: string): WebSocketRoute {
    return this.routes.get(routeKey);
  }

  /**
   * Adds a stage that serves the API as it is declared.
   *
   * @param name letters, digits, `_` and `-`
   * @example
   * api.addStage('prod', { throttle: { rateLimit: 100, burstLimit: 200 }, logging: { level: 'ERROR' } });
   * @throws {SluiceError} `stage-name-unknown`, `stage-twice`, `property-unknown`
   */
  addStage(name: string, props: WebSocketStageProps = {}): WebSocketStage {
    checkProps(`the stage ${name} of ${this.node.path}`, props, WEBSOCKET_STAGE_PROPS);
    const declaration = this.declarations.addStage(name, props);
    const stage = new WebSocketStage(this, `Stage-${name}`, {
      declaration,
      deployment: () => this.ensureDeployment(),
      // Settings of a route require the route.
      dependencies: [this.permissions, this.nodes],
      output: this.props.disableExecuteApiEndpoint !== true,
    });
    this.stageVisitors.visit({ name, ...props });
    this.plannedStages.push({ name, resource: stage.node.defaultChild as CfnStage });
    return stage;
  }

  /** The URL of the API's first stage, that clients connect to. */
  get url(): string {
    return this.ofFirstStage((stage) => webSocketStageUrl(this, this.apiId, stage));
  }

  /** The endpoint of the first stage's `@connections`, by which backends send messages to clients. */
  get callbackUrl(): string {
    return this.ofFirstStage((stage) => callbackUrl(this, this.apiId, stage));
  }

  /**
   * The API as data, with what has been added so far. What only deployment knows refers to logical ids of the API's
   * stack.
   */
  toModel(): WebSocketApiModel {
    return this.definition.modelInTemplate();
  }

  /** The name of the API's first stage. */
  get firstStageName(): string {
    return this.ofFirstStage((stage) => stage);
  }

  private ofFirstStage(read: (stageName: string) => string): string {
    return Lazy.uncachedString({ produce: () => read(this.declarations.firstStageName ?? DEFAULT_WEBSOCKET_STAGE) });
  }

  private addRoutes({ connect, disconnect, default: fallback, routes = {} }: WebSocketApiProps): void {
    const settings = Object.entries({ $connect: connect, $disconnect: disconnect, $default: fallback });
    for (const [key, setting] of settings) if (setting !== undefined) this.routes.addSetting(key, setting);
    requireObject(`the routes of ${this.node.path}`, routes);
    for (const [key, setting] of Object.entries(routes)) this.routes.addSetting(key, setting);
  }

  private ensureStage(): void {
    if (this.declarations.firstStageName === undefined) this.addStage(DEFAULT_WEBSOCKET_STAGE);
  }

  private ensureDeployment(): CfnDeployment {
    if (this.deployment === undefined) {
      const deployment = new CfnDeployment(this, 'Deployment', { apiId: this.apiId });
      deployment.node.addDependency(this.nodes);
      this.deployment = fingerprintDeployment(deployment, () => this.definition.fingerprint());
    }
    return this.deployment;
  }
}
