import { InvalidDefinition, requireMap } from '../values/invalid-definition.js';
import { type SamMap, areEqual, isTruthy, mapOf, type SamValue } from '../values/sam-value.js';
import { integratedMethods, methodDefinitions, placeOf, sectionOf, type Route } from './definition.js';

const IAM = 'AWS_IAM';
/** What a method has that does without the authorizer, or the key, that the API requires of all methods. */
const NO_AUTHORIZER = 'NONE';
const NO_API_KEY = 'api_key_false';
const API_KEY = 'api_key';
const SECURITY_DEFINITIONS = 'securityDefinitions';

/** An authorizer as methods require it. */
interface RequiredAuthorizer {
  readonly name: string;
  readonly scopes: SamValue;
}

/**
 * Makes every method of a path of a REST API require the default authorizer, unless its own event named another or `NONE`.
 *
 * @param authorizerNames - every authorizer of the API
 */
export function requireDefaultAuthorizer(
  document: SamMap,
  path: string,
  { name, scopes }: RequiredAuthorizer,
  authorizerNames: readonly string[],
  onPreflight: boolean,
): void {
  for (const [route, definition] of integratedMethods(document, path)) {
    if (!onPreflight && route.method === 'options') continue;
    const [own, others] = partition(securityOf(definition, route), [IAM, ...authorizerNames]);
    const none = others.findIndex((requirement) => requirement.has(NO_AUTHORIZER));
    if (none >= 0) others.splice(none, 1);
    const chosen = own.length > 0 ? own : [mapOf({ [name]: scopes })];
    const security = none >= 0 ? others : [...others, ...chosen];
    if (security.length === 0) continue;
    definition.set('security', security);
    declareIam(document, security);
  }
}

/** Makes every method of a path require an API key, unless its own event said that it requires none. */
export function requireApiKeys(document: SamMap, path: string, onPreflight: boolean): void {
  for (const [route, definition] of integratedMethods(document, path)) {
    const present = securityOf(definition, route);
    const [own, others] = partition(present, [API_KEY, NO_API_KEY]);
    const isOpen = own.some((one) => one.has(NO_API_KEY)) || (route.method === 'options' && !onPreflight);
    const security = isOpen ? others : [...others, mapOf({ [API_KEY]: [] })];
    if (!areEqual(security, present)) definition.set('security', security);
  }
}

/** Makes every route of a path of an HTTP API require the default authorizer, unless it has security of its own. */
export function requireDefaultRouteAuthorizer(
  document: SamMap,
  path: string,
  { name, scopes }: RequiredAuthorizer,
): void {
  for (const [{ method }, definition] of integratedMethods(document, path))
    if (method !== 'options' && !isTruthy(definition.get('security')))
      definition.set('security', [mapOf({ [name]: scopes })]);
}

/** Makes one method of a REST API require an authorizer. */
export function requireAuthorizer(document: SamMap, route: Route, authorizer: RequiredAuthorizer): void {
  requireRouteAuthorizer(document, route, authorizer);
  for (const definition of methodDefinitions(document, route)) declareIam(document, securityOf(definition, route));
}

/** Makes one route of an HTTP API require an authorizer. */
export function requireRouteAuthorizer(document: SamMap, route: Route, { name, scopes }: RequiredAuthorizer): void {
  for (const definition of methodDefinitions(document, route))
    definition.set('security', [...securityOf(definition, route), mapOf({ [name]: scopes })]);
}

/** Makes one method require an API key, or marks that it requires none. */
export function requireApiKey(document: SamMap, route: Route, isRequired: boolean): void {
  if (isRequired) declareApiKey(document);
  requireRouteAuthorizer(document, route, { name: isRequired ? API_KEY : NO_API_KEY, scopes: [] });
}

/** Declares the API key as a security scheme. */
export function declareApiKey(document: SamMap): void {
  const scheme = mapOf({ type: 'apiKey', name: 'x-api-key', in: 'header' });
  sectionOf(document, SECURITY_DEFINITIONS).setDefault(API_KEY, scheme);
}

/** Declares the security scheme of an authorizer. */
export function declareAuthorizer(document: SamMap, name: string, scheme: SamMap): void {
  sectionOf(document, SECURITY_DEFINITIONS).set(name, scheme);
}

/** The security scheme of requests that are signed. */
export function iamScheme(): SamMap {
  return mapOf({ type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' });
}

/** Declares the signature scheme where a method requires it first of all. */
function declareIam(document: SamMap, security: readonly SamMap[]): void {
  if (security[0]?.has(IAM) === true) sectionOf(document, SECURITY_DEFINITIONS).setDefault(IAM, iamScheme());
}

function securityOf(definition: SamMap, route: Route): SamMap[] {
  const here = `${placeOf(route)}.security`;
  const security = definition.get('security') ?? [];
  if (!Array.isArray(security)) throw new InvalidDefinition(`${here} must be a list`, 'DefinitionBody');
  return security.map((requirement) => requireMap(requirement, here));
}

function partition(security: readonly SamMap[], names: readonly string[]): readonly [own: SamMap[], others: SamMap[]] {
  const isOwn = (requirement: SamMap): boolean => names.some((name) => requirement.has(name));
  return [security.filter(isOwn), security.filter((requirement) => !isOwn(requirement))];
}
