import type { EndpointType } from '../../model/endpoint-configuration.js';
import type { RestApi } from '../../model/rest-api.js';
import { normalize, type NormalizedIntegration, type NormalizedMethod } from '../../model/normalize.js';
import { fingerprint, deployable } from '../../model/fingerprint.js';
import { responseTransferModeProblem } from '../../model/response-transfer-mode.js';
import { parseIntegrationUri } from '../../model/arn.js';
import type { Value } from '../../model/value.js';
import { assertNever } from '../../support/assert-never.js';
import type { CompileOptions } from '../compile-options.js';
import { configurationFault } from '../fault.js';
import { compileAuthorization } from './authorize.js';
import { compileCacheKey } from './cache-key.js';
import { compileContextVariable, makeContext } from './context.js';
import { findContestedRoutes } from './contested-routes.js';
import type { RestDeployment, RestMethod, RouteIntegration } from './invocation.js';
import { compileGatewayResponses } from './gateway-response-renderer.js';
import { compileAwsLambda } from './integrations/aws-lambda.js';
import { compileAwsProxy } from './integrations/aws-proxy.js';
import { compileAwsService } from './integrations/aws-service.js';
import { compileHttp } from './integrations/http.js';
import { compileHttpProxy } from './integrations/http-proxy.js';
import { compileMock } from './integrations/mock.js';
import { compileVpcEndpoints } from './endpoint-policy.js';
import { RequestModels } from '../validation/request-models.js';
import { compileValidation } from './method-request.js';
import type { Policy } from '../policy/policy.js';
import { closedMethod, refusesEveryCall } from './private-api.js';
import { compileResourcePolicy } from './resource-policy.js';
import type { LambdaInvoker } from '../lambda-invoker.js';
import { SharedContextNames } from '../mapping/mapping-templates.js';
import { divideFindings, type NotSimulated } from '../not-simulated.js';
import { apiIdOf, stableId } from '../stable-id.js';
import { buildPathTree } from '../routing/path-tree.js';
import type { IntegrationContext } from './integration-context.js';

/**
 * Compiles an API: routes to a tree, templates and paths to closures, schemas to validators, mappings to functions. A request
 * looks nothing up that is known here.
 *
 * @param functions of a version that has its own; default: the environment's
 */
export function compileRestDeployment(
  api: RestApi,
  options: CompileOptions,
  functions?: LambdaInvoker,
): RestDeployment {
  const normalized = normalize(api);
  const apiId = apiIdOf(api);
  const wholeApi: NotSimulated[] = [];
  const refuse = (finding: NotSimulated): void => {
    wholeApi.push(finding);
  };
  const policy = compileResourcePolicy(api, { ...options, apiId }, refuse);
  const vpcEndpoints = compileVpcEndpoints(api, policy, options.vpcEndpoints, refuse);
  const gatewayResponses = compileGatewayResponses(normalized.gatewayResponses, refuse);
  const { binaryMediaTypes } = normalized;
  const context = {
    api: normalized,
    apiId,
    policy,
    models: new RequestModels(normalized),
    binaryMediaTypes,
    makeContext,
    compileContextVariable,
    ...options,
  };
  const contested = findContestedRoutes(normalized.resources);
  const isClosed = refusesEveryCall(api, options.lenience);
  const methods = normalized.resources
    .flatMap(({ path, methods: declared }) => declared.map((method) => ({ path, method })))
    .map(({ path, method }, index) =>
      compileMethod(index, path, method, [...wholeApi, ...contested(path, method)], context),
    )
    .map((method) => (isClosed ? closedMethod(method) : method));
  const { accountId, region, lenience } = options;
  return {
    protocol: 'REST',
    // The same API with functions of its own is another deployment.
    id: stableId(fingerprint(deployable(api)) + (functions === undefined ? '' : ' and its functions'), 6),
    apiId,
    accountId,
    region,
    lenience,
    ...(functions !== undefined && { functions }),
    // A document does not say; what CloudFront does to headers is imitated only for an API that is known to be behind it.
    endpointType: known(api.endpoint?.type, isEndpointType) ?? 'REGIONAL',
    vpcEndpoints,
    binaryMediaTypes,
    minimumCompressionBytes: known(
      normalized.minimumCompressionBytes,
      (value): value is number => typeof value === 'number',
    ),
    disableExecuteApiEndpoint: normalized.disableExecuteApiEndpoint === true,
    methods,
    tree: buildPathTree(
      methods.map((method) => ({ path: method.resourcePath, httpMethod: method.httpMethod, method })),
    ),
    gatewayResponses,
  };
}

