import { InvalidDefinition, checkMembers, requireMap } from '../values/invalid-definition.js';
import type { SamMap, SamValue } from '../values/sam-value.js';
import { printRoute, type Route } from './definition.js';
import { addCustomStatements, addResourcePolicy } from './resource-policy.js';
import { requireApiKey, requireAuthorizer } from './security.js';

/** What an API decides about the authorization of its methods. */
export interface ApiAuth {
  /** Its `Auth`, with known parameters resolved. */
  readonly apiAuth: SamMap | undefined;
  /** The name of its stage, as far as it is known. */
  readonly stage: SamValue;
}

/**
 * Adds what the `Auth` of an event says to its method: an authorizer with scopes, an API key, a resource policy.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
export function addEventAuth(document: SamMap, route: Route & ApiAuth, auth: SamMap): void {
  checkMembers(auth, MEMBERS, 'Auth');
  const { apiAuth, path, stage } = route;
  const authorizer = auth.getTrue('Authorizer');
  if (authorizer !== undefined) {
    const name = checkAuthorizer(authorizer, route);
    requireAuthorizer(document, route, { name, scopes: scopesOf(name, auth, apiAuth) });
  } else if (auth.getTrue('AuthorizationScopes') !== undefined)
    throw new InvalidDefinition('AuthorizationScopes requires an Authorizer', 'Auth');
  if ((auth.get('ApiKeyRequired') ?? null) !== null) {
    const isRequired = auth.getTrue('ApiKeyRequired') !== undefined;
    if (!isRequired && apiAuth?.getTrue('ApiKeyRequired') === undefined)
      throw new InvalidDefinition(
        'ApiKeyRequired cannot be false: the API does not require a key',
        'Auth.ApiKeyRequired',
      );
    requireApiKey(document, route, isRequired);
  }
  const policy = auth.getTrue('ResourcePolicy');
  if (policy === undefined) return;
  addResourcePolicy(document, requireMap(policy, 'Auth.ResourcePolicy'), path, stage);
  addCustomStatements(document, requireMap(policy, 'Auth.ResourcePolicy'));
}

const MEMBERS = [
  'Authorizer',
  'AuthorizationScopes',
  'ApiKeyRequired',
  'InvokeRole',
  'OverrideApiAuth',
  'ResourcePolicy',
];

/** `AWS_IAM` needs no declaration, `NONE` a default authorizer, any other name an authorizer of the API. */
function checkAuthorizer(name: SamValue, { apiAuth, ...route }: Route & ApiAuth): string {
  const refuse = (why: string): never => {
    throw new InvalidDefinition(`Cannot set the authorizer of ${printRoute(route)}: ${why}`, 'Auth.Authorizer');
  };
  if (typeof name !== 'string') return refuse('its name must be a string');
  if (name === 'AWS_IAM') return name;
  if (name === 'NONE')
    return apiAuth?.getTrue('DefaultAuthorizer') === undefined ? refuse('the API has no default to opt out of') : name;
  const isDeclared = apiAuth?.getMap('Authorizers')?.getTrue(name) !== undefined;
  return isDeclared ? name : refuse(`the API has no authorizer ${name}`);
}

/** The scopes of the event, else those of the authorizer. */
function scopesOf(authorizer: string, auth: SamMap, apiAuth: SamMap | undefined): SamValue {
  const settings = apiAuth?.getMap('Authorizers')?.get(authorizer) ?? undefined;
  if (authorizer === 'NONE' || settings === undefined) return [];
  const own = requireMap(settings, `Auth.Authorizers.${authorizer}`).get('AuthorizationScopes');
  return auth.get('AuthorizationScopes') ?? own ?? [];
}
