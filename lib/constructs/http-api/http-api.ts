import { Lazy, Resource, Stack, Tags } from 'aws-cdk-lib';
import { CfnStage, type CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { HttpApi as HttpApiModel, HttpMethod } from '../../model/index.js';
import type { BindingApi } from '../binding.js';
import { ServiceRoles } from '../definition/service-roles.js';
import type { ApiDefinition } from '../definition/api-definition.js';
import { makeBody } from '../definition/body.js';
import { overrideWithoutDocument } from '../definition/override-without-document.js';
import type { OverrideDocument } from '../definition/overridden-body.js';
import { InvokePermissions } from '../definition/permissions.js';
import { defineVerbs } from '../paths/verbs.js';
import { makeDefaultStage } from '../stages/default-stage.js';
import { StageVisitors } from '../stages/stage-visitors.js';
import { validateAtSynth } from '../validation.js';
import { HttpApiAuthorizers } from './authorizers/http-api-authorizers.js';
import { declareHttpApi } from './declare-http-api.js';
import { makeHttpDefinition } from './definition/make-http-definition.js';
import { HttpDeclarations } from './http-declarations.js';
import type { HttpApiProps } from './http-api-props.js';
import type { IHttpIntegration } from './integrations/http-integration.js';
import { ApiRoutes } from './routes/api-routes.js';
import type { RequestMap } from './routes/mapping-types.js';
import type { Route } from './routes/route.js';
import { RouteGroup } from './routes/route-group.js';
import type { PathOf, RouteKey } from './routes/route-key.js';
import type { RouteDefaults, RouteProps } from './routes/route-props.js';
import type { RouteArguments, RouteVerbs } from './routes/route-verbs.js';

/** The stage of an API that nobody gave one: its URL has no stage in it. */
const DEFAULT_STAGE = '$default';

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
export class HttpApi extends Resource {
  /** The id that API Gateway gives the API. */
  readonly apiId: string;
  /** The API's name. */
  readonly apiName: string;

  private readonly declarations: HttpDeclarations;
  private readonly definition: ApiDefinition<HttpApiModel>;
  private readonly permissions: InvokePermissions;
  private readonly resource: CfnApi;
  private readonly declared: () => HttpApiModel;
  private readonly overrides: OverrideDocument[] = [];
  private readonly routes: ApiRoutes;
  private readonly stageVisitors = new StageVisitors();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpApiProps = {},
  ) {
    super(scope, id);
    this.apiName = props.apiName ?? id;
    const binding = this.makeBinding();
    const authorizers = new HttpApiAuthorizers(binding);
    this.declarations = new HttpDeclarations(declareHttpApi(this.node.path, this.apiName, props), authorizers);
    this.routes = new ApiRoutes({
      api: this,
      defaults: props.defaults ?? {},
      binding,
      authorizers,
      declare: (route) => this.declarations.addRoute(route),
    });
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);

    const model = (tags: Readonly<Record<string, string>>): HttpApiModel => this.declarations.model(tags);
    const { resource, definition, declared } = makeHttpDefinition(this, model, props.definition);
    this.resource = resource;
    this.definition = definition;
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

  /** The URL of the API's first stage, with a slash at the end. */
  get url(): string {
    return `${this.apiEndpoint}/`;
  }

  /** The API's endpoint: its URL without a stage and without a slash at the end. */
  get apiEndpoint(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://${this.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  /**
   * The API as data, with what has been added so far. What only deployment knows refers to logical ids of the API's
   * stack.
   */
  toModel(): HttpApiModel {
    return this.definition.modelInTemplate();
  }

  /** @internal */
  addMethod(httpMethod: HttpMethod, path: string, ...rest: RouteArguments): Route {
    return this.routes.add({}, `${httpMethod} ${path}`, rest);
  }

  private ensureStage(): void {
    if (this.declarations.hasStages) return;
    const stage = { name: DEFAULT_STAGE, autoDeploy: true };
    this.declarations.addStage(stage);
    const resource = new CfnStage(this, 'Stage-$default', {
      apiId: this.apiId,
      stageName: DEFAULT_STAGE,
      autoDeploy: true,
      stageVariables: Lazy.any({ produce: () => this.declarations.variablesOf(stage) }),
    });
    resource.node.addDependency(this.permissions);
    this.stageVisitors.visit(stage);
  }

  private makeBinding(): BindingApi {
    return {
      api: this,
      allowInvoke: (handler, scope) => this.permissions.allow(handler, scope),
      forEachStage: (visit) => this.stageVisitors.add(visit),
      addStageVariable: (name, value) => this.declarations.addStageVariable(name, value),
      serviceRole: (service) => {
        // A stage depends on the permissions, and so on the policies of the roles.
        const made = this.permissions.node.tryFindChild('Roles');
        return (made instanceof ServiceRoles ? made : new ServiceRoles(this.permissions, 'Roles')).roleFor(service);
      },
    };
  }
}
defineVerbs<RouteArguments>(HttpApi);
