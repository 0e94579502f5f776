import { InvalidDefinition } from '../values/invalid-definition.js';
import { SamMap, mapOf, stringOf, areEqual, type SamValue } from '../values/sam-value.js';
import { integratedMethods, methodDefinitions, securityOf, type DefinitionDraft } from './definition-draft.js';
import { PATH_MEMBERS, type SwaggerDraft } from './swagger-draft.js';

const IAM = 'AWS_IAM';
/** What a method says that wants not the API's authorizer, or not its key, where the API has one for all. */
const NO_AUTHORIZER = 'NONE';
const NO_API_KEY = 'api_key_false';
const API_KEY = 'api_key';

/**
 * Makes every method of a path ask for the API's default authorizer, unless its own event named another or `NONE`.
 *
 * @param authorizerNames every authorizer of the API
 */
export function setDefaultAuthorizer(
  draft: SwaggerDraft,
  path: string,
  authorizer: string,
  scopes: SamValue,
  authorizerNames: readonly string[],
  onPreflight: boolean,
): void {
  const names = new Set([IAM, ...authorizerNames]);
  for (const [method, definition] of integratedMethods(draft, path, PATH_MEMBERS)) {
    if (!onPreflight && method === 'options') continue;
    const [own, others] = partition(securityOf(definition, path, method), (key) => names.has(key));
    const none = others.findIndex((requirement) => asks(requirement, (key) => key === NO_AUTHORIZER));
    if (none >= 0) others.splice(none, 1);
    const chosen = own.length > 0 ? own : [mapOf({ [authorizer]: scopes })];
    const security = none >= 0 ? others : [...others, ...chosen];
    if (security.length === 0) continue;
    definition.set('security', security);
    addIamDefinition(draft, security);
  }
}

/** Makes every method of a path ask for an API key, unless its own event said that it wants none. */
export function setDefaultApiKey(draft: SwaggerDraft, path: string, onPreflight: boolean): void {
  for (const [method, definition] of integratedMethods(draft, path, PATH_MEMBERS)) {
    const present = securityOf(definition, path, method);
    const [own, others] = partition(present, (key) => key === API_KEY || key === NO_API_KEY);
    const wantsNone =
      own.some((requirement) => asks(requirement, (key) => key === NO_API_KEY)) ||
      (method === 'options' && !onPreflight);
    const security = wantsNone ? others : [...others, mapOf({ [API_KEY]: [] })];
    if (!areEqual(security, present)) definition.set('security', security);
  }
}

/** Makes one method ask for an authorizer. */
export function setMethodAuthorizer(
  draft: SwaggerDraft,
  path: string,
  method: string,
  authorizer: string,
  scopes: SamValue,
): void {
  for (const definition of methodDefinitions(draft, path, method)) {
    const requirement = mapOf({ [authorizer]: scopes });
    const security = [...securityOf(definition, path, method), requirement];
    definition.set('security', security);
    addIamDefinition(draft, security);
  }
}

/** Makes one method ask for an API key, or leaves the mark that it wants none. */
export function setMethodApiKey(draft: SwaggerDraft, path: string, method: string, isRequired: boolean): void {
  for (const definition of methodDefinitions(draft, path, method)) {
    const requirement = mapOf({ [isRequired ? API_KEY : NO_API_KEY]: [] });
    if (isRequired) addApiKeyDefinition(draft);
    definition.set('security', [...securityOf(definition, path, method), requirement]);
  }
}

/** The same for an HTTP API, where neither `NONE` nor IAM has scopes. */
export function setRouteAuthorizer(
  draft: DefinitionDraft,
  path: string,
  method: string,
  authorizer: string,
  scopes: SamValue,
): void {
  for (const definition of methodDefinitions(draft, path, method)) {
    const requirement = new SamMap().set(authorizer, scopes);
    definition.set('security', [...securityOf(definition, path, method), requirement]);
  }
}

export function addApiKeyDefinition(draft: SwaggerDraft): void {
  if (draft.securityDefinitions.has(API_KEY)) return;
  const scheme = mapOf({ type: 'apiKey', name: 'x-api-key', in: 'header' });
  draft.securityDefinitions.update(mapOf({ [API_KEY]: scheme }));
}

/** Declares the signature scheme where a method asks for it first of all. */
function addIamDefinition(draft: SwaggerDraft, security: readonly SamValue[]): void {
  const [first] = security;
  if (!(first instanceof SamMap) || !first.has(IAM) || draft.securityDefinitions.has(IAM)) return;
  const scheme = mapOf({
    'x-amazon-apigateway-authtype': 'awsSigv4',
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
  });
  draft.securityDefinitions.update(mapOf({ [IAM]: scheme }));
}

function partition(
  security: readonly SamValue[],
  isOwn: (key: string) => boolean,
): readonly [own: SamValue[], others: SamValue[]] {
  const own: SamValue[] = [];
  const others: SamValue[] = [];
  for (const requirement of security) (asks(requirement, isOwn) ? own : others).push(requirement);
  return [own, others];
}

function asks(requirement: SamValue, matches: (key: string) => boolean): boolean {
  if (requirement instanceof SamMap) return [...requirement.keys()].some((key) => matches(key));
  throw new InvalidDefinition(
    `Cannot add to the security of a method: ${stringOf(requirement) ?? 'an entry'} is no map`,
    'DefinitionBody',
  );
}
