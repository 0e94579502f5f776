import { MANAGED, REST, changeDefinition } from '../definition/api-kind.js';
import {
  hasIntegration,
  normalizeMethod,
  pathPattern,
  placeOf,
  printRoute,
  sectionOf,
} from '../definition/definition.js';
import { addEventAuth, type ApiAuth } from '../definition/event-auth.js';
import { addLambdaIntegration, invocationUri, setInIntegration } from '../definition/integration.js';
import { addRequestModel, addRequestParameters } from '../definition/request-validation.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { sub } from '../values/intrinsics.js';
import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { resolveParameters } from '../values/parameters.js';
import { SamMap, isTruthy, type SamValue } from '../values/sam-value.js';
import { eventPermission, readRoute, type ApiGatewayEvent, type ApiRoute } from './event.js';

/**
 * An `Api` event of a function: its permission, and its method in the definition if the translator writes that one or
 * merges into it.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
export function expandApiEvent(event: ApiGatewayEvent): GeneratedResource[] {
  const route = readApiRoute(event);
  const { api } = route;
  const permission = methodPermission(event, route);
  if (isTruthy(api.get('MergeDefinitions'))) mergeMethod(event, route);
  else if (isTruthy(api.get(MANAGED))) changeDefinition(REST, api, (document) => addMethod(event, route, document));
  const auth = event.properties.getMap('Auth');
  if (isTruthy(auth?.get('OverrideApiAuth')) && isTruthy(api.get('DefinitionBody'))) overrideAuth(route, auth);
  return [permission];
}

/** The route of an `Api` event, and what its API decides about it. */
type ApiEventRoute = ApiRoute & ApiAuth;

/** Reads the route of an event that adds a method to a REST API. */
export function readApiRoute({ translation, sam, properties }: ApiGatewayEvent): ApiEventRoute {
  const route = readRoute(translation, REST, sam, properties);
  const apiAuth = resolveParameters(route.api.get('Auth') ?? null, translation.parameters);
  return {
    ...route,
    apiAuth: apiAuth instanceof SamMap ? apiAuth : undefined,
    stage: route.api.getString('StageName') ?? 'Stage',
  };
}

/** Refuses a method that has an integration: of another event, or the author's. */
export function refuseSecondIntegration(document: SamMap, route: ApiRoute): void {
  if (hasIntegration(document, route))
    throw new InvalidDefinition(`Cannot add the event: ${printRoute(route)} has an integration already`);
}

function methodPermission(event: ApiGatewayEvent, route: ApiEventRoute): GeneratedResource {
  const path = pathPattern(route.path.replace(/^(.+)\/$/, '$1'));
  const method = route.method === 'any' ? '*' : route.method.toUpperCase();
  const api = `arn:${event.translation.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}`;
  const arn = sub(`${api}/\${__Stage__}/${method}${path}`, { __ApiId__: route.reference, __Stage__: '*' });
  return eventPermission(event, arn, route.api.getString('StageName') ?? 'Stage');
}

function addMethod({ translation, properties, target }: ApiGatewayEvent, route: ApiEventRoute, document: SamMap): void {
  refuseSecondIntegration(document, route);
  const responseTransferMode = properties.get('ResponseTransferMode');
  const given = properties.getTrue('Auth');
  const auth = given === undefined ? undefined : requireMap(given, 'Auth');
  addLambdaIntegration(document, route, invocationUri(target, translation.partition, responseTransferMode), {
    responseTransferMode,
    credentials: invokeCredentials(translation.partition, auth, route.apiAuth),
  });
  if (auth !== undefined) addEventAuth(document, route, auth);
  setInIntegration(document, route, 'timeoutInMillis', properties.get('TimeoutInMillis'));
  const model = properties.getMap('RequestModel');
  if (model !== undefined) addRequestModel(document, route, model, route.api.get('Models'));
  addRequestParameters(document, route, properties.getList('RequestParameters') ?? []);
}

/** Replaces what the API decides about the authorization of a method of the author's definition. */
function overrideAuth(route: ApiEventRoute, auth: SamMap | undefined): void {
  const isEmpty = ['Authorizer', 'ApiKeyRequired', 'ResourcePolicy'].every((name) => !isTruthy(auth?.get(name)));
  if (auth === undefined || isEmpty)
    throw new InvalidDefinition('OverrideApiAuth requires Authorizer, ApiKeyRequired or ResourcePolicy', 'Auth');
  changeDefinition(REST, route.api, (document) => addEventAuth(document, route, auth));
}

/** With IAM authorization API Gateway calls the function in the caller's name, or with the role that `InvokeRole` names. */
function invokeCredentials(
  partition: string,
  auth: SamMap | undefined,
  apiAuth: SamMap | undefined,
): SamValue | undefined {
  const isIam =
    auth?.get('Authorizer') === 'AWS_IAM' || (auth === undefined && apiAuth?.get('DefaultAuthorizer') === 'AWS_IAM');
  const role = invokeRole(auth) ?? invokeRole(apiAuth) ?? 'CALLER_CREDENTIALS';
  if (!isIam || role === 'NONE') return undefined;
  return role === 'CALLER_CREDENTIALS' ? `arn:${partition}:iam::*:user/*` : role;
}

function invokeRole(auth: SamMap | undefined): SamValue | undefined {
  return auth?.has('InvokeRole') === true ? (auth.getTrue('InvokeRole') ?? 'NONE') : undefined;
}

/**
 * Merges the generated method into the author's definition; of members that both have the generated one wins.
 *
 * Observed: the translator merges nothing into a definition without `paths`.
 */
function mergeMethod(event: ApiGatewayEvent, route: ApiEventRoute): void {
  const { api, path, method } = route;
  const present = api.get('DefinitionBody') ?? undefined;
  if (present === undefined) return;
  const document = REST.emptyDefinition();
  addMethod(event, route, document);
  const generated = document.getMap('paths')?.getMap(path)?.get(normalizeMethod(method));
  const paths = requireMap(present, 'DefinitionBody').getMap('paths');
  if (paths === undefined) return;
  const own = sectionOf(sectionOf(paths, path), method);
  own.update(requireMap(generated, placeOf(route)));
}
