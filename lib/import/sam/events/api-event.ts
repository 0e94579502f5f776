import { hasIntegration, normalizeMethod } from '../definition/definition-draft.js';
import { addLambdaIntegration, invocationUri, setInIntegration } from '../definition/integration.js';
import { addEventAuth, type AuthorizedMethod } from '../definition/method-auth.js';
import { addRequestModel, addRequestParameters } from '../definition/request-validation.js';
import { pathPattern } from '../definition/resource-policy.js';
import { draftSwagger, emptySwagger, finishSwagger, type SwaggerDraft } from '../definition/swagger-draft.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { referredId, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, stringOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { eventPermission, type ApiGatewayEvent } from './event.js';

/**
 * An `Api` event of a function: its permission, and its method in the definition if the translator writes that one or
 * merges into it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
export function expandApiEvent(event: ApiGatewayEvent): GeneratedResource[] {
  const route = readApiEvent(event);
  const { api, properties } = route;
  const permission = apiPermission(event, route);
  if (isTruthy(api.get('__MANAGE_SWAGGER')) || isTruthy(api.get('MergeDefinitions'))) addMethod(event, route);
  const auth = properties.getMap('Auth');
  const definition = api.get('DefinitionBody');
  if (isTruthy(definition) && auth !== undefined && isTruthy(auth.get('OverrideApiAuth'))) {
    if (!['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].some((name) => isTruthy(auth.get(name))))
      throw new InvalidDefinition(
        'Cannot override the authorization of the API: Auth has neither Authorizer, ApiKeyRequired nor ResourcePolicy',
        'Auth',
      );
    const draft = draftSwagger(definition);
    addEventAuth(event.translation, draft, route, auth);
    api.set('DefinitionBody', finishSwagger(draft));
  }
  return [permission];
}

/** What an `Api` event says, with the API that it names. */
interface ApiEvent extends AuthorizedMethod {
  readonly properties: SamMap;
  readonly restApiId: SamValue;
}

export function readApiEvent(event: ApiGatewayEvent): ApiEvent {
  const { properties } = event;
  const path = properties.get('Path');
  const method = properties.get('Method');
  const restApiId = properties.get('RestApiId') ?? null;
  if (typeof path !== 'string' || typeof method !== 'string')
    throw new InvalidDefinition('Cannot read the event: Path and Method must be texts');
  const named = referredId(restApiId);
  if (typeof named !== 'string')
    throw new InvalidDefinition('Cannot read the event: RestApiId names no API of this template', 'RestApiId');
  const api = event.translation.resources.getMap(named);
  if (api === undefined)
    throw new InvalidDefinition(`Cannot read the event: the template has no API ${named}`, 'RestApiId');
  const apiProperties = api.getMap('Properties') ?? new SamMap();
  const stage = apiProperties.get('StageName');
  return {
    path,
    method: method.toLowerCase(),
    condition: event.condition,
    properties,
    api: apiProperties,
    restApiId,
    stage: typeof stage === 'string' ? stage : 'Stage',
  };
}

function apiPermission(event: ApiGatewayEvent, route: ApiEvent): GeneratedResource {
  const path = pathPattern(route.path.replace(/^(.+)\/$/, '$1'));
  const method = route.method === 'any' ? '*' : route.method.toUpperCase();
  const arn = `arn:${event.translation.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}/${method}${path}`;
  return eventPermission(event, sub(arn, { __ApiId__: route.restApiId, __Stage__: '*' }), stringOf(route.stage) ?? '');
}

function addMethod(event: ApiGatewayEvent, route: ApiEvent): void {
  const { api, properties, path, method } = route;
  const present = api.get('DefinitionBody') ?? null;
  if (present === null) return;
  const isMerged = isTruthy(api.get('MergeDefinitions'));
  const draft = draftSwagger(isMerged ? emptySwagger() : present);
  if (hasIntegration(draft, path, method))
    throw new InvalidDefinition(`Cannot add the method: ${method.toUpperCase()} ${path} has an integration already`);
  const transferMode = properties.get('ResponseTransferMode');
  const auth = properties.get('Auth');
  if (isTruthy(auth) && !(auth instanceof SamMap))
    throw new InvalidDefinition('Cannot read Auth: it is no map', 'Auth');
  const uri = invocationUri(event.target, event.translation.partition, transferMode);
  addLambdaIntegration(draft, route, uri, {
    responseTransferMode: transferMode,
    credentials: invokeCredentials(event.translation.partition, auth instanceof SamMap ? auth : undefined, api),
  });
  if (auth instanceof SamMap && auth.size > 0) addEventAuth(event.translation, draft, route, auth);
  const timeout = properties.get('TimeoutInMillis');
  if (isTruthy(timeout)) setInIntegration(draft, route, 'timeoutInMillis', timeout);
  const model = properties.getMap('RequestModel');
  if (model !== undefined) addRequestModel(draft, path, method, model, api.get('Models'));
  const parameters = properties.getList('RequestParameters');
  if (parameters !== undefined && parameters.length > 0) addRequestParameters(draft, path, method, parameters);
  if (isMerged) mergeMethod(api, present, draft, route);
  else api.set('DefinitionBody', finishSwagger(draft));
}

/** With IAM authorization API Gateway calls the function in the caller's name, or with the role that `InvokeRole` names. */
function invokeCredentials(partition: string, auth: SamMap | undefined, api: SamMap): SamValue | undefined {
  const apiAuth = api.getMap('Auth');
  const isIam =
    auth?.getString('Authorizer') === 'AWS_IAM' ||
    (apiAuth?.getString('DefaultAuthorizer') === 'AWS_IAM' && (auth === undefined || auth.size === 0));
  if (!isIam) return undefined;
  const role = invokeRole(auth) ?? invokeRole(apiAuth);
  if (role === 'NONE') return undefined;
  return role === undefined || role === 'CALLER_CREDENTIALS' ? `arn:${partition}:iam::*:user/*` : role;
}

function invokeRole(auth: SamMap | undefined): SamValue | undefined {
  if (auth?.has('InvokeRole') !== true) return undefined;
  const role = auth.get('InvokeRole');
  return isTruthy(role) ? role : 'NONE';
}

/** Puts the generated method into the author's definition; where both say something, the generated one counts. */
function mergeMethod(api: SamMap, present: SamValue, draft: SwaggerDraft, route: ApiEvent): void {
  if (!(present instanceof SamMap))
    throw new InvalidDefinition('Cannot merge definitions: DefinitionBody is no map', 'DefinitionBody');
  const merged = new SamMap(present);
  const paths = merged.getMap('paths') ?? new SamMap();
  const generated = finishSwagger(draft).getMap('paths')?.getMap(route.path)?.get(normalizeMethod(route.method));
  const item = paths.get(route.path);
  const own = item instanceof SamMap ? (item.get(route.method) ?? undefined) : undefined;
  if ((own !== undefined && !(own instanceof SamMap)) || !(generated instanceof SamMap))
    throw new InvalidDefinition(`Cannot merge definitions: ${route.method} ${route.path} is no map`, 'DefinitionBody');
  const both = new SamMap();
  for (const [key, value] of [...(own ?? []), ...generated.entries()]) both.set(key, value);
  if (item instanceof SamMap) item.set(route.method, both);
  else paths.set(route.path, new SamMap().set(route.method, both));
  api.set('DefinitionBody', merged);
}
