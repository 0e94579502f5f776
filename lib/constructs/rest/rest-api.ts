import { Lazy, Tags, Token } from 'aws-cdk-lib';
import { CfnDeployment, type CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IVPCEndpointRef } from 'aws-cdk-lib/aws-ec2';
import type { AddToResourcePolicyResult, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct, IDependable } from 'constructs';
import type { GatewayResponseType, HttpMethod, RestApi as RestApiModel } from '../../model/index.js';
import { ImportedRestApi, type RestApiAttributes } from './api/imported-rest-api.js';
import { RestApiBase } from './api/rest-api-base.js';
import type { IRestApi } from './api/rest-api-interface.js';
import type { ApiDefinition } from '../definition/api-definition.js';
import { makeBody } from '../definition/body.js';
import { makeDefinition } from './definition/make-definition.js';
import type { OverrideDocument } from '../definition/overridden-body.js';
import { ApiCors } from './cors/api-cors.js';
import type { CorsSetting } from './cors/cors-props.js';
import { AttachedResourcePolicy } from './attached-resource-policy.js';
import { ApiAuthorizers } from './authorizers/api-authorizers.js';
import type { BindingApi } from '../binding.js';
import { Declarations } from './declarations.js';
import { declareApi } from './declare-api.js';
import {
  declareDocumentation,
  type Documentation,
  type DocumentationLocation,
} from './documentation/documentation-part.js';
import { DocumentationVersion, type DocumentationVersionOptions } from './documentation/documentation-version.js';
import { StageVisitors } from '../stages/stage-visitors.js';
import { makeDefaultStage } from '../stages/default-stage.js';
import { fingerprintDeployment } from '../definition/fingerprint-deployment.js';
import { declareGatewayResponse } from './gateway-responses/gateway-response.js';
import type { GatewayResponseProps } from './gateway-responses/gateway-response-props.js';
import type { IRestIntegration } from './integrations/integration.js';
import { readPath } from '../paths/read-path.js';
import { ApiMethods } from './methods/api-methods.js';
import type { Method } from './methods/method.js';
import { MethodGroup, type MethodGroupDefaults } from './methods/method-group.js';
import type { MethodProps } from './methods/method-props.js';
import { defineVerbs } from '../paths/verbs.js';
import type { MethodArguments, MethodVerbs } from './methods/method-verbs.js';
import { overrideWithoutDocument } from '../definition/override-without-document.js';
import { makeBinding } from '../definition/make-binding.js';
import { MeasuredMethods, type MeasuredRoute } from './metrics/measured-methods.js';
import type { Model } from './model.js';
import { InvokePermissions } from '../definition/permissions.js';
import { declareDocumentMethods } from './open-api/document-methods.js';
import { allowDocumentFunctions } from '../open-api/document-functions.js';
import { placeBelow } from '../open-api/place-below.js';
import { reportDocument } from '../open-api/report-document.js';
import { calledByRestApi } from './open-api/called-functions.js';
import { findOperation, policyOfDocument, propsOfDocument } from './open-api/document-api.js';
import type { OpenApiProps } from './open-api/open-api-props.js';
import { readDocument, type ReadDocument } from '../open-api/read-document.js';
import { checkApiProps } from '../check-props.js';
import { METHOD_DEFAULTS } from './methods/method-prop-names.js';
import { OPEN_API_PROPS, REST_API_PROPS } from './rest-api-prop-names.js';
import type { RestApiProps } from './rest-api-props.js';
import { countKeyedMethods } from './usage-plans/keyed-methods.js';
import { warnOfKeylessStages } from './usage-plans/keyless-stages.js';
import { ApiStages, DEFAULT_STAGE } from './stages/api-stages.js';
import { Stage, stageUrl } from './stages/stage.js';
import type { StageProps } from './stages/stage-props.js';
import { validateAtSynth } from '../validation.js';
import { withTemplateFiles } from './templates/template-files.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type -- defineVerbs() below defines the members
export interface RestApi extends MethodVerbs {}

