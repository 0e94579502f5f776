import { ANY_METHOD, hasIntegration, methodDefinitions } from '../definition/definition-draft.js';
import { addHttpIntegration, invocationUri, setInIntegration, type EventMethod } from '../definition/integration.js';
import { draftOpenApi, finishOpenApi, isOpenApi, type OpenApiDraft } from '../definition/openapi-draft.js';
import { setRouteAuthorizer } from '../definition/security.js';
import type { GeneratedResource } from '../resources/generated-resource.js';
import { alternatives, referredId, sub } from '../values/intrinsics.js';
import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, isTruthy, type SamValue } from '../values/sam-value.js';
import { eventPermission, type ApiGatewayEvent } from './event.js';

const DEFAULT_PATH = '$default';

/**
 * An `HttpApi` event of a function: its permission, and its route in the definition, where it is added unless it has an
 * integration already.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
 */
export function expandHttpApiEvent(event: ApiGatewayEvent): GeneratedResource[] {
  const route = readHttpApiEvent(event);
  const permission = httpPermission(event, route);
  addRoute(event, route);
  return permission === undefined ? [] : [permission];
}

interface HttpApiEvent extends EventMethod {
  /** The properties of the API. */
  readonly api: SamMap;
  readonly apiId: SamValue;
}

function readHttpApiEvent(event: ApiGatewayEvent): HttpApiEvent {
  const { properties } = event;
  const path = properties.get('Path');
  const method = properties.get('Method');
  const apiId = properties.get('ApiId') ?? null;
  const named = referredId(apiId);
  if (typeof path !== 'string' || typeof method !== 'string')
    throw new InvalidDefinition('Cannot read the event: Path and Method must be texts');
  const api = typeof named === 'string' ? event.translation.resources.getMap(named) : undefined;
  if (api === undefined)
    throw new InvalidDefinition('Cannot read the event: ApiId names no API of this template', 'ApiId');
  return {
    path,
    method: method.toLowerCase(),
    condition: event.condition,
    api: api.getMap('Properties') ?? new SamMap(),
    apiId,
  };
}

/** None where the function has the permission of the default route, which covers every route. */
function httpPermission(event: ApiGatewayEvent, route: HttpApiEvent): GeneratedResource | undefined {
  const path = route.path.replace(/^(.+)\/$/, '$1');
  if (path !== DEFAULT_PATH && answersDefaultRoute(event, route)) return undefined;
  const pattern = path === DEFAULT_PATH ? '' : path.replace(/\{([a-zA-Z0-9._-]+|proxy\+)\}/g, '*');
  const name = route.method;
  const method = name === 'any' || name === ANY_METHOD ? '*' : name.toUpperCase();
  const resource = name === 'any' && pattern === `/${DEFAULT_PATH}` ? pattern : `/${method}${pattern}`;
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/\${__Stage__}${resource}`;
  return eventPermission(event, sub(arn, { __ApiId__: route.apiId, __Stage__: '*' }));
}

function answersDefaultRoute(event: ApiGatewayEvent, route: HttpApiEvent): boolean {
  const definition = route.api.get('DefinitionBody');
  if (!isTruthy(definition)) return false;
  const draft = draftOpenApi(definition);
  if (!hasIntegration(draft, DEFAULT_PATH, ANY_METHOD)) return false;
  return methodDefinitions(draft, DEFAULT_PATH, ANY_METHOD).every((method) => {
    const uri = method.getMap('x-amazon-apigateway-integration')?.get('uri');
    if (!(uri instanceof SamMap)) return false;
    return alternatives(uri).every((choice) => {
      const arn = choice instanceof SamMap ? (choice.getString('Fn::Sub') ?? '') : '';
      return /([A-Za-z0-9]+)\.Arn/.exec(arn)?.[1] === event.target.id;
    });
  });
}

function addRoute(event: ApiGatewayEvent, route: HttpApiEvent): void {
  const { api, path, method } = route;
  const { properties } = event;
  const definition = api.get('DefinitionBody') ?? null;
  if (definition === null) return;
  if (!isOpenApi(definition))
    throw new InvalidDefinition('Cannot add the route: the definition of the API has no paths or is no OpenAPI 3');
  const draft = draftOpenApi(definition);
  if (isTruthy(api.get('__MANAGE_SWAGGER')) && hasIntegration(draft, path, method))
    throw new InvalidDefinition(`Cannot add the route: ${method.toUpperCase()} ${path} has an integration already`);
  addHttpIntegration(draft, route, invocationUri(event.target, '${AWS::Partition}'));
  const auth = properties.get('Auth');
  if (isTruthy(auth)) addAuth(draft, route, auth);
  const timeout = properties.get('TimeoutInMillis');
  if (isTruthy(timeout)) setInIntegration(draft, route, 'timeoutInMillis', timeout);
  addPathParameters(draft, route);
  const version = properties.get('PayloadFormatVersion');
  if (isTruthy(version)) setInIntegration(draft, route, 'payloadFormatVersion', version);
  api.set('DefinitionBody', finishOpenApi(draft));
}

function addAuth(draft: OpenApiDraft, route: HttpApiEvent, auth: SamValue): void {
  if (!(auth instanceof SamMap)) throw new InvalidDefinition('Cannot read Auth: it is no map', 'Auth');
  const apiAuth = route.api.getMap('Auth');
  const chosen = auth.get('Authorizer');
  const name = isTruthy(chosen) ? chosen : apiAuth?.get('DefaultAuthorizer');
  if (typeof name !== 'string')
    throw new InvalidDefinition('Cannot set the authorizer: Auth has none, and the API no default one', 'Auth');
  const authorizers = apiAuth?.getMap('Authorizers');
  const characters = name;
  const isBuiltIn = characters === 'AWS_IAM' && apiAuth?.get('EnableIamAuthorizer') === true;
  if (characters === 'NONE' && !isTruthy(apiAuth?.get('DefaultAuthorizer')))
    throw new InvalidDefinition('Cannot do without an authorizer: the API has no default one', 'Auth.Authorizer');
  if (characters !== 'NONE' && !isBuiltIn && !isTruthy(authorizers?.get(name)))
    throw new InvalidDefinition(
      `Cannot set the authorizer ${characters}: the API's Authorizers have none of that name`,
      'Auth.Authorizer',
    );
  const own = auth.get('AuthorizationScopes');
  const scopes = isTruthy(own) ? own : (authorizers?.getMap(name)?.get('AuthorizationScopes') ?? []);
  const hasScopes = characters !== 'NONE' && characters !== 'AWS_IAM' && isTruthy(scopes);
  setRouteAuthorizer(draft, route.path, route.method, name, hasScopes ? scopes : []);
}

/** Declares the variables of the path, each once. */
function addPathParameters(draft: OpenApiDraft, route: HttpApiEvent): void {
  const names = [...route.path.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return;
  for (const definition of methodDefinitions(draft, route.path, route.method)) {
    const parameters = definition.setDefault('parameters', []);
    if (!Array.isArray(parameters))
      throw new InvalidDefinition('Cannot declare path parameters: the parameters of the route are no list');
    for (const name of names) declarePathParameter(parameters, name);
  }
}

function declarePathParameter(parameters: SamValue[], name: string): void {
  const present = parameters.find((parameter) => parameter instanceof SamMap && parameter.get('name') === name);
  if (present instanceof SamMap) present.set('in', 'path').set('required', true);
  else parameters.push(mapOf({ name: name, in: 'path', required: true }));
}
