import { HTTP, MANAGED, changeDefinition } from '../definition/api-kind.js';
import { ANY_METHOD, INTEGRATION, hasIntegration, methodDefinitions, type Route } from '../definition/definition.js';
import { addHttpIntegration, invocationUri, setInIntegration } from '../definition/integration.js';
import { requireRouteAuthorizer } from '../definition/security.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { alternatives, sub } from '../values/intrinsics.js';
import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import { SamMap, isTruthy, mapOf } from '../values/sam-value.js';
import { refuseSecondIntegration } from './api-event.js';
import { eventPermission, readRoute, type ApiGatewayEvent, type ApiRoute } from './event.js';

const DEFAULT_PATH = '$default';

/**
 * An `HttpApi` event of a function: its permission, and its route in the definition, where it is added unless it has an
 * integration already.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
 */
export function expandHttpApiEvent(event: ApiGatewayEvent): GeneratedResource[] {
  const { translation, sam, properties } = event;
  const route = readRoute(translation, HTTP, sam, properties);
  const permission = routePermission(event, route);
  if ((route.api.get('DefinitionBody') ?? null) !== null)
    changeDefinition(HTTP, route.api, (document) => addRoute(event, route, document));
  return permission === undefined ? [] : [permission];
}

/** None where the function has the permission of the default route, which covers every route. */
function routePermission(event: ApiGatewayEvent, route: ApiRoute): GeneratedResource | undefined {
  const path = route.path.replace(/^(.+)\/$/, '$1');
  if (path !== DEFAULT_PATH && callsByDefault(event, route)) return undefined;
  // Observed: of greedy variables only `{proxy+}` becomes a wildcard.
  const pattern = path === DEFAULT_PATH ? '' : path.replace(/\{([a-zA-Z0-9._-]+|proxy\+)\}/g, '*');
  const method = route.method === 'any' || route.method === ANY_METHOD ? '*' : route.method.toUpperCase();
  const resource = route.method === 'any' && pattern === `/${DEFAULT_PATH}` ? pattern : `/${method}${pattern}`;
  const api = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}';
  const arn = sub(`${api}/\${__Stage__}${resource}`, { __ApiId__: route.reference, __Stage__: '*' });
  return eventPermission(event, arn);
}

/** Whether the default route of the API calls the same function. */
function callsByDefault(event: ApiGatewayEvent, { api }: ApiRoute): boolean {
  const definition = api.get('DefinitionBody');
  const route = { path: DEFAULT_PATH, method: ANY_METHOD };
  if (!HTTP.isDefinition(definition) || !hasIntegration(definition, route)) return false;
  return methodDefinitions(definition, route).every((method) => {
    const uri = method.getMap(INTEGRATION)?.get('uri');
    return alternatives(uri).every((choice) => {
      const arn = choice instanceof SamMap ? (choice.getString('Fn::Sub') ?? '') : '';
      return /([A-Za-z0-9]+)\.Arn/.exec(arn)?.[1] === event.target.logicalId;
    });
  });
}

function addRoute(event: ApiGatewayEvent, route: ApiRoute, document: SamMap): void {
  const { properties } = event;
  if (isTruthy(route.api.get(MANAGED))) refuseSecondIntegration(document, route);
  addHttpIntegration(document, route, invocationUri(event.target, '${AWS::Partition}'));
  const auth = properties.getTrue('Auth');
  if (auth !== undefined) addAuth(document, route, requireMap(auth, 'Auth'));
  setInIntegration(document, route, 'timeoutInMillis', properties.get('TimeoutInMillis'));
  declarePathParameters(document, route);
  setInIntegration(document, route, 'payloadFormatVersion', properties.get('PayloadFormatVersion'));
}

function addAuth(document: SamMap, route: ApiRoute, auth: SamMap): void {
  checkMembers(auth, ['Authorizer', 'AuthorizationScopes'], 'Auth');
  const apiAuth = route.api.getMap('Auth');
  const authorizers = apiAuth?.getMap('Authorizers');
  const name = auth.getTrue('Authorizer') ?? apiAuth?.get('DefaultAuthorizer');
  if (typeof name !== 'string')
    throw new InvalidDefinition('Auth requires an Authorizer: the API has no default one', 'Auth');
  if (name === 'NONE' && !isTruthy(apiAuth?.get('DefaultAuthorizer')))
    throw new InvalidDefinition('Authorizer cannot be NONE: the API has no default to opt out of', 'Auth.Authorizer');
  const isBuiltIn = name === 'NONE' || (name === 'AWS_IAM' && apiAuth?.get('EnableIamAuthorizer') === true);
  if (!isBuiltIn && !isTruthy(authorizers?.get(name)))
    throw new InvalidDefinition(`The API has no authorizer ${name}`, 'Auth.Authorizer');
  const scopes = auth.getTrue('AuthorizationScopes') ?? authorizers?.getMap(name)?.getTrue('AuthorizationScopes');
  const hasScopes = name !== 'NONE' && name !== 'AWS_IAM';
  requireRouteAuthorizer(document, route, { name, scopes: hasScopes ? (scopes ?? []) : [] });
}

/** Declares the variables of the path, each once. */
function declarePathParameters(document: SamMap, route: Route): void {
  const names = [...route.path.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return;
  for (const definition of methodDefinitions(document, route)) {
    const parameters = definition.setDefault('parameters', []);
    if (!Array.isArray(parameters)) throw new InvalidDefinition('The parameters of the route must be a list');
    for (const name of names) {
      const declared = { name, in: 'path', required: true };
      const present = parameters.find((parameter) => parameter instanceof SamMap && parameter.get('name') === name);
      if (present instanceof SamMap) present.update(mapOf(declared));
      else parameters.push(mapOf(declared));
    }
  }
}