/**
 * A REST API of Amazon API Gateway.
 *
 * Routes are data: however many there are, the template gets one API with its definition, one deployment, its stages,
 * and one permission for every function.
 *
 * @example
 * const api = new RestApi(this, 'Pets');
 * api.get('/pets', new LambdaIntegration(listPets));
 * api.get('/pets/{petId}', new LambdaIntegration(getPet), { parameters: { 'querystring.fields': false } });
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- defineVerbs() below defines the members
export class RestApi extends RestApiBase {
  /** An API that another app deploys, by its id. */
  static fromRestApiId(scope: Construct, id: string, restApiId: string): IRestApi {
    return new ImportedRestApi(scope, id, { restApiId });
  }

  /** An API that another app deploys, by all that is known of it: its name gives metrics, its stage a URL. */
  static fromRestApiAttributes(scope: Construct, id: string, attributes: RestApiAttributes): IRestApi {
    return new ImportedRestApi(scope, id, attributes);
  }

  /**
   * An API by its OpenAPI document, with integrations by `operationId`. Afterwards it is like any other: routes, models and
   * stages are added to it, and functions that the document names get their permission.
   *
   * @example
   * const api = RestApi.fromOpenApi(this, 'Pets', {
   *   file: 'pets.yaml',
   *   integrations: { listPets: new LambdaIntegration(listPets) },
   * });
   * api.get('/health', new MockIntegration());
   */
  static fromOpenApi(scope: Construct, id: string, props: OpenApiProps): RestApi {
    const place = placeBelow(scope, id);
    checkApiProps(place, props, OPEN_API_PROPS, METHOD_DEFAULTS);
    const read = readDocument(place, props, 'REST');
    const api = new RestApi(scope, id, propsOfDocument(props, read.model));
    api.declareDocument(read, props);
    return api;
  }

  readonly restApiId: string;
  readonly restApiName: string;
  readonly restApiRootResourceId: string;

  private readonly resource: CfnRestApi;
  private readonly binding: BindingApi;
  private readonly authorizers: ApiAuthorizers;
  private readonly declarations: Declarations;
  private readonly definition: ApiDefinition;
  /** The resources of the definition beside the API's own. */
  private readonly definitionResources: readonly IDependable[];
  private readonly methods: ApiMethods;
  private readonly deployment: CfnDeployment;
  private readonly permissions: InvokePermissions;
  private readonly measured: MeasuredMethods;
  private readonly stageVisitors = new StageVisitors();
  private readonly stages: ApiStages;
  private readonly overrides: OverrideDocument[] = [];
  private policy: AttachedResourcePolicy | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RestApiProps = {},
  ) {
    super(scope, id);
    // A class of its own may have props of its own.
    if (new.target === RestApi) checkApiProps(this.node.path, props, REST_API_PROPS, METHOD_DEFAULTS);
    this.restApiName = props.restApiName ?? id;
    this.stages = new ApiStages(this, props.defaultStage ?? true);
    this.binding = makeBinding(this, {
      permissions: () => this.permissions,
      stageVisitors: this.stageVisitors,
      addStageVariable: (name, value) => this.declarations.addStageVariable(name, value),
    });
    this.authorizers = new ApiAuthorizers(this.binding, { byId: props.definition === 'resources' });
    const cors = new ApiCors(props.cors);
    const defaults = props.defaults ?? {};
    this.declarations = new Declarations(
      { api: declareApi(this.node.path, this.restApiName, props), defaults, cors },
      this.authorizers,
    );
    this.methods = new ApiMethods({
      api: this,
      defaults,
      binding: this.binding,
      authorizers: this.authorizers,
      cors,
      declare: (method) => this.declarations.addMethod(method),
    });
    if (props.docs !== undefined) this.addDocumentation({ type: 'API' }, props.docs);
    if (props.policy !== undefined) this.setPolicy(props.policy);
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(this).add(key, value);

    const model = (): RestApiModel => this.declarations.model();
    const { resource, definition, dependencies } = makeDefinition(this, model, props);
    this.resource = resource;
    this.definition = definition;
    this.restApiId = this.resource.ref;
    this.restApiRootResourceId = this.resource.attrRootResourceId;
    this.deployment = fingerprintDeployment(new CfnDeployment(this, 'Deployment', { restApiId: this.restApiId }), () =>
      definition.fingerprint(),
    );
    this.deployment.node.addDependency(...dependencies);
    this.definitionResources = dependencies;
    this.permissions = new InvokePermissions(this, 'Permissions', this.restApiId, (visit) =>
      this.stageVisitors.add(visit),
    );

    if (props.defaultStage ?? true) {
      makeDefaultStage(this, () => {
        if (this.stages.isEmpty) this.addStage(DEFAULT_STAGE);
      });
    }
    this.measured = new MeasuredMethods(this, model);
    validateAtSynth(this, this.definition, model, props.quotas ?? {}, withTemplateFiles);
    warnOfKeylessStages(this, {
      resource: this.resource,
      kind: 'method',
      count: () => countKeyedMethods(this.definition.model()),
      stages: () => this.stages.resources(),
    });
    cors.validateAtSynth(this, () => model().resources.map(({ path }) => path));
  }

  /**
   * Adds a method to a path. The resources in between follow from it.
   *
   * @param path begins with a slash; a segment may be a variable, `{petId}`, and the last one may take the rest,
   *   `{proxy+}`. Written as a literal, its variables are known to the compiler.
   */
  addMethod<P extends string>(
    httpMethod: HttpMethod,
    path: P,
    integration: IRestIntegration,
    props?: MethodProps<P>,
  ): Method<P>;
  /** The integration is that of `defaults`. */
  addMethod<P extends string>(httpMethod: HttpMethod, path: P, props?: MethodProps<P>): Method<P>;
  addMethod(httpMethod: HttpMethod, path: string, ...rest: MethodArguments): Method {
    return this.methods.add({}, httpMethod, path, rest);
  }

  /**
   * Methods that share the beginning of their paths and defaults, which replace those of the API member by member.
   *
   * @param path `/` for methods anywhere in the API that share defaults only
   * @example
   * const admin = api.group('/admin', { authorizer: Authorizer.IAM });
   * admin.get('/users', new LambdaIntegration(listUsers)); // GET /admin/users
   */
  group<P extends string>(path: P, defaults: MethodGroupDefaults<P> = {}): MethodGroup<P> {
    return new MethodGroup(path, defaults, (...method) => this.methods.add(...method));
  }

  /**
   * Lets pages of other origins call one path, other than the API's or the group's `cors` says; `Cors.NONE` lets none.
   *
   * The gateway's own errors are shared by the whole API: they name every origin that some path allows.
   */
  cors(path: string, setting: CorsSetting): void {
    this.declarations.setCors(readPath('CORS for', path), setting);
  }

  /**
   * A method by its `operationName`, which an OpenAPI document calls `operationId`.
   *
   * @throws {SluiceError} `operation-unknown` when the API has no such method
   */
  operation(operationName: string): Method {
    return findOperation(this, this.declarations.model(), operationName);
  }

  /**
   * Changes the OpenAPI document that defines the API, for what no other member says. What is tested, served and deployed
   * is the changed document; methods that are added later are in it.
   *
   * @param change members to merge into the document, where `null` takes one away; or a function
   * @example
   * api.override({ info: { contact: { name: 'Shop' } }, paths: { '/pets': { get: { deprecated: true } } } });
   * api.override((document) => ({ ...document, 'x-amazon-apigateway-minimum-compression-size': 1024 }));
   */
  override(change: OverrideDocument): void {
    if (this.props.definition === 'resources') throw overrideWithoutDocument(this.node.path);
    this.overrides.push(change);
    // Another body than the one that was made: the API is read back from it.
    this.resource.body = makeBody(() => this.declarations.model(), [...this.overrides]);
  }

  /** Adds a model that no method names, for specifications and SDKs. */
  addModel(model: Model): void {
    this.declarations.addModel(model);
  }

  /**
   * Changes a response that the gateway makes itself. A type takes nothing from `DEFAULT_4XX` and `DEFAULT_5XX` once it is
   * changed.
   *
   * @example
   * api.addGatewayResponse('QUOTA_EXCEEDED', {
   *   headers: { 'Access-Control-Allow-Origin': Value.header('Origin') },
   *   responseTemplates: { 'application/json': '{"error":"Out of requests","id":"$context.requestId"}' },
   * });
   *
   * @throws {SluiceError} gateway-response-twice
   */
  addGatewayResponse(responseType: GatewayResponseType, props: GatewayResponseProps): void {
    this.declarations.addGatewayResponse(declareGatewayResponse(this.node.path, responseType, props));
  }

  /**
   * Adds a stage that serves the API as it is declared.
   *
   * @param name letters, digits, `_` and `-`; it is the first part of every URL
   * @throws {SluiceError} `stage-name-unknown`, `stage-twice`
   */
  addStage(name: string, props: StageProps = {}): Stage {
    const stage = new Stage(this, `Stage-${name}`, {
      declaration: this.declarations.addStage(name, props),
      resource: this.resource,
      deployment: this.deployment,
      permissions: this.permissions,
      output: this.props.disableExecuteApiEndpoint !== true,
    });
    this.stages.add(name, stage);
    this.stageVisitors.visit({ name, ...props });
    return stage;
  }

  /** The URL of the first stage, with a slash at the end. */
  get url(): string {
    return Lazy.uncachedString({
      produce: () => stageUrl(this, this.restApiId, this.stages.firstName),
    });
  }

  /** The name of the first stage by reference: what uses it is made after the stage. */
  get firstStageName(): string {
    return this.stages.firstNameByReference;
  }

  /**
   * Documents a part of the API that has no `docs` of its own.
   *
   * @example api.addDocumentation({ type: 'RESOURCE', path: '/pets' }, 'All pets of the shop');
   * @throws {SluiceError} `documentation-twice`
   */
  addDocumentation(location: DocumentationLocation, documentation: Documentation): void {
    this.declarations.addDocumentation(declareDocumentation(location, documentation));
  }

  /**
   * Makes a version of the documentation, a copy that a stage can publish.
   *
   * @param version its name; documentation that changes needs a version of another name
   */
  addDocumentationVersion(version: string, options: DocumentationVersionOptions = {}): DocumentationVersion {
    const id = Token.isUnresolved(version) ? 'DocumentationVersion' : `DocumentationVersion-${version}`;
    const made = new DocumentationVersion(this, id, { ...options, documentationVersion: version, restApi: this });
    // Parts that are resources come before the copy of them.
    made.node.addDependency(...this.definitionResources);
    return made;
  }

  /** Adds to the policy of who may call the API. */
  addToResourcePolicy(statement: PolicyStatement): AddToResourcePolicyResult {
    (this.policy ?? this.setPolicy()).add(statement);
    return { statementAdded: true, policyDependable: this };
  }

  /**
   * Denies every call that does not come through one of these VPC endpoints, or of those of earlier calls, and allows the
   * others. For a private API, which nobody may call without a resource policy.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
   */
  grantInvokeFromVpcEndpointsOnly(endpoints: readonly IVPCEndpointRef[]): void {
    (this.policy ?? this.setPolicy()).allowFromVpcEndpointsOnly(endpoints);
  }

  /**
   * The API as data, with what has been added so far. What only deployment knows refers to logical ids of the API's
   * stack.
   */
  toModel(): RestApiModel {
    return this.definition.modelInTemplate();
  }

  /** @internal */
  noteMeasured(route: MeasuredRoute): void {
    this.measured.note(route);
  }

  private setPolicy(given?: PolicyDocument): AttachedResourcePolicy {
    const policy = new AttachedResourcePolicy(this, given);
    this.policy = policy;
    this.declarations.setPolicy(policy.token);
    return policy;
  }

  private declareDocument(
    read: ReadDocument,
    { integrations = {}, operations = {}, authorizers = {} }: OpenApiProps,
  ): void {
    const { defaults = {}, policy } = this.props;
    for (const authorizer of read.model.authorizers ?? []) {
      if (!Object.hasOwn(authorizers, authorizer.name)) this.authorizers.add(authorizer);
    }
    const methods = declareDocumentMethods(read, {
      integrations,
      operations,
      authorizers,
      defaults,
      bindingOf: (route) => ({ ...this.binding, ...route }),
      authorizationOf: (authorizer, scopes) => this.authorizers.authorizationOf(authorizer, scopes),
    });
    this.declarations.addDocument(read.model);
    for (const method of methods) this.declarations.addMethod(method);
    if (policy === undefined && read.model.policy !== undefined) this.setPolicy(policyOfDocument(read.model.policy));
    allowDocumentFunctions(this, this.permissions, calledByRestApi(this.declarations.model()));
    reportDocument(this, read.diagnostics);
  }
}
defineVerbs(RestApi);
