import { Lazy, Tags } from 'aws-cdk-lib';
import { CfnDeployment, type CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct, IDependable } from 'constructs';
import type { HttpApi as HttpApiModel, HttpMethod } from '../../model/index.js';
import type { BindingApi } from '../binding.js';
import { fingerprintDeployment } from '../definition/fingerprint-deployment.js';
import { makeBinding } from '../definition/make-binding.js';
import type { ApiDefinition } from '../definition/api-definition.js';
import { makeBody } from '../definition/body.js';
import { overrideWithoutDocument } from '../definition/override-without-document.js';
import type { OverrideDocument } from '../definition/overridden-body.js';
import { InvokePermissions } from '../definition/permissions.js';
import { defineVerbs } from '../paths/verbs.js';
import { allowDocumentFunctions } from '../open-api/document-functions.js';
import { placeBelow } from '../open-api/place-below.js';
import { reportDocument } from '../open-api/report-document.js';
import { readDocument, type ReadDocument } from '../open-api/read-document.js';
import { makeDefaultStage } from '../stages/default-stage.js';
import { StageVisitors } from '../stages/stage-visitors.js';
import { defined } from '../../support/defined.js';
import { validateAtSynth } from '../validation.js';
import { HttpApiBase } from './api/http-api-base.js';
import type { IHttpApi } from './api/http-api-interface.js';
import { ImportedHttpApi, type HttpApiAttributes } from './api/imported-http-api.js';
import { HttpApiAuthorizers } from './authorizers/http-api-authorizers.js';
import { checkHttpCors } from './cors/check-http-cors.js';
import { declareHttpApi } from './declare-http-api.js';
import { makeHttpDefinition } from './definition/make-http-definition.js';
import { HttpDeclarations } from './http-declarations.js';
import { checkApiProps } from '../check-props.js';
import { HTTP_API_PROPS, HTTP_OPEN_API_PROPS } from './http-api-prop-names.js';
import { ROUTE_DEFAULTS } from './routes/route-prop-names.js';
import type { HttpApiProps } from './http-api-props.js';
import type { IHttpIntegration } from './integrations/http-integration.js';
import { calledByHttpApi, findHttpOperation, propsOfHttpDocument } from './open-api/http-document-api.js';
import { declareDocumentRoutes } from './open-api/http-document-routes.js';
import type { HttpOpenApiProps } from './open-api/http-open-api-props.js';
import { ApiRoutes } from './routes/api-routes.js';
import type { RequestMap } from './routes/mapping-types.js';
import type { Route } from './routes/route.js';
import { RouteGroup } from './routes/route-group.js';
import type { PathOf, RouteKey } from './routes/route-key.js';
import type { RouteDefaults, RouteProps } from './routes/route-props.js';
import type { RouteArguments, RouteVerbs } from './routes/route-verbs.js';
import { HttpStage } from './stages/http-stage.js';
import { DEFAULT_HTTP_STAGE, httpStageUrl } from './stages/http-stage-url.js';
import type { HttpStageProps } from './stages/http-stage-props.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineVerbs() below defines the members
export interface HttpApi extends RouteVerbs {}