/** What compiling a method needs beside the method. */
interface ApiContext extends Omit<
  IntegrationContext,
  'refuse' | 'refuseOn' | 'authorizationType' | 'apiKeyRequired' | 'contextNames'
> {
  readonly policy: Policy | undefined;
  readonly models: RequestModels;
}

function compileMethod(
  index: number,
  path: string,
  method: NormalizedMethod,
  wholeApi: readonly NotSimulated[],
  options: ApiContext,
): RestMethod {
  const found: NotSimulated[] = [...wholeApi];
  const refuse = (finding: NotSimulated): void => {
    found.push(finding);
  };
  const conditional: RestMethod['refusalsOn'][] = [];
  const refuseOn = (refusalsOn: RestMethod['refusalsOn']): void => {
    conditional.push(refusalsOn);
  };
  const { authorizers } = options.api;
  const authorize = compileAuthorization(method.authorization, { ...options, authorizers, refuse, refuseOn });
  const keyFinding = unknownKeySource(method, options.api, found);
  if (keyFinding !== undefined) found.push(keyFinding);
  const apiKeySource = method.apiKeyRequired && keyFinding === undefined ? options.api.apiKeySource : undefined;
  const { validation, refusals } = compileValidation(options.api, method, options.models);
  found.push(...refusals);
  const integration = compileIntegration(method.integration, {
    ...options,
    refuse,
    refuseOn,
    authorizationType: method.authorization.type,
    apiKeyRequired: method.apiKeyRequired,
    contextNames: new SharedContextNames(),
  });
  const resourceId = stableId(`resource ${path}`, path === '/' ? 10 : 6);
  return {
    index,
    httpMethod: method.httpMethod,
    resourcePath: path,
    resourceId,
    ...divideFindings(found, options.lenience),
    refusalsOn: (variables) => conditional.flatMap((refusalsOn) => refusalsOn(variables)),
    authorize,
    apiKeySource,
    cacheKey: compileCacheKey(method.integration, resourceId),
    validation,
    integration,
  };
}

/** An authorizer that is not imitated gives no API key either. */
function unknownKeySource(
  { apiKeyRequired }: NormalizedMethod,
  { apiKeySource }: ApiContext['api'],
  found: readonly NotSimulated[],
): NotSimulated | undefined {
  if (!apiKeyRequired || apiKeySource !== 'AUTHORIZER') return undefined;
  if (!found.some(({ feature }) => feature === 'authorizer')) return undefined;
  return { feature: 'api-key', detail: 'a required API key from an authorizer', optional: true };
}

function compileIntegration(
  integration: NormalizedIntegration | undefined,
  context: IntegrationContext,
): RouteIntegration {
  if (integration === undefined) {
    context.refuse({ feature: 'integration-missing', detail: 'a method without integration', optional: false });
    return MISSING;
  }
  const transferProblem = responseTransferModeProblem(integration);
  if (transferProblem !== undefined) {
    context.refuse({ feature: 'response-transfer-mode', detail: transferProblem, optional: false });
  }
  switch (integration.type) {
    case 'MOCK':
      return compileMock(integration, context);
    case 'HTTP':
      return compileHttp(integration, context);
    case 'HTTP_PROXY':
      return compileHttpProxy(integration, context);
    case 'AWS':
      return parseIntegrationUri(integration.uri).kind === 'service'
        ? compileAwsService(integration, context)
        : compileAwsLambda(integration, context);
    case 'AWS_PROXY':
      return compileAwsProxy(integration, context);
    default:
      return assertNever(integration);
  }
}

const MISSING: RouteIntegration = {
  type: 'NONE',
  buildRequest: () => {
    throw configurationFault('The method has no integration');
  },
  mapResponse: () => {
    throw configurationFault('The method has no integration');
  },
};

function known<T>(value: Value<T> | undefined, is: (value: unknown) => value is T): T | undefined {
  return is(value) ? value : undefined;
}

function isEndpointType(value: unknown): value is EndpointType {
  return value === 'EDGE' || value === 'REGIONAL' || value === 'PRIVATE';
}