/**
 * An HTTP API of Amazon API Gateway.
 *
 * Routes are data: however many there are, the template gets one API with its definition, its stage, and one permission
 * for every function.
 *
 * @example
 * const api = new HttpApi(this, 'Pets');
 * api.get('/pets', new HttpLambdaIntegration(listPets));
 * api.get('/pets/{petId}', new HttpLambdaIntegration(getPet), { map: { 'append:header.id': '$request.path.petId' } });
 * api.addRoute('$default', new HttpUrlIntegration('https://legacy.example.com'));
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineVerbs() below defines the members
export class HttpApi extends HttpApiBase {
  /** An API that another app deploys, by its id. */
  static fromHttpApiId(scope: Construct, id: string, apiId: string): IHttpApi {
    return new ImportedHttpApi(scope, id, { apiId });
  }

  /** An API that another app deploys, by its id and the stage that its URL leads to. */
  static fromHttpApiAttributes(scope: Construct, id: string, attributes: HttpApiAttributes): IHttpApi {
    return new ImportedHttpApi(scope, id, attributes);
  }

  /**
   * An API by its OpenAPI document, with integrations by `operationId`. Afterwards it is like any other: routes and stages
   * are added to it, and functions that the document names get their permission.
   *
   * @example
   * const api = HttpApi.fromOpenApi(this, 'Pets', {
   *   file: 'pets.yaml',
   *   integrations: { listPets: new HttpLambdaIntegration(listPets) },
   * });
   * api.get('/health', new HttpUrlIntegration('https://example.com/health'));
   */
  static fromOpenApi(scope: Construct, id: string, props: HttpOpenApiProps): HttpApi {
    const place = placeBelow(scope, id);
    checkApiProps(place, props, HTTP_OPEN_API_PROPS, ROUTE_DEFAULTS);
    const read = readDocument<HttpApiModel>(place, props, 'HTTP');
    const api = new HttpApi(scope, id, propsOfHttpDocument(props, read.model));
    api.declareDocument(read, props);
    return api;
  }

  /** The id that API Gateway gives the API. */
  readonly apiId: string;
  /** The API's name. */
  readonly apiName: string;

  private readonly binding: BindingApi;
  private readonly authorizers: HttpApiAuthorizers;
  private readonly declarations: HttpDeclarations;
  private readonly definition: ApiDefinition<HttpApiModel>;
  private readonly permissions: InvokePermissions;
  private readonly resource: CfnApi;
  /** The resources of the definition beside the API's own. */
  private readonly definitionResources: readonly IDependable[];
  private readonly declared: () => HttpApiModel;
  private readonly overrides: OverrideDocument[] = [];
  private readonly routes: ApiRoutes;
  private readonly stageVisitors = new StageVisitors();
  private deployment: CfnDeployment | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpApiProps = {},
  ) {
    super(scope, id);
    // A class of its own may have props of its own.
    if (new.target === HttpApi) checkApiProps(this.node.path, props, HTTP_API_PROPS, ROUTE_DEFAULTS);
    this.apiName = props.apiName ?? id;
    const binding = makeBinding(this, {
      permissions: () => this.permissions,
      stageVisitors: this.stageVisitors,
      addStageVariable: (name, value) => this.declarations.addStageVariable(name, value),
    });
    const authorizers = new HttpApiAuthorizers(binding);
    this.binding = binding;
    this.authorizers = authorizers;
    if (props.cors !== undefined) checkHttpCors(props.cors, this.node.path);
    const { throttle, metrics } = props.defaults ?? {};
    this.declarations = new HttpDeclarations(
      {
        declared: declareHttpApi(this.node.path, this.apiName, props),
        cors: props.cors,
        defaults: defined({ throttle, metrics }),
      },
      authorizers,
    );
    this.routes = new ApiRoutes({
      api: this,
      defaults: props.defaults ?? {},
      binding,
      authorizers,
      declare: (route, settings) => this.declarations.addRoute(route, settings),
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);

    const model = (tags: Readonly<Record<string, string>>): HttpApiModel => this.declarations.model(tags);
    const { resource, definition, declared, dependencies } = makeHttpDefinition(this, model, props.definition);
    this.resource = resource;
    this.definition = definition;
    this.definitionResources = dependencies;
    this.declared = declared;
    this.apiId = resource.ref;
    this.permissions = new InvokePermissions(this, 'Permissions', this.apiId, (visit) => this.stageVisitors.add(visit));
    if (props.defaultStage ?? true) makeDefaultStage(this, () => this.ensureStage());
    validateAtSynth(this, this.definition, declared, props.quotas ?? {});
  }

  /**
   * Adds a route by its key.
   *
   * @param routeKey an HTTP method and a path, such as `ANY /files/{proxy+}`, or `$default` for requests that no other
   *   route matches. Written as a literal, the path's variables are known to the compiler.
   */
  addRoute<K extends RouteKey, const M extends RequestMap = RequestMap>(
    routeKey: K,
    integration: IHttpIntegration,
    props?: RouteProps<PathOf<K>, M>,
  ): Route<PathOf<K>>;
  /** The integration is that of `defaults`. */
  addRoute<K extends RouteKey, const M extends RequestMap = RequestMap>(
    routeKey: K,
    props?: RouteProps<PathOf<K>, M>,
  ): Route<PathOf<K>>;
  addRoute(routeKey: string, ...rest: RouteArguments): Route {
    return this.routes.add({}, routeKey, rest);
  }

  /**
   * Routes that share the beginning of their paths and defaults, which replace those of the API member by member.
   *
   * @param path `/` for routes anywhere in the API that share defaults only
   * @example
   * const admin = api.group('/admin', { authorizer: Authorizer.IAM });
   * admin.get('/users', new HttpLambdaIntegration(listUsers)); // GET /admin/users
   */
  group<P extends string>(path: P, defaults: RouteDefaults = {}): RouteGroup<P> {
    return new RouteGroup(path, defaults, (...route) => this.routes.add(...route));
  }

  /**
   * Changes the OpenAPI document that defines the API, for what no other member says. What is tested, served and deployed
   * is the changed document; routes that are added later are in it.
   *
   * @example
   * api.override((document) => ({ ...document, externalDocs: { url: 'https://docs.example.com' } }));
   *
   * @throws {SluiceError} `override-without-document` when the definition is resources
   */
  override(change: OverrideDocument): void {
    if (this.props.definition === 'resources') throw overrideWithoutDocument(this.node.path);
    this.overrides.push(change);
    // Another body than the one that was made: the API is read back from it.
    this.resource.body = makeBody(this.declared, [...this.overrides]);
  }

  /**
   * Adds a stage that serves the API as it is declared.
   *
   * @param name `$default`, whose URL has no stage in it, or letters, digits, `_` and `-`
   * @example
   * api.addStage('beta', { variables: { table: 'pets-beta' }, throttle: { rateLimit: 10, burstLimit: 20 } });
   * @throws {SluiceError} `stage-name-unknown`, `stage-twice`
   */
  addStage(name: string, props: HttpStageProps = {}): HttpStage {
    const declaration = this.declarations.addStage(name, props);
    const stage = new HttpStage(this, `Stage-${name}`, {
      declaration,
      deployment: () => this.ensureDeployment(),
      // Settings of a route require the route.
      dependencies: [this.permissions, ...this.definitionResources],
      output: this.props.disableExecuteApiEndpoint !== true,
    });
    this.stageVisitors.visit({ name, ...props });
    return stage;
  }

  /**
   * A route by its `operationName`, which an OpenAPI document calls `operationId`.
   *
   * @throws {SluiceError} `operation-unknown` when the API has no such route
   */
  operation(operationName: string): Route {
    return findHttpOperation(this, this.declarations.model({}), operationName);
  }

  /** The URL of the API's first stage, with a slash at the end. */
  get url(): string {
    return Lazy.uncachedString({
      produce: () => httpStageUrl(this, this.apiId, this.declarations.firstStageName ?? DEFAULT_HTTP_STAGE),
    });
  }

  /**
   * The API as data, with what has been added so far. What only deployment knows refers to logical ids of the API's
   * stack.
   */
  toModel(): HttpApiModel {
    return this.definition.modelInTemplate();
  }

  /** @internal */
  get firstStageName(): string {
    return Lazy.uncachedString({ produce: () => this.declarations.firstStageName ?? DEFAULT_HTTP_STAGE });
  }

  /** @internal */
  addMethod(httpMethod: HttpMethod, path: string, ...rest: RouteArguments): Route {
    return this.routes.add({}, `${httpMethod} ${path}`, rest);
  }

  private declareDocument(
    read: ReadDocument<HttpApiModel>,
    { integrations = {}, operations = {}, authorizers = {} }: HttpOpenApiProps,
  ): void {
    for (const authorizer of read.model.authorizers) {
      if (!Object.hasOwn(authorizers, authorizer.name)) this.authorizers.add(authorizer);
    }
    const routes = declareDocumentRoutes(read, {
      integrations,
      operations,
      authorizers,
      defaults: this.props.defaults ?? {},
      bindingOf: (route) => ({ ...this.binding, ...route }),
      authorizationOf: (authorizer, scopes) => this.authorizers.authorizationOf(authorizer, scopes),
    });
    this.declarations.addDocument(read.model);
    for (const { route, settings } of routes) this.declarations.addRoute(route, settings);
    allowDocumentFunctions(this, this.permissions, calledByHttpApi(this.declarations.model({})));
    reportDocument(this, read.diagnostics);
  }

  private ensureStage(): void {
    if (this.declarations.firstStageName === undefined) this.addStage(DEFAULT_HTTP_STAGE);
  }

  private ensureDeployment(): CfnDeployment {
    if (this.deployment === undefined) {
      const deployment = new CfnDeployment(this, 'Deployment', { apiId: this.apiId });
      deployment.node.addDependency(...this.definitionResources);
      this.deployment = fingerprintDeployment(deployment, () => this.definition.fingerprint());
    }
    return this.deployment;
  }
}
defineVerbs<RouteArguments>(HttpApi);
